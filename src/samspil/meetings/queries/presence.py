"""Who sits at a meeting: in which seat, for which part, and out of which items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.meetings.models import Attendance, Item, Meeting, MeetingKind, MeetingState, Slot
from samspil.meetings.policies import why_away
from samspil.meetings.queries.agenda import seats_at
from samspil.meetings.queries.who_can_come import WhoCanCome
from samspil.meetings.states import AttendanceState, ItemState
from samspil.organisations.models import Post, Seat, SeatHolder, SeatKind, Staff
from samspil.organisations.queries import Leader, SeatThatDay, leaders_among, seats_on, terms_of
from samspil.responsibility.notes import away_at


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
    stopped_at: datetime | None = None  # stands as here, and has stopped since the meeting began

    @property
    def is_here(self) -> bool:
        return self.line.left_at is None and self.line.state != AttendanceState.ABSENT

    def as_noted(self, began: datetime) -> dict[str, object]:
        """What stands in the attendance, for the form that corrects it; empty times: from the beginning, to the end."""
        came, left = self.line.came_at, self.line.left_at
        return {
            "was_here": "no" if self.line.state == AttendanceState.ABSENT else "yes",
            "came": timezone.localtime(came).time() if came and came > began else None,
            "left": timezone.localtime(left).time() if left else None,
        }


@dataclass(frozen=True)
class ClosedToMe:
    """A place on the agenda that still waits, and of which the reader, who keeps the minutes, reads nothing. `names` are the other
    keepers, who do; none: the reader alone may come in again.
    """

    slot_id: int
    number: int
    names: Sequence[str]


def closed_to_me(meeting: Meeting, reader: Staff) -> list[ClosedToMe]:
    """What waits without the reader. One statement, and two more for each such place."""
    line = Attendance.objects.filter(meeting=meeting, staff=reader).first()
    if line is None or not (line.stepped_out or line.left_out):
        return []
    slots = Slot.objects.filter(pk__in=[*line.stepped_out, *line.left_out], state=ItemState.WAITING)
    return [ClosedToMe(slot.pk, slot.position, _keepers(slot)) for slot in slots.order_by("position", "pk")]


def _keepers(slot: Slot) -> list[str]:
    ((keepers,),) = cabinet.read("SELECT meetings.keepers(%s)", [slot.pk])
    return list(Staff.objects.filter(pk__in=keepers).order_by("name").values_list("name", flat=True))


def sittings(meeting: Meeting) -> list[Sitting]:
    """The attendance as it stands, by name. Seven statements at most."""
    lines = list(Attendance.objects.filter(meeting=meeting).order_by("pk"))
    staff = Staff.objects.in_bulk({line.staff_id for line in lines})
    seats = Seat.objects.in_bulk({line.seat_id for line in lines if line.seat_id})
    places = {slot for line in lines for slot in line.stepped_out}
    numbers = dict(Slot.objects.filter(pk__in=places).values_list("pk", "position")) if places else {}
    items = {item.slot_id: item for item in Item.objects.filter(slot_id__in=places)} if places else {}
    blocks = block_names(meeting) if any(line.block for line in lines) else {}
    stopped = stopped_during(meeting)
    found = [
        Sitting(
            line=line,
            stopped_at=stopped.get(line.staff_id),
            staff=staff[line.staff_id],
            seat=str(seats[line.seat_id].name) if line.seat_id in seats else "",
            block=blocks.get(line.block, line.block),
            out=[Out(numbers[slot], items.get(slot)) for slot in sorted(line.stepped_out) if slot in numbers],
        )
        for line in lines
        if line.staff_id in staff
    ]
    return sorted(found, key=lambda one: (not one.is_here, one.staff.name))


def stopped_during(meeting: Meeting) -> dict[int, datetime]:
    """Who stands as here and has stopped since the meeting began, with when. One statement; none before it has begun."""
    if meeting.began_at is None:
        return {}
    return dict(cabinet.read("SELECT staff, since FROM meetings.stopped_during(%s)", [meeting.pk]))


def not_to_be_let_in(lines: Sequence[Sitting], come: WhoCanCome) -> frozenset[int]:
    """Those who are there already. Not a seat's holder who sits there as a guest: that is mended by letting them in to the seat."""
    guest = AttendanceState.GUEST
    here = [one for one in lines if one.is_here]
    return frozenset(one.staff.pk for one in here if one.line.state != guest or one.staff.pk not in come.holders)


def keeper_of(meeting: Meeting) -> Staff | None:
    """Who keeps the minutes of a meeting in progress; of one that was called now, who leads it. One statement at most."""
    return meeting.minute_taker or meeting.opened_by


def writes_minutes(meeting: Meeting, staff: Staff, day: date) -> bool:
    """Whether a colleague writes the forum's minutes by a seat of that day, and so reads them whether they were there or not. One
    statement; none of a meeting called now, whose minutes are who called it's.
    """
    if meeting.kind == MeetingKind.URGENT:
        return False
    writes = Q(seat__chairs=True) | Q(seat__deputises=True) | Q(seat__keeps_minutes=True)
    return SeatHolder.objects.on(day).filter(writes, seat__forum_id=meeting.forum_id, staff=staff).exists()


def has_lost_its_keeper(meeting: Meeting) -> bool:
    """Of a meeting that the reader may take over (`policies.check_may_take_over`): whether everybody there sees why, since it is in
    progress and who kept its minutes has gone, or whether who takes it over says why. One statement at most.
    """
    if meeting.state != MeetingState.OPEN:
        return False
    if meeting.kind != MeetingKind.URGENT:
        return bool(cabinet.read("SELECT meetings.has_lost_its_keeper(%s)", [meeting.pk])[0][0])
    return Attendance.objects.filter(meeting=meeting, staff=meeting.opened_by, left_at__isnull=False).exists()


@dataclass(frozen=True)
class Coming:
    """One holder of a seat before the meeting: comes, or has sent regrets."""

    staff_id: int
    name: str
    seat: str
    is_absent: bool
    is_me: bool
    may_change: bool
    away: str  # in words, where they are away that day and have sent no regrets


def coming_to(meeting: Meeting, reader: Staff | None, *, keeps: bool) -> list[Coming]:
    """Who has a seat at a meeting that has not begun, who has sent regrets, and who is away. Three statements; none later."""
    if meeting.state not in {MeetingState.PLANNED, MeetingState.SENT} or meeting.kind == MeetingKind.URGENT:
        return []
    own = reader.pk if reader else 0
    seats = seats_at(meeting)
    begins = max(meeting.starts_at, timezone.now())  # not before now, where it is late
    away = away_at((holder.staff_id for seat in seats for holder in seat.holders), begins)
    found = {
        holder.staff_id: Coming(
            staff_id=holder.staff_id,
            name=holder.name,
            seat=seat.name,
            is_absent=holder.staff_id in meeting.regrets,
            is_me=holder.staff_id == own,
            may_change=keeps or holder.staff_id == own,
            away="" if holder.staff_id in meeting.regrets else away.get(holder.staff_id, ""),
        )
        for seat in reversed(seats)
        for holder in reversed(seat.holders)
    }
    return list(reversed(found.values()))


def called_in(meeting: Meeting) -> list[str]:
    """Who sits in the forum only when it concerns them, by name and seat, until the meeting is over. Two statements; none later."""
    ahead = {MeetingState.PLANNED, MeetingState.SENT, MeetingState.OPEN}
    if meeting.state not in ahead or meeting.kind == MeetingKind.URGENT:
        return []
    seats = seats_on(meeting.forum, timezone.localdate(meeting.starts_at))
    come = {holder.staff_id for seat in seats if _comes(seat, meeting) for holder in seat.holders}
    return sorted(
        f"{holder.name} ({seat.name})"
        for seat in seats
        if seat.kind == SeatKind.CONDITIONAL
        for holder in seat.holders
        if holder.staff_id not in come
    )


def _comes(seat: SeatThatDay, meeting: Meeting) -> bool:
    return seat.is_standing or seat.block in meeting.blocks


def stands_in(meeting: Meeting, staff_id: int) -> str:
    """Who acts in the stead of a colleague who will not come, in a sentence: who leads or keeps the minutes then, or who else comes from
    the same unit; else that nobody does, and what to do. Two statements.
    """
    seats = [seat for seat in seats_at(meeting) if seat.holders]
    mine = [seat for seat in seats if staff_id in {holder.staff_id for holder in seat.holders}]
    coming = {holder.staff_id: holder.name for seat in seats for holder in seat.holders}
    coming = {one: name for one, name in coming.items() if one != staff_id and one not in meeting.regrets}
    said = []
    if any(seat.chairs or seat.deputises or seat.keeps_minutes for seat in mine):
        leader = next((one for one in leaders_among(seats) if one.staff_id in coming), None)
        said.append(
            _("%(name)s leads the meeting and has the minutes written.") % {"name": leader.name}
            if leader
            else _("Nobody is left who can lead the meeting: agree with the others who comes, or move the meeting.")
        )
    units = {seat.unit.pk: seat.unit.name for seat in mine}
    beside = sorted({h.name for s in seats if s.unit.pk in units for h in s.holders if h.staff_id in coming})
    if beside:
        names = {"names": ", ".join(beside), "unit": ", ".join(sorted(units.values()))}
        said.append(_("For %(unit)s comes %(names)s.") % names)
    elif units:
        said.append(
            _("Nobody else comes for %(unit)s: whoever begins the meeting can note a colleague who comes instead.")
            % {"unit": ", ".join(sorted(units.values()))}
        )
    return " ".join(said)


def why_gone(meeting: Meeting, reader: Staff | None, slot: str) -> str:
    """What is told to whoever looked at an item that is closed to them now: which one, and why. Two statements."""
    place = Slot.objects.filter(meeting=meeting, pk=int(slot)).first() if slot.isdecimal() else None
    line = Attendance.objects.filter(meeting=meeting, staff=reader).first() if reader else None
    number = {"number": place.position if place else ""}
    if place and line and place.pk in line.stepped_out:
        return (
            _("You have gone out of item %(number)s as not impartial: you read nothing of it, now or later.") % number
        )
    if place and line and place.pk in line.left_out:
        return _("Item %(number)s is closed to you: the name is said to those alone who must be there.") % number
    if line and line.left_at:
        return _("You have been noted as gone, so what is still to be taken is closed to you.")
    return _("The item is no longer on the agenda.")


def not_there(meeting: Meeting, reader: Staff | None) -> Attendance | None:
    """How the reader is noted who is not there: as gone, or as not come. None for who is there, or not noted. One statement."""
    away = Attendance.objects.filter(meeting=meeting, staff=reader)
    return away.filter(Q(left_at__isnull=False) | Q(state=AttendanceState.ABSENT)).first()


def why_not_offered(item: Item) -> Callable[[int], str]:
    """What is said of a colleague, by id, who can no longer be chosen at an item; empty for who is not out of it and has a post. Two
    statements when it is asked, none before.
    """

    def why(staff_id: int) -> str:
        line = Attendance.objects.filter(meeting_id=item.meeting_id, staff_id=staff_id).select_related("staff").first()
        if line is None or (why := why_away(line, item)):
            return why if line else ""
        if Post.objects.on(timezone.localdate(item.meeting.starts_at)).filter(staff_id=staff_id).exists():
            return ""
        return _("%(name)s has no post here any more. Choose somebody else.") % {"name": line.staff.name}

    return why


def block_names(meeting: Meeting) -> dict[str, str]:
    """What the forum calls the parts of its agenda, by their codes."""
    terms = terms_of(meeting.forum, timezone.localdate(meeting.starts_at))
    return {str(block.code): block.name for block in terms.blocks}


def leaders_at(meeting: Meeting) -> list[Leader]:
    """Who may open and close the meeting, in turn: chair, deputy, minute-taker. Two statements."""
    return leaders_among(seats_at(meeting))


__all__ = [
    "ClosedToMe",
    "Coming",
    "Out",
    "Sitting",
    "block_names",
    "called_in",
    "closed_to_me",
    "coming_to",
    "has_lost_its_keeper",
    "leaders_at",
    "not_there",
    "not_to_be_let_in",
    "sittings",
    "stands_in",
    "stopped_during",
    "why_gone",
    "why_not_offered",
]
