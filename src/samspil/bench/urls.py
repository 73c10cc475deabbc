"""The product's addresses, and what they are measured against."""

from __future__ import annotations

from django.urls import include, path

from samspil.bench import bare
from samspil.config.urls import handler400, handler403, handler404, handler429, handler500

urlpatterns = [
    path("bench/bare/<int:person_id>/", bare.bare, name="bench_bare"),
    path("bench/layout/<int:person_id>/", bare.layout, name="bench_layout"),
    path("", include("samspil.config.urls")),
]

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]
