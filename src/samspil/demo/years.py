"""School years after the last that a profile states: the demo is tried then too, and its forums follow the school."""

from __future__ import annotations

from datetime import date, timedelta

from samspil.lib.calendars import SchoolYear
from samspil.organisations.profile import Profile
from samspil.organisations.profile.calendar import Holiday
from samspil.organisations.profile.calendar import SchoolYear as StatedYear

AHEAD = 1  # beside this school year; in July people look into the next


def stated_for(profile: Profile, day: date) -> Profile:
    """The profile with every school year up to the one after `day`; what it does not state lies as in its last year.

    Such a year is marked as assumed, as a municipality would that has not decided yet. A profile that states none is
    left alone: its forums do not follow the school.
    """
    stated = sorted(profile.calendar.school_years, key=lambda year: year.starts)
    if not stated:
        return profile
    wanted = range(stated[-1].starts + 1, SchoolYear.of(day).starts + AHEAD + 1)
    further = tuple(_like(stated[-1], starts) for starts in wanted)
    calendar = profile.calendar.model_copy(update={"school_years": (*stated, *further)})
    return profile.model_copy(update={"calendar": calendar})


def _like(last: StatedYear, starts: int) -> StatedYear:
    """The same weeks of another year: each day moves by whole weeks, and the two ends of summer stay where they are."""
    year = SchoolYear(starts)
    weeks = timedelta(weeks=round((starts - last.starts) * 365.2425 / 7))
    before = SchoolYear(last.starts)
    holidays = tuple(
        Holiday(
            name=one.name,
            first_day=year.first_day if one.first_day == before.first_day else one.first_day + weeks,
            last_day=year.last_day if one.last_day == before.last_day else one.last_day + weeks,
        )
        for one in last.holidays
    )
    return StatedYear.model_validate({"starts": starts, "assumed": True, "holidays": holidays})
