"""Addresses of the question whom one would contact."""

from __future__ import annotations

from django.urls import path

from samspil.concerns.doorsurvey import views

app_name = "doorsurvey"
urlpatterns = [
    path("", views.ask, name="ask"),
    path("ikke-i-aar/", views.decline, name="decline"),
    path("tal/", views.figures, name="figures"),
]
