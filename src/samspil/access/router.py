"""Which connection a model is reached by: sign-in has a role of its own, the domain has another."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

DOOR_APPS = frozenset({"auth", "contenttypes", "account", "signin", "django_cache"})


class Doors:
    """Sign-in tables through `door`, everything else through `default`; migrations through `owner` alone."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        return "door" if model._meta.app_label in DOOR_APPS else None

    def db_for_write(self, model: type[Model], **hints: Any) -> str | None:
        return self.db_for_read(model)

    def allow_relation(self, first: Model, second: Model, **hints: Any) -> bool:
        return (first._meta.app_label in DOOR_APPS) == (second._meta.app_label in DOOR_APPS)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "owner"
