"""The instants of a world: two years up to today, in the form in which COPY reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

DENMARK = ZoneInfo("Europe/Copenhagen")
YEARS = timedelta(days=730)


@dataclass(frozen=True)
class Calendar:
    """Dates of a world that is looked at on `today`. Nothing in it lies after the morning of that day."""

    today: date

    @property
    def morning(self) -> datetime:
        """When today's meeting began: as the day begins, so that it has begun at any hour. All else was written before."""
        return datetime.combine(self.today, time(), DENMARK)

    @property
    def beginning(self) -> datetime:
        return self.morning - YEARS

    def weeks_ago(self, weeks: int) -> datetime:
        """The beginning of an earlier meeting."""
        return self.morning - timedelta(weeks=weeks)

    def day(self, days: int) -> str:
        """A day that many days from today (before it when negative)."""
        return (self.today + timedelta(days=days)).isoformat()

    def instant(self, random: Random, *, first: int = 0, last: int = 729) -> str:
        """Some moment between `first` and `last` days before this morning."""
        ago = timedelta(days=random.randrange(first, last + 1), seconds=random.randrange(1, 86_400))
        return (self.morning - ago).isoformat()
