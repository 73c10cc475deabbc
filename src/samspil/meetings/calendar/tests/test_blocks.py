"""The seats of a block, such as those for adults, can always be had at a meeting: by the terms, at a call, at a planned meeting."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from samspil.lib.refusals import NotVisible, Refused
from samspil.meetings.calendar import actions, blocks
from samspil.meetings.calendar.blocks import BlockSeats
from samspil.meetings.calendar.forms import ExtraForm
from samspil.meetings.calendar.models import Change
from samspil.meetings.calendar.planning import day_of
from samspil.meetings.calendar.tests.conftest import TERMS, agree, local
from samspil.meetings.calendar.tests.test_plan_year import ADULT, adult_days, days, on, plan
from samspil.meetings.models import Meeting, MeetingState
from samspil.organisations.models import Forum
from samspil.organisations.tests.conftest import events
from tests.cast import Cast

WITHOUT_RHYTHM = [
    {"code": "under_18", "name": "Under 18", "ages": {"at_most": 17}},
    {"code": ADULT, "name": "18 år og derover", "ages": {"at_least": 18}},
]
THURSDAY = {"starts_at": local("2026-12-03 12:00"), "ends_at": local("2026-12-03 13:00")}
TYPED = {"day": "3.12.2026", "starts": "12", "ends": "13"}
ASKED = "Pladserne for de voksne (Ungeporten)"


def words(response: Any) -> str:
    return str(response.content.decode())


def not_with_adults(forum: Forum) -> Meeting:
    day = next(day for day in days(forum) if day > date(2026, 12, 1) and day not in adult_days(forum))
    return on(forum, day)


# --- by the terms -----------------------------------------------------------------------------------------------------
def test_a_block_without_a_rhythm_of_its_own_comes_to_every_meeting(cast: Cast, forum: Forum) -> None:
    agree(forum, blocks=WITHOUT_RHYTHM)
    plan(cast, forum)
    assert adult_days(forum) == days(forum) != []
    assert {tuple(meeting.blocks) for meeting in Meeting.objects.filter(forum=forum)} == {(ADULT,)}


def test_meetings_that_were_planned_without_it_get_it_when_the_year_is_planned_again(cast: Cast, forum: Forum) -> None:
    agree(forum, blocks=[])
    plan(cast, forum)
    assert adult_days(forum) == []
    agree(forum, blocks=WITHOUT_RHYTHM)
    plan(cast, forum)
    today = date(2026, 11, 23)
    assert adult_days(forum) == [day for day in days(forum) if day >= today]


# --- when a meeting is called -----------------------------------------------------------------------------------------
def test_an_extra_meeting_is_called_with_the_seats_for_adults(cast: Cast, forum: Forum) -> None:
    plan(cast, forum)
    before = adult_days(forum)
    client, address = cast.client("consultant"), f"/kalender/forum/{forum.pk}/ekstra/"
    form = words(client.get(address))
    assert f"{ASKED} deltager" in form
    assert "checked" not in form
    assert client.post(address, {**TYPED, "with_blocks": [ADULT]}).status_code == 303
    called = on(forum, date(2026, 12, 3))
    assert called.blocks == [ADULT]
    assert adult_days(forum) == sorted([*before, date(2026, 12, 3)])  # beside the rhythm, not instead
    assert ASKED in words(client.get(f"/kalender/moede/{called.pk}/"))


def test_where_they_are_always_there_they_are_ticked_and_can_be_left_out(cast: Cast, forum: Forum) -> None:
    agree(forum, blocks=WITHOUT_RHYTHM)
    client, address = cast.client("consultant"), f"/kalender/forum/{forum.pk}/ekstra/"
    assert "checked" in words(client.get(address))
    assert client.post(address, TYPED).status_code == 303
    assert on(forum, date(2026, 12, 3)).blocks == []
    plan(cast, forum)
    assert on(forum, date(2026, 12, 3)).blocks == []  # planning leaves what people have said


def test_a_forum_without_such_seats_is_not_asked(cast: Cast, forum: Forum) -> None:
    forum.seats.filter(kind="block").update(kind="standing", block="")
    assert "with_blocks" not in words(cast.client("consultant").get(f"/kalender/forum/{forum.pk}/ekstra/"))


def test_without_a_word_a_call_follows_the_terms(cast: Cast, forum: Forum) -> None:
    agree(forum, blocks=WITHOUT_RHYTHM)
    called = actions.call_extra(cast.consultant.sign(), forum=forum, **THURSDAY)
    assert called.blocks == [ADULT]


# --- at a meeting that is planned -------------------------------------------------------------------------------------
@pytest.mark.covers("BRO-60", verb="meeting.block_called")
def test_a_planned_meeting_gets_the_seats_for_adults_and_they_are_told(cast: Cast, forum: Forum) -> None:
    plan(cast, forum)
    meeting, before = not_with_adults(forum), adult_days(forum)
    client, page = cast.client("consultant"), f"/kalender/moede/{meeting.pk}/"
    assert f"{ASKED} deltager ikke." in words(client.get(page))
    assert client.post(f"{page}blok/", {"block": ADULT, "comes": "on"}).status_code == 303
    meeting.refresh_from_db()
    assert meeting.blocks == [ADULT]
    assert adult_days(forum) == sorted([*before, day_of(meeting)])
    assert f"{ASKED} deltager." in words(client.get(page))
    (told,) = Change.objects.filter(meeting=meeting)
    assert (told.kind, told.block) == ("block_added", ADULT)
    assert [event.detail["comes"] for event in events("meeting.block_called")] == [True]


def test_what_was_said_stays_when_another_meeting_moves(cast: Cast, forum: Forum) -> None:
    plan(cast, forum)
    meeting = not_with_adults(forum)
    actions.call_block(cast.consultant.sign(), meeting=meeting, block=ADULT)
    later = on(forum, next(day for day in days(forum) if day > day_of(meeting) + timedelta(days=40)))
    actions.cancel_meeting(cast.consultant.sign(), meeting=later)
    meeting.refresh_from_db()
    assert meeting.blocks == [ADULT]


def test_a_meeting_is_held_without_them_and_another_takes_them_in_time(cast: Cast, forum: Forum) -> None:
    plan(cast, forum)
    meeting = on(forum, next(day for day in adult_days(forum) if day > date(2026, 12, 1)))
    actions.call_block(cast.consultant.sign(), meeting=meeting, block=ADULT, comes=False)
    meeting.refresh_from_db()
    assert meeting.blocks == []
    gaps = [(other - one).days for one, other in zip(adult_days(forum), adult_days(forum)[1:], strict=False)]
    assert max(gaps) <= 21


def test_who_does_not_answer_for_the_forum_calls_nobody(cast: Cast, forum: Forum) -> None:
    plan(cast, forum)
    meeting = not_with_adults(forum)
    with pytest.raises(Refused, match="formanden"):
        actions.call_block(cast.police_officer.sign(), meeting=meeting, block=ADULT)
    address = f"/kalender/moede/{meeting.pk}/"
    assert "Indkald dem" not in words(cast.client("police_officer").get(address))
    with pytest.raises(NotVisible):
        actions.call_block(cast.consultant.sign(), meeting=meeting, block="under_18")
    assert cast.client("consultant").post(f"{address}blok/", {}).status_code == 404


def test_a_meeting_that_has_begun_calls_nobody_more(cast: Cast, forum: Forum) -> None:
    plan(cast, forum)
    meeting = not_with_adults(forum)
    cast.consultant.sign()
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.OPEN)
    with pytest.raises(Refused, match="gang"):
        actions.call_block(cast.consultant.sign(), meeting=meeting, block=ADULT)


def test_the_seats_are_called_by_the_name_of_their_block(cast: Cast, forum: Forum) -> None:
    (adults,) = blocks.with_seats(forum, date(2026, 12, 1))
    assert (adults.name, adults.called) == (TERMS["blocks"][1]["name"], ASKED)
    agree(forum, blocks=[])
    assert [one.name for one in blocks.with_seats(forum, date(2026, 12, 1))] == [ADULT]
    young = BlockSeats("under_18", "Under 18", ("Skolen", "Klubben"), always=False)
    assert young.called == "Pladserne til »Under 18« (Skolen, Klubben)"


@pytest.mark.parametrize(("always", "is_told"), [((True, True), False), ((True, False), True), ((False, False), True)])
def test_that_seats_are_called_anyway_is_told_where_some_come_by_turns(always: tuple[bool, ...], is_told: bool) -> None:
    seats = [BlockSeats(str(number), str(number), (str(number),), one) for number, one in enumerate(always)]
    assert bool(ExtraForm(blocks=seats).fields["with_blocks"].help_text) is is_told
