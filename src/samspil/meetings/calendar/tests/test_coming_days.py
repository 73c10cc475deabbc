"""For which meetings a list can be: the forum's coming ones, soonest first, and none that is cancelled or over."""

from __future__ import annotations

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from samspil.concerns import calendar
from samspil.concerns.tests.test_send import send
from samspil.meetings.actions import urgent
from samspil.meetings.models import Meeting, MeetingState
from samspil.meetings.tests.steps import planned


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


def link(cast, member, concern):
    """Where the page of the concern leads to put it on the agenda; empty where it does not."""
    page = cast.client(member).get(reverse("concerns:concern", args=[concern.pk])).content.decode()
    return "".join(re.findall(r'href="([^"]+)">\s*Sæt bekymringen på dagsordenen', page))


def test_the_page_of_a_concern_leads_those_who_keep_the_agenda_to_the_next_meeting(cast):
    meeting, concern = planned(cast), send(cast)
    agenda = reverse("meetings:meeting", args=[meeting.pk])
    assert {member: link(cast, member, concern) for member in ("consultant", "social_worker", "ssp_teacher")} == {
        "consultant": agenda, "social_worker": agenda, "ssp_teacher": "",
    }  # fmt: skip
    assert concern.who in cast.client("consultant").get(agenda).content.decode()


def test_a_meeting_called_now_is_no_next_meeting(cast):
    """Whoever was left out of it is not told that there is one."""
    concern = send(cast)
    urgent.call_now(
        cast.police_officer.sign(), forum=cast.forum, name="Jonas Holm", birth_date=None,
        present=[cast.social_worker.staff], necessity="sikkerhed",
    )  # fmt: skip
    cast.consultant.sign()
    assert calendar.coming(cast.forum.pk, timezone.localdate()) == []
    assert link(cast, "consultant", concern) == ""
