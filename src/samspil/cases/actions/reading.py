"""Opening a task, a conversation or a handover, which is recorded as a reading."""

from __future__ import annotations

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.cases import queries
from samspil.cases.queries.names import NamedConversation, NamedHandover, NamedTask


@verb("task.read")
def read_task(actor: Actor, *, task_id: int) -> NamedTask:
    """Open a task. Raises NotVisible."""
    task = queries.get_task(task_id)
    record("task.read", task)
    return task


@verb("conversation.read")
def read_conversation(actor: Actor, *, conversation_id: int) -> NamedConversation:
    """Open a conversation. Raises NotVisible."""
    conversation = queries.get_conversation(conversation_id)
    record("conversation.read", conversation)
    return conversation


@verb("handover.read")
def read_handover(actor: Actor, *, handover_id: int) -> NamedHandover:
    """Open a handover. Raises NotVisible."""
    handover = queries.get_handover(handover_id)
    record("handover.read", handover)
    return handover
