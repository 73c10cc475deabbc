"""How cases, tasks, conversations, handovers and lines of the actors' checklist live. What is not in a table cannot
be done.

The unit that has the row moves it. Two moves are others': a handover is answered by the unit that is asked, and what
a decision set going is withdrawn by those who decided, while nobody has begun.
"""

from __future__ import annotations

from samspil.cases.models import CaseState, ConversationState, HandoverState, InvolvementState, TaskState
from samspil.lib.lifecycles import LifeCycle

CASE_NEXT: dict[str, set[str]] = {
    CaseState.OPEN: {CaseState.CLOSED, CaseState.WITHDRAWN},
    CaseState.CLOSED: {CaseState.OPEN},  # closed by mistake: within a day
    CaseState.WITHDRAWN: set(),
}
TASK_NEXT: dict[str, set[str]] = {
    TaskState.OPEN: {TaskState.OPEN, TaskState.DONE, TaskState.WITHDRAWN},  # open to open: postponed
    TaskState.DONE: set(),
    TaskState.WITHDRAWN: set(),
}
CONVERSATION_NEXT: dict[str, set[str]] = {
    ConversationState.PLANNED: {ConversationState.HELD, ConversationState.NOT_HELD, ConversationState.WITHDRAWN},
    ConversationState.HELD: {ConversationState.HELD},  # a later answer is written beside the first
    ConversationState.NOT_HELD: set(),
    ConversationState.WITHDRAWN: set(),
}
HANDOVER_NEXT: dict[str, set[str]] = {
    HandoverState.PROPOSED: {HandoverState.ACCEPTED, HandoverState.DECLINED, HandoverState.WITHDRAWN},
    HandoverState.ACCEPTED: set(),
    HandoverState.DECLINED: set(),
    HandoverState.WITHDRAWN: set(),
}
# A unit may be considered again, and a no may become a yes; who takes part stops by an end that is written down.
INVOLVEMENT_NEXT: dict[str, set[str]] = {
    InvolvementState.CONSIDERED: {InvolvementState.INVOLVED, InvolvementState.NOT_INVOLVED},
    InvolvementState.INVOLVED: {InvolvementState.ENDED},
    InvolvementState.NOT_INVOLVED: {InvolvementState.CONSIDERED, InvolvementState.INVOLVED},
    InvolvementState.ENDED: {InvolvementState.INVOLVED, InvolvementState.CONSIDERED},
}

CASE = LifeCycle("cases_case", CASE_NEXT, rests={CaseState.CLOSED, CaseState.WITHDRAWN})
TASK = LifeCycle("cases_task", TASK_NEXT, rests={TaskState.DONE, TaskState.WITHDRAWN})
CONVERSATION = LifeCycle(
    "cases_conversation",
    CONVERSATION_NEXT,
    rests={ConversationState.HELD, ConversationState.NOT_HELD, ConversationState.WITHDRAWN},
)
HANDOVER = LifeCycle(
    "cases_handover",
    HANDOVER_NEXT,
    rests={HandoverState.ACCEPTED, HandoverState.DECLINED, HandoverState.WITHDRAWN},
)
INVOLVEMENT = LifeCycle(
    "cases_involvement",
    INVOLVEMENT_NEXT,
    rests={InvolvementState.INVOLVED, InvolvementState.NOT_INVOLVED, InvolvementState.ENDED},
)
