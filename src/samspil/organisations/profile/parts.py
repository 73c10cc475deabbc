"""What every part of a profile has: a period, the rows it comes from, and whether somebody has only assumed it."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[.:]([0-5][0-9])(?::00)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

KEY_PATTERN = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"
REFERENCE_PATTERN = r"^(?:[a-z0-9]+(?:[-_][a-z0-9]+)*/)?[a-z0-9]+(?:[-_][a-z0-9]+)*$"
ADDRESS_PATTERN = r"^https://[^\s]+$"
ROW_PATTERN = r"^(BAL|HAL|BRO|VAL|UNG)-[0-9]{2,3}$"

Key = Annotated[str, StringConstraints(pattern=KEY_PATTERN, max_length=100)]
"""Names a thing inside the profile: small letters a-z, digits, - and _. Never changed once it is in use."""

Reference = Annotated[str, StringConstraints(pattern=REFERENCE_PATTERN, max_length=121)]
"""A key of this profile, or of another one after the key of its body: vestegnen/kredsraadet."""

WebAddress = Annotated[str, StringConstraints(pattern=ADDRESS_PATTERN, max_length=400)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
RowId = Annotated[str, StringConstraints(pattern=ROW_PATTERN)]
LongText = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


def _clock(value: Any) -> Any:
    if isinstance(value, time):
        return value
    found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise PydanticCustomError("clock", "not a time of day")
    return time(int(found[1]), int(found[2]))


def _day(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("day", "not a date")


Clock = Annotated[time, BeforeValidator(_clock, json_schema_input_type=str)]
"""A time of day as it is written in Denmark: 08.30 (or 08:30)."""

Day = Annotated[date, BeforeValidator(_day)]
"""A date: 2026-08-12. Nothing else, so that day and month are never mistaken for each other."""


class Part(BaseModel):
    """A piece of a profile. Keys that nobody knows are errors: a misspelt key must not pass for silence."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, str_strip_whitespace=True)

    source: tuple[RowId, ...] = ()
    """Rows of the requirements register (such as BRO-55) that this comes from."""

    assumed: bool | tuple[str, ...] = False
    """True, or the names of the fields, while no source states it: shown as "antaget" until somebody confirms it."""

    note: str = ""
    """A remark for those who look after the profile."""

    @model_validator(mode="after")
    def _assumes_what_it_has(self) -> Self:
        for name in self.assumed if isinstance(self.assumed, tuple) else ():
            if name not in type(self).model_fields:
                raise PydanticCustomError("assumed_unknown", "no such field", {"field": name})
        return self


class Dated(Part):
    """A part that holds for a period. Both days are included; an open end is left out."""

    valid_from: Day | None = None
    """First day."""

    valid_to: Day | None = None
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
