"""When a forum meets. The meetings lie above this domain; they say it here when the product starts.

from samspil.concerns import calendar
calendar.register(coming)       # (forum id, from this day on) -> its meetings, soonest first
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Coming:
    """A meeting to come: its day, and the address where those who keep its agenda write it."""

    day: date
    agenda: str


ComingOf = Callable[[int, date], Sequence[Coming]]

_coming_of: list[ComingOf] = []


def register(coming_of: ComingOf) -> None:
    """Say who knows the meetings; the last one registered answers."""
    _coming_of[:] = [coming_of]


def coming(forum_id: int, since: date) -> list[Coming]:
    """The forum's coming meetings, soonest first; none where nobody knows them."""
    return list(_coming_of[0](forum_id, since)) if _coming_of else []
