"""The annual wheel: what recurs, when, and whose it is (K51)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from samspil.organisations.profile.calendar import MonthDay
from samspil.organisations.profile.goals import Year
from samspil.organisations.profile.parts import Day, Key, Keyed, LongText, Name, Reference

Month = Annotated[int, Field(ge=1, le=12)]


class DutyKind(StrEnum):
    """What sort of duty it is."""

    EVALUATION = "evaluation"
    STATUS = "status"
    PLAN = "plan"
    REVISION = "revision"
    SURVEY = "survey"
    EVENT = "event"
    REVIEW = "review"
    PROPOSAL = "proposal"


class AnnualDuty(Keyed):
    """Something that is done every year, every second year, or once by a day."""

    kind: DutyKind
    """What sort."""

    what: LongText | None = None
    """What is to be done."""

    months: tuple[Month, ...] = ()
    """In which months. Left out: not settled, and shown so."""

    day: MonthDay | None = None
    """By which day of the year."""

    every_years: Annotated[int, Field(ge=1, le=20)] = 1
    """Every so many years."""

    first_year: Year | None = None
    """A year in which it is done; the others are counted from there."""

    once_by: Day | None = None
    """A day by which it is done once, for what does not recur (BRO-114)."""

    role: Key | None = None
    """The role that does it. Left out: not settled."""

    unit: Key | None = None
    """The unit that does it."""

    forum: Reference | None = None
    """The forum in which it is done."""

    goes_to: tuple[Name, ...] = ()
    """Who receives the result."""

    document: Key | None = None
    """The document it comes from or is about."""

    law: Name | None = None
    """The law that demands it."""

    def falls_in(self, year: int) -> bool | None:
        """Whether it is done in that year; None where nobody has said in which years."""
        if self.once_by is not None:
            return self.once_by.year == year
        if self.every_years == 1:
            return self.first_year is None or self.first_year <= year
        if self.first_year is None:
            return None
        return year >= self.first_year and (year - self.first_year) % self.every_years == 0

    def months_in(self, year: int) -> tuple[int, ...]:
        """The months of that year in which it stands; none where that is not settled."""
        if not self.falls_in(year):
            return ()
        if self.once_by is not None:
            return (self.once_by.month,)
        if self.day is not None:
            return (int(self.day[:2]),)
        return tuple(sorted(set(self.months)))
