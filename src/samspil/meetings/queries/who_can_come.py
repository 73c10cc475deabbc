"""Whom a meeting can let in: as a substitute for a seat, or as a guest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.meetings.models import Attendance, Meeting
from samspil.meetings.states import AttendanceState
from samspil.organisations.models import Post, Seat, SeatHolder, Staff, Unit
from samspil.organisations.queries import (
    NOT_WITH_CHILDREN,
    OfferedColleague,
    SeatThatDay,
    may_receive,
    people_by_kind,
    units_serving,
)


@dataclass(frozen=True)
class WhoCanCome:
    """The posts of those who can come, by name, and who of them holds a seat of the forum."""

    posts: tuple[Post, ...]
    holders: frozenset[int]

    @property
    def staff(self) -> dict[int, Staff]:
        """Each of them once, by number."""
        return {post.staff_id: post.staff for post in self.posts}

    def anybody(self) -> list[OfferedColleague]:
        """Those who hold a seat, then the others by the kind of their unit."""
        return people_by_kind(self.posts, [self._seated()])

    def instead_of(self, staff_id: int, seat: SeatThatDay) -> list[OfferedColleague]:
        """Who can take the place of a seat's holder: first those of the same unit."""
        others = [post for post in self.posts if post.staff_id != staff_id]
        near = (seat.unit.name, lambda post: post.unit_id == seat.unit.pk)
        return people_by_kind(others, [near, self._seated()])

    def _seated(self) -> tuple[str, Any]:
        return _("Hold a seat in the forum"), lambda post: post.staff_id in self.holders


def here_since(meeting: Meeting, staff_id: int) -> datetime | None:
    """Since when a colleague is there, who may change from guest to the seat: they came when they came. One statement."""
    here = Attendance.objects.filter(meeting=meeting, staff_id=staff_id, left_at__isnull=True)
    return here.exclude(state=AttendanceState.ABSENT).values_list("came_at", flat=True).first()


def who_can_come(meeting: Meeting) -> WhoCanCome:
    """Who can come to a meeting. Where named children are discussed: whoever holds a seat, and those who work with children in the
    forum's municipality or in a unit with a seat that may be told. Elsewhere everybody who works in the municipality. The same
    few statements at any size.
    """
    day = timezone.localdate(meeting.starts_at)
    seats = Seat.objects.on(day).filter(forum_id=meeting.forum_id)
    holders = frozenset(SeatHolder.objects.on(day).filter(seat__in=seats).values_list("staff_id", flat=True))
    posts = Post.objects.on(day).filter(staff__ended_at__isnull=True)
    if meeting.forum.named_persons:
        sits = Unit.objects.filter(pk__in=seats.values("unit_id"))
        units = [*units_serving(meeting.forum.body, day), *(unit for unit in sits if may_receive(unit))]
        works = Q(unit__in=units) & ~Q(role__type__in=NOT_WITH_CHILDREN)
    else:
        works = Q(unit__body_id=meeting.forum.body_id)
    found = posts.filter(works | Q(staff__in=holders)).select_related("staff", "unit").order_by("staff__name", "pk")
    return WhoCanCome(tuple(found), holders)
