"""What was promised, and what waits at the doors that somebody answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from samspil.access import cabinet
from samspil.access.models import Confidential
from samspil.organisations.queries import staff_named

# What comes to a door, by the word in its address, and its model.
SORTS = {
    "concern": "concerns.Concern",
    "sparring": "concerns.Sparring",
    "question": "public.Question",
    "enquiry": "enquiries.Enquiry",
}


@dataclass(frozen=True)
class Promise:
    """What the sender was promised, and who has said that they act on a danger."""

    answer_by: datetime | None = None
    is_answered: bool = True
    in_danger: bool = False
    taken_by: int | None = None
    taken_at: datetime | None = None
    taken_by_name: str = ""

    def is_broken(self, at: datetime) -> bool:
        """The promised time has passed and nobody has answered."""
        return self.answer_by is not None and at > self.answer_by and not self.is_answered


NOTHING = Promise()


def promises_about(rows: Iterable[Confidential]) -> dict[int, Promise]:
    """By the number of the row, for rows of one table that the actor reads. One statement."""
    rows = list(rows)
    if not rows:
        return {}
    found = cabinet.call(
        "SELECT about_id, answer_by, is_answered, in_danger, taken_by, taken_at FROM arrivals.promised(%s, %s)",
        [rows[0]._meta.db_table, [row.pk for row in rows]],
    )
    return {about: Promise(*rest) for about, *rest in found}


def promise_about(row: Confidential) -> Promise:
    """What was promised about one row; nothing, for what came before promises were kept."""
    found = promises_about([row]).get(row.pk, NOTHING)
    if found.taken_by is None:
        return found
    return replace(found, taken_by_name=staff_named({found.taken_by}).get(found.taken_by, ""))


@dataclass(frozen=True)
class Waiting:
    """Something at a door without an answer."""

    table: str
    id: int
    door_id: int
    received_at: datetime
    holder_id: int | None
    answer_by: datetime | None
    in_danger: bool
    taken_by: int | None
    taken_at: datetime | None

    def is_late(self, at: datetime) -> bool:
        """Past the promised time."""
        return self.answer_by is not None and at > self.answer_by


def waiting_at_my_doors() -> list[Waiting]:
    """What waits at the doors that the actor answers: danger first, then by the promised time. One statement."""
    rows = cabinet.call(
        "SELECT about_table, about_id, door, received_at, holder, answer_by, in_danger, taken_by, taken_at"
        " FROM arrivals.waiting()",
        [],
    )
    return [Waiting(*row) for row in rows]
