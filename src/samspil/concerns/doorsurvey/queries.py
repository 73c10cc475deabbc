"""The question whom one would contact, and what those who lead see of the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.concerns.queries.own_door import door_of
from samspil.organisations.models import ConcernDoor
from samspil.organisations.profile.doors import DoorTakes
from samspil.organisations.profile.units import Sector
from samspil.organisations.queries import posts_of, staff_of
from samspil.organisations.queries.concern_doors import doors_of, is_inside

LONGEST = 300  # of a bar, in pixels: all of them
STEP = 30  # from one bar to the next
KINDS: dict[str, Promise] = {
    Sector.ADMINISTRATION: _("Administration"),
    Sector.PREVENTION: _("Prevention and SSP"),
    Sector.SOCIAL: _("Families and social work"),
    Sector.SCHOOL: _("Schools"),
    Sector.EDUCATION: _("Youth education"),
    Sector.LEISURE: _("Leisure and clubs"),
    Sector.EMPLOYMENT: _("Employment"),
    Sector.HEALTH: _("Health"),
    Sector.PSYCHIATRY: _("Psychiatry"),
    Sector.POLICE: _("Police"),
    Sector.PROBATION: _("Probation"),
    Sector.TECHNICAL: _("Technical services"),
    Sector.HOUSING: _("Housing"),
    Sector.BENEFIT_CONTROL: _("Benefit control"),
    Sector.VOLUNTARY: _("Voluntary associations"),
    Sector.POLITICAL: _("Politicians"),
}


def waits() -> bool:
    """Whether the actor is still asked this year. One statement."""
    ((answer,),) = cabinet.read("SELECT doorsurvey.waits()", [])
    return bool(answer)


def own_door(actor: Actor) -> ConcernDoor:
    """The one door for sparring of the actor (HAL-18). Raises Refused where the municipality has none."""
    return door_of(staff_of(actor), timezone.localdate(actor.at), DoorTakes.SPARRING)


def choices(actor: Actor) -> list[ConcernDoor]:
    """The municipality's register of doors, by name: also those that give no sparring, so that the question is one."""
    doors = doors_of(staff_of(actor).body, timezone.localdate(actor.at))
    return sorted(
        (door for door in doors if not is_inside(door) and not door.matter), key=lambda door: (door.name, door.pk)
    )


@dataclass(frozen=True)
class Kind:
    """One kind of workplace in a year: how many answered, and how many of them named their own door. None: fewer than five."""

    label: str
    own: int | None
    other: int | None
    unknown: int | None
    place: int  # in the picture, from above

    @property
    def answered(self) -> int | None:
        """How many have answered."""
        return None if self.own is None else self.own + (self.other or 0) + (self.unknown or 0)

    @property
    def share(self) -> int | None:
        """Of a hundred, how many named their own door."""
        return None if self.own is None or not self.answered else round(100 * self.own / self.answered)

    @property
    def length(self) -> int:
        """Of the bar, in pixels."""
        return LONGEST * (self.share or 0) // 100

    @property
    def end(self) -> int:
        """Where the share stands beside the bar."""
        return self.length + 228

    @property
    def top(self) -> int:
        """Where the bar begins."""
        return self.place * STEP + 4

    @property
    def line(self) -> int:
        """Where the words of the bar stand."""
        return self.top + 15


@dataclass(frozen=True)
class Year:
    """A year, kind by kind of workplace."""

    year: int
    kinds: tuple[Kind, ...]

    @property
    def height(self) -> int:
        """Of the picture, in pixels."""
        return len(self.kinds) * STEP


def leads_here(actor: Actor) -> bool:
    """Whether the figures are for the actor, who leads somewhere today: the page links to them for no one else."""
    return any(post.leads for post in posts_of(actor, timezone.localdate(actor.at)))


Row = tuple[int, str, int | None, int | None, int | None]


def figures() -> list[Year]:
    """The actor's municipality, the newest year first. One statement. Raises Refused for who does not lead."""
    rows: list[Row] = cabinet.call("SELECT * FROM doorsurvey.figures()", [])
    return [Year(year, _kinds(list(own))) for year, own in groupby(rows, key=lambda row: row[0])]


def _kinds(rows: Sequence[Row]) -> tuple[Kind, ...]:
    named = sorted(((str(KINDS[row[1]]), row) for row in rows), key=lambda pair: pair[0])
    return tuple(Kind(label, *row[2:], place) for place, (label, row) in enumerate(named))
