"""Which keys posts and seats give: the rule by which memberships follow them.

A post gives the unit's audience, with leadership the leaders', and as administrator or data protection officer the
body's. A standing seat gives the forum's audience; a seat that chairs, deputises or keeps the minutes gives its door. A
seat whose unit may not be told about named persons gives nothing in a forum where they are discussed (VAL-89). A post that
answers a door, and the leader of the unit behind it, hold the door's audience; a unit that may not be told answers none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import QuerySet

from samspil.organisations.models import ConcernDoor, Dated, Post, Seat, SeatHolder, SeatKind, Staff
from samspil.organisations.queries.concern_doors import answers
from samspil.organisations.queries.forums import may_receive
from samspil.organisations.states import KEY_OF_ROLE

Period = tuple[date | None, date | None]  # first and last day, both included; None is open
KeyRing = dict[tuple[int, int], tuple[Period, ...]]  # (principal, audience) -> when


def keys_due(staff: QuerySet[Staff], day: date) -> KeyRing:
    """From `day` on: which audiences these colleagues are to hold, and when. Three statements."""
    due: dict[tuple[int, int], list[Period]] = defaultdict(list)
    doors = list(ConcernDoor.objects.filter(body__staff__in=staff).distinct())
    posts = Post.objects.filter(staff__in=staff, staff__ended_at__isnull=True)
    for post in posts.select_related("staff__body", "unit", "role"):
        period = _within(day, post, post.unit, post.role)
        if period is not None:
            for audience in _of_post(post):
                due[post.staff.principal_id, audience].append(period)
        for door in doors:
            if door.body_id == post.staff.body_id and may_receive(post.unit) and answers(door, post) is not None:
                period = _within(day, post, post.unit, post.role, door)
                if period is not None:
                    due[post.staff.principal_id, door.audience_id].append(period)
    held = SeatHolder.objects.filter(staff__in=staff, staff__ended_at__isnull=True)
    for holder in held.select_related("staff", "seat__forum", "seat__unit"):
        period = _within(day, holder, holder.seat, holder.seat.forum, holder.seat.unit)
        if period is not None:
            for audience in _of_seat(holder.seat):
                due[holder.staff.principal_id, audience].append(period)
    return {key: _joined(periods) for key, periods in due.items()}


def _of_post(post: Post) -> Iterable[int]:
    yield post.unit.audience_id
    if post.leads and post.unit.leadership_id:
        yield post.unit.leadership_id
    if post.role.type in KEY_OF_ROLE and post.role.body_id == post.staff.body_id:
        yield getattr(post.staff.body, KEY_OF_ROLE[post.role.type])


def _of_seat(seat: Seat) -> Iterable[int]:
    if seat.forum.named_persons and not may_receive(seat.unit):
        return
    if seat.kind == SeatKind.STANDING:
        yield seat.forum.audience_id
    if seat.chairs or seat.deputises or seat.keeps_minutes:
        yield seat.forum.door_id


def _within(day: date, *rows: Dated) -> Period | None:
    """The days from `day` on at which all rows are valid; None where there are none."""
    firsts = [row.valid_from for row in rows if row.valid_from is not None and row.valid_from > day]
    lasts = [row.valid_to for row in rows if row.valid_to is not None]
    first, last = max(firsts, default=None), min(lasts, default=None)
    return None if last is not None and last < (first or day) else (first, last)


def _joined(periods: list[Period]) -> tuple[Period, ...]:
    """The same days as few periods that neither overlap nor touch."""
    joined: list[Period] = []
    for first, last in sorted(periods, key=lambda period: period[0] or date.min):
        if joined:
            before, until = joined[-1]
            if until is None:
                break
            if first is None or first <= until + timedelta(days=1):
                joined[-1] = (before, None if last is None else max(until, last))
                continue
        joined.append((first, last))
    return tuple(joined)
