"""What was promised, and what waits at the doors that somebody answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.models import Confidential
from samspil.concerns.arrivals.apps import PAGES
from samspil.concerns.queries.clocks import UNSENT, Clock
from samspil.organisations.models import Staff, Unit
from samspil.organisations.queries import staff_named, staff_of
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
# One of each, where a page names it without saying more.
ONES = {
    "concern": _("A concern"),
    "question": _("An anonymous question"),
    "enquiry": _("An enquiry from a citizen"),
    "sparring": _("A question for sparring"),
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
    acted_by: int | None = None  # who has said last that they act, also where they answer the door no more
    acted_at: datetime | None = None
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
    found = cabinet.read(
        "SELECT about_id, answer_by, is_answered, in_danger, taken_by, taken_at, acted_by, acted_at"
        " FROM arrivals.promised(%s, %s)",
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
    """Something at a door without an answer, or a concern that is not closed, with the clock of 24 hours that runs about it."""

    table: str
    id: int
    door_id: int
    received_at: datetime
    holder_id: int | None
    answer_by: datetime | None
    is_answered: bool
    in_danger: bool
    taken_by: int | None
    taken_at: datetime | None
    clock: Clock | None

    def is_late(self, at: datetime) -> bool:
        """The 24 hours are over, or what was promised is."""
        broken = not self.is_answered and self.answer_by is not None and at > self.answer_by
        return broken or (self.clock is not None and self.clock.is_late(at))

    def next_due(self, at: datetime) -> datetime | None:
        """What comes first of what is still to come: an answer that was promised, or the end of the 24 hours."""
        promised = self.answer_by if not self.is_answered else None
        dues = [due for due in (promised, self.clock.due if self.clock else None) if due is not None and due >= at]
        return min(dues, default=None)


def waiting_at_my_doors() -> list[Waiting]:
    """What waits at the doors that the actor answers: danger first, then by the promised time. One statement."""
    rows = cabinet.read(
        "SELECT about_table, about_id, door, received_at, holder, answer_by, is_answered, in_danger, taken_by, taken_at,"
        " clock_since, clock_waits FROM arrivals.waiting()",
        [],
    )
    return [Waiting(*[*row[:10], Clock(*row[10:]) if row[10] else None]) for row in rows]


def concerns_at_my_doors() -> dict[int, Waiting]:
    """The concerns at the doors that the actor answers that are not closed, by number. One statement."""
    return {one.id: one for one in waiting_at_my_doors() if one.table == TABLES["concern"]}


def late_numbers(sort: str, at: datetime) -> list[int]:
    """The numbers of what is late of that sort at the doors that the actor answers. One statement."""
    return [one.id for one in waiting_at_my_doors() if one.table == TABLES[sort] and one.is_late(at)]


def dangers(sort: str) -> list[int]:
    """The numbers of what is marked as danger of that sort at the doors that the actor answers. One statement."""
    return [one.id for one in waiting_at_my_doors() if one.table == TABLES[sort] and one.in_danger]


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
    received_at: datetime


@dataclass(frozen=True)
class DoorPanel:
    """What waits at one's doors."""

    dangers: tuple[Danger, ...]
    kinds: tuple[WaitingKind, ...]


def door_panel(actor: Actor, waiting: Sequence[Waiting]) -> DoorPanel | None:
    """For somebody's day, of what waits at their doors; None where nothing does. Two statements where something does. Who leads
    the unit behind a door and does not answer it themselves sees the dangers and, in `seen_from_above`, what is late.
    """
    if not waiting:
        return None
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    leading = led_only(staff, today)
    mine = [one for one in waiting if one.door_id not in leading]
    kinds = []
    for sort, (label, page) in QUEUES.items():
        rows = [one for one in mine if one.table == TABLES[sort]]
        if rows:
            late = [one for one in rows if one.is_late(actor.at)]
            due = [time for one in rows if not one.is_late(actor.at) and (time := one.next_due(actor.at))]
            kinds.append(WaitingKind(str(label), reverse(page), len(rows), len(late), min(due, default=None)))
    sorts = {table: sort for sort, table in TABLES.items()}
    dangers = tuple(
        Danger(reverse(PAGES[sorts[one.table]], args=[one.id]), one.received_at)
        for one in waiting
        if one.in_danger and not one.taken_at
    )
    return DoorPanel(dangers, tuple(kinds)) if kinds or dangers else None


def led_only(staff: Staff, today: date) -> set[int]:
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
    """Something that is late now, why, and who has it. No address where the actor does not read it."""

    label: str
    address: str
    received_at: datetime
    due: datetime
    waits: str
    holder: str

    @property
    def is_promise(self) -> bool:
        """What was promised is broken; else 24 hours are over."""
        return self.waits == "promise"

    @property
    def is_unsent(self) -> bool:
        """A notification that somebody has said yes to is not sent."""
        return self.waits == UNSENT


@dataclass(frozen=True)
class FromAbove:
    """What somebody sees of doors that they do not answer: what is late where they lead, and the units for which they are to step in,
    because somebody may be in danger there and nobody who answers is here.
    """

    late: tuple[Late, ...]
    step_in: tuple[Unit, ...]


STEP_IN = "step_in"


def seen_from_above() -> FromAbove:
    """For who leads a unit behind a door, or above one that nobody leads: what is late there at this instant, and who has it.
    Nothing is counted by employee, and nothing is kept of it (an employer who does announces it first). Three statements at most, one
    where there is nothing.
    """
    found = cabinet.read(
        "SELECT about_table, about_id, received_at, due, waits, holder FROM arrivals.late_below()"
        " UNION ALL SELECT '', unit, NULL, NULL, %s, NULL FROM arrivals.dangers_above() ORDER BY due, about_table, about_id",
        [STEP_IN],
    )
    rows = [row for row in found if row[4] != STEP_IN]
    units = [row[1] for row in found if row[4] == STEP_IN]
    names = staff_named({row[-1] or 0 for row in rows}) if rows else {}
    sorts = {table: sort for sort, table in TABLES.items()}
    late = tuple(
        Late(
            str(ONES[sorts[table]]),
            reverse(PAGES[sorts[table]], args=[about]) if about else "",
            received_at,
            due,
            waits,
            names.get(holder or 0, ""),
        )
        for table, about, received_at, due, waits, holder in rows
    )
    return FromAbove(late, tuple(Unit.objects.filter(pk__in=units).order_by("name", "pk")) if units else ())
