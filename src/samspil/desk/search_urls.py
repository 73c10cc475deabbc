"""Addresses of search."""

from __future__ import annotations

from django.urls import path

from samspil.desk import views

app_name = "search"
urlpatterns = [
    path("", views.search, name="children"),
    path("forslag/", views.suggest, name="suggest"),
    path("notater/", views.search_notes, name="notes"),
]
