"""Addresses of leaving: Danish paths, English names."""

from __future__ import annotations

from django.urls import path

from samspil.cases.leaving import views

app_name = "leaving"
urlpatterns = [
    path("efterladt/", views.left, name="left"),
    path("efterladt/hos/<int:staff_id>/", views.of_colleague, name="of_colleague"),
    path("efterladt/<int:unit_id>/traed-ind/", views.step_in, name="step_in"),
    path("efterladt/delt/<int:shared_id>/fortryd/", views.take_back, name="take_back"),
    path("<int:case_id>/valgt-voksen/", views.hear_choice, name="hear_choice"),
    path("<int:case_id>/giv-tilbage/", views.give_back_case, name="give_back_case"),
    path("efterladt/bekymringer/<int:raised_id>/giv-tilbage/", views.give_back_concern, name="give_back_concern"),
]
