"""The product's addresses and the floor's."""

from __future__ import annotations

from django.urls import include, path

from samspil.bench import floor
from samspil.config.urls import handler400, handler403, handler404, handler429, handler500

urlpatterns = [
    path("bench/floor/<int:person_id>/", floor.page, name="bench_floor"),
    path("bench/bare/<int:person_id>/", floor.bare, name="bench_bare"),
    path("", include("samspil.config.urls")),
]

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]
