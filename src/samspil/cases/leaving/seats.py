"""Posts of a colleague that end; and seats from which somebody opens meetings, that somebody leaves soon, or that stand empty since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samspil.access import cabinet
from samspil.organisations.models import Post, Seat, SeatHolder, Staff, Unit
from samspil.responsibility.queries import SETTLED_AHEAD


@dataclass(frozen=True)
class LeftSeat:
    """A seat, who leaves it or left it, and on which day; `also` are those who have it still. Seats are given by the administrators, and
    not shared out.
    """

    seat: Seat
    name: str
    day: date
    is_empty: bool
    also: Sequence[str] = ()


def seats_left(unit: Unit, day: date) -> list[LeftSeat]:
    """The seats of the unit as chair, deputy or minute-taker that somebody leaves on a settled day, whoever else has them, or that nobody
    has had since somebody left. Three statements at most.
    """
    leads = Q(chairs=True) | Q(deputises=True) | Q(keeps_minutes=True)
    seats = Seat.objects.on(day).filter(leads, unit=unit).exclude(forum__type="ad_hoc").select_related("forum")
    held: dict[int, list[SeatHolder]] = {}
    of = SeatHolder.objects.filter(seat__in=seats).select_related("staff", "seat__forum")
    for one in of.order_by("valid_to", "pk"):  # who stays comes last: an end that is not settled sorts after every day
        held.setdefault(one.seat_id, []).append(one)
    found = [
        line for seat in seats.order_by("forum__name", "position", "pk") for line in _left(held.get(seat.pk, []), day)
    ]
    stopped = days_stopped([(one.staff_id, one.valid_to or day) for _seat, one, is_empty, _also in found if is_empty])
    return [
        LeftSeat(seat, one.staff.name, stopped.get((one.staff_id, one.valid_to), one.valid_to or day), is_empty, also)
        for seat, one, is_empty, also in found
    ]


def _left(holders: Sequence[SeatHolder], day: date) -> list[tuple[Seat, SeatHolder, bool, list[str]]]:
    """Who of those who have had a seat leaves it, with who has it still; or who left it last, where nobody has it."""
    here = [one for one in holders if not _is_over(one, day) and (one.valid_from is None or one.valid_from <= day)]
    goes = [one for one in here if one.valid_to is not None and one.valid_to <= day + SETTLED_AHEAD]
    stays = [one.staff.name for one in here if one not in goes]
    if not here and holders and (holders[-1].valid_to or day) >= day - SETTLED_AHEAD and _is_over(holders[-1], day):
        return [(holders[-1].seat, holders[-1], True, [])]
    return [(one.seat, one, False, stays) for one in goes]


def _is_over(one: SeatHolder, day: date) -> bool:
    return one.staff.ended_at is not None or (one.valid_to is not None and one.valid_to < day)


def days_stopped(ends: Iterable[tuple[int, date]]) -> dict[tuple[int, date | None], date]:
    """The day on which each of these colleagues really stopped, by what they had until when: whoever is ended in an instant worked until
    then, though what they had ends with the day before. One statement, none for nobody.
    """
    pairs = list(ends)
    if not pairs:
        return {}
    rows = cabinet.read(
        "SELECT staff, until, day FROM leaving.stopped_on(%s::bigint[], %s::date[])",
        [[staff for staff, _until in pairs], [until for _staff, until in pairs]],
    )
    return {(staff, until): day for staff, until, day in rows}


def last_posts(staff: Staff, day: date) -> list[Post]:
    """The posts of a colleague that end on a settled day or have ended lately, the last to end first. One statement."""
    span = (day - SETTLED_AHEAD, day + SETTLED_AHEAD)
    ends = Post.objects.filter(staff=staff, valid_to__range=span).select_related("unit", "role")
    return list(ends.order_by("-valid_to", "pk"))
