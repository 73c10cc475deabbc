"""When a forum meets. The meetings lie above this domain; they say it here when the product starts.

from samspil.concerns import calendar
calendar.register(days_of)      # (forum id, from this day on) -> days, soonest first
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

DaysOf = Callable[[int, date], Sequence[date]]

_days_of: list[DaysOf] = []


def register(days_of: DaysOf) -> None:
    """Say who knows the meetings; the last one registered answers."""
    _days_of[:] = [days_of]


def meeting_days(forum_id: int, since: date) -> list[date]:
    """The forum's coming meetings, soonest first; none where nobody knows them."""
    return list(_days_of[0](forum_id, since)) if _days_of else []
