"""Saying whom one would contact for sparring, or not saying it this year."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.concerns.doorsurvey import queries
from samspil.lib.refusals import Refused
from samspil.organisations.queries import unit_of


@verb("doorsurvey.answered")
def answer(actor: Actor, *, door_id: int | None) -> None:
    """Count whether the actor names their own door (HAL-36); None: they do not know. Which answer was whose is kept nowhere.

    Raises Refused the second time in a year, for a door that is not offered, and where the municipality has no door.
    """
    own = queries.own_door(actor)
    if door_id is not None and door_id not in {door.pk for door in queries.choices(actor)}:
        raise Refused(_("Choose one of the doors, or that you do not know."), field="door")
    said = "unknown" if door_id is None else "own" if door_id == own.pk else "other"
    unit = unit_of(actor, timezone.localdate(actor.at))
    cabinet.call("SELECT doorsurvey.answer(%s, %s)", [unit.pk, said])


@verb("doorsurvey.declined")
def decline(actor: Actor) -> None:
    """Not to answer this year; nothing is counted. Raises Refused the second time in a year."""
    cabinet.call("SELECT doorsurvey.decline()", [])
