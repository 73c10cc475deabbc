"""What the wall shows: the item to which whoever keeps the minutes has turned."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.meetings.models import Item, Meeting, MeetingKind, MeetingState
from samspil.organisations.models import SeatHolder


@verb("wall.turned", silent="What the wall shows is recorded as a reading, by `show_on_wall`.")
def turn(actor: Actor, *, item: Item) -> None:
    """The wall follows: the holder of a minute-taker's seat has turned to this item (at a meeting called now, whoever holds its
    pen). For everybody else, and outside a meeting in progress, nothing happens. One statement.
    """
    day = timezone.localdate(item.meeting.starts_at)
    takes_minutes = SeatHolder.objects.on(day).filter(
        seat__forum=OuterRef("forum_id"), seat__keeps_minutes=True, staff__principal_id=actor.principal_id
    )
    Meeting.objects.filter(pk=item.meeting_id, state=MeetingState.OPEN).filter(
        Q(kind=MeetingKind.URGENT) | Exists(takes_minutes)
    ).exclude(current_slot_id=item.slot_id).update(current_slot_id=item.slot_id)


@verb("item.shown_on_wall")
def show_on_wall(actor: Actor, *, item: Item) -> None:
    """The wall turns to this item: noted as a reading, once for each item and not for each look whether it is still the same."""
    record("item.shown_on_wall", item)


__all__ = ["show_on_wall", "turn"]
