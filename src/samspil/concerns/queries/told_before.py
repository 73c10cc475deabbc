"""What a door has been told of children already: a row that says the same of one of them becomes no new line."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from samspil.concerns.lists.likeness import deed_key
from samspil.concerns.models import ListEntry

DeedKey = tuple[object, ...]


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of a day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def told_of(children: Collection[int], door: int, day: date) -> dict[DeedKey, ListEntry]:
    """The lines that a door has of these children, by what they say (`deed_key`); without a day of its event one speaks for the week of
    its meeting alone. One statement.
    """
    monday, sunday = week_of(day)
    standing = ListEntry.objects.select_related("incident", "police_list").filter(
        owner_audience_id=door, subject__in=children, removed_at__isnull=True
    )
    return {
        deed_key(entry.subject, entry, entry.role, entry.text or (entry.incident.text if entry.incident else "")): entry
        for entry in standing
        if entry.happened_on or monday <= (entry.police_list.meets_on or entry.police_list.received_on) <= sunday
    }


__all__ = ["DeedKey", "told_of", "week_of"]
