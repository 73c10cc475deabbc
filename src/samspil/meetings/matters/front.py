"""Who holds, leads and writes a meeting when nobody has said otherwise: as the forum's terms and seats say."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from samspil.meetings.models import Meeting
from samspil.organisations.models import Unit
from samspil.organisations.profile import Forum as ForumProfile
from samspil.organisations.queries import CHAIR, leaders_among, seats_on


@dataclass(frozen=True)
class Front:
    """The unit that is responsible for the meeting being held (VAL-103), who leads, and who writes."""

    organiser_id: int | None
    chair_id: int | None
    minute_taker_id: int | None


def front_of(meeting: Meeting, profile: ForumProfile) -> Front:
    """What the terms say; None for what they do not. Three statements at most."""
    seats = seats_on(meeting.forum, timezone.localdate(meeting.starts_at))
    organiser = Unit.objects.filter(body=meeting.forum.body, key=profile.organiser) if profile.organiser else None
    return Front(
        organiser_id=organiser.values_list("pk", flat=True).first() if organiser is not None else None,
        chair_id=next((one.staff_id for one in leaders_among(seats) if one.turn == CHAIR), None),
        minute_taker_id=next((one.staff_id for seat in seats if seat.keeps_minutes for one in seat.holders), None),
    )
