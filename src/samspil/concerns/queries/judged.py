"""What was judged of a concern, each time somebody wrote it: what stands in the form now is the latest, and nothing before it is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samspil.access.models import History
from samspil.concerns.models import Assessment, Concern
from samspil.organisations.models import Staff

IN_WORDS = ("level", "opening_reason", "proportionality")


@dataclass(frozen=True)
class Judged:
    """Who wrote the assessment when, and what it said then; no words where it was emptied."""

    at: datetime
    by: str
    words: str
    is_closing: bool = False  # it was closed then, and has been opened again since


def judged(concern: Concern) -> list[Judged]:
    """The oldest first, as far as the actor reads the assessment, and when it was closed that has been opened again. Three statements,
    one where nothing was ever written.
    """
    assessment = Assessment.objects.filter(concern=concern).first()
    if assessment is None or assessment.version == 1:
        return []
    kept = History.objects.filter(parent_table=Assessment._meta.db_table, parent_id=assessment.pk)
    rows = list(kept.order_by("parent_version", "pk"))
    writers = {row.written_by for row in rows if row.written_by}
    names = dict(Staff.objects.filter(principal_id__in=writers).values_list("principal_id", "name"))
    return list(_each(rows, {name: getattr(assessment, name) for name in (*IN_WORDS, "closed_at")}, names))


def _each(rows: list[History], now: Mapping[str, Any], names: Mapping[int, str]) -> Iterator[Judged]:
    """A row of the history is what stood there until its writer wrote what the next one has."""
    for row, following in zip(rows, [*(row.was for row in rows[1:]), now], strict=False):
        if row.written_at and any(row.was.get(name) != following.get(name) for name in IN_WORDS):
            words = " · ".join(str(following[name]) for name in IN_WORDS if following.get(name))
            yield Judged(row.written_at, names.get(row.written_by or 0, ""), words)
        if row.was.get("closed_at") and not following.get("closed_at"):
            yield Judged(datetime.fromisoformat(row.was["closed_at"]), "", "", is_closing=True)
