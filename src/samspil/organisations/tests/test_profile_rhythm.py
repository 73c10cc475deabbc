"""Profiles in the calendar: which meetings a forum has, for whom, and on which words it falls back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from samspil.lib.calendars import IsoWeek, SchoolYear, UnknownSchoolYear, age_on, next_suited
from samspil.organisations.profile import (
    FixedMonths,
    Forum,
    MinimumAYear,
    Monthly,
    TimesAYear,
    blocks_of,
    cadence_of,
    calendar_of,
    load,
    meetings_of,
    sub_cadences_of,
)

ROOT = Path(__file__).parents[4]
HAVMOSE = load(Path(__file__).with_name("havmose.yaml"))
BROENDBY = load(ROOT / "profiles" / "broendby.yaml")
YEAR = SchoolYear(2026)

MIDTUGE = HAVMOSE.forums[0]
AKUT = BROENDBY.forums[0]

BY_HAND = [
    (2026, 8, 12), (2026, 8, 26), (2026, 9, 9), (2026, 9, 23), (2026, 10, 7), (2026, 10, 28), (2026, 11, 11),
    (2026, 11, 25), (2026, 12, 9), (2027, 1, 6), (2027, 1, 20), (2027, 2, 3), (2027, 2, 24), (2027, 3, 10),
    (2027, 3, 31), (2027, 4, 14), (2027, 4, 28), (2027, 5, 12), (2027, 5, 26), (2027, 6, 9), (2027, 6, 23),
]  # fmt: skip


@pytest.mark.covers("VAL-83")
def test_every_second_school_week_as_the_profile_says():
    meetings = meetings_of(MIDTUGE, HAVMOSE.calendar, YEAR)
    assert [meeting.day for meeting in meetings] == [
        date(*day) for day in BY_HAND
    ]  # week 45 is off and has none anyway
    assert {(meeting.starts, meeting.ends) for meeting in meetings} == {(time(12, 30), time(14, 0))}


@pytest.mark.covers("VAL-83")
def test_the_rhythm_may_keep_to_even_weeks_instead():
    terms = MIDTUGE.terms[0]
    cadence = terms.cadence
    keeping = cadence.model_validate({**cadence.model_dump(), "rhythm": "keeps_week_parity", "first": "2026-08-19"})
    forum = MIDTUGE.model_copy(update={"terms": (terms.model_copy(update={"cadence": keeping}),)})
    days = [meeting.day for meeting in meetings_of(forum, HAVMOSE.calendar, YEAR)]
    assert all(IsoWeek.of(day).week % 2 == 0 for day in days)
    assert not any(calendar_of(HAVMOSE.calendar).school_holiday(day) for day in days)
    assert 42 not in {IsoWeek.of(day).week for day in days}


def test_a_week_off_is_the_forums_own():
    assert IsoWeek(2026, 45) in calendar_of(HAVMOSE.calendar, "onsdag").weeks_off
    assert calendar_of(HAVMOSE.calendar, "raad").weeks_off == frozenset()
    assert calendar_of(HAVMOSE.calendar).weeks_off == frozenset()


def test_terms_end_and_others_begin():
    with pytest.raises(UnknownSchoolYear):
        meetings_of(MIDTUGE, HAVMOSE.calendar, SchoolYear(2027))
    ending = MIDTUGE.terms[0].model_copy(update={"valid_to": date(2026, 12, 31)})
    weekly = BROENDBY.forums[0].terms[0].cadence
    beginning = MIDTUGE.terms[1].model_copy(update={"valid_from": date(2027, 1, 1), "cadence": weekly})
    forum = MIDTUGE.model_copy(update={"terms": (ending, beginning)})
    days = [meeting.day for meeting in meetings_of(forum, HAVMOSE.calendar, YEAR)]
    assert days[8:11] == [date(2026, 12, 9), date(2027, 1, 5), date(2027, 1, 12)]
    ended = forum.model_copy(update={"valid_to": date(2026, 9, 30)})
    assert [m.day for m in meetings_of(ended, HAVMOSE.calendar, YEAR)] == [date(*day) for day in BY_HAND[:4]]


def test_a_forum_without_a_rhythm_has_no_meetings_until_somebody_calls_one():
    assert meetings_of(BROENDBY.forums[1], BROENDBY.calendar, YEAR) == []


@pytest.mark.parametrize(
    ("cadence", "count"),
    [
        (Monthly(kind="monthly", week="last", not_in=(7,)), 11),
        (FixedMonths(kind="fixed_months", months=(9, 1, 5), week=2), 3),
        (TimesAYear(kind="times_a_year", times=3), 3),
        (MinimumAYear(kind="minimum_a_year", times=4), 4),
    ],
)
def test_the_other_rhythms(cadence, count):
    terms = MIDTUGE.terms[0].model_copy(update={"cadence": cadence})
    forum = MIDTUGE.model_copy(update={"terms": (terms,)})
    days = [meeting.day for meeting in meetings_of(forum, HAVMOSE.calendar, YEAR)]
    assert len(days) == count
    assert {day.isoweekday() for day in days} == {2}  # nobody has said which day: Tuesdays are proposed
    assert cadence_of(cadence).starts is None


# --- ages ---------------------------------------------------------------------------------------------------------


@pytest.mark.covers("VAL-84")
def test_the_upper_bound_is_included_until_the_day_before_the_next_birthday():
    ages = MIDTUGE.terms[0].ages
    born = date(2001, 3, 10)
    assert ages.includes(age_on(born, date(2026, 3, 10)))  # 25 today
    assert ages.includes(age_on(born, date(2027, 3, 9)))  # 25 for the last day
    assert not ages.includes(age_on(born, date(2027, 3, 10)))  # 26
    assert ages.includes(0)


def test_both_bounds_are_included():
    ages = AKUT.terms[0].ages
    assert [ages.includes(age) for age in (9, 10, 29, 30)] == [False, True, True, False]


# --- the weekly group and its block -------------------------------------------------------------------------------


@pytest.mark.covers("BRO-55")
def test_the_weekly_group_meets_every_week_holidays_included_with_the_list_on_the_agenda():
    for starts in (2025, 2026, 2027):
        year = SchoolYear(starts)
        meetings = meetings_of(AKUT, BROENDBY.calendar, year)
        weeks = [week for week in year.weeks() if week.day(2) in year]
        assert [IsoWeek.of(meeting.day) for meeting in meetings] == weeks
        assert all(calendar_of(BROENDBY.calendar).is_working_day(meeting.day) for meeting in meetings)
    assert AKUT.terms[0].agenda[0].holds == "list"


@pytest.mark.covers("BRO-60")
def test_the_conditional_seat_takes_part_every_14_days_across_school_years():
    days = [
        meeting.day
        for starts in (2025, 2026, 2027)
        for meeting in meetings_of(AKUT, BROENDBY.calendar, SchoolYear(starts))
        if "18_plus" in meeting.blocks
    ]
    assert days[0] == date(2025, 8, 5)
    assert date(2026, 11, 24) in days
    assert {(later - earlier).days for earlier, later in pairwise(days)} == {14}
    seat = next(seat for seat in AKUT.seats if seat.kind == "block")
    assert (seat.unit, seat.block) == ("ungehuset", "18_plus")


@pytest.mark.covers("BRO-60")
def test_an_adult_is_placed_only_where_the_seat_takes_part_and_a_birthday_moves_the_matter():
    terms = AKUT.terms[0]
    meetings = meetings_of(AKUT, BROENDBY.calendar, YEAR)
    blocks = blocks_of(terms)
    assert sub_cadences_of(terms)[0].at_most_days == 21
    day, born = date(2026, 11, 17), date(2008, 11, 26)
    assert next_suited(born, meetings, blocks, from_day=day).day == day
    assert next_suited(born, meetings, blocks, from_day=day + timedelta(days=14)).day == date(2026, 12, 8)
    moved = [replace(m, blocks=()) if m.day == date(2026, 12, 8) else m for m in meetings]
    assert next_suited(born, moved, blocks, from_day=day + timedelta(days=14)).day == date(2026, 12, 22)


# --- words --------------------------------------------------------------------------------------------------------


def test_the_word_that_is_chosen_in_advance():
    akut, midtuge = AKUT.terms[0], MIDTUGE.terms[0]
    assert akut.default_word("victim").label == akut.default_word("witness").label == "Tilbyd støtte"
    assert akut.default_word("charged") is None
    assert akut.default_word(None) is None
    for role in ("charged", "witness", "other", None):
        assert midtuge.default_word(role).code == "samtale"  # everybody on the list is offered a conversation
    assert MIDTUGE.terms[1].default_word("victim") is None
    assert midtuge.word("nej").reason_required
    assert midtuge.word("noget andet") is None


def test_who_may_receive_information_about_named_persons():
    receive = {unit.key: unit.may_receive for unit in HAVMOSE.units + BROENDBY.units}
    assert receive["klub"]  # self-governing, settled
    assert not receive["klub-broendby-strand"]  # self-governing, not settled
    assert not receive["kontrol"]
    assert not receive["idraet"]
    assert receive["politi"]
    unsettled = HAVMOSE.units[5].model_copy(update={"may_take_part": None})
    assert not unsettled.may_receive


def test_a_forum_is_kept_as_json_and_read_back():
    kept = AKUT.model_dump(mode="json", exclude_defaults=True)
    assert Forum.model_validate(kept) == AKUT
