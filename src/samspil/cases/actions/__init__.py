"""The only writers of cases, tasks, conversations, handovers, the actors' checklist and notes: one function per
verb.
"""

from samspil.cases.actions.actors import consider_unit, end_involvement, involve_unit, leave_out_unit
from samspil.cases.actions.casework import (
    change_coordinator,
    close_case,
    correct_note,
    describe_case,
    open_case,
    read_case,
    reopen_case,
    write_note,
)
from samspil.cases.actions.conversations import (
    Held,
    answer_offer,
    hold_conversation,
    note_attempt,
    plan_conversation,
    skip_conversation,
)
from samspil.cases.actions.handovers import (
    accept_handover,
    decline_handover,
    propose_handover,
    reply_handover,
    withdraw_consequences,
    withdraw_handover,
)
from samspil.cases.actions.passing import pass_conversation, pass_task
from samspil.cases.actions.reading import read_conversation, read_handover, read_task
from samspil.cases.actions.tasks import complete_task, give_task, postpone_task

__all__ = [
    "Held",
    "accept_handover",
    "answer_offer",
    "change_coordinator",
    "close_case",
    "complete_task",
    "consider_unit",
    "correct_note",
    "decline_handover",
    "describe_case",
    "end_involvement",
    "give_task",
    "hold_conversation",
    "involve_unit",
    "leave_out_unit",
    "note_attempt",
    "open_case",
    "pass_conversation",
    "pass_task",
    "plan_conversation",
    "postpone_task",
    "propose_handover",
    "read_case",
    "read_conversation",
    "read_handover",
    "read_task",
    "reopen_case",
    "reply_handover",
    "skip_conversation",
    "withdraw_consequences",
    "withdraw_handover",
    "write_note",
]
