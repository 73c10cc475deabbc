"""Addresses of leaving: Danish paths, English names."""

from __future__ import annotations

from django.urls import path

from samspil.cases.leaving import views

app_name = "leaving"
urlpatterns = [
    path("efterladt/", views.left, name="left"),
    path("efterladt/<int:unit_id>/traed-ind/", views.step_in, name="step_in"),
]
