"""The figures of what was seen on the spot, and how often somebody stepped in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samspil.access import cabinet
from samspil.concerns.onthespot.models import Seen


@dataclass(frozen=True)
class Figure:
    """How many times something was seen in a half-year, and how many of them somebody stepped in."""

    since: date
    own: bool  # the actor's own units; else the others of the municipality together
    seen: str
    stepped_in: int
    times: int


def figures() -> list[Figure]:
    """The newest half-year first. Of other units, what was told fewer than five times is not among them."""
    return [
        Figure(since, own, str(Seen(seen).label), stepped_in, times)
        for since, own, seen, stepped_in, times in cabinet.read("SELECT * FROM onthespot.figures()", [])
    ]
