"""Where a line of a list stands on an agenda. The meetings lie above this domain; they say it here when the product starts.

from samspil.concerns import agendas
agendas.register(places, follow)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samspil.access.actor import Actor


@dataclass(frozen=True)
class Place:
    """The agenda on which a line stands: the meeting's day, its address, and where one says there who the child is."""

    day: date
    agenda: str
    who: str


PlacesOf = Callable[[Sequence[int]], Mapping[int, Place]]
Follow = Callable[[Actor, Sequence[Any], Mapping[int, int]], object]

_known: list[tuple[PlacesOf, Follow]] = []


def register(places_of: PlacesOf, follow: Follow) -> None:
    """Say who knows the agendas; the last one registered answers."""
    _known[:] = [(places_of, follow)]


def places(entry_ids: Sequence[int]) -> Mapping[int, Place]:
    """The agendas on which lines stand and have not been decided yet, by line; a line that stands on none has none."""
    return _known[0][0](list(entry_ids)) if _known and entry_ids else {}


def follow(actor: Actor, entries: Sequence[Any], left: Mapping[int, int] | None = None) -> None:
    """Items that were placed from these lines say what the lines say now: name, birth date, role, child; and leave the events
    that their lines have `left`, by line.
    """
    if _known and entries:
        _known[0][1](actor, list(entries), left or {})
