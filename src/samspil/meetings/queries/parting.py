"""What two joined items said before they were joined, as the history keeps it: what parting gives back to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from samspil.access.models import History
from samspil.meetings.models import Item
from samspil.meetings.states import ItemState

ADDED = (
    "birth_date",
    "age_told",
    "role",
    "incident_id",
    "from_item_id",
)  # an item that has none takes them from one that joins
SAID = (*ADDED, "label", "subject")
State = dict[str, Any]


@dataclass(frozen=True)
class Apart:
    """What the item that stays says without the other one, and whom each was about."""

    said: Mapping[str, Any]  # the fields of the item that stays
    is_alone: bool  # nothing else is joined with it
    child: int | None  # of the item that stays
    other_child: int | None  # of the item that goes, until they were joined
    were_one: bool  # both were about this child before
    joined_at: datetime | None  # the instant of the act


def apart(kept: Item, other: Item) -> Apart:
    """How `kept` and `other`, which is joined to it, stand when they are parted: each as before they were joined, with what has been
    changed by hand since. What third items that are still joined have brought stays. Two statements.
    """
    changes = _changes(kept)
    joined = [one for one in Item.objects.filter(meeting_id=kept.meeting_id) if one.joined_to_id == kept.pk]
    acts = {row.written_at for item_id, rows in changes.items() for row in _turns(item_id, rows, kept.pk, joined)}
    before = {one.pk: _before_joining(one, changes.get(one.pk, []), kept.pk) for one in (other, *joined)}
    joined_at = before[other.pk][1]
    mine, now = _states(changes.get(kept.pk, []), kept), _state(kept)
    own = dict(mine[0][0])
    if (
        any(at is None for _state_of, at in before.values()) and kept.entry
    ):  # they were placed as one: there is the line alone
        own |= {"role": kept.entry.role, "incident_id": kept.entry.incident_id}
    for (state, at), (following, _at) in pairwise(mine):
        if at not in acts:
            own |= {name: following[name] for name in SAID if following[name] != state[name]}
    others = [before[one.pk][0] for one in _in_order(joined, before) if one.pk != other.pk]
    said = {name: own[name] or next((one[name] for one in others if one[name]), None) for name in ADDED}
    ours, theirs = now["subject"], before[other.pk][0]["subject"]
    was = next((state["subject"] for state, at in mine if at and joined_at and at >= joined_at), ours)
    if ours == theirs and was != ours:  # the child of the other one stood for both
        ours = was if was in {own["subject"], *(one["subject"] for one in others)} else own["subject"]
    born = said["birth_date"]
    return Apart(
        said=said | {"birth_date": date.fromisoformat(born) if born else None, "label": own["label"]},
        is_alone=not others,
        child=ours,
        other_child=theirs,
        were_one=theirs is not None and theirs == ours,
        joined_at=joined_at,
    )


def _changes(kept: Item) -> dict[int, list[History]]:
    """What the items of the meeting said before each of their changes, by item, the earliest first."""
    of_meeting = Item.objects.filter(meeting_id=kept.meeting_id).values("pk")
    rows = History.objects.filter(parent_table=Item._meta.db_table, parent_id__in=of_meeting)
    found: dict[int, list[History]] = {}
    for row in rows.order_by("parent_version", "pk"):
        found.setdefault(row.parent_id, []).append(row)
    return found


def _state(item: Item) -> State:
    born = item.birth_date
    return {name: getattr(item, name) for name in SAID} | {"birth_date": born.isoformat() if born else None}


def _states(rows: Sequence[History], item: Item) -> list[tuple[State, datetime | None]]:
    """What an item has said, one after the other, each with the instant at which it was changed; at last what it says now."""
    return [*(({name: row.was.get(name) for name in SAID}, row.written_at) for row in rows), (_state(item), None)]


def _turns(item_id: int, rows: Sequence[History], kept_id: int, joined: Sequence[Item]) -> list[History]:
    """The changes by which an item was joined to the one that is kept, or parted from it."""
    now = kept_id if any(one.pk == item_id for one in joined) else None
    pointed = [*(row.was.get("joined_to_id") for row in rows), now]
    return [
        row for row, was, then in zip(rows, pointed, pointed[1:], strict=False) if (was == kept_id) != (then == kept_id)
    ]


def _before_joining(item: Item, rows: Sequence[History], kept_id: int) -> tuple[State, datetime | None]:
    """What an item said when it was joined, and at which instant that was; what it says and no instant where it was placed so."""
    for row in reversed(rows):
        if row.was.get("joined_to_id") != kept_id:
            if row.was.get("state") == ItemState.MOVED:
                break
            return {name: row.was.get(name) for name in SAID}, row.written_at
    return _state(item), None


def _in_order(joined: Sequence[Item], before: Mapping[int, tuple[State, datetime | None]]) -> list[Item]:
    """Joined items in the order in which they were joined."""
    return sorted(
        joined, key=lambda one: ((at := before[one.pk][1]) is not None, at.timestamp() if at else 0.0, one.pk)
    )


__all__ = ["Apart", "apart"]
