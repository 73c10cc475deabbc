"""What the minutes said before somebody changed them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from samspil.access.models import History
from samspil.meetings.matters.models import Matter
from samspil.organisations.models import Staff


@dataclass(frozen=True)
class Earlier:
    """Until then the minutes of an item said this; `by` changed it."""

    by: str
    at: datetime | None
    text: str


def earlier_minutes(matters: Sequence[Matter]) -> dict[int, tuple[Earlier, ...]]:
    """For each item what stood there before, the oldest first; nothing for a first text. Two statements."""
    rows = History.objects.filter(parent_table="matters_matter", parent_id__in=[matter.pk for matter in matters])
    found: dict[int, list[History]] = defaultdict(list)
    for row in rows.order_by("parent_version", "pk"):
        found[row.parent_id].append(row)
    writers = {row.written_by for of in found.values() for row in of if row.written_by}
    names = dict(Staff.objects.filter(principal_id__in=writers).values_list("principal_id", "name"))
    said: dict[int, tuple[Earlier, ...]] = {}
    for matter in matters:
        texts = [row.was.get("minutes_text", "") for row in found[matter.pk]]
        then = [*texts[1:], matter.minutes_text]
        said[matter.pk] = tuple(
            Earlier(names.get(row.written_by or 0, ""), row.written_at, text)
            for row, text, after in zip(found[matter.pk], texts, then, strict=False)
            if text and text != after
        )
    return said


__all__ = ["Earlier", "earlier_minutes"]
