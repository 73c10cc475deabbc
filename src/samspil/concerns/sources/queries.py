"""Where the knowledge came from, year by year, at the forums and doors of a colleague (BRO-91), and where it happens (VAL-10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext

from samspil.access import cabinet
from samspil.concerns.states import LocationType, Source
from samspil.organisations.models import ConcernDoor, Forum

LONGEST = 300  # of a bar, in pixels
STEP = 30  # from one bar to the next


@dataclass(frozen=True)
class Bar:
    """One source: what it is called, how many (None: fewer than five), and its bar in the picture."""

    label: str
    number: int | None
    length: int
    top: int

    @property
    def line(self) -> int:
        """Where the words of the bar stand."""
        return self.top + 15

    @property
    def end(self) -> int:
        """Where the number of the bar stands."""
        return self.length + 228


@dataclass(frozen=True)
class Location:
    """How many happen at a place, online, both or nobody told; None: hidden, because it or another number is small."""

    label: str
    number: int | None


@dataclass(frozen=True)
class Year:
    """A year of one forum or door. No total where a number is hidden: it would tell it."""

    year: int
    bars: tuple[Bar, ...]
    total: int | None
    locations: tuple[Location, ...] = ()

    @property
    def height(self) -> int:
        """Of the picture, in pixels."""
        return len(self.bars) * STEP


@dataclass(frozen=True)
class Place:
    """A forum or a door, and its years, the newest first."""

    number: int
    name: str
    years: tuple[Year, ...]


def figures() -> list[Place]:
    """The forums in which the actor has a seat and the doors that they answer, by name. Four statements, however many."""
    rows = cabinet.read("SELECT place, year, source, number FROM sources.figures()", [])
    places = {place for place, *_rest in rows}
    happens: dict[tuple[int, int], list[Location]] = {}
    for place, year, kind, number in cabinet.read(
        "SELECT place, year, location_type, number FROM sources.locations()", []
    ):
        label = str(LocationType(kind).label) if kind else gettext("Not told")
        happens.setdefault((place, year), []).append(Location(label, number))
    names = dict(Forum.objects.filter(audience_id__in=places).values_list("audience_id", "name"))
    names |= dict(ConcernDoor.objects.filter(audience_id__in=places).values_list("audience_id", "name"))
    found = [
        Place(place, names[place], tuple(
            _year(year, list(lines), happens.get((place, year), [])) for year, lines in groupby(own, key=lambda row: row[1])))
        for place, own in groupby(rows, key=lambda row: row[0])
    ]  # fmt: skip
    return sorted(found, key=lambda place: (place.name, place.number))


def _year(year: int, rows: Sequence[tuple[int, int, str, int | None]], locations: Sequence[Location]) -> Year:
    numbers = [number for *_rest, number in rows]
    longest = max((number or 0 for number in numbers), default=0) or 1
    bars = tuple(
        Bar(str(Source(source).label), number, round(LONGEST * (number or 0) / longest), STEP * place + 4)
        for place, (_place, _year, source, number) in enumerate(rows)
    )
    known = [number for number in numbers if number is not None]
    return Year(year, bars, sum(known) if len(known) == len(numbers) else None, tuple(locations))
