"""What these tests ask again and again."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from samspil.access.actor import Actor, acting, now, sign
from samspil.audit.models import Event
from tests.cast import as_role

__all__ = ["acting_keys", "events", "keys_of", "today"]


def keys_of(principal_id: int) -> set[int]:
    """The audiences that PostgreSQL gives this principal in this instant, by raw SQL as the app role."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('samspil.actor', true)")
        (before,) = cursor.fetchone()
        sign(Actor(principal_id, now()))
        cursor.execute("SELECT access.keys()")
        (found,) = cursor.fetchone()
        cursor.execute("SELECT set_config('samspil.actor', %s, true)", [before])
    return set(found)


def events(act: str) -> list[Any]:
    """What the audit has of this act, past every policy."""
    with as_role("samspil_lock"):
        return list(Event.objects.filter(act=act).order_by("pk"))


@pytest.fixture
def today() -> Any:
    from django.utils import timezone  # noqa: PLC0415

    return timezone.localdate()


def acting_keys(principal_id: int) -> set[int]:
    """The same, outside a test's transaction."""
    with acting(principal_id), connection.cursor() as cursor:
        cursor.execute("SELECT access.keys()")
        return set(cursor.fetchone()[0])
