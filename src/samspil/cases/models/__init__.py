"""What is done: cases with one coordinator, tasks, conversations, handovers, actors and notes."""

from samspil.cases.models.cases import Case, CaseState, Duty, Involvement, InvolvementState, Note, Responsibility
from samspil.cases.models.handing import Agreement, Handover, HandoverState
from samspil.cases.models.keys import once
from samspil.cases.models.work import (
    Answer,
    Attempt,
    Conversation,
    ConversationKind,
    ConversationState,
    Task,
    TaskKind,
    TaskState,
)

__all__ = [
    "Agreement",
    "Answer",
    "Attempt",
    "Case",
    "CaseState",
    "Conversation",
    "ConversationKind",
    "ConversationState",
    "Duty",
    "Handover",
    "HandoverState",
    "Involvement",
    "InvolvementState",
    "Note",
    "Responsibility",
    "Task",
    "TaskKind",
    "TaskState",
    "once",
]
