"""Opening the queue and a concern at a door: it is noted who has read what."""

from __future__ import annotations

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns.queries.at_door import AtDoorPage, at_door_page, get_at_door
from samspil.concerns.queries.handing import HandoverPage, get_handover, handover_page
from samspil.concerns.queries.narrowing import Wanted
from samspil.concerns.queries.queue import QueuePage, queue_page
from samspil.concerns.queries.sparring import SparringQueue, sparring_queue


@verb("concern.queued")
def look_at_queue(actor: Actor, *, wanted: Wanted = Wanted()) -> QueuePage:  # noqa: B008  frozen
    """The queue: names stand there, so that it was seen is noted once for each door."""
    queue = queue_page(actor, wanted)
    for door in queue.doors:
        seen = sum(line.concern.door_id == door.pk for line in queue.lines)
        record("concern.queued", owner=door.audience_id, count=seen)
    return queue


@verb("concern.read")
def open_at_door(actor: Actor, *, concern_id: int) -> AtDoorPage:
    """Open one concern. Raises NotVisible."""
    concern = get_at_door(concern_id)
    record("concern.read", concern)
    return at_door_page(actor, concern)


@verb("concernhandover.read")
def open_handover(actor: Actor, *, handover_id: int) -> HandoverPage:
    """Open one handover. Raises NotVisible."""
    handover = get_handover(handover_id)
    record("concernhandover.read", handover)
    return handover_page(actor, handover)


@verb("sparring.listed")
def look_at_sparring(actor: Actor) -> SparringQueue:
    """The page of sparring: that the questions of others were seen is noted once for each door."""
    queue = sparring_queue(actor)
    for audience in sorted({line.sparring.owner_audience_id for line in queue.waiting}):
        seen = sum(line.sparring.owner_audience_id == audience for line in queue.waiting)
        record("sparring.listed", owner=audience, count=seen)
    return queue


__all__ = ["look_at_queue", "look_at_sparring", "open_at_door", "open_handover"]
