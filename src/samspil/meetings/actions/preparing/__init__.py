"""Before the meeting: its audiences, its agenda, and sending it. Placing a named child is the disclosure."""

from samspil.meetings.actions.preparing.frame import (
    FRAME_KEPT,
    hold_still,
    opens_at,
    prepare,
    present_persons,
    present_staff,
    writer_of,
)
from samspil.meetings.actions.preparing.placing import (
    Placement,
    age_at,
    as_placement,
    disclose_items,
    meeting_for,
    name_item,
    place,
    take_off,
)
from samspil.meetings.actions.preparing.sending import move_items, reblock, reorder, reschedule, send_agenda

__all__ = [
    "FRAME_KEPT",
    "Placement",
    "age_at",
    "as_placement",
    "disclose_items",
    "hold_still",
    "meeting_for",
    "move_items",
    "name_item",
    "opens_at",
    "place",
    "prepare",
    "present_persons",
    "present_staff",
    "reblock",
    "reorder",
    "reschedule",
    "send_agenda",
    "take_off",
    "writer_of",
]
