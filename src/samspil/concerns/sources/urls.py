"""Addresses of where the knowledge came from."""

from __future__ import annotations

from django.urls import path

from samspil.concerns.sources import views

app_name = "sources"
urlpatterns = [path("", views.figures, name="figures")]
