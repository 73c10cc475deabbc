"""Every address of the product: Danish paths, English names."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("konto/", include("allauth.account.urls")),
]
