"""What can be chosen when a concern is raised at a door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from samspil.access.actor import Actor
from samspil.concerns.queries.hours import DoorNow, door_now, rules_of
from samspil.concerns.queries.own_door import door_of
from samspil.organisations.models import ConcernDoor
from samspil.organisations.profile.doors import DoorTakes
from samspil.organisations.profile.reception import ChosenAdultRole
from samspil.organisations.queries import staff_of
from samspil.organisations.queries.concern_doors import answering, doors_of


@dataclass(frozen=True)
class RaisingPage:
    """The doors that a concern can go to, the sender's own for who does not know, and numbers for this hour."""

    doors: tuple[ConcernDoor, ...]
    own: ConcernDoor
    now: DoorNow
    led: frozenset[int]  # the doors whose unit has a leader of its own, who reads there too
    stays: bool  # the adult whom somebody chose has the concern here


def raising_page(actor: Actor) -> RaisingPage:
    """For the form. Raises Refused where the municipality has no door."""
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    own = door_of(staff, today, DoorTakes.CONCERN)
    doors = tuple(doors_of(staff.body, today, DoorTakes.CONCERN))
    rules = rules_of(staff.body)
    stays = rules.stated.chosen_adult == ChosenAdultRole.RESPONSIBLE
    return RaisingPage(doors, own, door_now(own, rules, actor.at), _led(doors, today), stays)


def _led(doors: Iterable[ConcernDoor], day: date) -> frozenset[int]:
    """One statement."""
    found = answering(doors, day).items()
    units = {door.pk: door.unit_id for door in doors}
    return frozenset(
        door for door, placed in found if any(post.leads and post.unit_id == units[door] for _place, post in placed)
    )
