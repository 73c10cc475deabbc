"""In which order the items of a meeting are taken: by where they come from, those of one event together, adults last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from samspil.meetings.models import Item, Slot
from samspil.meetings.states import ADULT, Source

ORDER = [Source.URGENT, Source.LIST, Source.CONCERN, Source.FOLLOW_UP, Source.AGAIN]
Line = tuple[Slot, Item | None]


@dataclass(frozen=True)
class Group:
    """Lines that stand together: a source, an event with several children, the block for adults, or confidential ones."""

    kind: str
    incident_id: int = 0
    lines: list[Line] = field(default_factory=list)


def in_groups(lines: Sequence[Line]) -> list[Group]:
    """The lines, in the order of their positions, as they stand together on the agenda."""
    groups: dict[tuple[int, str, int], Group] = {}
    events = Counter(item.incident_id for _slot, item in lines if item and item.incident_id)
    for slot, item in lines:
        if item is None:
            key = (8, "hidden", 0)
        elif slot.block == ADULT:
            key = (7, ADULT, 0)
        elif item.incident_id and events[item.incident_id] > 1:
            key = (3, "event", item.incident_id)
        else:
            key = (ORDER.index(Source(slot.heading)) * 2, slot.heading, 0)
        groups.setdefault(key, Group(key[1], key[2])).lines.append((slot, item))
    return [group for _key, group in sorted(groups.items(), key=lambda pair: pair[0][0])]


__all__ = ["Group", "Line", "in_groups"]
