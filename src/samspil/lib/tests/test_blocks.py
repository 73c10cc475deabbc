"""Blocks by age and the rhythm inside the rhythm: dates typed by hand, and what must hold whatever happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.lib.calendars import (
    Block,
    Occurrence,
    SubCadence,
    Weekly,
    age_on,
    block_of,
    long_gaps,
    next_suited,
    occurrences,
    with_block,
)
from samspil.lib.tests.school_year import CALENDAR, YEAR

ADULTS = SubCadence("18_plus", 14, 21, date(2025, 8, 5))
BLOCKS = (Block("under_18", at_most=17), Block("18_plus", at_least=18, always=False))


# --- a rhythm inside the rhythm -------------------------------------------------------------------------------------


def adult_days(meetings: list[Occurrence]) -> list[date]:
    return [meeting.day for meeting in meetings if ADULTS.block in meeting.blocks]


def weekly(first: date, count: int) -> list[Occurrence]:
    days = [first + timedelta(days=7 * week) for week in range(count)]
    return [Occurrence(day, day) for day in days]


def test_the_block_takes_part_every_14_days_by_date():
    meetings = with_block(occurrences(Weekly(), CALENDAR, YEAR), ADULTS)
    assert adult_days(meetings) == [date(2026, 8, 4) + timedelta(days=14 * step) for step in range(26)]
    assert len(meetings) == 52
    assert long_gaps(meetings, ADULTS) == []


def test_a_forum_that_meets_twice_a_week_calls_nobody_oftener_than_the_rhythm_says():
    tuesdays = weekly(date(2026, 8, 4), 6)
    fridays = weekly(date(2026, 8, 7), 5)
    assert adult_days(with_block([*tuesdays, *fridays], ADULTS)) == [
        date(2026, 8, 4), date(2026, 8, 18), date(2026, 9, 1),
    ]  # fmt: skip


def test_a_dropped_meeting_gives_the_block_to_another_inside_the_gap():
    meetings = [meeting for meeting in weekly(date(2026, 8, 4), 8) if meeting.day != date(2026, 8, 18)]
    assert adult_days(with_block(meetings, ADULTS)) == [
        date(2026, 8, 4), date(2026, 8, 25), date(2026, 9, 1), date(2026, 9, 15),
    ]  # fmt: skip


def test_a_meeting_moved_far_gives_the_block_to_another_too():
    moved = [
        replace(meeting, day=date(2026, 8, 28)) if meeting.day == date(2026, 8, 18) else meeting
        for meeting in weekly(date(2026, 8, 4), 8)
    ]
    assert adult_days(with_block(moved, ADULTS)) == [
        date(2026, 8, 4), date(2026, 8, 11), date(2026, 8, 28), date(2026, 9, 1), date(2026, 9, 15),
    ]  # fmt: skip


def test_the_last_meetings_of_a_year_leave_no_gap_before_the_next():
    meetings = weekly(date(2027, 7, 6), 3)  # 6, 13 and 20 July; the rhythm's 6 and 20 July, then 3 August
    assert adult_days(with_block(meetings, ADULTS)) == [date(2027, 7, 6), date(2027, 7, 20)]
    assert adult_days(with_block(meetings[:2], ADULTS)) == [date(2027, 7, 6)]  # 14 days on to the 20th
    only_the_13th = with_block(meetings[1:2], ADULTS, previous=date(2027, 6, 22), until=YEAR.last_day)
    assert adult_days(only_the_13th) == [date(2027, 7, 13)]  # the rhythm goes on 3 August
    assert long_gaps(weekly(date(2027, 8, 3), 1), ADULTS, previous=date(2027, 7, 6)) == []


def test_what_was_held_keeps_its_blocks_and_a_replacement_comes_after_it():
    meetings = with_block(weekly(date(2026, 8, 4), 8), ADULTS)
    dropped = [meeting for meeting in meetings if meeting.day != date(2026, 9, 1)]
    again = with_block(dropped, ADULTS, held_until=date(2026, 8, 26))
    assert adult_days(again) == [date(2026, 8, 4), date(2026, 8, 18), date(2026, 9, 8), date(2026, 9, 15)]
    held_without = [replace(meeting, blocks=()) for meeting in dropped]
    assert adult_days(with_block(held_without, ADULTS, held_until=date(2026, 8, 26)))[0] == date(2026, 9, 8)


def test_where_no_meeting_lies_in_the_gap_it_is_told():
    meetings = with_block([m for m in weekly(date(2026, 8, 4), 10) if m.day.month != 9 or m.day.day > 20], ADULTS)
    assert adult_days(meetings) == [
        date(2026, 8, 4), date(2026, 8, 18), date(2026, 8, 25), date(2026, 9, 22), date(2026, 9, 29),
    ]  # fmt: skip
    assert long_gaps(meetings, ADULTS) == [(date(2026, 8, 25), date(2026, 9, 22))]


def test_nothing_before_the_rhythm_begins():
    assert adult_days(with_block(weekly(date(2025, 7, 1), 7), ADULTS)) == [date(2025, 8, 5)]
    assert with_block([], ADULTS) == []
    with pytest.raises(ValueError, match="longest gap"):
        SubCadence("18_plus", 14, 13, date(2026, 8, 4))


changes = st.dictionaries(st.integers(0, 29), st.one_of(st.none(), st.integers(-6, 13)), max_size=30)


@settings(deadline=None, max_examples=300)
@given(changes=changes)
def test_never_a_gap_over_21_days_whatever_is_moved_or_dropped(changes):
    """Between two meetings with the block more than 21 days apart there is no meeting at all that could have had it."""
    meetings = []
    for number, meeting in enumerate(weekly(date(2026, 8, 4), 30)):
        step = changes.get(number, 0)
        if step is not None:
            meetings.append(replace(meeting, day=meeting.day + timedelta(days=step)))
    end, next_target = date(2027, 3, 1), date(2027, 3, 2)
    result = with_block(meetings, ADULTS, until=end)
    assert [replace(meeting, blocks=()) for meeting in result] == sorted(meetings)
    days = sorted(meeting.day for meeting in meetings)
    for earlier, later in long_gaps(result, ADULTS):
        assert not [day for day in days if earlier < day < later]
    if days and max((later - earlier).days for earlier, later in pairwise([*days, next_target])) <= 21:
        assert long_gaps(result, ADULTS) == []
        assert (next_target - max(adult_days(result))).days <= 21


def test_without_changes_nobody_is_called_oftener_than_the_rhythm_says():
    assert len(adult_days(with_block(weekly(date(2026, 8, 4), 30), ADULTS))) == 15
    one_dropped = [m for m in weekly(date(2026, 8, 4), 30) if m.day != date(2026, 10, 13)]
    assert len(adult_days(with_block(one_dropped, ADULTS))) == 15  # its place is taken by one other


# --- ages -----------------------------------------------------------------------------------------------------------


def test_age_on_a_day():
    born = date(2008, 11, 24)
    assert age_on(born, date(2026, 11, 23)) == 17
    assert age_on(born, date(2026, 11, 24)) == 18
    leap = date(2008, 2, 29)
    assert age_on(leap, date(2026, 2, 28)) == 17
    assert age_on(leap, date(2026, 3, 1)) == 18


@settings(deadline=None)
@given(born=st.dates(date(1990, 1, 1), date(2020, 1, 1)), years=st.integers(0, 80))
def test_the_year_is_full_on_the_birthday_and_not_the_day_before(born, years):
    try:
        birthday = born.replace(year=born.year + years)
    except ValueError:
        birthday = date(born.year + years, 3, 1)
    assert age_on(born, birthday) == years
    assert age_on(born, birthday - timedelta(days=1)) == years - 1


def test_an_adult_waits_for_the_meeting_at_which_the_block_takes_part():
    meetings = with_block(occurrences(Weekly(), CALENDAR, YEAR), ADULTS)
    adult, minor = date(2000, 1, 1), date(2012, 1, 1)
    without_block = date(2026, 11, 17)
    assert next_suited(minor, meetings, BLOCKS, from_day=without_block).day == without_block
    assert next_suited(adult, meetings, BLOCKS, from_day=without_block).day == date(2026, 11, 24)
    assert next_suited(adult, meetings, BLOCKS, from_day=date(2027, 7, 28)) is None


def test_a_birthday_between_two_meetings_moves_the_matter():
    meetings = with_block(occurrences(Weekly(), CALENDAR, YEAR), ADULTS)
    born = date(2008, 11, 27)
    assert block_of(born, date(2026, 11, 24), BLOCKS).code == "under_18"
    assert block_of(born, date(2026, 12, 1), BLOCKS).code == "18_plus"
    assert next_suited(born, meetings, BLOCKS, from_day=date(2026, 11, 24)).day == date(2026, 11, 24)
    assert next_suited(born, meetings, BLOCKS, from_day=date(2026, 11, 25)).day == date(2026, 12, 8)  # not 1 December


def test_an_age_without_a_block_suits_any_meeting():
    only_adults = BLOCKS[1:]
    meetings = weekly(date(2026, 8, 4), 2)
    assert block_of(date(2015, 1, 1), date(2026, 8, 4), only_adults) is None
    assert next_suited(date(2015, 1, 1), meetings, only_adults, from_day=date(2026, 8, 5)).day == date(2026, 8, 11)


@settings(deadline=None)
@given(
    born=st.dates(date(1998, 1, 1), date(2016, 1, 1)),
    from_day=st.dates(YEAR.first_day, YEAR.last_day),
    dropped=st.sets(st.integers(0, 51), max_size=20),
)
def test_an_adult_is_never_placed_without_the_block_and_a_minor_never_waits(born, from_day, dropped):
    held = [m for number, m in enumerate(occurrences(Weekly(), CALENDAR, YEAR)) if number not in dropped]
    meetings = with_block(held, ADULTS)
    found = next_suited(born, meetings, BLOCKS, from_day=from_day)
    passed = [m for m in meetings if m.day >= from_day and (found is None or m.day < found.day)]
    assert all(age_on(born, m.day) >= 18 and ADULTS.block not in m.blocks for m in passed)
    if found and age_on(born, found.day) >= 18:
        assert ADULTS.block in found.blocks
