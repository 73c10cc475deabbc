"""The profile's rhythms and days as the calendar engine takes them (`samspil.lib.calendars`)."""

from __future__ import annotations

from samspil.lib import calendars
from samspil.organisations.profile.cadences import (
    ByEvent,
    Cadence,
    CountedIn,
    EveryNWeeks,
    FixedDates,
    FixedMonths,
    MinimumAYear,
    Monthly,
    Rhythm,
    TimesAYear,
    Weekly,
)
from samspil.organisations.profile.calendar import Calendar
from samspil.organisations.profile.forums import Forum, Terms


def cadence_of(cadence: Cadence) -> calendars.Cadence:
    """The rhythm that the engine counts with."""
    weekday = cadence.weekday.number if cadence.weekday else calendars.TUESDAY
    starts, ends, holidays = cadence.starts, cadence.ends, cadence.in_school_holidays
    match cadence:
        case Weekly():
            return calendars.Weekly(weekday=weekday, starts=starts, ends=ends, in_school_holidays=holidays)
        case EveryNWeeks():
            return _every_n_weeks(cadence, weekday)
        case Monthly():
            return calendars.Monthly(
                weekday=weekday, starts=starts, ends=ends, in_school_holidays=holidays,
                nth=_nth(cadence.week), not_in=cadence.not_in,
            )  # fmt: skip
        case FixedMonths():
            return calendars.FixedMonths(
                weekday=weekday, starts=starts, ends=ends, in_school_holidays=holidays,
                nth=_nth(cadence.week), months=cadence.months,
            )  # fmt: skip
        case TimesAYear():
            return calendars.TimesAYear(
                weekday=weekday, starts=starts, ends=ends, in_school_holidays=holidays, times=cadence.times
            )
        case MinimumAYear():
            return calendars.MinimumAYear(
                weekday=weekday, starts=starts, ends=ends, in_school_holidays=holidays, times=cadence.times
            )
        case FixedDates():
            return calendars.Dates(
                weekday=weekday, starts=starts, ends=ends, in_school_holidays=holidays, days=cadence.days
            )
        case ByEvent():
            return calendars.WhenCalled(weekday=weekday, starts=starts, ends=ends, in_school_holidays=holidays)


def _every_n_weeks(cadence: EveryNWeeks, weekday: int) -> calendars.EveryNWeeks:
    """School weeks that keep to even or odd numbers are counted by number, and left out in the holidays (VAL-83)."""
    counted, holidays = calendars.Counted(cadence.counted_in.value), cadence.in_school_holidays
    if cadence.counted_in is CountedIn.SCHOOL_WEEKS:
        holidays = False
        if cadence.rhythm is Rhythm.KEEPS_WEEK_PARITY:
            counted = calendars.Counted.ISO_WEEKS
    return calendars.EveryNWeeks(
        weekday=weekday, starts=cadence.starts, ends=cadence.ends, in_school_holidays=holidays,
        weeks=cadence.weeks, counted=counted, first=cadence.first,
    )  # fmt: skip


def _nth(week: int | str) -> int:
    return week if isinstance(week, int) else calendars.LAST


def calendar_of(calendar: Calendar, forum: str | None = None) -> calendars.Calendar:
    """The municipality's days; with a forum's key, without the weeks in which that forum does not meet."""
    off = [week for weeks in calendar.weeks_off if weeks.forum == forum for week in weeks.weeks]
    return calendars.Calendar(
        closing_days=tuple(
            calendars.ClosingDay(closing.name, int(closing.day[:2]), int(closing.day[3:]))
            for closing in calendar.closing_days
        ),
        school_years=tuple(
            (
                calendars.SchoolYear(year.starts),
                tuple(calendars.SchoolHoliday(one.name, one.first_day, one.last_day) for one in year.holidays),
            )
            for year in calendar.school_years
        ),
        weeks_off=frozenset(map(calendars.IsoWeek.parse, off)),
    )


def blocks_of(terms: Terms) -> tuple[calendars.Block, ...]:
    """The blocks of the agenda; one without a rhythm of its own takes part always."""
    return tuple(
        calendars.Block(block.code, block.ages.at_least, block.ages.at_most, always=block.cadence is None)
        for block in terms.blocks
    )


def sub_cadences_of(terms: Terms) -> tuple[calendars.SubCadence, ...]:
    """The rhythms inside the forum's own (BRO-60)."""
    return tuple(
        calendars.SubCadence(block.code, block.cadence.every_days, block.cadence.at_most_days, block.cadence.first)
        for block in terms.blocks
        if block.cadence
    )


def always_of(terms: Terms) -> tuple[str, ...]:
    """The blocks without a rhythm of their own: their seats take part at every meeting."""
    return tuple(block.code for block in terms.blocks if block.cadence is None)


def meetings_of(forum: Forum, calendar: Calendar, school_year: calendars.SchoolYear) -> list[calendars.Occurrence]:
    """A forum's meetings in a school year, each by the terms of its day, with the blocks that take part.

    Raises UnknownSchoolYear where the rhythm follows the school and the calendar does not know that year.
    """
    days = calendar_of(calendar, forum.key)
    found: list[calendars.Occurrence] = []
    for terms in forum.terms:
        if terms.cadence is not None:
            planned = calendars.occurrences(cadence_of(terms.cadence), days, school_year)
            held = [one for one in planned if terms.holds_on(one.planned_for) and forum.holds_on(one.planned_for)]
            for sub in sub_cadences_of(terms):
                held = calendars.with_block(
                    held, sub, until=min(school_year.last_day, terms.valid_to or school_year.last_day)
                )
            found += held
    return sorted(found)
