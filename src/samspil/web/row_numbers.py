"""Numbers of rows in what is posted: what cannot be one names nothing."""

from __future__ import annotations

from samspil.lib.refusals import NotVisible

LONGEST = 18  # digits: what PostgreSQL keeps as the number of a row


def number_of(text: str) -> int:
    """The number of a row as a form sends it. Raises NotVisible for what is none: 404, as for a row that is not there."""
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST):
        raise NotVisible
    return int(text)
