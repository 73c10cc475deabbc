"""What the wall shows, and nothing besides."""

from __future__ import annotations

from dataclasses import dataclass

from samspil.meetings.actions.preparing import age_at
from samspil.meetings.models import Item, Meeting, MeetingState
from samspil.meetings.queries.agenda import age_then
from samspil.meetings.states import ItemState


@dataclass(frozen=True)
class Wall:
    """The present item (None: nobody has turned to one, or the actor may not read it) and its child's age that day."""

    meeting: Meeting
    item: Item | None
    age: int | None
    age_then: int | None = None  # on the day of what the list tells

    @property
    def is_told(self) -> bool:
        """Whether the age is only what somebody said."""
        return bool(self.item and self.age is not None and self.item.birth_date is None)

    @property
    def is_over(self) -> bool:
        return self.meeting.state not in {MeetingState.PLANNED, MeetingState.SENT, MeetingState.OPEN}


def wall_of(meeting: Meeting) -> Wall:
    """The wall of a meeting in progress; at any other time it is empty. One statement."""
    item = None
    if meeting.state == MeetingState.OPEN and meeting.current_slot_id:
        on_the_agenda = Item.objects.filter(meeting=meeting, slot_id=meeting.current_slot_id)
        shown = on_the_agenda.exclude(state__in=[ItemState.MOVED, ItemState.WITHDRAWN])
        item = shown.select_related("entry", "incident").first()
    age = age_at(item, meeting) if item else None
    return Wall(meeting, item, age, age_then(item, age) if item else None)
