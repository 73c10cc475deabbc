"""Posts of a colleague that end; and seats from which somebody opens meetings, that somebody leaves soon, or that stand empty since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from samspil.organisations.models import Post, Seat, SeatHolder, Staff, Unit
from samspil.responsibility.queries import SETTLED_AHEAD


@dataclass(frozen=True)
class LeftSeat:
    """A seat, who leaves it or left it, and on which day. Seats are given by the administrators, and not shared out."""

    seat: Seat
    name: str
    day: date
    is_empty: bool


def seats_left(unit: Unit, day: date) -> list[LeftSeat]:
    """The seats of the unit as chair, deputy or minute-taker that somebody leaves on a settled day, or that nobody has had since
    somebody left. Two statements.
    """
    leads = Q(chairs=True) | Q(deputises=True) | Q(keeps_minutes=True)
    seats = Seat.objects.on(day).filter(leads, unit=unit).exclude(forum__type="ad_hoc").select_related("forum")
    held: dict[int, list[SeatHolder]] = {}
    of = SeatHolder.objects.filter(seat__in=seats).select_related("staff")
    for one in of.order_by("valid_to", "pk"):  # who stays comes last: an end that is not settled sorts after every day
        held.setdefault(one.seat_id, []).append(one)
    found = []
    for seat in seats.order_by("forum__name", "position", "pk"):
        last = held[seat.pk][-1] if seat.pk in held else None
        if last is not None and last.valid_to is not None and abs(last.valid_to - day) <= SETTLED_AHEAD:
            is_empty = last.valid_to < day or last.staff.ended_at is not None
            found.append(LeftSeat(seat, last.staff.name, last_day_of(last.staff, last.valid_to), is_empty))
    return found


def last_day_of(staff: Staff, until: date) -> date:
    """The day on which somebody stopped: whoever is ended worked until that instant, though what they had ends with the day before."""
    ended = timezone.localdate(staff.ended_at) if staff.ended_at else until
    return ended if ended - until == timedelta(days=1) else until


def last_posts(staff: Staff, day: date) -> list[Post]:
    """The posts of a colleague that end on a settled day or have ended lately, the last to end first. One statement."""
    span = (day - SETTLED_AHEAD, day + SETTLED_AHEAD)
    ends = Post.objects.filter(staff=staff, valid_to__range=span).select_related("unit", "role")
    return list(ends.order_by("-valid_to", "pk"))
