"""Whom a forum is for, by age on the day of the meeting, and the blocks into which an agenda is divided by age."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from samspil.organisations.profile.parts import Day, Key, Name, Part

Age = Annotated[int, Field(ge=0, le=120)]
Days = Annotated[int, Field(ge=1, le=366)]


class AgeScope(Part):
    """Ages in full years, both bounds included ("op til 25 år" is `at_most: 25`, VAL-84). An open bound is left out."""

    at_least: Age | None = None
    """The youngest, included."""

    at_most: Age | None = None
    """The oldest, included: until the day before the next birthday."""

    def includes(self, age: int) -> bool:
        """Whether somebody of this age is within the bounds."""
        return (self.at_least is None or self.at_least <= age) and (self.at_most is None or age <= self.at_most)


class BlockCadence(Part):
    """The rhythm of a block inside the forum's own, counted by date (BRO-60)."""

    every_days: Days
    """Days from one meeting with the block to the next."""

    at_most_days: Days
    """The longest gap that may arise when a meeting is moved or dropped."""

    first: Day
    """A day on which the block took part; the rhythm is counted from there."""


class Block(Part):
    """A part of the agenda for some ages, which may need a seat that is not always there (BRO-60)."""

    code: Key
    """The code's word for it: under_18 or 18_plus."""

    name: Name
    """Heading on the agenda."""

    ages: AgeScope
    """Who stands in it, by age on the day of the meeting."""

    cadence: BlockCadence | None = None
    """How often its seats take part. Left out: at every meeting."""
