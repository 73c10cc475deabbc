"""What a forum may do, when it can, what it needs beforehand, and what it owes whom afterwards."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from samspil.organisations.profile.parts import Key, LongText, Name, Part, Reference


class Mandate(StrEnum):
    """What a forum may do with a matter (BRO-48: the political forum recommends and comments, it does not decide)."""

    DECIDES = "decides"
    RECOMMENDS = "recommends"
    COMMENTS = "comments"
    COORDINATES = "coordinates"
    INFORMS = "informs"
    SHARES_KNOWLEDGE = "shares_knowledge"


class Purpose(Part):
    """One of several purposes that are followed up each by itself (BAL-20)."""

    code: Key
    """Its name in the record."""

    text: LongText
    """What is to be reached."""


class Direction(StrEnum):
    """Which way an output goes: upwards without names, downwards to those who carry it out, or to the side."""

    UP = "up"
    DOWN = "down"
    ACROSS = "across"


class Output(Part):
    """What comes out of a forum, and where it goes (VAL-73, BRO-50)."""

    direction: Direction
    """Up, down or to the side."""

    what: Name
    """Decisions, recommendations, figures …"""

    forum: Reference | None = None
    """The forum that receives it."""

    to: Name | None = None
    """Whoever receives it, where it is no forum of the cooperation: a standing committee, the council."""

    answer_expected: bool = False
    """Whether an answer is followed up."""


class Due(StrEnum):
    """When something is owed."""

    EVERY_MEETING = "every_meeting"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    ONGOING = "ongoing"


class ReportOwed(Part):
    """A report that the forum owes another (BRO-116)."""

    what: Name
    """Which."""

    due: Due
    """How often."""

    month: Annotated[int, Field(ge=1, le=12)] | None = None
    """In which month, for a yearly one."""

    forum: Reference | None = None
    """To which forum."""

    to: Name | None = None
    """To whom else."""


class PreparationDuty(Part):
    """What somebody does before each meeting."""

    what: Name
    """What."""

    role: Key | None = None
    """The role that does it."""

    seat: Key | None = None
    """Or the seat."""

    days_before: Annotated[int, Field(ge=0, le=90)] | None = None
    """So many days before the meeting."""


class Quorum(Part):
    """Who must be there."""

    at_least: Annotated[int, Field(ge=1, le=200)] | None = None
    """So many seats."""

    percent: Annotated[int, Field(ge=1, le=100)] | None = None
    """Or so large a share of those who vote; of all seats where nobody votes."""

    seats: tuple[Key, ...] = ()
    """And these seats."""
