"""Telephone numbers, and the hours at which somebody answers."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from samspil.organisations.profile.parts import Clock, Part

PHONE_PATTERN = r"^\+?[0-9][0-9 ]{1,19}$"

PhoneNumber = Annotated[str, StringConstraints(pattern=PHONE_PATTERN)]
"""A telephone number: digits and spaces."""


class DayOfWeek(StrEnum):
    """Days of the week, the weekend too."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Opening(Part):
    """Hours on some days of the week. On public holidays and the municipality's closing days nobody answers."""

    days: Annotated[tuple[DayOfWeek, ...], Field(min_length=1)]
    """Which days."""

    opens: Clock
    """From."""

    closes: Clock
    """Until."""
