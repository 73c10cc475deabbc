"""Telling that one intervened on the spot."""

from __future__ import annotations

from uuid import UUID

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.organisations.models import Unit


@verb("onthespot.told")
def tell(actor: Actor, *, unit: Unit, seen: str, did: str, times: int, key: UUID) -> None:
    """Count what the actor saw and did, for a unit in which they work; once per `key` (HAL-35).

    Only a number is kept, and the audit's line that something was told. Raises Refused for another unit.
    """
    cabinet.call("SELECT onthespot.tell(%s, %s, %s, %s, %s)", [unit.audience_id, seen, did, times, key])
