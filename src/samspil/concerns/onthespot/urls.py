"""Addresses of what was settled on the spot."""

from __future__ import annotations

from django.urls import path

from samspil.concerns.onthespot import views

app_name = "onthespot"
urlpatterns = [path("", views.tell, name="tell"), path("tal/", views.figures, name="figures")]
