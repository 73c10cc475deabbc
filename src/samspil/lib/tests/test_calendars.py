"""Public holidays and rhythms of meetings: dates typed by hand, and what must hold whatever happens."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.lib.calendars import (
    FRIDAY,
    LAST,
    MONDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    Cadence,
    Calendar,
    ClosingDay,
    Counted,
    EveryNWeeks,
    FixedMonths,
    IsoWeek,
    MinimumAYear,
    Monthly,
    SchoolHoliday,
    SchoolYear,
    TimesAYear,
    UnknownSchoolYear,
    Weekly,
    occurrences,
    public_holidays,
)
from samspil.lib.tests.school_year import CALENDAR, YEAR

weekdays = st.integers(MONDAY, FRIDAY)
school_years = st.builds(SchoolYear, st.integers(2010, 2060))


def days_of(cadence: Cadence, calendar: Calendar = CALENDAR, year: SchoolYear = YEAR) -> list[date]:
    return [meeting.day for meeting in occurrences(cadence, calendar, year)]


# --- days -----------------------------------------------------------------------------------------------------------


def test_store_bededag_is_a_holiday_until_2023_and_not_after():
    assert public_holidays(2023)[date(2023, 5, 5)] == "Store bededag"
    assert date(2024, 4, 26) not in public_holidays(2024)
    assert not [name for name in public_holidays(2026).values() if "bededag" in name]


def test_local_closing_days_are_no_working_days_though_the_law_knows_no_holiday():
    for day in (date(2026, 6, 5), date(2026, 12, 24), date(2026, 12, 31)):
        assert day not in public_holidays(day.year)
        assert not CALENDAR.is_working_day(day)
        assert Calendar(closing_days=()).is_working_day(day)
    assert CALENDAR.closed_for(date(2026, 12, 24)) == "Juleaftensdag"


def test_a_year_with_53_weeks():
    assert IsoWeek.of(date(2026, 12, 31)) == (2026, 53)
    assert IsoWeek.of(date(2027, 1, 3)) == (2026, 53)
    assert str(IsoWeek.of(date(2027, 1, 4))) == "2027-W01"
    assert IsoWeek.parse("2026-W53").day(MONDAY) == date(2026, 12, 28)
    for wrong in ("2027-W53", "2027-53", "2027-W00", "week 3"):
        with pytest.raises(ValueError, match=r"week|2027-53"):
            IsoWeek.parse(wrong)


def test_a_school_year_runs_from_1_august_to_31_july():
    assert SchoolYear.of(date(2026, 7, 31)) == SchoolYear(2025)
    assert SchoolYear.of(date(2026, 8, 1)) == YEAR
    assert (YEAR.first_day, YEAR.last_day, str(YEAR)) == (date(2026, 8, 1), date(2027, 7, 31), "2026/27")
    assert len(list(YEAR.days())) == 365
    assert str(SchoolYear(2099)) == "2099/00"


def test_nothing_guesses_a_school_holiday():
    with pytest.raises(UnknownSchoolYear, match="2030/31"):
        CALENDAR.school_holiday(date(2030, 10, 15))
    with pytest.raises(UnknownSchoolYear):
        days_of(EveryNWeeks(weeks=2, counted=Counted.SCHOOL_WEEKS), year=SchoolYear(2030))
    assert not CALENDAR.knows(SchoolYear(2030))
    assert len(days_of(Weekly(), year=SchoolYear(2030))) == 52


# --- every week -----------------------------------------------------------------------------------------------------


def test_every_week_of_the_school_year_school_holidays_included():
    days = days_of(Weekly(weekday=TUESDAY, starts=time(8, 30), ends=time(11)))
    assert days[0] == date(2026, 8, 4)
    assert days[-1] == date(2027, 7, 27)
    assert len(days) == 52
    assert {IsoWeek.of(day) for day in days} == {week for week in YEAR.weeks() if week.day(TUESDAY) in YEAR}
    in_holidays = {date(2026, 10, 13), date(2026, 12, 22), date(2026, 12, 29), date(2027, 2, 16), date(2027, 7, 13)}
    assert in_holidays <= set(days)


@pytest.mark.parametrize(
    ("weekday", "planned", "held", "why"),
    [
        (MONDAY, date(2027, 3, 29), date(2027, 3, 30), "Anden påskedag"),
        (MONDAY, date(2027, 5, 17), date(2027, 5, 18), "Anden pinsedag"),
        # equally near: the earlier
        (THURSDAY, date(2027, 5, 6), date(2027, 5, 5), "Kristi himmelfartsdag"),
        # the day before good friday's eve, because good friday is closed too
        (THURSDAY, date(2027, 3, 25), date(2027, 3, 24), "Skærtorsdag"),
        (FRIDAY, date(2027, 3, 26), date(2027, 3, 24), "Langfredag"),
        (THURSDAY, date(2026, 12, 24), date(2026, 12, 23), "Juleaftensdag"),
        (FRIDAY, date(2026, 12, 25), date(2026, 12, 23), "Juledag"),
        (FRIDAY, date(2027, 1, 1), date(2026, 12, 30), "Nytårsdag"),
    ],
)
def test_a_public_holiday_moves_the_meeting_to_the_nearest_working_day_of_its_week(weekday, planned, held, why):
    meeting = next(m for m in occurrences(Weekly(weekday=weekday), CALENDAR, YEAR) if m.planned_for == planned)
    assert (meeting.day, meeting.moved_for, meeting.is_moved) == (held, why, True)


def test_the_same_week_goes_before_a_nearer_day_of_another_week():
    closed = Calendar(closing_days=tuple(ClosingDay("Lukket", 9, day) for day in (7, 8, 9)))  # Monday to Wednesday
    meeting = occurrences(Weekly(weekday=MONDAY), closed, YEAR)[5]
    assert (meeting.planned_for, meeting.day) == (date(2026, 9, 7), date(2026, 9, 10))  # not Friday the 4th


def test_a_week_that_is_closed_altogether_gives_its_meeting_to_the_nearest_day_outside():
    closed = Calendar(closing_days=tuple(ClosingDay("Lukket", 9, day) for day in range(7, 12)))
    meetings = occurrences(Weekly(weekday=TUESDAY), closed, YEAR)
    assert len(meetings) == 52
    moved = next(meeting for meeting in meetings if meeting.is_moved)
    assert (moved.planned_for, moved.day) == (date(2026, 9, 8), date(2026, 9, 4))


def test_a_week_that_was_marked_off_has_no_meeting_and_gets_none_from_its_neighbours():
    off = frozenset({IsoWeek(2027, 29), IsoWeek(2027, 30)})
    days = days_of(Weekly(weekday=TUESDAY), CALENDAR.without(off))
    assert len(days) == 50
    assert not {IsoWeek.of(day) for day in days} & off


def test_weekly_outside_school_holidays():
    days = days_of(Weekly(weekday=THURSDAY, in_school_holidays=False))
    assert all(CALENDAR.is_school_day(day) for day in days)
    ascension = next(
        m for m in occurrences(Weekly(weekday=THURSDAY, in_school_holidays=False), CALENDAR, YEAR)
        if m.planned_for == date(2027, 5, 6)
    )  # fmt: skip
    assert ascension.day == date(2027, 5, 5)
    assert len(days) == 52 - 1 - 1 - 2 - 1 - 1 - 5  # summer, autumn, Christmas, winter, Easter, summer
    friday = Weekly(weekday=FRIDAY, in_school_holidays=False)
    assert [m.moved_for for m in occurrences(friday, CALENDAR, YEAR) if m.is_moved] == ["Kristi himmelfartsferie"]


@settings(deadline=None)
@given(weekday=weekdays, year=school_years)
def test_weekly_meets_once_in_each_week_on_a_working_day(weekday, year):
    meetings = occurrences(Weekly(weekday=weekday), Calendar(), year)
    planned = [week.day(weekday) for week in year.weeks() if week.day(weekday) in year]
    assert [meeting.planned_for for meeting in meetings] == planned
    for meeting in meetings:
        assert Calendar().is_working_day(meeting.day)
        assert IsoWeek.of(meeting.day) == IsoWeek.of(meeting.planned_for)
        assert meeting.is_moved == bool(Calendar().closed_for(meeting.planned_for))
        assert bool(meeting.moved_for) == meeting.is_moved


# --- every n weeks --------------------------------------------------------------------------------------------------

BY_HAND = [
    (2026, 8, 12), (2026, 8, 26), (2026, 9, 9), (2026, 9, 23), (2026, 10, 7), (2026, 10, 28), (2026, 11, 11),
    (2026, 11, 25), (2026, 12, 9), (2027, 1, 6), (2027, 1, 20), (2027, 2, 3), (2027, 2, 24), (2027, 3, 10),
    (2027, 3, 31), (2027, 4, 14), (2027, 4, 28), (2027, 5, 12), (2027, 5, 26), (2027, 6, 9), (2027, 6, 23),
]  # fmt: skip


def test_every_second_school_week_pauses_in_the_holidays():
    days = days_of(EveryNWeeks(weekday=WEDNESDAY, weeks=2, counted=Counted.SCHOOL_WEEKS))
    assert days == [date(*day) for day in BY_HAND]


def test_every_second_week_may_keep_to_even_weeks_and_then_skips_the_holidays():
    even = EveryNWeeks(
        weekday=WEDNESDAY, weeks=2, counted=Counted.ISO_WEEKS, first=date(2026, 8, 19), in_school_holidays=False
    )
    days = days_of(even)
    assert all(IsoWeek.of(day).week % 2 == 0 for day in days)
    assert all(CALENDAR.is_school_day(day) for day in days)
    weeks = [IsoWeek.of(day).week for day in days]
    assert weeks == [34, 36, 38, 40, 44, 46, 48, 50, 2, 4, 6, 8, 10, 14, 16, 18, 20, 22, 24]  # not 42, 52, 12


@settings(deadline=None)
@given(weekday=weekdays, weeks=st.integers(2, 4), counted=st.sampled_from(Counted), data=st.data())
def test_a_forum_that_follows_the_school_never_meets_in_a_school_holiday(weekday, weeks, counted, data):
    first = data.draw(st.dates(date(2026, 8, 1), date(2027, 7, 31)))
    starts = st.dates(YEAR.first_day, YEAR.last_day)
    lengths = st.integers(0, 30)
    holidays = tuple(
        SchoolHoliday("Ferie", begins, begins + timedelta(days=length))
        for begins, length in data.draw(st.lists(st.tuples(starts, lengths), max_size=8))
    )
    calendar = Calendar(school_years=((YEAR, holidays),))
    cadence = EveryNWeeks(weekday=weekday, weeks=weeks, counted=counted, first=first, in_school_holidays=False)
    days = days_of(cadence, calendar)
    assert all(calendar.is_school_day(day) for day in days)
    assert max(Counter(IsoWeek.of(day) for day in days).values(), default=1) == 1
    if counted is Counted.SCHOOL_WEEKS:
        school_weeks = [week for week in YEAR.weeks() if any(calendar.is_school_day(day) for day in _days(week))]
        places = [school_weeks.index(IsoWeek.of(day)) for day in days]
        assert all(later - earlier == weeks for earlier, later in pairwise(places))


def _days(week: IsoWeek) -> list[date]:
    return [day for day in (week.day(weekday) for weekday in range(MONDAY, FRIDAY + 1)) if day in YEAR]


def test_by_date_goes_on_over_a_year_with_53_weeks_and_by_week_number_does_not():
    first = date(2026, 8, 4)  # week 32
    by_date = days_of(EveryNWeeks(weeks=2, counted=Counted.DATE, first=first))
    assert {(b - a).days for a, b in pairwise(by_date)} == {14}
    assert {date(2026, 12, 22), date(2027, 1, 5)} <= set(by_date)
    by_week = days_of(EveryNWeeks(weeks=2, counted=Counted.ISO_WEEKS, first=first))
    assert {IsoWeek.of(day).week % 2 for day in by_week} == {0}
    assert {date(2026, 12, 22), date(2027, 1, 12)} <= set(by_week)  # week 52, then 53 and 1 are both odd


def test_by_date_no_meeting_lies_before_the_first() -> None:
    first = date(2026, 11, 3)
    days = days_of(EveryNWeeks(weekday=first.isoweekday(), weeks=2, counted=Counted.DATE, first=first))
    assert days[:2] == [first, first + timedelta(days=14)]


def test_a_first_week_in_the_school_year_begins_the_count_there():
    late = EveryNWeeks(weekday=WEDNESDAY, weeks=2, counted=Counted.SCHOOL_WEEKS, first=date(2026, 8, 19))
    assert days_of(late)[:6] == [
        date(2026, 8, 19), date(2026, 9, 2), date(2026, 9, 16), date(2026, 9, 30), date(2026, 10, 21),
        date(2026, 11, 4),
    ]  # fmt: skip
    assert days_of(replace(late, first=date(2025, 8, 20))) == [date(*day) for day in BY_HAND]


def test_a_cadence_that_cannot_be_counted_is_refused():
    with pytest.raises(ValueError, match="first week"):
        EveryNWeeks(weeks=2, counted=Counted.DATE)
    with pytest.raises(ValueError, match="at least"):
        EveryNWeeks(weeks=0, counted=Counted.SCHOOL_WEEKS)
    with pytest.raises(ValueError, match="Monday to Friday"):
        Weekly(weekday=6)


# --- months and numbers ---------------------------------------------------------------------------------------------


def test_monthly_on_the_first_and_on_the_last_weekday():
    first = days_of(Monthly(weekday=WEDNESDAY, nth=1, not_in=(7,)))
    assert len(first) == 11
    assert first[:2] == [date(2026, 8, 5), date(2026, 9, 2)]
    last = days_of(Monthly(weekday=FRIDAY, nth=LAST))
    assert len(last) == 12
    assert last[:2] == [date(2026, 8, 28), date(2026, 9, 25)]
    assert date(2026, 12, 23) in last  # the 25th moved


def test_fixed_months_and_a_month_without_school():
    assert days_of(FixedMonths(months=(9, 2), nth=2)) == [date(2026, 9, 8), date(2027, 2, 9)]
    outside = FixedMonths(months=(7, 10), nth=2, in_school_holidays=False)
    assert days_of(outside) == [date(2026, 10, 9)]  # the 13th lies in the autumn holiday, July in the summer's


@settings(deadline=None)
@given(times=st.integers(0, 40), weekday=weekdays)
def test_so_many_times_a_year_is_exactly_so_many(times, weekday):
    for cadence in (TimesAYear(times=times, weekday=weekday), MinimumAYear(times=times, weekday=weekday)):
        days = days_of(cadence)
        assert len(days) == len(set(days)) == times
        assert all(CALENDAR.is_school_day(day) for day in days)


def test_three_times_a_year_lie_apart():
    days = days_of(TimesAYear(times=3, weekday=THURSDAY))
    assert len(days) == 3
    assert all((later - earlier).days > 90 for earlier, later in pairwise(days))


def test_more_meetings_than_days_gives_what_there_is():
    assert len(days_of(TimesAYear(times=500))) < 250


any_cadence = st.one_of(
    st.builds(Weekly, weekday=weekdays, in_school_holidays=st.booleans()),
    st.builds(
        EveryNWeeks, weekday=weekdays, weeks=st.integers(1, 5), counted=st.sampled_from(Counted),
        first=st.dates(date(2026, 1, 1), date(2027, 1, 1)), in_school_holidays=st.booleans(),
    ),
    st.builds(Monthly, weekday=weekdays, nth=st.sampled_from([1, 2, 3, 4, LAST]), in_school_holidays=st.booleans()),
    st.builds(
        FixedMonths, weekday=weekdays, nth=st.sampled_from([1, 2, 3, 4, LAST]),
        months=st.lists(st.integers(1, 12), unique=True).map(tuple),
    ),
    st.builds(TimesAYear, weekday=weekdays, times=st.integers(0, 20)),
)  # fmt: skip
closures = st.lists(st.builds(ClosingDay, st.just("Lukket"), st.integers(1, 12), st.integers(1, 28)), max_size=60)


@settings(deadline=None)
@given(cadence=any_cadence, closed=closures, off=st.sets(st.sampled_from(list(YEAR.weeks())), max_size=20))
def test_no_meeting_ever_on_a_public_holiday_a_closed_day_or_in_a_week_off(cadence, closed, off):
    calendar = replace(CALENDAR, closing_days=tuple(closed), weeks_off=frozenset(off))
    meetings = occurrences(cadence, calendar, YEAR)
    days = [meeting.day for meeting in meetings]
    assert days == sorted(set(days))
    for meeting in meetings:
        assert meeting.day in YEAR
        assert calendar.is_working_day(meeting.day)
        assert IsoWeek.of(meeting.day) not in off
        if not cadence.in_school_holidays:
            assert calendar.is_school_day(meeting.day)
