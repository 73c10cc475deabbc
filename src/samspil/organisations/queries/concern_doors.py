"""Doors: who answers a concern, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from samspil.lib.refusals import NotVisible
from samspil.organisations.models import Body, ConcernDoor, Post, Unit, UnitType
from samspil.organisations.profile import Sector
from samspil.organisations.profile.doors import DoorTakes
from samspil.organisations.queries.offering import NOT_WITH_CHILDREN, units_serving

TAKES_CONCERNS = frozenset(
    {
        Sector.PREVENTION,
        Sector.SOCIAL,
        Sector.SCHOOL,
        Sector.EDUCATION,
        Sector.LEISURE,
        Sector.EMPLOYMENT,
        Sector.HEALTH,
    }
)


def is_inside(door: ConcernDoor) -> bool:
    """Whether nothing is sent there from outside. A unit that has no door of its own gets such a one when a concern is first handed
    over to it: no profile names it, and everybody in the unit who works with children answers it (`concerns.door_of_unit`).
    """
    return not door.takes


def answers(door: ConcernDoor, post: Post) -> int | None:
    """At which place of the door's order this post answers; leaders of the unit behind come last; None: not at all."""
    for place, told in enumerate(door.answered_by):
        if (
            post.unit_id == told["unit"]
            and (post.role.key == told["role"] or (told["role"] is None and post.role.type not in NOT_WITH_CHILDREN))
            and (told["district"] is None or post.district_id in (None, told["district"]))
        ):
            return place
    return len(door.answered_by) if post.leads and post.unit_id == door.unit_id else None


def answering(doors: Iterable[ConcernDoor], day: date) -> dict[int, list[tuple[int, Post]]]:
    """Who answers each door that day, in order, as (place, post); the leader of the unit behind is last. One statement."""
    doors = list(doors)
    units = {told["unit"] for door in doors for told in door.answered_by} | {door.unit_id for door in doors}
    posts = list(
        Post.objects.filter(unit_id__in=units, staff__ended_at__isnull=True)
        .on(day)
        .select_related("role", "staff", "unit")
        .order_by("valid_from", "pk")
    )
    found: dict[int, list[tuple[int, Post]]] = {}
    for door in doors:
        placed = [(place, post) for post in posts if (place := answers(door, post)) is not None]
        found[door.pk] = sorted(placed, key=lambda pair: pair[0])
    return found


def stands_at(door: ConcernDoor, unit_id: int) -> bool:
    """Whether a unit stands behind a door, or among those who answer it."""
    return door.unit_id == unit_id or any(told["unit"] == unit_id for told in door.answered_by)


def doors_of(body: Body, day: date, takes: DoorTakes | None = None) -> list[ConcernDoor]:
    """The doors of a municipality that day, those inside the house too; `takes`: at which this is received."""
    doors = ConcernDoor.objects.filter(body=body).on(day)
    if takes is not None:
        doors = doors.filter(takes__contains=[takes])
    return list(doors.select_related("unit", "district", "body").order_by("position", "pk"))


def doors_answered(body: Body, day: date, own: Iterable[int], takes: DoorTakes | None = None) -> list[ConcernDoor]:
    """Those of them that somebody answers who holds these audiences."""
    held = set(own)
    return [door for door in doors_of(body, day, takes) if door.audience_id in held]


def units_asked(body: Body, day: date) -> list[Unit]:
    """The units of a municipality to which a concern can be handed over that day, by name: they work with children, may be told
    of them, somebody there would answer, and no door of the profile is theirs. Two statements.
    """
    with_door = set(ConcernDoor.objects.on(day).filter(body=body).exclude(takes=[]).values_list("unit_id", flat=True))
    found = units_serving(body, day, TAKES_CONCERNS)
    return [unit for unit in found if unit.type == UnitType.AUTHORITY and unit.pk not in with_door]


def get_door(door_id: int, body: Body | None = None) -> ConcernDoor:
    """One door. Raises NotVisible."""
    found = ConcernDoor.objects.select_related("unit", "district", "body").filter(pk=door_id)
    door = found.filter(body=body).first() if body is not None else found.first()
    if door is None:
        raise NotVisible
    return door


def bodies_with_a_door(day: date) -> Sequence[Body]:
    """The municipalities here that somebody can turn to without signing in, by name. One statement."""
    doors = ConcernDoor.objects.on(day).filter(takes__contains=[DoorTakes.CONCERN])
    return list(Body.objects.filter(pk__in=doors.values("body_id")).order_by("name"))
