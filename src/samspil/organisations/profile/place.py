"""Where: the municipality, the police district it lies in, its districts and places."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from samspil.organisations.profile.parts import Key, Keyed, LongText, Name, Part

CODE_PATTERN = r"^[0-9]{4}$"


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


class PoliceDistrict(Part):
    """The police district (politikreds)."""

    key: Key
    """Its name inside the installation, the same in every municipality of the district."""

    name: Name
    """Its full name."""


class District(Keyed):
    """A part of the municipality, of one kind or another: kinds may lie across each other (BAL-09)."""

    kind: Key = "district"
    """The sort of division: district, school_district …"""


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
