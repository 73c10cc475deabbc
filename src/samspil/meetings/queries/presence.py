"""Who sits at a meeting: in which seat, for which part, and out of which items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from samspil.meetings.models import Attendance, Item, Meeting, Slot
from samspil.meetings.queries.agenda import seats_at
from samspil.meetings.states import AttendanceState, ItemState
from samspil.organisations.models import Seat, Staff
from samspil.organisations.queries import Leader, leaders_among, terms_of


@dataclass(frozen=True)
class Out:
    """A place on the agenda at which somebody is out. `item` is None where the reader may not know what stands there."""

    number: int
    item: Item | None

    @property
    def is_open(self) -> bool:
        return self.item is not None and self.item.state == ItemState.WAITING


@dataclass(frozen=True)
class Sitting:
    """One colleague in the attendance of a meeting in progress."""

    line: Attendance
    staff: Staff
    seat: str
    block: str
    out: Sequence[Out]

    @property
    def is_here(self) -> bool:
        return self.line.left_at is None and self.line.state != AttendanceState.ABSENT


def sittings(meeting: Meeting) -> list[Sitting]:
    """The attendance as it stands, by name. Six statements at most."""
    lines = list(Attendance.objects.filter(meeting=meeting).order_by("pk"))
    staff = Staff.objects.in_bulk({line.staff_id for line in lines})
    seats = Seat.objects.in_bulk({line.seat_id for line in lines if line.seat_id})
    places = {slot for line in lines for slot in line.stepped_out}
    numbers = dict(Slot.objects.filter(pk__in=places).values_list("pk", "position")) if places else {}
    items = {item.slot_id: item for item in Item.objects.filter(slot_id__in=places)} if places else {}
    blocks = block_names(meeting) if any(line.block for line in lines) else {}
    found = [
        Sitting(
            line=line,
            staff=staff[line.staff_id],
            seat=str(seats[line.seat_id].name) if line.seat_id in seats else "",
            block=blocks.get(line.block, line.block),
            out=[Out(numbers[slot], items.get(slot)) for slot in sorted(line.stepped_out) if slot in numbers],
        )
        for line in lines
        if line.staff_id in staff
    ]
    return sorted(found, key=lambda one: (not one.is_here, one.staff.name))


def block_names(meeting: Meeting) -> dict[str, str]:
    """What the forum calls the parts of its agenda, by their codes."""
    terms = terms_of(meeting.forum, timezone.localdate(meeting.starts_at))
    return {str(block.code): block.name for block in terms.blocks}


def leaders_at(meeting: Meeting) -> list[Leader]:
    """Who may open and close the meeting, in turn: chair, deputy, minute-taker. Two statements."""
    return leaders_among(seats_at(meeting))


__all__ = ["Out", "Sitting", "block_names", "leaders_at", "sittings"]
