"""The agenda of a meeting as this actor may see it, and who sits there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from samspil.access.actor import Actor
from samspil.concerns import policies
from samspil.concerns.states import About
from samspil.meetings.actions.preparing import age_at
from samspil.meetings.models import Item, Meeting, MeetingState, Slot
from samspil.meetings.ordering import Line, in_groups
from samspil.meetings.states import ItemState
from samspil.organisations.queries import SeatThatDay, seats_on
from samspil.web.templatetags.samspil import short_name


@dataclass(frozen=True)
class Row:
    """One line of the agenda. `item` is None where the actor may not know what stands there. `number` is the same for everybody."""

    slot: Slot
    number: int
    item: Item | None
    age: int | None
    is_first: bool = False  # of those that stand together: it moves no further up

    @property
    def short_label(self) -> str:
        """A decided line, for a screen that others may glance at: a child's name is shortened, and a place's is not."""
        if self.item is None:
            return ""
        if not self.item.named:  # what stands there is no name
            return self.item.label
        is_child = self.item.concern is None or self.item.concern.about == About.CHILD
        return short_name(self.item.label) if is_child else self.item.label

    @property
    def age_then(self) -> int | None:
        """The age on the day of the event, where that day is known: who was under 15 then is never charged."""
        return age_then(self.item, self.age) if self.item else None

    @property
    def is_told(self) -> bool:
        """Whether the age is only what somebody said: no birth date is known."""
        return bool(self.item and self.age is not None and self.item.birth_date is None)

    @property
    def is_open(self) -> bool:
        return self.slot.state == ItemState.WAITING

    @property
    def is_done(self) -> bool:
        return self.slot.state == ItemState.DECIDED


@dataclass(frozen=True)
class Heading:
    """Lines that stand together: a source, an event with several children, a block, or confidential ones."""

    kind: str
    rows: list[Row] = field(default_factory=list)
    incident_id: int | None = None
    title: str = ""


@dataclass(frozen=True)
class Agenda:
    headings: list[Heading]
    rows: list[Row]

    @property
    def decided(self) -> int:
        return sum(row.is_done for row in self.rows)

    @property
    def is_hidden(self) -> bool:
        """Whether something stands on it, and the actor reads nothing of it."""
        return bool(self.rows) and all(row.item is None for row in self.rows)

    @property
    def waiting(self) -> list[Row]:
        return [row for row in self.rows if row.is_open and row.item]

    def next_after(self, item_id: int | None) -> Row | None:
        """The next waiting line below the item, else the first waiting one."""
        visible = [row for row in self.rows if row.item]
        start = next((index for index, row in enumerate(visible) if row.item and row.item.pk == item_id), -1)
        rest = visible[start + 1 :] + visible[: max(start, 0)]
        return next((row for row in rest if row.is_open), None)


def age_then(item: Item, age: int | None) -> int | None:
    """The age of an item's child on the day of what the list tells, as far as the actor reads it; else `age`, that of the meeting. The
    item comes with its line and its event.
    """
    told = item.entry or item.incident
    return policies.age_then(item.birth_date, told.happened_on if told else None, age)


def agenda_of(meeting: Meeting) -> Agenda:
    """The agenda as this actor may see it; what they may not is a line without content. Two statements."""
    slots = Slot.objects.filter(meeting=meeting).exclude(state__in=[ItemState.MOVED, ItemState.WITHDRAWN])
    items = {item.slot_id: item for item in _items_of(meeting).select_related("incident", "concern", "entry")}
    return _in_groups(meeting, [(slot, items.get(slot.pk)) for slot in slots.order_by("position")])


def readable_agenda_of(meeting: Meeting) -> Agenda:
    """Only the lines whose content this actor may read, in the order of the agenda. One statement."""
    items = _items_of(meeting).select_related("incident", "concern", "entry", "slot").order_by("slot__position")
    return _in_groups(meeting, [(item.slot, item) for item in items])


def _items_of(meeting: Meeting) -> QuerySet[Item]:
    return Item.objects.filter(meeting=meeting).exclude(state__in=[ItemState.MOVED, ItemState.WITHDRAWN])


def _in_groups(meeting: Meeting, lines: Sequence[Line]) -> Agenda:
    headings: list[Heading] = []
    for group in in_groups(lines):
        rows = [
            Row(slot, slot.position, item, age_at(item, meeting) if item else None, is_first=number == 0)
            for number, (slot, item) in enumerate(group.lines)
        ]
        event = next((item.incident for _slot, item in group.lines if group.incident_id and item), None)
        title = (event.place or event.reference) if event else ""
        headings.append(Heading(group.kind, rows, group.incident_id or None, title))
    return Agenda(headings, [row for heading in headings for row in heading.rows])


def seats_at(meeting: Meeting) -> list[SeatThatDay]:
    """The seats that take part in this meeting: the standing ones and those of its blocks."""
    seats = seats_on(meeting.forum, timezone.localdate(meeting.starts_at))
    return [seat for seat in seats if seat.is_standing or seat.block in meeting.blocks]


def upcoming(actor: Actor, forum_ids: Sequence[int], since: date) -> list[Meeting]:
    """The next meetings of these forums."""
    return list(
        Meeting.objects.filter(forum_id__in=forum_ids, starts_at__date__gte=since)
        .exclude(state=MeetingState.CANCELLED)
        .select_related("forum")
        .order_by("starts_at")[:20]
    )
