"""Addresses of the arenas of a child's life."""

from __future__ import annotations

from django.urls import path

from samspil.cases.arenas import views

app_name = "arenas"
urlpatterns = [path("<int:case_id>/livsarena/<slug:arena>/", views.write, name="write")]
