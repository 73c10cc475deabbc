"""Addresses of specific efforts."""

from __future__ import annotations

from django.urls import path

from samspil.cases.efforts import views

app_name = "efforts"
urlpatterns = [
    path("<int:case_id>/start-indsats/", views.start, name="start"),
    path("gruppeindsatser/", views.groups, name="groups"),
    path("gruppeindsatser/start/", views.start_for_group, name="start_for_group"),
    path("indsats/<int:effort_id>/", views.effort, name="effort"),
    path("indsats/<int:effort_id>/afslut/", views.end, name="end"),
]
