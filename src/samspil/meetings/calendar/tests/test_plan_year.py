"""A forum's school year: which days, which blocks, planned twice, and changed calendars."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from samspil.lib.refusals import Refused
from samspil.meetings.calendar import actions
from samspil.meetings.calendar.models import Change
from samspil.meetings.calendar.planning import day_of
from samspil.meetings.calendar.tests.conftest import agree, local, state
from samspil.meetings.models import Meeting, MeetingState
from samspil.organisations.models import Forum
from samspil.organisations.tests.conftest import events
from tests.cast import Cast

ADULT = "18_plus"
YEAR = date(2026, 8, 1)


def plan(cast: Cast, forum: Forum, *, since: date | None = YEAR, year: int = 2026) -> actions.Planned:
    return actions.plan_year(cast.consultant.sign(), forum=forum, school_year=year, from_day=since)


def held(forum: Forum) -> list[Meeting]:
    return list(Meeting.objects.filter(forum=forum).exclude(state=MeetingState.CANCELLED).order_by("starts_at"))


def days(forum: Forum) -> list[date]:
    return [day_of(meeting) for meeting in held(forum)]


def adult_days(forum: Forum) -> list[date]:
    return [day_of(meeting) for meeting in held(forum) if ADULT in meeting.blocks]


def on(forum: Forum, day: date) -> Meeting:
    return next(meeting for meeting in held(forum) if day_of(meeting) == day)


@pytest.mark.covers("BRO-55", verb="calendar.planned")
def test_every_week_in_school_holidays_too_and_past_public_holidays(cast: Cast, forum: Forum) -> None:
    planned = plan(cast, forum)
    assert planned.made == len(days(forum)) == 52
    assert {one.isocalendar().week for one in days(forum)} == set(range(1, 54)) - {31}
    assert date(2026, 10, 13) in days(forum)  # autumn holiday
    assert date(2027, 1, 1) not in days(forum)
    first = on(forum, date(2026, 11, 24))
    assert (first.starts_at, first.ends_at) == (local("2026-11-24 08:30"), local("2026-11-24 10:00"))
    assert [event.detail["made"] for event in events("calendar.planned")] == [52]


def test_a_public_holiday_moves_the_meeting_to_the_nearest_working_day_with_the_reason(
    cast: Cast, forum: Forum
) -> None:
    agree(forum, cadence={"kind": "weekly", "weekday": "thursday"})
    plan(cast, forum)
    ascension, christmas_eve = date(2027, 5, 6), date(2026, 12, 24)
    assert ascension not in days(forum)
    moved = Meeting.objects.get(forum=forum, planned_for=ascension)
    assert day_of(moved) in {date(2027, 5, 5), date(2027, 5, 7)}
    assert "Kristi himmelfart" in moved.note
    assert "Juleaftensdag" in Meeting.objects.get(forum=forum, planned_for=christmas_eve).note


@pytest.mark.covers("VAL-83", verb="calendar.planned")
def test_every_second_school_week_never_meets_in_a_school_holiday(cast: Cast, forum: Forum) -> None:
    agree(
        forum, blocks=[],
        cadence={"kind": "every_n_weeks", "weekday": "wednesday", "weeks": 2, "counted_in": "school_weeks"},
    )  # fmt: skip
    plan(cast, forum)
    assert len(days(forum)) > 15
    assert not [one for one in days(forum) if date(2026, 10, 10) <= one <= date(2026, 10, 18)]
    assert not [one for one in days(forum) if date(2026, 12, 19) <= one <= date(2027, 1, 3)]
    assert not [one for one in days(forum) if date(2027, 2, 13) <= one <= date(2027, 2, 21)]
    assert all(one.isoweekday() == 3 for one in days(forum))
    assert {(other - one).days % 7 for one, other in pairwise(days(forum))} == {0}


def test_a_rhythm_by_school_weeks_needs_the_holidays_of_the_year(cast: Cast, forum: Forum) -> None:
    agree(forum, cadence={"kind": "every_n_weeks", "weekday": "wednesday", "weeks": 2, "counted_in": "school_weeks"})
    with pytest.raises(Refused, match="2027/28"):
        plan(cast, forum, year=2027)


def test_the_adults_seat_takes_part_every_14_days_and_is_never_away_longer_than_21(cast: Cast, forum: Forum) -> None:
    plan(cast, forum)
    gaps = [(other - one).days for one, other in pairwise(adult_days(forum))]
    assert set(gaps) == {14}
    assert adult_days(forum)[0] == date(2026, 8, 4)


def test_a_dropped_meeting_gives_the_adults_seat_to_another_before_21_days_have_passed(
    cast: Cast, forum: Forum
) -> None:
    plan(cast, forum)
    dropped = on(forum, next(day for day in adult_days(forum) if day > date(2026, 12, 1)))
    actions.cancel_meeting(cast.consultant.sign(), meeting=dropped, reason="Kursus")
    gaps = [(other - one).days for one, other in pairwise(adult_days(forum))]
    assert max(gaps) <= 21
    (added,) = Change.objects.filter(kind="block_added").select_related("meeting")
    assert added.block == ADULT
    assert ADULT in added.meeting.blocks


def test_planning_again_changes_nothing(cast: Cast, forum: Forum) -> None:
    plan(cast, forum)
    before = list(Meeting.objects.order_by("pk").values())
    again = plan(cast, forum)
    assert (again.made, again.moved, again.cancelled) == (0, 0, 0)
    assert list(Meeting.objects.order_by("pk").values()) == before
    assert len(events("calendar.planned")) == 1


def test_without_a_first_day_nothing_is_planned_backwards(cast: Cast, forum: Forum) -> None:
    plan(cast, forum, since=None)
    assert days(forum)[0] == date(2026, 11, 24)


def test_moved_and_cancelled_meetings_stay_so_when_planned_again(cast: Cast, forum: Forum) -> None:
    plan(cast, forum)
    actor = cast.consultant.sign()
    moved, cancelled = on(forum, date(2026, 12, 1)), on(forum, date(2026, 12, 8))
    actions.move_meeting(
        actor, meeting=moved, starts_at=local("2026-12-02 12:00"), ends_at=local("2026-12-02 13:00"), place="Rådhuset"
    )
    actions.cancel_meeting(actor, meeting=cancelled)
    again = plan(cast, forum)
    assert (again.made, again.moved, again.cancelled) == (0, 0, 0)
    moved.refresh_from_db()
    cancelled.refresh_from_db()
    assert (day_of(moved), moved.place, cancelled.state) == (date(2026, 12, 2), "Rådhuset", MeetingState.CANCELLED)


def test_a_week_that_is_marked_off_is_cancelled_and_comes_back_when_it_is_not(cast: Cast, forum: Forum) -> None:
    plan(cast, forum)
    off = [{"forum": forum.key, "weeks": ["2026-W53"], "reason": "Juleferie"}]
    state(cast.body, weeks_off=off)
    again = plan(cast, forum)
    assert again.cancelled == 1
    (cancelled,) = Meeting.objects.filter(forum=forum, state=MeetingState.CANCELLED)
    assert day_of(cancelled) == date(2026, 12, 29)
    assert Change.objects.get(meeting=cancelled).kind == "cancelled"
    assert plan(cast, forum).cancelled == 0


def test_a_new_closing_day_moves_what_nobody_has_touched(cast: Cast, forum: Forum) -> None:
    plan(cast, forum)
    state(cast.body, closing_days=[{"name": "Kommunens fødselsdag", "day": "12-01"}])
    again = plan(cast, forum)
    assert again.moved == 1
    moved = Meeting.objects.get(forum=forum, planned_for=date(2026, 12, 1))
    assert day_of(moved) in {date(2026, 11, 30), date(2026, 12, 2)}
    assert "Kommunens fødselsdag" in Change.objects.get(meeting=moved).reason


def test_planning_again_tells_of_blocks_that_come_in_elsewhere(cast: Cast, forum: Forum) -> None:
    plan(cast, forum)
    first = next(day for day in adult_days(forum) if day > date(2026, 12, 1))
    week = f"{first.isocalendar().year}-W{first.isocalendar().week:02}"
    state(cast.body, weeks_off=[{"forum": forum.key, "weeks": [week], "reason": "Flytning"}])
    plan(cast, forum)
    assert set(Change.objects.values_list("kind", flat=True)) == {"cancelled", "block_added"}


def test_what_has_begun_or_is_prepared_or_over_stays_where_it_is(cast: Cast, forum: Forum) -> None:
    plan(cast, forum)
    Meeting.objects.filter(forum=forum, planned_for=date(2026, 12, 1)).update(state=MeetingState.SENT)
    state(cast.body, closing_days=[{"name": "Lukket", "day": "12-01"}, {"name": "Lukket", "day": "11-03"}])
    assert plan(cast, forum).moved == 0


def test_the_next_school_year_goes_on_where_this_one_ends(cast: Cast, forum: Forum) -> None:
    plan(cast, forum)
    plan(cast, forum, year=2027)
    gaps = {(other - one).days for one, other in pairwise(adult_days(forum))}
    assert max(gaps) <= 21
    assert {(other - one).days for one, other in pairwise(days(forum))} == {7}


def test_a_forum_without_rhythm_or_terms_has_no_meetings_to_plan(cast: Cast, forum: Forum) -> None:
    agree(forum, cadence=None)
    assert plan(cast, forum).made == 0


def test_gaps_that_cannot_be_closed_are_told(cast: Cast, forum: Forum) -> None:
    weeks = [f"2027-W{week:02}" for week in range(5, 10)]
    state(cast.body, weeks_off=[{"forum": forum.key, "weeks": weeks, "reason": "Ombygning"}])
    ((block, one, other),) = plan(cast, forum).gaps
    assert block == ADULT
    assert (other - one).days > 21


@pytest.mark.parametrize("member", ["outreach_worker", "police_officer", "outsider", "other_consultant"])
def test_only_those_who_answer_for_the_forum_plan_it(cast: Cast, forum: Forum, member: str) -> None:
    with pytest.raises(Refused, match="referent"):
        actions.plan_year(cast.members[member].sign(), forum=forum, school_year=2026)
    assert not Meeting.objects.exists()


def test_an_administrator_plans_too_and_a_failing_record_undoes_it(
    cast: Cast, forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert actions.plan_year(cast.administrator.sign(), forum=forum, school_year=2026).made > 30
    Meeting.objects.filter(starts_at__gt=local("2027-01-01 00:00")).delete()
    left = Meeting.objects.count()

    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(actions, "record", broken)
    with pytest.raises(RuntimeError):
        actions.plan_year(cast.administrator.sign(), forum=forum, school_year=2026)
    assert Meeting.objects.count() == left
