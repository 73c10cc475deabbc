"""Doors: who answers a concern, in which order, and which one is an employee's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext

from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import Body, ConcernDoor, Post, Staff, Unit
from samspil.organisations.queries.colleagues import posts_of


def answers(door: ConcernDoor, post: Post) -> int | None:
    """At which place of the door's order this post answers; leaders of the unit behind come last; None: not at all."""
    for place, told in enumerate(door.answered_by):
        if (
            post.unit_id == told["unit"]
            and post.role.key == told["role"]
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


def doors_of(body: Body, day: date) -> list[ConcernDoor]:
    """The doors of a municipality that day."""
    return list(
        ConcernDoor.objects.filter(body=body)
        .on(day)
        .select_related("unit", "district", "body")
        .order_by("position", "pk")
    )


def get_door(door_id: int, body: Body | None = None) -> ConcernDoor:
    """One door. Raises NotVisible."""
    found = ConcernDoor.objects.select_related("unit", "district", "body").filter(pk=door_id)
    door = found.filter(body=body).first() if body is not None else found.first()
    if door is None:
        raise NotVisible
    return door


def door_of(staff: Staff, day: date) -> ConcernDoor:
    """The one door of an employee: that of the district of the post, else of the unit, its sites or the unit above;
    else the one for everybody (HAL-18). Raises Refused where the municipality has none.
    """
    doors = doors_of(staff.body, day)
    if not doors:
        raise Refused(_none())
    of_district = {door.district_id: door for door in reversed(doors)}
    for post in posts_of(staff, day):
        for district_id in _districts_of(post):
            if district_id in of_district:
                return of_district[district_id]
    return of_district.get(None) or doors[0]


def door_of_district(body: Body, district_id: int | None, day: date) -> ConcernDoor:
    """The door of a district, else the one for everybody. Raises Refused where the municipality has none."""
    found = doors_of(body, day)
    for wanted in (district_id, None):
        for door in found:
            if door.district_id == wanted:
                return door
    if not found:
        raise Refused(_none())
    return found[0]


def _none() -> str:
    return gettext("No door is set up yet. Call a colleague in the cooperation, and ask your administrator.")


def _districts_of(post: Post) -> Iterable[int]:
    if post.district_id:
        yield post.district_id
    unit: Unit | None = post.unit
    for _step in range(5):
        if unit is None:
            return
        if unit.district_id:
            yield unit.district_id
        yield from (
            unit.site_set.filter(Q(district__isnull=False)).order_by("pk").values_list("district_id", flat=True)[:1]
        )
        unit = unit.parent
