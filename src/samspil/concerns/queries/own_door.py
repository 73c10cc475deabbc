"""The one door of an employee (HAL-18)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext

from samspil.lib.refusals import Refused
from samspil.organisations.models import ConcernDoor, Post, Staff, Unit
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
    for post in posts_of(staff, day):
        for district_id in _districts_of(post):
            if district_id in of_district:
                return of_district[district_id]
    return of_district.get(None) or doors[0]


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
