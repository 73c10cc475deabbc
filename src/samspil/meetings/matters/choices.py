"""Whom and what one can choose from on the pages of a meeting that names nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from samspil.meetings.models import Meeting, MeetingState
from samspil.organisations.models import Forum, Post, SeatHolder, Staff, Unit
from samspil.organisations.queries import SeatThatDay


def colleagues_around(forum: Forum, day: date) -> list[Staff]:
    """Whom a forum invites and gives things to do: the colleagues of its place, and whoever holds a seat."""
    holders = SeatHolder.objects.on(day).filter(seat__forum=forum).values("staff_id")
    found = Staff.objects.filter(Q(body_id=forum.body_id) | Q(pk__in=holders), ended_at__isnull=True)
    return list(found.select_related("body").order_by("name", "pk"))


def seated_colleagues(seats: Sequence[SeatThatDay]) -> list[tuple[int, str]]:
    """Who sits there, each once, by seat."""
    return list({holder.staff_id: holder.name for seat in seats for holder in seat.holders}.items())


def units_around(forum: Forum, day: date) -> list[Unit]:
    """Units whose people can be invited, or be given something to do: those of the forum's place, and of its seats."""
    sits = Q(seat__forum=forum)
    return list(Unit.objects.filter(Q(body_id=forum.body_id) | sits).on(day).distinct().order_by("name", "pk"))


def coming_meetings(meeting: Meeting) -> list[Meeting]:
    """To which meetings of the forum an item can be put off."""
    found = Meeting.objects.filter(
        forum_id=meeting.forum_id, starts_at__gt=meeting.starts_at, state__in=[MeetingState.PLANNED, MeetingState.SENT]
    )
    return list(found.exclude(pk=meeting.pk).order_by("starts_at", "pk")[:6])


def colleagues_everywhere(me: Staff, day: date) -> list[Staff]:
    """With whom a colleague meets: those of the own place first, then of the other places here."""
    found = Staff.objects.filter(ended_at__isnull=True, post__in=Post.objects.on(day)).exclude(pk=me.pk)
    rows = found.select_related("body").distinct().order_by("body__name", "name", "pk")
    return sorted(rows, key=lambda one: one.body_id != me.body_id)


def units_everywhere(me: Staff, day: date) -> list[Unit]:
    """The units of the own place first, then of the others."""
    rows = Unit.objects.on(day).select_related("body").order_by("body__name", "name", "pk")
    return sorted(rows, key=lambda one: one.body_id != me.body_id)
