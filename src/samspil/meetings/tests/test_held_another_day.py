"""A meeting that is begun on another day than it is planned for: every page says on which it was held, beside the planned one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from samspil.meetings.calendar import feed
from samspil.meetings.calendar.queries import forum_feed, meetings_around
from samspil.meetings.matters.tests import network
from samspil.meetings.models import Meeting
from samspil.meetings.queries.sentences import hours_of
from samspil.meetings.tests.steps import Table, approved, opened, planned
from samspil.web import dates
from tests import clock
from tests.cast import Cast

LATER = 14
HELD = f"{dates.long(clock.today())} (planlagt til {dates.short(clock.today() + timedelta(days=LATER))})"


@pytest.fixture
def early(cast: Cast) -> Meeting:
    """Of a forum about named children, planned for a fortnight later, held and approved today."""
    return approved(opened(Table(cast, planned(cast, days=LATER)))).meeting


@pytest.fixture
def nameless(cast: Cast) -> Meeting:
    """The same, of a forum that names nobody."""
    at = network.meeting(cast, network.forum(cast), days=LATER)
    network.begun(cast, at)
    return network.approved(cast, at)


def page(cast: Cast, address: str) -> str:
    return " ".join(cast.client("consultant").get(address, follow=True).content.decode().split())


@pytest.mark.parametrize("which", ["early", "nameless"])
def test_its_pages_say_when_it_was_held_and_for_when_it_was_planned(
    cast: Cast, which: str, request: pytest.FixtureRequest
) -> None:
    meeting: Meeting = request.getfixturevalue(which)
    of_forum = f"/kalender/?forum={meeting.forum_id}"
    cast.consultant.sign()
    minutes = page(cast, f"/moeder/{meeting.pk}/referat/")
    for shown in (minutes, page(cast, f"/moeder/{meeting.pk}/")):
        assert HELD in shown.split("<h1>")[1].split("</h1>")[0]
    assert HELD in page(cast, f"/kalender/moede/{meeting.pk}/")
    assert HELD in page(cast, of_forum)


@pytest.mark.parametrize("which", ["early", "nameless"])
def test_it_stands_among_those_that_were_held(cast: Cast, which: str, request: pytest.FixtureRequest) -> None:
    meeting: Meeting = request.getfixturevalue(which)
    actor = cast.consultant.sign()
    coming, held = meetings_around(meeting.forum, actor.at)
    assert (meeting.pk in {one.pk for one in coming}, [one.pk for one in held]) == (False, [meeting.pk])
    year = cast.client("consultant").get(f"/kalender/?forum={meeting.forum_id}").context["shown"]
    (line,) = [line for month in year.months for line in month.lines if line.meeting.pk == meeting.pk]
    assert (line.day, line.is_over, line.moved_from) == (clock.today(), True, None)


def test_a_calendar_program_has_it_on_the_day_on_which_it_was_held(cast: Cast, early: Meeting) -> None:
    actor = cast.consultant.sign()
    told = feed.render(forum_feed(early.forum, actor.at), product="Samspil").decode()
    (event,) = [part for part in told.split("BEGIN:VEVENT")[1:] if f"UID:meeting-{early.pk}@" in part]
    assert f"DTSTART:{early.began_at:%Y%m%dT%H%M%SZ}" in event
    assert "SEQUENCE:1" in event


def test_its_hours_are_those_at_which_it_was_held(cast: Cast) -> None:
    table = opened(Table(cast, planned(cast, days=LATER)))
    began = dates.clock(timezone.localtime(table.meeting.began_at))
    assert hours_of(table.meeting) == f"fra kl. {began}"
    today = page(cast, "/").split('id="today"')[1].split("</section>")[0]
    assert f"kl. {began}" in today
    assert hours_of(approved(table).meeting).startswith(f"{began}–")
