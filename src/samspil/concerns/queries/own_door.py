"""The one door of an employee (HAL-18)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext

from samspil.lib.refusals import Refused
from samspil.organisations.models import ConcernDoor, Post, Site, Staff, Unit
from samspil.organisations.queries import posts_of
from samspil.organisations.queries.concern_doors import doors_of


def door_of(staff: Staff, day: date) -> ConcernDoor:
    """The one door of an employee: that of the district of the post, else of the unit, its sites or the unit above;
    else the one for everybody (HAL-18). Raises Refused where the municipality has none.
    """
    doors = doors_of(staff.body, day)
    if not doors:
        raise Refused(_none())
    of_district = {door.district_id: door for door in reversed(doors)}
    if set(of_district) != {None}:
        for district_id in _districts_of(posts_of(staff, day), staff.body_id):
            if district_id in of_district:
                return of_district[district_id]
    return of_district.get(None) or doors[0]


def _none() -> str:
    return gettext(
        "No door is set up yet. If somebody is in danger now, ring 112. "
        "Otherwise call a colleague in the cooperation, and ask your administrator."
    )


def _districts_of(posts: Iterable[Post], body_id: int) -> Iterable[int]:
    """Of each post the districts nearest to it first. Two statements, however many posts somebody holds."""
    units = {unit.pk: unit for unit in Unit.objects.filter(body_id=body_id)}
    sites = Site.objects.filter(unit__in=units, district__isnull=False).order_by("-pk")
    of_site = dict(sites.values_list("unit_id", "district_id"))  # of several, the first
    for post in posts:
        if post.district_id:
            yield post.district_id
        unit = units.get(post.unit_id)
        for _step in range(5):
            if unit is None:
                break
            for district_id in (unit.district_id, of_site.get(unit.pk)):
                if district_id:
                    yield district_id
            unit = units.get(unit.parent_id or 0)


def place_of(door: ConcernDoor, doors: Sequence[ConcernDoor]) -> str:
    """Where a child lives or a place is whose concern comes to this door, of these: a question after a place is answered with one."""
    if door.district:
        return door.district.name
    if any(other.district for other in doors):
        return gettext("Somewhere else in the municipality")
    return door.body.name if len(doors) == 1 else f"{door.body.name}: {door.name}"
