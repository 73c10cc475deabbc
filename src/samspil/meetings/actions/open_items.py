"""Which items of a meeting have no decision, and which number each has in its minutes."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery

from samspil.concerns.states import NO_FOLLOW_UP
from samspil.meetings.actions.preparing import number_slots
from samspil.meetings.models import Decision, Item, Meeting, Slot
from samspil.meetings.past import as_a_whole
from samspil.meetings.states import DecisionState, ItemState


def number_items(meeting: Meeting) -> None:
    """The minutes number the items as the table did, whoever reads them."""
    number_slots(meeting)
    place_of = Slot.objects.filter(items=OuterRef("item_id")).values("position")[:1]
    Decision.objects.filter(meeting=meeting, state=DecisionState.STANDING).update(number=Subquery(place_of))


def still_open(meeting: Meeting) -> list[Item]:
    """Items without a decision, as far as the actor reads them: approval waits for them."""
    return list(Item.objects.filter(meeting=meeting, state=ItemState.WAITING).order_by("slot__position"))


def count_open(meeting: Meeting) -> int:
    """How many items have no decision, those too of which the actor reads nothing. For who keeps the minutes."""
    with as_a_whole(meeting):
        return Item.objects.filter(meeting=meeting, state=ItemState.WAITING).count()


def count_unsaid(meeting: Meeting) -> int:
    """How many items that are followed up have stayed without name. For who keeps the minutes."""
    with as_a_whole(meeting):
        rows = Item.objects.filter(meeting=meeting, state=ItemState.DECIDED, named=False)
        return rows.exclude(retention_kind=NO_FOLLOW_UP).count()


__all__ = ["count_open", "count_unsaid", "number_items", "still_open"]
