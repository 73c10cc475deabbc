"""What every part of a profile has: a period, the rows it comes from, and whether somebody has only assumed it."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[.:]([0-5][0-9])(?::00)?")

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=60)]
"""Names a thing inside the profile: small letters a-z, digits, - and _. Never changed once it is in use."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
RowId = Annotated[str, StringConstraints(pattern=r"^(BAL|HAL|BRO|VAL|UNG|TST)-[0-9]{2,3}$")]
LongText = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


def _clock(value: Any) -> Any:
    if isinstance(value, time):
        return value
    found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise PydanticCustomError("clock", "not a time of day")
    return time(int(found[1]), int(found[2]))


Clock = Annotated[time, BeforeValidator(_clock, json_schema_input_type=str)]
"""A time of day as it is written in Denmark: 08.30 (or 08:30)."""


class Part(BaseModel):
    """A piece of a profile. Keys that nobody knows are errors: a misspelt key must not pass for silence."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, str_strip_whitespace=True)

    source: tuple[RowId, ...] = ()
    """Rows of the requirements register (such as BRO-55) that this comes from."""

    assumed: bool | tuple[str, ...] = False
    """True, or the names of the fields, while no source states it: shown as "antaget" until somebody confirms it."""

    note: str = ""
    """A remark for those who look after the profile."""


class Dated(Part):
    """A part that holds for a period. Both days are included; an open end is left out."""

    valid_from: date | None = None
    """First day."""

    valid_to: date | None = None
    """Last day."""

    def holds_on(self, day: date) -> bool:
        """Whether the part is in force that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class Keyed(Dated):
    """A dated part that others refer to by its key."""

    key: Key
    """Its name inside the profile."""

    name: Name
    """Its name as people say it."""


Number = Annotated[int, Field(ge=0)]
"""Nought or more."""
