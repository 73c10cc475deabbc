"""Before the meeting: its audiences, its agenda, and sending it. Placing a named child is the disclosure."""

from samspil.meetings.actions.preparing.frame import (
    FRAME_KEPT,
    hold_still,
    keep_open,
    let_in,
    may_receive,
    open_to_present,
    opens_at,
    prepare,
    present_persons,
    who_may_receive,
    writer_of,
)
from samspil.meetings.actions.preparing.numbering import number_slots
from samspil.meetings.actions.preparing.placing import (
    Placement,
    age_at,
    as_placement,
    disclose_items,
    fit_block,
    has_adult_block,
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
    "fit_block",
    "has_adult_block",
    "hold_still",
    "keep_open",
    "let_in",
    "may_receive",
    "meeting_for",
    "move_items",
    "name_item",
    "number_slots",
    "open_to_present",
    "opens_at",
    "place",
    "prepare",
    "present_persons",
    "reblock",
    "reorder",
    "reschedule",
    "send_agenda",
    "take_off",
    "who_may_receive",
    "writer_of",
]
