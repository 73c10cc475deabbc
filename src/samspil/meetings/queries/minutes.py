"""The minutes as this actor may read them, and the attendance in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum
from django.utils import timezone

from samspil.access import cabinet
from samspil.cases.queries import names
from samspil.meetings.models import Attendance, Decision, FollowUpCount, Item, Meeting, MeetingState, Slot
from samspil.meetings.states import DecisionState, ItemState
from samspil.organisations.models import Forum, SeatHolder, Staff
from samspil.organisations.queries import terms_of
from samspil.people.models import Person


@dataclass(frozen=True)
class DecisionLine:
    """One line with its child, for who may read both. `name` is empty where the actor may not read whom it is about."""

    decision: Decision
    item: Item | None
    person: Person | None

    @property
    def name(self) -> str:
        if self.person:
            return str(self.person.name)
        return str(self.item.label) if self.item else ""


@dataclass(frozen=True)
class MinutesPage:
    """The minutes: numbers, attendance and words name nobody and may leave the meeting; the lines name the child.

    `no_follow_up` is None for who does not read all lines of the meeting; `in_quarter` counts the forum's matters of
    the meeting's quarter that were deleted and left nothing but the number.
    """

    meeting: Meeting
    attendance: list[tuple[Attendance, Staff | None]]
    words: list[tuple[str, int]]
    items: int
    lines: list[DecisionLine]
    no_follow_up: int | None
    in_quarter: int


def minutes_page(meeting: Meeting) -> MinutesPage:
    """The minutes as this actor may read them. Seven statements."""
    decisions = list(
        Decision.objects.filter(meeting=meeting, state=DecisionState.STANDING)
        .annotate(responsible_name=names.colleague(), unit_name=names.unit())
        .order_by("pk")
    )
    states = list(
        Slot.objects.filter(meeting=meeting)
        .exclude(state__in=[ItemState.MOVED, ItemState.WITHDRAWN])
        .values_list("state", flat=True)
    )
    day = timezone.localdate(meeting.starts_at)
    quarter = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    gone = FollowUpCount.objects.filter(forum_id=meeting.forum_id, quarter=quarter).aggregate(n=Sum("count"))["n"]
    return MinutesPage(
        meeting=meeting,
        attendance=attendance_of(meeting),
        words=sorted(Counter(decision.label for decision in decisions).items()),
        items=len(states),
        lines=_lines(decisions),
        no_follow_up=_without_follow_up(meeting, decisions, states, day),
        in_quarter=gone or 0,
    )


def _lines(decisions: Sequence[Decision]) -> list[DecisionLine]:
    items = Item.objects.in_bulk({decision.item_id for decision in decisions})
    persons = Person.objects.in_bulk({decision.subject for decision in decisions if decision.subject})
    return [
        DecisionLine(decision, items.get(decision.item_id), persons.get(decision.subject or 0))
        for decision in decisions
    ]


def _without_follow_up(meeting: Meeting, decisions: Sequence[Decision], states: Sequence[str], day: date) -> int | None:
    """Before approval the lines that will go; after it the places whose line is gone. Only who reads all lines can tell."""
    if not {meeting.forum.audience_id, meeting.minutes_audience_id} & set(cabinet.keys()):
        return None
    words = {word.code for word in terms_of(meeting.forum, day).decisions if "delete" in word.consequences}
    if meeting.state != MeetingState.APPROVED:
        return sum(decision.word in words for decision in decisions)
    return max(0, sum(state == ItemState.DECIDED for state in states) - len(decisions))


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
