"""Addresses of the youth effort."""

from __future__ import annotations

from django.urls import path

from samspil.cases.youth import views

app_name = "youth"
urlpatterns = [
    path("<int:case_id>/ungeindsats/", views.start, name="start"),
    path("ungeindsats/<int:youth_id>/stoette/", views.degree, name="degree"),
    path("ungeindsats/<int:youth_id>/faellesskab/", views.community, name="community"),
    path("ungeindsats/faellesskab/<int:state_id>/fejl/", views.take_back, name="take_back"),
    path("ungeindsats/<int:youth_id>/afslut/", views.end, name="end"),
    path("ungeindsats/tal/", views.figures, name="figures"),
]
