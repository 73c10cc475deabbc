"""School years, holidays, local closing days and the weeks that a forum leaves out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from samspil.organisations.profile.parts import Day, Key, Name, Part

MONTH_DAY_PATTERN = r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
ISO_WEEK_PATTERN = r"^20[0-9]{2}-W(0[1-9]|[1-4][0-9]|5[0-3])$"

MonthDay = Annotated[str, StringConstraints(pattern=MONTH_DAY_PATTERN)]
IsoWeek = Annotated[str, StringConstraints(pattern=ISO_WEEK_PATTERN)]


class ClosingDay(Part):
    """A day on which the municipality is closed though it is no public holiday."""

    name: Name
    """What it is called."""

    day: MonthDay
    """Month and day, each year: 12-24."""


class Holiday(Part):
    """A school holiday; both days are included, and weekends at its ends may be."""

    name: Name
    """What it is called."""

    first_day: Day
    """First day without school."""

    last_day: Day
    """Last day without school."""


class SchoolYear(Part):
    """A school year, 1 August to 31 July, with its holidays."""

    starts: Annotated[int, Field(ge=2000, le=2100)]
    """The calendar year in which it begins: 2026 for 2026/27."""

    confirmed_by: str = ""
    """The role that has compared the holidays with the municipality's own calendar."""

    holidays: tuple[Holiday, ...]
    """All school holidays that lie in it, the two ends of summer included."""


class WeeksOff(Part):
    """Weeks in which a forum does not meet."""

    forum: Key
    """Which forum."""

    weeks: tuple[IsoWeek, ...]
    """ISO weeks: 2027-W29."""

    reason: Name
    """Why, shown in the calendar."""


class Calendar(Part):
    """The municipality's own calendar. Public holidays are known to the product."""

    closing_days: tuple[ClosingDay, ...] = ()
    """Local closing days."""

    school_years: tuple[SchoolYear, ...] = ()
    """The school years known so far."""

    weeks_off: tuple[WeeksOff, ...] = ()
    """Weeks without meetings, forum by forum."""
