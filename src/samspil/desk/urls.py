"""Addresses of the desk."""

from __future__ import annotations

from django.urls import path

from samspil.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.my_day, name="my_day"),
    path("mit-aar/", views.my_year, name="my_year"),
    path("barnet/<int:person_id>/", views.child, name="child"),
    path("barnet/<int:person_id>/videregivelser/", views.disclosures, name="disclosures"),
    path("barnet/<int:person_id>/laesninger/", views.readings, name="readings"),
    path("barnet/<int:person_id>/cpr/", views.show_cpr, name="show_cpr"),
]
