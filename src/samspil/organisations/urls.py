"""Addresses of the organisation: administration, forums."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "organisations"
urlpatterns: list[URLPattern] = []
