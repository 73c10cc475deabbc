"""One child twice on an agenda: asked about, never guessed. The same record, or a like name with an age that may be the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from samspil.concerns.models import ListEntry
from samspil.concerns.states import About
from samspil.lib.names import are_like
from samspil.meetings.models import Decision, Item, Meeting
from samspil.meetings.queries.agenda import Row
from samspil.meetings.states import DecisionState, ItemState


def twice(rows: Sequence[Row]) -> list[tuple[Row, Row]]:
    """The pairs of an agenda that may be one child, in its order. No statement but for concerns."""
    return [(one, other) for one, other in combinations(rows, 2) if may_be_one(one, other)]


def twins_of(item: Item, rows: Sequence[Row]) -> list[Row]:
    """The other lines that may be about this item's child."""
    own = next((row for row in rows if row.item and row.item.pk == item.pk), None)
    return [row for row in rows if own and row is not own and may_be_one(own, row)]


def may_be_one(one: Row, other: Row) -> bool:
    """Whether two lines of an agenda may be about one child."""
    ours, theirs = one.item, other.item
    if not (ours and theirs and ours.named and theirs.named and _is_child(ours) and _is_child(theirs)):
        return False
    if ours.subject and ours.subject == theirs.subject:
        return True
    if ours.birth_date and theirs.birth_date:
        if ours.birth_date != theirs.birth_date:
            return False
    elif one.age is not None and other.age is not None and one.age != other.age:
        return False
    return are_like(ours.label, theirs.label)


def _is_child(item: Item) -> bool:
    return item.concern_id is None or not item.concern or item.concern.about == About.CHILD


def joined_to(item: Item) -> list[Item]:
    """The items that were joined with this one, for those who keep the minutes. One statement."""
    return list(
        Item.objects.filter(joined_to=item, state=ItemState.MOVED).select_related("entry", "slot").order_by("pk")
    )


def lines_of(item: Item) -> list[ListEntry]:
    """The lines of the list that are about the item's child: its own, and those of items joined with it."""
    own = [item.entry] if item.entry else []
    if not item.also:
        return own
    return own + list(ListEntry.objects.filter(pk__in=item.also).select_related("incident").order_by("pk"))


def decided_twice(meeting: Meeting, rows: Sequence[Row]) -> list[tuple[Row, Row]]:
    """The pairs that may be one child and about whom different words have been decided. One statement."""
    pairs = [(one, other) for one, other in twice(rows) if one.is_done and other.is_done]
    if not pairs:
        return []
    standing = Decision.objects.filter(meeting=meeting, state=DecisionState.STANDING)
    words = dict(standing.values_list("item_id", "word"))
    return [
        (one, other)
        for one, other in pairs
        if one.item and other.item and words.get(one.item.pk) != words.get(other.item.pk)
    ]


__all__ = ["decided_twice", "joined_to", "lines_of", "may_be_one", "twice", "twins_of"]
