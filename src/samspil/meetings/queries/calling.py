"""Meetings that are called now: of which forum one may call them, and which the next ordinary meeting is told of."""

from __future__ import annotations

from datetime import date

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from samspil.meetings.models import Meeting
from samspil.organisations.models import Forum


def forums_to_call(day: date) -> list[Forum]:
    """The forums about named persons in which the actor holds a standing seat: any such seat calls a meeting. One statement."""
    seat = RawSQL(
        "organisations_forum.audience_id = ANY ((SELECT access.own_keys())::bigint[])", [], output_field=BooleanField()
    )
    return list(Forum.objects.filter(seat, named_persons=True).on(day).select_related("body").order_by("name", "pk"))


def reported_at(meeting: Meeting) -> list[Meeting]:
    """The urgent meetings held since the one before: this one is told that they were held, and by whom. One statement."""
    return list(Meeting.objects.filter(reported_to=meeting).select_related("opened_by").order_by("starts_at", "pk"))
