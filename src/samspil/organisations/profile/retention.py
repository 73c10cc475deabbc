"""How long rows are kept: why they must go, and why they may go."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from samspil.organisations.profile.parts import Dated, Key, LongText


class RetentionRule(Dated):
    """A kind of row. Until its disposal ground is confirmed, what is due is blanked from every view, not destroyed."""

    kind: Key
    """Which rows."""

    days: Annotated[int, Field(ge=0, le=36525)]
    """Days from when the row is done with."""

    must_go: LongText
    """Why it must go (data protection)."""

    must_confirmed_by: str = ""
    """Who has confirmed that; empty: nobody yet."""

    may_go: LongText
    """Why it may go: the ground for disposal (arkivloven)."""

    may_confirmed_by: str = ""
    """Who has confirmed that; empty: nobody yet."""
