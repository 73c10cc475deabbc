"""What the parts of the demo share while it is made: the place, its forum, the children, chance, and what was decided."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random
from typing import Any

from django.utils import timezone

from samspil.demo import clock
from samspil.demo.children import Child
from samspil.demo.colleagues import Place
from samspil.demo.judging import Past
from samspil.demo.story import story
from samspil.meetings.models import Meeting
from samspil.organisations.models import Forum

WRITER = "mette"  # keeps the forum's minutes


@dataclass
class Town:
    """One municipality while its demo is made. `pasts` is by person record, `grave` by the police's number."""

    place: Place
    forum: Forum
    seed: int
    today: date
    children: list[Child]
    pasts: dict[int, Past] = field(default_factory=dict)
    grave: dict[str, tuple[int, str]] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)
    used: set[int] = field(default_factory=set)  # numbers of the children somebody has heard of
    writer: str = WRITER

    def chance(self, what: str) -> Random:
        """Chance for one part of the making: a part that changes leaves the others as they were."""
        return Random(f"{self.seed}:{what}")

    def past_of(self, person: int | None) -> Past:
        return self.pasts.setdefault(person, Past()) if person else Past()


def at(day: date, clock_time: str) -> datetime:
    """An instant from a day and the clock on the wall."""
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock_time)))


def turn(day: date, clock_time: str) -> None:
    """From here on it is that day, at that time on the wall."""
    clock.turn_to(at(day, clock_time))


def words(*path: str) -> Any:
    """A piece of the story: `words("cases", "notes")`."""
    found: Any = story()
    for step in path:
        found = found[step]
    return found


def day_of(meeting: Meeting) -> date:
    """The meeting's day on the wall."""
    return timezone.localdate(meeting.starts_at)
