"""Which classes have had their round: one's own unit by class, the others as numbers alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.concerns.rounds.models import Round
from samspil.organisations.models import Unit
from samspil.organisations.queries import unit_of

SUMMER = 7  # the second half begins after it, with the school year


def half_of(day: date) -> tuple[int, int]:
    """The year and its half: until the summer, and after it."""
    return day.year, 1 if day.month <= SUMMER else 2


@dataclass(frozen=True)
class GroupLine:
    """A class, and its round in this half of the year, if it has had one."""

    group: str
    held: Round | None


@dataclass(frozen=True)
class UnitLine:
    """A unit, and how many rounds it has held."""

    unit: Unit
    held: int


@dataclass(frozen=True)
class RoundsPage:
    unit: Unit
    year: int
    half: int
    groups: tuple[GroupLine, ...]
    units: tuple[UnitLine, ...]

    @property
    def missing(self) -> int:
        return sum(line.held is None for line in self.groups)


def rounds_page(actor: Actor) -> RoundsPage:
    """The rounds of this half of the year. Classes are those that have had a round since a year ago. A constant number of
    statements.
    """
    today = timezone.localdate(actor.at)
    unit, (year, half) = unit_of(actor, today), half_of(today)
    rows = list(Round.objects.filter(unit_id=unit.pk, year__gte=year - 1).order_by("group", "year", "half"))
    latest: dict[str, Round] = {row.group: row for row in rows}
    groups = tuple(
        GroupLine(group, row if (row.year, row.half) == (year, half) else None) for group, row in sorted(latest.items())
    )
    counts = dict(cabinet.read("SELECT unit_id, held FROM rounds.counts(%s, %s)", [year, half]))
    units = Unit.objects.filter(pk__in=counts).order_by("name", "pk")
    return RoundsPage(unit, year, half, groups, tuple(UnitLine(one, counts[one.pk]) for one in units))
