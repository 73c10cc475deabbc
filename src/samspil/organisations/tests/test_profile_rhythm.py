"""Profiles in the calendar: which meetings a forum has, for whom, and on which words it falls back."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from samspil.lib.calendars import IsoWeek, SchoolYear, UnknownSchoolYear, age_on
from samspil.organisations.profile import (
    AgeScope,
    FixedMonths,
    Forum,
    MinimumAYear,
    Monthly,
    TimesAYear,
    Weekly,
    cadence_of,
    calendar_of,
    load,
    meetings_of,
)

HAVMOSE = load(Path(__file__).with_name("havmose.yaml"))
YEAR = SchoolYear(2026)

MIDTUGE = HAVMOSE.forums[0]

BY_HAND = [
    (2026, 8, 12), (2026, 8, 26), (2026, 9, 9), (2026, 9, 23), (2026, 10, 7), (2026, 10, 28), (2026, 11, 11),
    (2026, 11, 25), (2026, 12, 9), (2027, 1, 6), (2027, 1, 20), (2027, 2, 3), (2027, 2, 24), (2027, 3, 10),
    (2027, 3, 31), (2027, 4, 14), (2027, 4, 28), (2027, 5, 12), (2027, 5, 26), (2027, 6, 9), (2027, 6, 23),
]  # fmt: skip


def test_every_second_school_week_as_the_profile_says():
    meetings = meetings_of(MIDTUGE, HAVMOSE.calendar, YEAR)
    assert [meeting.day for meeting in meetings] == [
        date(*day) for day in BY_HAND
    ]  # week 45 is off and has none anyway
    assert {(meeting.starts, meeting.ends) for meeting in meetings} == {(time(12, 30), time(14, 0))}


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
    weekly = Weekly(kind="weekly", weekday="tuesday")
    beginning = MIDTUGE.terms[1].model_copy(update={"valid_from": date(2027, 1, 1), "cadence": weekly})
    forum = MIDTUGE.model_copy(update={"terms": (ending, beginning)})
    days = [meeting.day for meeting in meetings_of(forum, HAVMOSE.calendar, YEAR)]
    assert days[8:11] == [date(2026, 12, 9), date(2027, 1, 5), date(2027, 1, 12)]
    ended = forum.model_copy(update={"valid_to": date(2026, 9, 30)})
    assert [m.day for m in meetings_of(ended, HAVMOSE.calendar, YEAR)] == [date(*day) for day in BY_HAND[:4]]


def test_a_forum_without_a_rhythm_has_no_meetings_until_somebody_calls_one():
    terms = MIDTUGE.terms[0].model_copy(update={"cadence": None})
    assert meetings_of(MIDTUGE.model_copy(update={"terms": (terms,)}), HAVMOSE.calendar, YEAR) == []


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


def test_the_upper_bound_is_included_until_the_day_before_the_next_birthday():
    ages = MIDTUGE.terms[0].ages
    born = date(2001, 3, 10)
    assert ages.includes(age_on(born, date(2026, 3, 10)))  # 25 today
    assert ages.includes(age_on(born, date(2027, 3, 9)))  # 25 for the last day
    assert not ages.includes(age_on(born, date(2027, 3, 10)))  # 26
    assert ages.includes(0)


def test_both_bounds_are_included():
    ages = AgeScope(at_least=10, at_most=29)
    assert [ages.includes(age) for age in (9, 10, 29, 30)] == [False, True, True, False]


# --- words --------------------------------------------------------------------------------------------------------


def test_the_word_that_is_chosen_in_advance():
    now, later = MIDTUGE.terms
    for role in ("charged", "witness", "other", None):
        assert now.default_word(role).code == "samtale"  # everybody on the list is offered a conversation
    assert later.default_word("victim") is None
    support = later.decisions[0].model_copy(update={"code": "stoette", "default_for": ("victim",)})
    own_word = now.model_copy(update={"decisions": (*now.decisions, support)})
    assert own_word.default_word("victim") is support  # a word for the role goes before the word for any
    assert own_word.default_word("witness").code == "samtale"
    assert now.word("nej").reason_required
    assert now.word("noget andet") is None


def test_who_may_receive_information_about_named_persons():
    units = {unit.key: unit for unit in HAVMOSE.units}
    assert units["politi"].may_receive
    assert units["klub"].may_receive  # self-governing, settled
    assert not units["klub"].model_copy(update={"may_take_part": None}).may_receive
    assert not units["kontrol"].may_receive
    assert not units["kontrol"].model_copy(update={"may_take_part": None}).may_receive
    assert not units["idraet"].may_receive


def test_a_forum_is_kept_as_json_and_read_back():
    kept = MIDTUGE.model_dump(mode="json", exclude_defaults=True)
    assert Forum.model_validate(kept) == MIDTUGE
