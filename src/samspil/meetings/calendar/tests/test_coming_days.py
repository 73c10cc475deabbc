"""For which meetings a list can be: the forum's coming ones, soonest first, and none that is cancelled or over."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from samspil.concerns import calendar
from samspil.meetings.models import Meeting, MeetingState


def test_coming_meetings_are_offered_for_a_list(cast):
    cast.consultant.sign()
    today = timezone.localdate()
    for days, state in ((-7, "planned"), (14, "planned"), (7, "planned"), (21, "cancelled"), (28, "approved")):
        starts = timezone.localtime() + timedelta(days=days)
        Meeting.objects.create(forum=cast.forum, starts_at=starts, ends_at=starts, state=MeetingState(state))
    due = [today + timedelta(days=7), today + timedelta(days=14)]
    assert [meeting.day for meeting in calendar.coming(cast.forum.pk, today)] == due
    body = cast.client("consultant").get(reverse("concerns:upload")).content.decode()
    assert f"{cast.forum.pk}:{due[0].isoformat()}" in body
    assert body.index(due[0].isoformat()) < body.index(due[1].isoformat())
