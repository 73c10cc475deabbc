"""The clocks of 24 hours that run (barnets lov §§ 133, 136). What runs and since when is one rule, in `sql/clocks.sql`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from samspil.access import cabinet
from samspil.concerns.models import Handover

ASSESSED_WITHIN = timedelta(hours=24)  # weekends and holidays count
FIRST, UNSURE, UNSENT, AGAIN = "first", "unsure", "unsent", "again"
ASKS = frozenset({FIRST, UNSURE, AGAIN})  # the door has to answer


@dataclass(frozen=True)
class Clock:
    """A clock that runs: since when, what stops it, and whether it is the actor who is to send the notification. `named`: who
    was named to send it; `named_sends`: they are here and can, so that it has fallen to nobody else.
    """

    since: datetime
    waits: str
    is_mine: bool = False
    named: int | None = None
    named_sends: bool = False

    @property
    def due(self) -> datetime:
        """When the 24 hours are over."""
        return self.since + ASSESSED_WITHIN

    @property
    def asks(self) -> bool:
        """The question whether it can be a notification stands open."""
        return self.waits in ASKS

    def goes_along(self, handover: Handover) -> bool:
        """A notification that is not sent falls to whoever takes the concern over: it moves to another door, or nobody at this one was
        named who can send it.
        """
        return self.waits == UNSENT and (handover.to_door_id is not None or not self.named_sends)

    def is_late(self, at: datetime) -> bool:
        """The 24 hours are over."""
        return at > self.due


def urgent_questions(handovers: Iterable[int]) -> set[int]:
    """Which of these handovers cannot wait, of those that are open and that the actor reads: also for the door that is asked, which
    does not read the concern (`concerns.cannot_wait`). One statement, none where there is none.
    """
    ids = list(handovers)
    rows = cabinet.read("SELECT handover FROM concerns.urgency(%s) WHERE cannot_wait", [ids]) if ids else []
    return {number for (number,) in rows}


def at_door(concern_id: int) -> tuple[bool, bool]:
    """Of a concern that the actor reads: whether somebody at the door has acted on it, and whether it was answered last that it is no
    notification. One statement.
    """
    rows = cabinet.read("SELECT has_acted, said_no FROM concerns.at_door(%s)", [concern_id])
    return rows[0] if rows else (False, False)


def my_clocks() -> dict[int, Clock]:
    """By concern: those at the doors that the actor answers, and of what the actor is to send. One statement."""
    rows = cabinet.read("SELECT concern_id, since, waits, is_mine, named, named_sends FROM concerns.my_clocks()", [])
    return {concern: Clock(*rest) for concern, *rest in rows}
