"""The demo's school years go on after those that the profiles state."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samspil.demo.colleagues import FILES, OTHERS, OURS
from samspil.demo.years import stated_for
from samspil.lib.calendars import SchoolYear
from samspil.organisations.profile import load
from samspil.organisations.profile.rhythm import calendar_of


@pytest.mark.parametrize("key", [OURS, *OTHERS])
def test_what_a_profile_states_stays_and_further_years_are_assumed(key: str) -> None:
    stated = load(FILES[key]).calendar.school_years
    day = date(stated[-1].starts + 8, 2, 28)
    years = stated_for(load(FILES[key]), day).calendar.school_years
    assert years[: len(stated)] == tuple(sorted(stated, key=lambda year: year.starts))
    assert [year.starts for year in years] == list(range(stated[0].starts, stated[-1].starts + 9))
    assert all(year.assumed and not year.confirmed_by for year in years[len(stated) :])


def test_further_holidays_lie_in_their_year_on_the_same_weekdays() -> None:
    known = load(FILES[OURS])
    last = known.calendar.school_years[-1]
    for year in stated_for(known, date(2044, 1, 1)).calendar.school_years:
        school = SchoolYear(year.starts)
        assert len(year.holidays) == len(last.holidays)
        for one, other in zip(year.holidays, last.holidays, strict=True):
            assert school.first_day <= one.first_day <= one.last_day <= school.last_day
            if year.starts > last.starts:
                ends = {school.first_day, school.last_day}
                assert one.first_day in ends or one.first_day.weekday() == other.first_day.weekday()
                assert one.last_day in ends or one.last_day.weekday() == other.last_day.weekday()


def test_a_forum_that_follows_the_school_can_be_planned_in_every_year() -> None:
    day = date(2035, 7, 31)
    calendar = calendar_of(stated_for(load(FILES[OURS]), day).calendar, "")
    assert calendar.school_holiday(day) == "Sommerferie"
    assert calendar.school_holiday(day + timedelta(days=1)) == "Sommerferie"
    assert not calendar.school_holiday(date(2035, 11, 14))


def test_a_profile_that_states_enough_is_left_as_it_is() -> None:
    known = load(FILES[OURS])
    assert stated_for(known, date(known.calendar.school_years[0].starts, 9, 1)) == known
