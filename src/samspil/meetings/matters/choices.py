"""What one can choose from on the pages of a meeting that names nobody: colleagues, and units where somebody is, the usual first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samspil.meetings.models import Meeting, MeetingState
from samspil.organisations.models import Forum, Post, Seat, SeatHolder, Staff, Unit
from samspil.organisations.queries import (
    OfferedColleague,
    OfferedUnit,
    SeatThatDay,
    by_kind,
    people_by_kind,
    units_of,
    with_somebody,
)


def _posts(day: date) -> QuerySet[Post]:
    posts = Post.objects.on(day).filter(staff__ended_at__isnull=True)
    return posts.select_related("staff__body", "unit").order_by("staff__name", "pk")


def colleagues_around(forum: Forum, day: date) -> list[OfferedColleague]:
    """Whom a forum invites and gives things to do: whoever holds a seat, then the colleagues of its place. Two statements."""
    held = set(SeatHolder.objects.on(day).filter(seat__forum=forum).values_list("staff_id", flat=True))
    posts = _posts(day).filter(Q(staff__body_id=forum.body_id) | Q(staff__in=held))
    return people_by_kind(posts, [(_("Hold a seat in the forum"), lambda post: post.staff_id in held)])


def seated_colleagues(seats: Sequence[SeatThatDay]) -> list[tuple[int, str]]:
    """Who sits there, each once, by seat."""
    return list({holder.staff_id: holder.name for seat in seats for holder in seat.holders}.items())


def units_around(forum: Forum, day: date) -> list[OfferedUnit]:
    """Units whose people can be invited, or be given something to do: those of its seats, then those of the forum's place."""
    seated = set(Seat.objects.on(day).filter(forum=forum).values_list("unit_id", flat=True))
    found = Unit.objects.filter(Q(body_id=forum.body_id) | Q(pk__in=seated)).on(day).order_by("name", "pk")
    return by_kind(with_somebody(found, day), usual=seated)


def coming_meetings(meeting: Meeting) -> list[Meeting]:
    """To which meetings of the forum an item can be put off."""
    found = Meeting.objects.filter(
        forum_id=meeting.forum_id, starts_at__gt=meeting.starts_at, state__in=[MeetingState.PLANNED, MeetingState.SENT]
    )
    return list(found.exclude(pk=meeting.pk).order_by("starts_at", "pk")[:6])


def colleagues_everywhere(me: Staff, day: date) -> list[OfferedColleague]:
    """With whom a colleague meets: the own unit, the own place by the kind of unit, then the other places here by name."""
    own = {unit.pk for unit in units_of(me, day)}
    posts = list(_posts(day).exclude(staff=me))
    ours = [post for post in posts if post.staff.body_id == me.body_id]
    near = people_by_kind(ours, [(_("Your own unit"), lambda post: post.unit_id in own)])
    others = {post.staff_id: post.staff for post in posts if post.staff.body_id != me.body_id}
    return [
        *near,
        *(OfferedColleague(one, one.body.name) for one in sorted(others.values(), key=lambda one: one.body.name)),
    ]


def units_everywhere(me: Staff, day: date) -> list[OfferedUnit]:
    """The units of the own place by kind, one's own first, then those of the others by name. Those in which somebody is."""
    own = {unit.pk for unit in units_of(me, day)}
    rows = with_somebody(Unit.objects.on(day).select_related("body").order_by("body__name", "name", "pk"), day)
    near = by_kind([unit for unit in rows if unit.body_id == me.body_id], usual=own)
    return [*near, *(OfferedUnit(unit, unit.body.name) for unit in rows if unit.body_id != me.body_id)]
