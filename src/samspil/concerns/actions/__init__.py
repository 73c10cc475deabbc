"""The writers of lists and concerns: receiving a file, writing down what is read aloud, matching, sending a concern."""

from samspil.concerns.actions.choosing import Unanswered, check_read_as_shown, otherwise_of
from samspil.concerns.actions.columns import say_columns
from samspil.concerns.actions.matching import children_of, person_of, rematch
from samspil.concerns.actions.opening import look_through, open_concern, open_entry, open_list, open_remark
from samspil.concerns.actions.reading import (
    Choices,
    EventChoice,
    correct_row,
    forget_reading,
    keep_reading,
    look_at,
)
from samspil.concerns.actions.receiving import receive_list
from samspil.concerns.actions.remarks import correct_remark
from samspil.concerns.actions.removing import remove_doubles, remove_lines, remove_list, restore_line, restore_list
from samspil.concerns.actions.sending import become, send
from samspil.concerns.actions.speaking import (
    Captured,
    DeedTold,
    Note,
    capture,
    correct,
    correct_event,
    tell_event,
)

__all__ = [
    "Captured",
    "Choices",
    "DeedTold",
    "EventChoice",
    "Note",
    "Unanswered",
    "become",
    "capture",
    "check_read_as_shown",
    "children_of",
    "correct",
    "correct_event",
    "correct_remark",
    "correct_row",
    "forget_reading",
    "keep_reading",
    "look_at",
    "look_through",
    "open_concern",
    "open_entry",
    "open_list",
    "open_remark",
    "otherwise_of",
    "person_of",
    "receive_list",
    "rematch",
    "remove_doubles",
    "remove_lines",
    "remove_list",
    "restore_line",
    "restore_list",
    "say_columns",
    "send",
    "tell_event",
]
