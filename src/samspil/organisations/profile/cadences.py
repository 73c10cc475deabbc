"""How often a forum meets. Each kind stands for one of the calendar's cadences (`samspil.lib.calendars`)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from samspil.organisations.profile.parts import Clock, Day, Name, Part

Month = Annotated[int, Field(ge=1, le=12)]


class Weekday(StrEnum):
    """Days of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"

    @property
    def number(self) -> int:
        """Monday is 1."""
        return list(Weekday).index(self) + 1


class CountedIn(StrEnum):
    """What "every second week" is counted in."""

    DATE = "date"
    ISO_WEEKS = "iso_weeks"
    SCHOOL_WEEKS = "school_weeks"


class Rhythm(StrEnum):
    """What a school holiday does to a count of school weeks (VAL-83)."""

    PAUSES = "pauses"
    KEEPS_WEEK_PARITY = "keeps_week_parity"


class _Times(Part):
    weekday: Weekday | None = None
    """Day of the week; left out where it is not fixed: then dates are proposed on Tuesdays."""

    starts: Clock | None = None
    """When it begins."""

    ends: Clock | None = None
    """When it ends."""


class Weekly(_Times):
    """Every week (BRO-55)."""

    kind: Literal["weekly"]
    weekday: Weekday
    in_school_holidays: bool = True
    """Whether it meets in school holidays too."""


class EveryNWeeks(_Times):
    """Every second, third … week (VAL-83)."""

    kind: Literal["every_n_weeks"]
    weekday: Weekday
    weeks: Annotated[int, Field(ge=2, le=26)]
    """2: every second week."""

    counted_in: CountedIn
    """By date from the first meeting; by week number (even or odd); or in school weeks, never in a school holiday."""

    rhythm: Rhythm = Rhythm.PAUSES
    """For school weeks: whether the count pauses in a holiday or keeps to even or odd week numbers."""

    first: Day | None = None
    """A day in the first week; needed unless school weeks are counted with a pause."""

    in_school_holidays: bool = True
    """Whether it meets in school holidays too; school weeks never do."""


class Monthly(_Times):
    """Once a month."""

    kind: Literal["monthly"]
    week: Literal[1, 2, 3, 4, "last"] = 1
    """Which one of the weekday in the month."""

    not_in: tuple[Month, ...] = ()
    """Months without a meeting."""

    in_school_holidays: bool = True


class TimesAYear(_Times):
    """A number of times in a school year, spread evenly."""

    kind: Literal["times_a_year"]
    times: Annotated[int, Field(ge=1, le=52)]
    in_school_holidays: bool = False


class FixedMonths(_Times):
    """Once in each of the months named."""

    kind: Literal["fixed_months"]
    months: Annotated[tuple[Month, ...], Field(min_length=1)]
    week: Literal[1, 2, 3, 4, "last"] = 1
    in_school_holidays: bool = True


class MinimumAYear(_Times):
    """At least so many times in a school year, and otherwise when there is need (0: only when there is need)."""

    kind: Literal["minimum_a_year"]
    times: Annotated[int, Field(ge=0, le=52)]
    in_school_holidays: bool = False


class FixedDates(_Times):
    """On the days named, and no other."""

    kind: Literal["fixed_dates"]
    days: Annotated[tuple[Day, ...], Field(min_length=1)]
    in_school_holidays: bool = True


class ByEvent(_Times):
    """Called when something happens; no dates beforehand."""

    kind: Literal["by_event"]
    event: Name
    """What calls it."""

    within_days: Annotated[int, Field(ge=0, le=90)] | None = None
    """At the latest so many days after."""

    in_school_holidays: bool = True


Cadence = Annotated[
    Weekly | EveryNWeeks | Monthly | TimesAYear | FixedMonths | MinimumAYear | FixedDates | ByEvent,
    Field(discriminator="kind"),
]
