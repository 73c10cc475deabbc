"""Where: the municipality, the police district it lies in, its districts and places."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from samspil.organisations.profile.parts import Key, Keyed, LongText, Name, Part

CODE_PATTERN = r"^[0-9]{4}$"


class Anchoring(Part):
    """Where the cooperation belongs in the municipality (BRO-42, VAL-53)."""

    committee: Name | None = None
    """The standing committee it is placed under."""

    unit: Key | None = None
    """The unit it is anchored in."""

    text: LongText | None = None
    """The same in the municipality's own words."""


class Municipality(Part):
    """Whose profile this is."""

    key: Key
    """Its name inside the installation."""

    name: Name
    """Its full name."""

    short_name: Name
    """The name in a sentence."""

    code: Annotated[str, StringConstraints(pattern=CODE_PATTERN)] | None = None
    """The municipality's code in the registers: four digits with the leading nought."""

    purpose: LongText
    """What personal information is kept for, and for nothing else (BAL-08)."""

    anchoring: Anchoring = Anchoring()
    """Where the cooperation belongs in the municipality."""

    about: LongText | None = None
    """A short, plain description for citizens and colleagues, shown without sign-in (BAL-60)."""


class BodyKind(StrEnum):
    """What a body above the municipalities is."""

    POLICE_DISTRICT = "police_district"
    PARTNERSHIP = "partnership"
    CONSULTANT_CIRCLE = "consultant_circle"
    NATIONAL_COUNCIL = "national_council"
    NATIONAL_BODY = "national_body"


class Member(Part):
    """Somebody who takes part in a body above the municipalities."""

    key: Key
    """The municipality's or body's key, the same as in its own profile where it has one."""

    name: Name
    """Its name."""


class BodyAbove(Part):
    """A body above the municipalities: its forums, its seats, its own words."""

    key: Key
    """Its name inside the installation."""

    name: Name
    """Its full name."""

    short_name: Name
    """The name in a sentence."""

    kind: BodyKind
    """What it is."""

    purpose: LongText
    """What it is for."""

    members: tuple[Member, ...] = ()
    """Who takes part."""

    part_of: Key | None = None
    """The body it stands under: a circle under its national council."""

    code: Annotated[str, StringConstraints(pattern=CODE_PATTERN)] | None = None
    """Its number in the registers, where it has one."""

    about: LongText | None = None
    """A short, plain description."""


class PoliceDistrict(Part):
    """The police district (politikreds)."""

    key: Key
    """Its name inside the installation, the same in every municipality of the district."""

    name: Name
    """Its full name."""


class DistrictKind(Keyed):
    """A sort of division under its local name: skoledistrikt, bydel. Several may lie across each other (BAL-09)."""


class District(Keyed):
    """A part of the municipality, of one kind or another: kinds may lie across each other (BAL-09)."""

    kind: Key = "district"
    """The sort of division: a key under district_kinds, or "district"."""

    parent: Key | None = None
    """The larger district it is a part of."""


class Site(Keyed):
    """A place where a unit can be met."""

    unit: Key
    """The unit that is there."""

    address: str = ""
    """Road, number, postcode and town."""

    district: Key | None = None
    """The district it lies in."""

    phone: str = ""
    """Telephone for the public, where there is one."""
