"""What the wall shows, and nothing besides."""

from __future__ import annotations

from dataclasses import dataclass

from samspil.meetings.actions.preparing import age_at
from samspil.meetings.models import Item, Meeting, MeetingState
from samspil.meetings.states import ItemState


@dataclass(frozen=True)
class Wall:
    """The present item (None: nobody has turned to one, or the actor may not read it) and its child's age that day."""

    meeting: Meeting
    item: Item | None
    age: int | None

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
        item = on_the_agenda.exclude(state__in=[ItemState.MOVED, ItemState.WITHDRAWN]).first()
    return Wall(meeting, item, age_at(item, meeting) if item else None)
