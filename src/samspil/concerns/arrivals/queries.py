"""What was promised, and what waits at the doors that somebody answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.models import Confidential
from samspil.concerns.arrivals.apps import PAGES
from samspil.organisations.models import Staff
from samspil.organisations.queries import posts_of, staff_named, staff_of
from samspil.organisations.queries.concern_doors import answering, doors_of

TABLES = {
    "concern": "concerns_concern",
    "sparring": "concerns_sparring",
    "question": "public_question",
    "enquiry": "enquiries_enquiry",
}
# Where each stands in a list.
QUEUES = {
    "concern": (_("Concerns"), "concerns:queue"),
    "question": (_("Anonymous questions"), "counselling:questions"),
    "enquiry": (_("Enquiries from citizens"), "enquiries:queue"),
    "sparring": (_("Sparring"), "concerns:sparrings"),
}
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

    @property
    def is_danger_shown(self) -> bool:
        """Marked as danger, until somebody has both said that they act and answered."""
        return self.in_danger and not (self.is_answered and self.taken_at is not None)

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


def late_numbers(sort: str, at: datetime) -> list[int]:
    """The numbers of what is late of that sort at the doors that the actor answers. One statement."""
    return [one.id for one in waiting_at_my_doors() if one.table == TABLES[sort] and one.is_late(at)]


@dataclass(frozen=True)
class WaitingKind:
    """How much of one sort waits, how much of it is late, and what comes next."""

    label: str
    address: str
    count: int
    late: int
    next: datetime | None


@dataclass(frozen=True)
class Danger:
    """Something whose sender says that somebody is in danger, and on which nobody acts yet."""

    address: str


@dataclass(frozen=True)
class DoorPanel:
    """What waits at one's doors. `leads_only`: one leads the unit behind and answers no door, and sees what is late."""

    dangers: tuple[Danger, ...]
    kinds: tuple[WaitingKind, ...]
    leads_only: bool


def door_panel(actor: Actor) -> DoorPanel | None:
    """For somebody's day; None where nothing waits for them. One statement where nothing does, four where something does."""
    waiting = waiting_at_my_doors()
    if not waiting:
        return None
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    leading = _led_only(staff, today)
    mine = [one for one in waiting if one.door_id not in leading or one.is_late(actor.at)]
    kinds = []
    for sort, (label, page) in QUEUES.items():
        rows = [one for one in mine if one.table == TABLES[sort]]
        if rows:
            due = [one.answer_by for one in rows if one.answer_by and not one.is_late(actor.at)]
            late = sum(one.is_late(actor.at) for one in rows)
            kinds.append(WaitingKind(str(label), reverse(page), len(rows), late, min(due, default=None)))
    sorts = {table: sort for sort, table in TABLES.items()}
    dangers = tuple(
        Danger(reverse(PAGES[sorts[one.table]], args=[one.id])) for one in waiting if one.in_danger and not one.taken_at
    )
    if not kinds and not dangers:
        return None
    return DoorPanel(dangers, tuple(kinds), bool(leading) and all(one.door_id in leading for one in mine))


def _led_only(staff: Staff, today: date) -> set[int]:
    """The doors whose unit this colleague leads and that they do not answer themselves."""
    doors = doors_of(staff.body, today)
    found = set()
    for door, people in answering(doors, today).items():
        places = [place for place, post in people if post.staff_id == staff.pk]
        last = next(len(one.answered_by) for one in doors if one.pk == door)
        if places and min(places) >= last:
            found.add(door)
    return found


@dataclass(frozen=True)
class Late:
    """Something that is late now, and who has it."""

    label: str
    address: str
    received_at: datetime
    answer_by: datetime
    holder: str


def late_now(actor: Actor) -> list[Late]:
    """For who leads a unit behind a door: what is late there at this instant, and who has it. Nothing is counted by employee,
    and nothing is kept of it (an employer who does announces it first).
    """
    rows = [one for one in waiting_at_my_doors() if one.is_late(actor.at)]
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    led = {post.unit_id for post in posts_of(staff, today) if post.leads}
    doors = {door.pk for door in doors_of(staff.body, today) if door.unit_id in led}
    rows = [one for one in rows if one.door_id in doors]
    names = staff_named({one.holder_id or 0 for one in rows})
    sorts = {table: sort for sort, table in TABLES.items()}
    return [
        Late(
            str(QUEUES[sorts[one.table]][0]),
            reverse(PAGES[sorts[one.table]], args=[one.id]),
            one.received_at,
            one.answer_by,
            names.get(one.holder_id or 0, ""),
        )
        for one in rows
        if one.answer_by is not None
    ]
