"""What can be chosen when a concern is raised at a door."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from samspil.access.actor import Actor
from samspil.concerns.queries.hours import DoorNow, door_now, rules_of
from samspil.concerns.queries.own_door import door_of
from samspil.organisations.models import ConcernDoor
from samspil.organisations.profile.doors import DoorTakes
from samspil.organisations.queries import staff_of
from samspil.organisations.queries.concern_doors import doors_of


@dataclass(frozen=True)
class RaisingPage:
    """The doors that a concern can go to, the sender's own for who does not know, and numbers for this hour."""

    doors: tuple[ConcernDoor, ...]
    own: ConcernDoor
    now: DoorNow


def raising_page(actor: Actor) -> RaisingPage:
    """For the form. Raises Refused where the municipality has no door."""
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    own = door_of(staff, today, DoorTakes.CONCERN)
    return RaisingPage(
        tuple(doors_of(staff.body, today, DoorTakes.CONCERN)), own, door_now(own, rules_of(staff.body), actor.at)
    )
