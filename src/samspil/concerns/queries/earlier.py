"""What stood on a line of a list, or on its event, before it was changed: when, by whom, and which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from samspil.access.models import History
from samspil.concerns.models import Incident, ListEntry
from samspil.organisations.models import Staff

A_MOMENT = timedelta(minutes=5)
TELLING = (
    "name",
    "birth_date",
    "role",
    "text",
    "place",
    "happened_on",
    "happened_at",
    "reference",
)  # shown in the history
TELLING_EVENT = ("text", "place", "happened_on")


@dataclass(frozen=True)
class Before:
    """What a line said until somebody changed it: fields and their values, as the database writes them."""

    at: datetime | None
    by: str
    said: tuple[tuple[str, Any], ...]


def stood_before(told: ListEntry | Incident, fields: Sequence[str]) -> Iterator[Before]:
    """The latest first. A change that touched none of the words is none. Where a line had no words of its own, its event's
    stood there.
    """
    kept = History.objects.filter(parent_table=told._meta.db_table, parent_id=told.pk).order_by(
        "-parent_version", "-pk"
    )
    rows = list(kept)
    events = dict(Incident.objects.filter(pk__in=_events(told, rows)).values_list("pk", "text"))
    names = dict(
        Staff.objects.filter(principal_id__in={row.written_by for row in rows}).values_list("principal_id", "name")
    )
    now: dict[str, Any] = {name: as_kept(getattr(told, name)) for name in fields}
    now["text"] = now["text"] or events.get(getattr(told, "incident_id", None) or 0, "")
    for row in rows:
        was = {name: as_kept(row.was.get(name)) for name in fields}
        was["text"] = was["text"] or events.get(row.was.get("incident_id") or 0, "")
        said = tuple((name, was[name]) for name in fields if was[name] != now[name])
        if said:
            yield Before(row.written_at, names.get(row.written_by or 0, ""), said)
        now = was


def latest_first(before: Before) -> float:
    """For sorting."""
    return -before.at.timestamp() if before.at else 0.0


def _events(told: ListEntry | Incident, rows: Sequence[History]) -> set[int]:
    """In which events a line stands, and stood."""
    stood = {row.was.get("incident_id") for row in rows} | {getattr(told, "incident_id", None)}
    return {event for event in stood if event}


def as_kept(value: Any) -> str:
    """What stands in a field, as the history keeps it."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")
