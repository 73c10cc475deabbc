"""The agenda that every meeting of a forum begins with."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from samspil.organisations.profile.parts import Key, Name, Part


class AgendaSource(StrEnum):
    """What stands under a heading."""

    LIST = "list"
    CONCERN = "concern"
    FOLLOW_UP = "follow_up"
    AGAIN = "again"
    STANDING = "standing"


class AgendaHeading(Part):
    """A heading of the agenda."""

    code: Key
    """Its name in the record."""

    title: Name
    """As it stands on the agenda."""

    holds: AgendaSource
    """What stands under it; `standing` is an item of its own at every meeting."""

    block: Key | None = None
    """Only for this block of ages."""

    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    """How long it is meant to take."""
