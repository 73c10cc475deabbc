"""Writing the audit from Python: one call in the transaction of the act it tells of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Model
from psycopg.types.json import Jsonb


def record(
    act: str, thing: Model | None = None, *, owner: int | None = None, **detail: int | str | bool | None
) -> None:
    """Record `act` (noun.verb) on `thing`. `detail` holds codes, ids and counts, never names or text."""
    table = thing._meta.db_table if thing is not None else None
    identity: Any = thing.pk if thing is not None else None
    subject = getattr(thing, "subject", None)
    audience = owner if owner is not None else getattr(thing, "owner_audience_id", None)
    codes: Any = Jsonb(detail)
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit.record(%s, %s, %s, %s, %s, %s)", [act, table, identity, subject, audience, codes])


def record_each(act: str, things: Sequence[Model], **detail: int | str | bool | None) -> None:
    """Record `act` on each of several confidential rows of one table, in one statement."""
    if not things:
        return
    rows: list[Any] = [
        [thing.pk for thing in things],
        [getattr(thing, "subject", None) for thing in things],
        [getattr(thing, "owner_audience_id", None) for thing in things],
    ]
    codes: Any = Jsonb(detail)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit.record_each(%s, %s, %s::bigint[], %s::bigint[], %s::bigint[], %s)",
            [act, things[0]._meta.db_table, *rows, codes],
        )
