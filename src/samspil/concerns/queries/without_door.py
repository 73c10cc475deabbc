"""Where a concern goes whose teller has no door of their own: whom to ring, and the municipalities that it can be about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from samspil.access.actor import Actor
from samspil.concerns.queries.hours import NOTIFICATION, Number, door_now, rules_of
from samspil.organisations.models import Body, Staff
from samspil.organisations.profile.doors import DoorTakes
from samspil.organisations.profile.place import BodyKind
from samspil.organisations.queries import staff_of
from samspil.organisations.queries.concern_doors import bodies_with_a_door, doors_of


@dataclass(frozen=True)
class Place:
    """A municipality and the door there for who belongs to none of its places, with its telephone."""

    key: str
    name: str
    door: Number


@dataclass(frozen=True)
class WithoutDoor:
    """112 above all, and where to turn: each municipality that the teller serves."""

    danger: tuple[Number, ...]
    places: tuple[Place, ...]
    ring: Number | None  # who receives a notification in the teller's own municipality


def without_door(actor: Actor) -> WithoutDoor:
    """For a page of somebody who has no door. A few statements for each municipality of a district; they are few."""
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    own = rules_of(staff.body)
    places = tuple(_place(body, actor, today) for body in _served(staff, today))
    ring = own.number(NOTIFICATION, actor.at) if own.stated.notification else None
    return WithoutDoor(own.danger(actor.at), places, ring)


def _served(staff: Staff, day: date) -> list[Body]:
    """The police of a district serve its municipalities; a council or a circle those that are here; a municipality itself alone."""
    with_door = list(bodies_with_a_door(day))
    if staff.body.kind == BodyKind.POLICE_DISTRICT:
        return [body for body in with_door if body.police_district_id == staff.body_id]
    return with_door if staff.body.kind in set(BodyKind) else []


def _place(body: Body, actor: Actor, day: date) -> Place:
    doors = [door for door in doors_of(body, day, DoorTakes.CONCERN) if not door.matter] or doors_of(body, day)
    door = next((one for one in doors if one.district_id is None and one.workplace_id is None), doors[0])
    return Place(body.key, body.name, door_now(door, rules_of(body), actor.at).number)
