"""Each place on the agenda has one number, the same for everybody who sits there and, once the minutes are approved, for good."""

from __future__ import annotations

from samspil.meetings.models import Item, Meeting, Slot
from samspil.meetings.ordering import in_groups
from samspil.meetings.past import as_a_whole
from samspil.meetings.states import ItemState

GONE = [ItemState.MOVED, ItemState.WITHDRAWN]


def number_slots(meeting: Meeting) -> None:
    """Number the places as the agenda is drawn to those who keep the minutes: 1, 2, 3 without a gap. Once the minutes have been
    approved a number stays, for "went out at item 31" stands on paper; what comes later gets the next. At most three statements,
    six where an item is closed to the actor: the order is the same whoever numbers.
    """
    if meeting.approved_at is not None:
        return
    slots = list(Slot.objects.filter(meeting=meeting).exclude(state__in=GONE).order_by("position", "pk"))
    items = _items(meeting)
    if len(items) < len(slots):
        with as_a_whole(meeting):
            items = _items(meeting)
    ordered = [
        slot for group in in_groups([(slot, items.get(slot.pk)) for slot in slots]) for slot, _item in group.lines
    ]
    changed = []
    for number, slot in enumerate(ordered, 1):
        if slot.position != number:
            slot.position = number
            changed.append(slot)
    Slot.objects.bulk_update(changed, ["position"])


def _items(meeting: Meeting) -> dict[int, Item]:
    return {item.slot_id: item for item in Item.objects.filter(meeting=meeting).exclude(state__in=GONE)}


__all__ = ["number_slots"]
