"""The one door of an employee (HAL-18)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext

from samspil.lib.refusals import Refused
from samspil.organisations.models import ConcernDoor, Post, Site, Staff, Unit
from samspil.organisations.profile.doors import DoorTakes
from samspil.organisations.queries import posts_of
from samspil.organisations.queries.concern_doors import answers, doors_of


class NoDoor(Refused):
    """The body of who acts has no door. A page then says where a concern goes instead (`queries.without_door`)."""


def door_of(staff: Staff, day: date, takes: DoorTakes) -> ConcernDoor:
    """The one door of an employee for something: that of the workplace; that of the district of the post, else of the unit, its
    sites or the unit above; else the one for everybody (HAL-18). Who stands at the workplace's own door asks the next: an SSP
    teacher does not ask herself (VAL-94). Raises Refused where the municipality has none.
    """
    doors = [door for door in doors_of(staff.body, day, takes) if not door.matter]
    if not doors:
        raise NoDoor(_none())
    general = next((door for door in doors if door.district_id is None and door.workplace_id is None), None)
    if len(doors) == 1:
        return doors[0]
    posts = list(posts_of(staff, day))
    if takes == DoorTakes.SPARRING:
        doors = [door for door in doors if door.workplace_id is None or not _stands_at(door, posts)] or doors
    for workplaces, districts in _places_of(posts, staff.body_id):
        for door in doors:
            if door.workplace_id in workplaces or (door.workplace_id is None and door.district_id in districts):
                return door
    return general or doors[0]


def matter_doors(staff: Staff, day: date, takes: DoorTakes) -> list[ConcernDoor]:
    """The doors for a sort of matter of their own, beside the one of an employee (VAL-108)."""
    return [door for door in doors_of(staff.body, day, takes) if door.matter]


def _stands_at(door: ConcernDoor, posts: Iterable[Post]) -> bool:
    """Whether somebody with these posts is among those who answer it by turn."""
    return any((place := answers(door, post)) is not None and place < len(door.answered_by) for post in posts)


def _none() -> str:
    return gettext(
        "No door is set up yet. If somebody is in danger now, ring 112. "
        "Otherwise call a colleague in the cooperation, and ask your administrator."
    )


def _places_of(posts: Iterable[Post], body_id: int) -> Iterable[tuple[set[int], set[int]]]:
    """Of each post workplace and districts, the nearest first. Two statements, however many posts somebody holds."""
    units = {unit.pk: unit for unit in Unit.objects.filter(body_id=body_id)}
    sites = Site.objects.filter(unit__in=units, district__isnull=False).order_by("-pk")
    of_site = dict(sites.values_list("unit_id", "district_id"))  # of several, the first
    for post in posts:
        yield {post.unit_id}, set()
        yield set(), {post.district_id} if post.district_id else set()
        unit = units.get(post.unit_id)
        for _step in range(5):
            if unit is None:
                break
            yield {unit.pk}, set()
            for district_id in (unit.district_id, of_site.get(unit.pk)):
                yield set(), {district_id} if district_id else set()
            unit = units.get(unit.parent_id or 0)


def place_of(door: ConcernDoor, doors: Sequence[ConcernDoor]) -> str:
    """Where a child lives or a place is whose concern comes to this door, of these: a question after a place is answered with one."""
    if door.district:
        return door.district.name
    if door.workplace_id:
        return door.name
    if any(other.district for other in doors):
        return gettext("Somewhere else in the municipality")
    return door.body.name if len(doors) == 1 else f"{door.body.name}: {door.name}"
