"""Places at a table: who takes them, how they come to it, for how long, and with or without a vote."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from samspil.organisations.profile.parts import Day, Key, Keyed, LongText, Name, Part, Reference
from samspil.organisations.profile.units import SchoolKind, Sector


class SeatKind(StrEnum):
    """When a seat takes part: always, when a matter concerns it, or with a block of ages."""

    STANDING = "standing"
    CONDITIONAL = "conditional"
    BLOCK = "block"


class SeatDuty(StrEnum):
    """What a seat does for the forum. Without the chair the deputy, else the minute-taker, opens and closes."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    MINUTE_TAKER = "minute_taker"
    COORDINATOR = "coordinator"
    ORGANISER = "organiser"


class TermOfOffice(Part):
    """For how long somebody is elected or appointed."""

    years: Annotated[int, Field(ge=1, le=8)] | None = None
    """Years."""

    months: Annotated[int, Field(ge=1, le=60)] | None = None
    """Months, where it is counted so."""

    begins: Day | None = None
    """A day on which a term began; the others are counted from it."""

    again: bool = True
    """Whether the same person may be elected again."""


class Appointment(Part):
    """How somebody comes to a seat that is not simply a unit's."""

    elected_by: Name | None = None
    """Who elects: "forummets medlemmer"."""

    appointed_by: Name | None = None
    """Who appoints."""

    chair_of: Reference | None = None
    """Whoever chairs that forum sits here."""

    deputy_of: Reference | None = None
    """Whoever is deputy of that forum sits here."""

    term: TermOfOffice | None = None
    """For how long."""


class EachUnit(Part):
    """A formula: one such seat for every unit that fits, such as one per school in the district (BRO-62)."""

    sector: Sector | None = None
    """Units of this sector."""

    schools: tuple[SchoolKind, ...] = ()
    """Schools of these kinds."""

    in_district: bool = False
    """Only those in the forum's own district."""

    units: tuple[Key, ...] = ()
    """Or these units, by name."""


class Guest(Part):
    """Who may be invited to one item. A guest sees that item only (VAL-71, BRO-47)."""

    who: Name
    """Whom: "borgere", "boligselskaberne"."""

    when: LongText | None = None
    """When."""

    unit: Key | None = None
    """The unit, where it is one."""

    citizens: bool = False
    """Whether citizens are meant: never at an item about a named person."""


class Seat(Keyed):
    """A place at the table, for a unit."""

    unit: Key | None = None
    """The unit that sits there; left out where `each` says it."""

    each: EachUnit | None = None
    """One such seat for every unit that fits."""

    role: Key | None = None
    """The role that takes the seat, where it is fixed."""

    kind: SeatKind = SeatKind.STANDING
    """When it takes part."""

    condition: LongText | None = None
    """For a conditional seat: when, in the forum's own words."""

    block: Key | None = None
    """With which block of ages, for a seat of kind `block`."""

    number: Annotated[int, Field(ge=1, le=100)] | None = None
    """How many sit there; left out where nobody has said."""

    votes: bool | None = None
    """Whether it votes; left out where the forum does not vote or nobody has said."""

    appointment: Appointment | None = None
    """How somebody comes to it: elected, appointed, or as chair of another forum."""

    anonymous_only: bool = False
    """Whether it takes part in matters without names only, until a legal role has said that it may hear names (VAL-89)."""

    duties: tuple[SeatDuty, ...] = ()
    """What it does for the forum."""
