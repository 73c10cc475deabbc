"""Addresses of references to other systems."""

from __future__ import annotations

from django.urls import path

from samspil.cases.references import views

app_name = "references"
urlpatterns = [
    path("<int:case_id>/henvis/", views.refer, name="refer"),
    path("henvisning/<int:reference_id>/", views.change, name="change"),
]
