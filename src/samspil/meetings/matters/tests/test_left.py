"""Who leads a meeting that no forum holds, and who writes its minutes, leave while it is in progress."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse

from samspil.meetings.actions.sitting import Seated
from samspil.meetings.matters.actions import convening, sitting
from samspil.meetings.matters.tests import network
from samspil.meetings.models import Meeting
from samspil.organisations.actions import end_seat
from samspil.organisations.models import SeatHolder
from tests.cast import Cast


def text(answer: Any) -> str:
    return str(answer.content.decode())


def in_progress(cast: Cast) -> Meeting:
    """The consultant calls the teacher, who writes, and the outreach worker; the three sit together now."""
    actor = cast.consultant.sign()
    starts = actor.at + timedelta(minutes=5)
    meeting = convening.convene(
        actor,
        call=convening.Call(
            theme="Lys på stien", starts_at=starts, ends_at=starts + timedelta(hours=1),
            staff=[cast.ssp_teacher.staff, cast.outreach_worker.staff], minute_taker=cast.ssp_teacher.staff,
        ),
    )  # fmt: skip
    there = [
        Seated(holder.staff_id, "present", holder.seat_id)
        for holder in SeatHolder.objects.filter(seat__forum=meeting.forum_id).order_by("pk")
    ]
    sitting.begin(cast.consultant.sign(), meeting=network.fresh(meeting), attendance=there)
    return network.fresh(meeting)


def leaves(cast: Cast, member: str, meeting: Meeting) -> None:
    holder = SeatHolder.objects.select_related("staff__body", "seat__forum", "seat__unit").get(
        staff=cast.members[member].staff, seat__forum=meeting.forum_id
    )
    end_seat(cast.administrator.sign(), holder=holder)


def test_somebody_at_the_table_takes_over_the_minutes(cast: Cast) -> None:
    """Met by a stranger: both had left, and those around the table could do nothing."""
    meeting = in_progress(cast)
    client, page = cast.client("outreach_worker"), reverse("matters:agenda", args=[meeting.pk])
    leaves(cast, "ssp_teacher", meeting)
    assert reverse("meetings:take_over", args=[meeting.pk]) not in text(client.get(page))  # the chair can go on
    leaves(cast, "consultant", meeting)
    assert reverse("meetings:take_over", args=[meeting.pk]) in text(client.get(page))
