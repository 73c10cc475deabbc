"""The table as it stands this moment: what a page that is open already asks for again, every few seconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from samspil.meetings.models import Attendance, Item, Meeting
from samspil.meetings.policies import is_away
from samspil.meetings.queries.agenda import Agenda, agenda_of
from samspil.meetings.queries.beside import told_late
from samspil.meetings.queries.table import (
    Told,
    attendance_of,
    mark_of,
    seats_of,
    sitting,
    staff_around,
    told_at,
    told_mark,
)
from samspil.organisations.models import Staff


@dataclass(frozen=True)
class LivePage:
    """The agenda, who is there, and what has been told at the item that is looked at."""

    agenda: Agenda
    present: list[Attendance]
    seats: int
    told: list[Told]
    told_mark: str
    may_write: bool
    late: frozenset[int] = frozenset()
    away: frozenset[int] = frozenset()  # colleagues who went out of the item, or to whom the name was not said
    out: Sequence[Staff] = ()  # those of them who are not impartial

    @property
    def mark(self) -> str:
        """Another one as soon as the page would look different."""
        return mark_of(self.agenda, self.present, self.seats, self.told_mark, self.late, self.away)


def live_page(meeting: Meeting, item: Item | None, *, own_keys: Sequence[int]) -> LivePage:
    """What has happened at the table meanwhile. As many statements however much is on it."""
    attendance = attendance_of(meeting)
    told: list[Told] = []
    out: list[Staff] = []
    if item:
        day = timezone.localdate(meeting.starts_at)
        people = {staff.pk: staff for staff in staff_around(meeting, day, [line.staff_id for line in attendance])}
        told = told_at(item, people, own_keys)
        out = [
            people[line.staff_id] for line in attendance if item.slot_id in line.stepped_out and line.staff_id in people
        ]
    return LivePage(
        agenda=agenda_of(meeting),
        present=sitting(attendance),
        seats=seats_of(attendance),
        told=told,
        told_mark=told_mark(told) if item else "",
        may_write=meeting.minutes_audience_id in own_keys,
        late=told_late(meeting) if meeting.minutes_audience_id in own_keys else frozenset(),
        away=frozenset(line.staff_id for line in attendance if item and is_away(line, item)),
        out=sorted(out, key=lambda staff: (staff.name, staff.pk)),
    )


__all__ = ["LivePage", "live_page"]
