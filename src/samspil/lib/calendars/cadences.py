"""When a forum meets in a school year.

A planned day that is a public holiday or closed moves to the nearest working day: within the same week where the week
has one, the earlier of two that are equally near. A week that was marked off has no meeting. Everything is a pure
function of cadence, calendar and school year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import Enum

from samspil.lib.calendars.days import FRIDAY, MONDAY, TUESDAY, Calendar, IsoWeek, SchoolYear

REACH = 14  # days that a meeting may move when its whole week is closed
LAST = -1  # the last one of a weekday in a month

Allowed = Callable[[date], bool]


@dataclass(frozen=True, order=True)
class Occurrence:
    """A meeting: the day it is held, and the day its rhythm gave. `blocks` are the sub-cadences that take part."""

    day: date
    planned_for: date
    starts: time | None = None
    ends: time | None = None
    blocks: tuple[str, ...] = ()
    moved_for: str = ""

    @property
    def is_moved(self) -> bool:
        """Whether it is held on another day than planned."""
        return self.day != self.planned_for


@dataclass(frozen=True, kw_only=True)
class Cadence:
    """What all rhythms share: day of the week (Monday is 1), clock times, and whether school holidays matter."""

    weekday: int = TUESDAY
    starts: time | None = None
    ends: time | None = None
    in_school_holidays: bool = True

    def __post_init__(self) -> None:
        if not MONDAY <= self.weekday <= FRIDAY:
            raise ValueError("a forum meets Monday to Friday")


@dataclass(frozen=True, kw_only=True)
class Weekly(Cadence):
    """Every week, in school holidays too unless said otherwise (BRO-55)."""


class Counted(Enum):
    """What the weeks between two meetings are counted in."""

    DATE = "date"  # so many times seven days from the first meeting, across years
    ISO_WEEKS = "iso_weeks"  # by week number (even or odd), so the turn of a year with 53 weeks breaks the step
    SCHOOL_WEEKS = "school_weeks"  # by school weeks: a holiday pauses the count, and nobody meets in it


@dataclass(frozen=True, kw_only=True)
class EveryNWeeks(Cadence):
    """Every second, third … week (VAL-83).

    School weeks never meet in a school holiday, whatever `in_school_holidays` says. "Even weeks, but never in a school
    holiday" is ISO_WEEKS with `in_school_holidays=False`. `first` is a day in the first week; school weeks may do
    without: their count begins with the school year.
    """

    weeks: int
    counted: Counted
    first: date | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.weeks < 1:
            raise ValueError("at least every week")
        if self.first is None and self.counted is not Counted.SCHOOL_WEEKS:
            raise ValueError("counting needs a first week")


@dataclass(frozen=True, kw_only=True)
class Monthly(Cadence):
    """Once a month, on the first, second … or last such weekday."""

    nth: int = 1
    not_in: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FixedMonths(Cadence):
    """Once in each of these months."""

    months: tuple[int, ...]
    nth: int = 1


@dataclass(frozen=True, kw_only=True)
class TimesAYear(Cadence):
    """Exactly so many times in a school year, spread evenly from August to June."""

    times: int
    in_school_holidays: bool = field(default=False)


@dataclass(frozen=True, kw_only=True)
class MinimumAYear(TimesAYear):
    """At least so many times, spread evenly; the rest is called when there is need."""


@dataclass(frozen=True, kw_only=True)
class Dates(Cadence):
    """On these days, as they are: somebody has chosen them, so none is moved."""

    days: tuple[date, ...]


@dataclass(frozen=True, kw_only=True)
class WhenCalled(Cadence):
    """Called when something happens: no dates beforehand."""


def occurrences(cadence: Cadence, calendar: Calendar, school_year: SchoolYear) -> list[Occurrence]:
    """The meetings of a school year in order, no two on one day.

    Raises UnknownSchoolYear where the cadence asks for school holidays that are not given.
    """
    allowed = _allowed(cadence, calendar, school_year)
    days: Iterable[tuple[date, date]]
    match cadence:
        case Dates():
            days = [(day, day) for day in sorted(set(cadence.days)) if day in school_year and not calendar.is_off(day)]
        case WhenCalled():
            days = []
        case TimesAYear():
            days = _spread(cadence, allowed, school_year)
        case Monthly() | FixedMonths():
            days = _place(_monthly(cadence, school_year), calendar, allowed, _in_month)
        case _:
            elsewhere = _nowhere if _follows_school(cadence) else _around
            days = _place(_weekly(cadence, calendar, school_year), calendar, allowed, elsewhere)
    return [
        Occurrence(day, planned, cadence.starts, cadence.ends, (), _why(cadence, calendar, planned, day))
        for planned, day in sorted(days, key=lambda pair: pair[1])
    ]


def _follows_school(cadence: Cadence) -> bool:
    return not cadence.in_school_holidays or (
        isinstance(cadence, EveryNWeeks) and cadence.counted is Counted.SCHOOL_WEEKS
    )


def _allowed(cadence: Cadence, calendar: Calendar, year: SchoolYear) -> Allowed:
    fits = calendar.is_school_day if _follows_school(cadence) else calendar.is_working_day
    return lambda day: day in year and not calendar.is_off(day) and fits(day)


def _why(cadence: Cadence, calendar: Calendar, planned: date, day: date) -> str:
    if planned == day:
        return ""
    return calendar.closed_for(planned) or (calendar.school_holiday(planned) if _follows_school(cadence) else "")


def _weekly(cadence: Cadence, calendar: Calendar, year: SchoolYear) -> Iterator[date]:
    """The planned days of a rhythm of weeks."""
    weeks = list(year.weeks())
    if isinstance(cadence, EveryNWeeks):
        weeks = _every_nth(cadence, calendar, weeks, year)
    for week in weeks:
        day = week.day(cadence.weekday)
        if day in year:
            yield day


def _every_nth(cadence: EveryNWeeks, calendar: Calendar, weeks: list[IsoWeek], year: SchoolYear) -> list[IsoWeek]:
    if cadence.counted is Counted.SCHOOL_WEEKS:
        begins = cadence.first if cadence.first and cadence.first in year else year.first_day
        counted = [week for week in weeks if week >= IsoWeek.of(begins) and _is_school_week_of(calendar, week, year)]
        return counted[:: cadence.weeks]
    assert cadence.first is not None
    first = IsoWeek.of(cadence.first)
    if cadence.counted is Counted.ISO_WEEKS:
        return [week for week in weeks if week >= first and week.week % cadence.weeks == first.week % cadence.weeks]
    step = 7 * cadence.weeks
    return [week for week in weeks if week >= first and (week.day(MONDAY) - first.day(MONDAY)).days % step == 0]


def _is_school_week_of(calendar: Calendar, week: IsoWeek, year: SchoolYear) -> bool:
    """Whether the week's days inside the school year hold a school day; the neighbour's holidays may not be known."""
    days = (week.day(weekday) for weekday in range(MONDAY, FRIDAY + 1))
    return any(day in year and calendar.is_school_day(day) for day in days)


def _monthly(cadence: Monthly | FixedMonths, year: SchoolYear) -> Iterator[date]:
    months = cadence.months if isinstance(cadence, FixedMonths) else _all_but(cadence.not_in)
    for month in (*range(8, 13), *range(1, 8)):
        if month in months:
            calendar_year = year.starts if month >= 8 else year.starts + 1
            yield _nth_weekday(calendar_year, month, cadence.weekday, cadence.nth)


def _all_but(months: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(month for month in range(1, 13) if month not in months)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    if nth == LAST:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


Elsewhere = Callable[[date], Iterable[date]]


def _nowhere(planned: date) -> Iterable[date]:
    return ()


def _around(planned: date) -> Iterable[date]:
    return (planned + timedelta(days=step) for step in range(-REACH, REACH + 1))


def _in_month(planned: date) -> Iterable[date]:
    first = planned.replace(day=1)
    days = (first + timedelta(days=step) for step in range(31))
    return (day for day in days if day.month == planned.month)


def _place(
    planned: Iterable[date], calendar: Calendar, allowed: Allowed, elsewhere: Elsewhere
) -> list[tuple[date, date]]:
    """Planned day and the day it is held; what has no day at all falls out, and so does what was marked off."""
    wanted = [day for day in planned if not calendar.is_off(day)]
    taken = {day for day in wanted if allowed(day)}
    placed = [(day, day) for day in taken]
    for day in wanted:
        if day in taken:
            continue
        found = _nearest(day, (d for d in _same_week(day) if allowed(d) and d not in taken))
        found = found or _nearest(day, (d for d in elsewhere(day) if allowed(d) and d not in taken))
        if found:
            taken.add(found)
            placed.append((day, found))
    return placed


def _same_week(day: date) -> Iterable[date]:
    week = IsoWeek.of(day)
    return (week.day(weekday) for weekday in range(MONDAY, FRIDAY + 1))


def _nearest(planned: date, days: Iterable[date]) -> date | None:
    return min(days, key=lambda day: (abs((day - planned).days), day), default=None)


def _spread(cadence: TimesAYear, allowed: Allowed, year: SchoolYear) -> list[tuple[date, date]]:
    """Days as even as the calendar lets them be: of each of `times` equal parts the fitting day nearest its middle."""
    span = (date(year.starts + 1, 6, 30) - year.first_day).days
    fitting = [day for day in year.days() if day.month != 7 and allowed(day)]
    taken: set[date] = set()
    for number in range(cadence.times):
        middle = year.first_day + timedelta(days=(2 * number + 1) * span // (2 * cadence.times))
        free = [day for day in fitting if day not in taken]
        found = _nearest(middle, (day for day in free if day.isoweekday() == cadence.weekday)) or _nearest(middle, free)
        if found is None:
            break
        taken.add(found)
    return [(day, day) for day in taken]
