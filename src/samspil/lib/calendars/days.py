"""Days, weeks and school years as a Danish municipality counts them.

Public holidays are the law's (store bededag until 2023; lov nr. 214 af 06/03/2023 abolished it). Closing days, school
holidays and weeks off are the municipality's own and are given: nothing here guesses a school holiday.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

import holidays

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(1, 6)

_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")


class UnknownSchoolYear(LookupError):
    """The calendar has no school holidays for the year, so nobody can say whether a day is one."""


@cache
def public_holidays(year: int) -> Mapping[date, str]:
    """Danish public holidays of a calendar year with their Danish names."""
    return MappingProxyType(dict(holidays.country_holidays("DK", years=year, language="da").items()))


class IsoWeek(NamedTuple):
    """A week by the number people use: Monday to Sunday, week 1 holds the year's first Thursday."""

    year: int
    week: int

    @classmethod
    def of(cls, day: date) -> IsoWeek:
        """The week of a day."""
        return cls(*day.isocalendar()[:2])

    @classmethod
    def parse(cls, text: str) -> IsoWeek:
        """Read 2026-W53. Raises ValueError for a form or a week that does not exist."""
        found = _WEEK.fullmatch(text)
        if not found:
            raise ValueError(text)
        week = cls(int(found[1]), int(found[2]))
        date.fromisocalendar(*week, 1)
        return week

    def day(self, weekday: int) -> date:
        """A day of the week; Monday is 1."""
        return date.fromisocalendar(*self, weekday)

    def __str__(self) -> str:
        return f"{self.year}-W{self.week:02}"


@dataclass(frozen=True, order=True)
class SchoolYear:
    """1 August to 31 July, named by the year it begins in."""

    starts: int

    @classmethod
    def of(cls, day: date) -> SchoolYear:
        """The school year of a day."""
        return cls(day.year if day.month >= 8 else day.year - 1)

    @property
    def first_day(self) -> date:
        """1 August."""
        return date(self.starts, 8, 1)

    @property
    def last_day(self) -> date:
        """31 July of the next year."""
        return date(self.starts + 1, 7, 31)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def days(self) -> Iterator[date]:
        """Every day of it."""
        day = self.first_day
        while day <= self.last_day:
            yield day
            day += timedelta(days=1)

    def weeks(self) -> Iterator[IsoWeek]:
        """Every ISO week that has a day in it, in order."""
        monday = IsoWeek.of(self.first_day).day(MONDAY)
        while monday <= self.last_day:
            yield IsoWeek.of(monday)
            monday += timedelta(days=7)

    def __str__(self) -> str:
        return f"{self.starts}/{(self.starts + 1) % 100:02}"


@dataclass(frozen=True)
class ClosingDay:
    """A day of each year on which the municipality is closed though the law knows no holiday."""

    name: str
    month: int
    day: int


LOCAL_CLOSING_DAYS = (
    ClosingDay("Grundlovsdag", 6, 5),
    ClosingDay("Juleaftensdag", 12, 24),
    ClosingDay("Nytårsaftensdag", 12, 31),
)
"""What most municipalities keep; a profile may name others."""


@dataclass(frozen=True)
class SchoolHoliday:
    """A school holiday, both days included."""

    name: str
    first_day: date
    last_day: date

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True)
class Calendar:
    """One municipality's days; with `weeks_off`, one forum's."""

    closing_days: tuple[ClosingDay, ...] = LOCAL_CLOSING_DAYS
    school_years: tuple[tuple[SchoolYear, tuple[SchoolHoliday, ...]], ...] = ()
    weeks_off: frozenset[IsoWeek] = frozenset()

    def without(self, weeks: frozenset[IsoWeek]) -> Calendar:
        """The same days for a forum that does not meet in these weeks."""
        return replace(self, weeks_off=self.weeks_off | weeks)

    def knows(self, year: SchoolYear) -> bool:
        """Whether the school holidays of that year are given."""
        return any(known == year for known, _ in self.school_years)

    def closed_for(self, day: date) -> str:
        """The name of the public holiday or local closing day; empty on other days."""
        named = public_holidays(day.year).get(day)
        if named:
            return named
        found = (closing.name for closing in self.closing_days if (closing.month, closing.day) == (day.month, day.day))
        return next(found, "")

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday, no public holiday, not closed."""
        return day.isoweekday() <= FRIDAY and not self.closed_for(day)

    def school_holiday(self, day: date) -> str:
        """The name of the school holiday; empty on other days. Raises UnknownSchoolYear."""
        year = SchoolYear.of(day)
        for known, given in self.school_years:
            if known == year:
                return next((holiday.name for holiday in given if day in holiday), "")
        raise UnknownSchoolYear(str(year))

    def is_school_day(self, day: date) -> bool:
        """A working day outside the school holidays. Raises UnknownSchoolYear."""
        return self.is_working_day(day) and not self.school_holiday(day)

    def is_off(self, day: date) -> bool:
        """Whether the day lies in a week that was marked off."""
        return IsoWeek.of(day) in self.weeks_off
