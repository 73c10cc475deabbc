"""The scenes of a forum's calendar: planned, moved, cancelled, called; a colleague's own day and feed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from samspil.lib.calendars import SchoolYear
from samspil.meetings.calendar import actions, planning
from samspil.meetings.calendar.models import Change
from samspil.meetings.calendar.tests.conftest import TERMS, agree, state
from samspil.meetings.models import Meeting, MeetingState
from samspil.organisations.models import Forum
from samspil.organisations.queries import latest_profile
from tests import clock
from tests.cast import Cast
from tests.verbs.scene import Other, Play, Unseen, fresh, scene

SEATED = Other("police_officer")  # has a seat, and does not answer for the forum
OTHERS_DAY = Unseen("consultant")  # everybody has a day and a calendar address of their own, and nobody another's
AT_ANY_TIME = "A calendar address is made and taken away at any time."


def of(cast: Cast) -> Forum:
    """The forum meets every week, in a municipality that has said this school year's and the next one's holidays."""
    first = SchoolYear.of(clock.today())
    agree(cast.forum, cadence=TERMS["cadence"])
    state(
        cast.body,
        school_years=[
            {
                "starts": year,
                "holidays": [{"name": "Sommerferie", "first_day": f"{year}-08-01", "last_day": f"{year}-08-09"}],
            }
            for year in (first.starts, first.starts + 1)
        ],
    )
    return Forum.objects.select_related("body").get(pk=cast.forum.pk)


def working_day(forum: Forum, *, after: int) -> date:
    """The first working day, so many days from now."""
    days, day = planning.days_of(latest_profile(forum.body), forum), clock.today() + timedelta(days=after)
    while days.closed_for(day) or not days.is_working_day(day):
        day += timedelta(days=1)
    return day


def hours(day: date) -> dict[str, datetime]:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_default_timezone())
    return {"starts_at": noon, "ends_at": noon + timedelta(hours=1)}


def called(cast: Cast, forum: Forum) -> Meeting:
    """An extra meeting in a fortnight."""
    return actions.call_extra(cast.consultant.sign(), forum=forum, **hours(working_day(forum, after=14)))


def at(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("forum__body").get(pk=meeting.pk)


def of_meeting(cast: Cast, meeting: Meeting, **more: Any) -> Play:
    def cancelled() -> None:
        cast.consultant.sign()
        Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CANCELLED)

    return Play("consultant", lambda: {"meeting": at(meeting), **more}, SEATED, cancelled)


@scene(actions.plan_year)
def plan_year(cast: Cast) -> Play:
    forum = of(cast)
    year = SchoolYear.of(clock.today()).starts + 1

    def not_said() -> dict[str, Any]:
        """Of that year the profile does not say the holidays, and the forum does not meet in them."""
        agree(cast.forum, cadence=TERMS["cadence"] | {"in_school_holidays": False})
        return {"forum": Forum.objects.select_related("body").get(pk=forum.pk), "school_year": year + 5}

    return Play("consultant", lambda: {"forum": forum, "school_year": year}, SEATED, not_said)


@scene(actions.move_meeting)
def move_meeting(cast: Cast) -> Play:
    forum = of(cast)
    return of_meeting(cast, called(cast, forum), **hours(working_day(forum, after=21)), reason="Kursus")


@scene(actions.cancel_meeting)
def cancel_meeting(cast: Cast) -> Play:
    return of_meeting(cast, called(cast, of(cast)), reason="Kursus")


@scene(actions.call_extra)
def call_extra(cast: Cast) -> Play:
    forum = of(cast)
    day = working_day(forum, after=14)

    def meets_already() -> None:
        called(cast, forum)

    return Play("consultant", lambda: {"forum": forum, **hours(day)}, SEATED, meets_already)


@scene(actions.call_block)
def call_block(cast: Cast) -> Play:
    return of_meeting(cast, called(cast, of(cast)), block="18_plus", comes=False)


@scene(actions.put_aside)
def put_aside(cast: Cast) -> Play:
    change = Change.objects.filter(meeting=called(cast, of(cast))).earliest("pk")
    return Play(
        "police_officer", lambda: {"change": fresh(change), "staff": cast.police_officer.staff}, OTHERS_DAY,
        "What changed stays changed; it is put aside at any time.",
    )  # fmt: skip


@scene(actions.make_feed_address)
def make_feed_address(cast: Cast) -> Play:
    return Play("police_officer", lambda: {"staff": cast.police_officer.staff}, OTHERS_DAY, AT_ANY_TIME)


@scene(actions.revoke_feed_address)
def revoke_feed_address(cast: Cast) -> Play:
    actions.make_feed_address(cast.police_officer.sign(), staff=cast.police_officer.staff)
    return Play("police_officer", lambda: {"staff": cast.police_officer.staff}, OTHERS_DAY, AT_ANY_TIME)
