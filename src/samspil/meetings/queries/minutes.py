"""The minutes as this actor may read them, and the attendance in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samspil.meetings.models import Attendance, Decision, Meeting, Slot
from samspil.meetings.states import DecisionState, ItemState
from samspil.organisations.models import Forum, SeatHolder, Staff


@dataclass(frozen=True)
class MinutesPage:
    """The minutes without names: numbers, attendance and words. What may leave the meeting."""

    meeting: Meeting
    attendance: list[tuple[Attendance, Staff | None]]
    words: list[tuple[str, int]]
    items: int
    hidden: int
    decisions: list[Decision]


def minutes_page(meeting: Meeting) -> MinutesPage:
    """The minutes as this actor may read them; the summary part names nobody on the agenda."""
    decisions = list(Decision.objects.filter(meeting=meeting, state=DecisionState.STANDING).order_by("pk"))
    slots = list(Slot.objects.filter(meeting=meeting).exclude(state__in=[ItemState.MOVED, ItemState.WITHDRAWN]))
    counts: dict[str, int] = {}
    for decision in decisions:
        counts[decision.label] = counts.get(decision.label, 0) + 1
    return MinutesPage(
        meeting,
        attendance_of(meeting),
        sorted(counts.items()),
        len(slots),
        len(slots) - len(decisions),
        decisions,
    )


def attendance_of(meeting: Meeting) -> list[tuple[Attendance, Staff | None]]:
    """The attendance as it stands, with the colleagues. Two statements."""
    lines = list(Attendance.objects.filter(meeting=meeting).order_by("pk"))
    staff = Staff.objects.in_bulk({line.staff_id for line in lines})
    return [(line, staff.get(line.staff_id)) for line in lines]


def colleagues_of(meeting: Meeting) -> list[Staff]:
    """Who can come to a meeting: the municipality's colleagues and whoever holds a seat of the forum."""
    holders = SeatHolder.objects.filter(seat__forum_id=meeting.forum_id).values("staff_id")
    return list(
        Staff.objects.filter(Q(body_id=meeting.forum.body_id) | Q(pk__in=holders), ended_at__isnull=True).order_by(
            "name", "pk"
        )
    )


def holders_of(forum: Forum, day: date) -> list[Staff]:
    """Those who hold a seat of the forum that day."""
    holders = SeatHolder.objects.on(day).filter(seat__forum=forum).values("staff_id")
    return list(Staff.objects.filter(pk__in=holders, ended_at__isnull=True).order_by("name", "pk"))
