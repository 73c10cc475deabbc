"""Who holds, leads and writes a meeting when nobody has said otherwise: as the forum's terms and seats say."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from samspil.meetings.models import Meeting
from samspil.organisations.models import Unit
from samspil.organisations.profile import Forum as ForumProfile
from samspil.organisations.profile import SeatDuty
from samspil.organisations.queries import CHAIR, leaders_among, seats_on, stated_by


@dataclass(frozen=True)
class Front:
    """The unit that is responsible for the meeting being held (VAL-103), who leads, and who writes."""

    organiser_id: int | None
    chair_id: int | None
    minute_taker_id: int | None


def front_of(meeting: Meeting, profile: ForumProfile) -> Front:
    """What the terms say; None for what they do not. Four statements at most."""
    seats = seats_on(meeting.forum, timezone.localdate(meeting.starts_at))
    key = profile.organiser or _seat_that_organises(meeting)
    organiser = Unit.objects.filter(body=meeting.forum.body, key=key) if key else None
    return Front(
        organiser_id=organiser.values_list("pk", flat=True).first() if organiser is not None else None,
        chair_id=next((one.staff_id for one in leaders_among(seats) if one.turn == CHAIR), None),
        minute_taker_id=next((one.staff_id for seat in seats if seat.keeps_minutes for one in seat.holders), None),
    )


def _seat_that_organises(meeting: Meeting) -> str | None:
    """The unit of the seat with that duty, where the forum names no unit."""
    stated = stated_by(meeting.forum.body)
    forum = next((one for one in stated.forums if one.key == meeting.forum.key), None) if stated else None
    return next((seat.unit for seat in forum.seats if SeatDuty.ORGANISER in seat.duties), None) if forum else None
