"""Tasks, conversations and handovers: single ones, and what waits for somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from samspil.access.models import History
from samspil.cases.models import (
    Agreement,
    Conversation,
    ConversationState,
    Handover,
    HandoverState,
    Task,
    TaskState,
)
from samspil.cases.queries import names
from samspil.cases.queries.casework import ON_A_PAGE
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import Staff, Unit
from samspil.responsibility.states import RECEIVER, Answer
from samspil.sharing.models import BasisVersion


# --- tasks ------------------------------------------------------------------------------------------------------------
def get_task(task_id: int) -> names.NamedTask:
    """A task that the actor may read, with its case and names. Raises NotVisible."""
    task = _tasks().filter(pk=task_id).select_related("case").first()
    if task is None:
        raise NotVisible
    return task


def _tasks() -> QuerySet[names.NamedTask]:
    return _tasks_without_child().annotate(child=names.child())  # type: ignore[return-value]


def _tasks_without_child() -> QuerySet[Task]:
    return Task.objects.annotate(
        responsible_name=names.colleague(), responsible_left=names.left(), unit_name=names.unit()
    )


def my_tasks(staff_id: int, *, most: int = ON_A_PAGE) -> list[Task]:
    """Open tasks of a colleague: the earliest deadline first, those without one last."""
    mine = _tasks().filter(responsible_id=staff_id, state=TaskState.OPEN)
    return list(mine.order_by(F("due_on").asc(nulls_last=True), "pk")[:most])


def task_list(unit: Unit, *, staff_id: int | None = None, state: str = TaskState.OPEN, page: int = 1) -> Page[Task]:
    """Tasks of a unit (of one of its colleagues), fifty a page."""
    rows = _tasks().filter(owner_audience_id=unit.audience_id, state=state)
    if staff_id is not None:
        rows = rows.filter(responsible_id=staff_id)
    order = ("-done_at", "-pk") if state == TaskState.DONE else (F("due_on").asc(nulls_last=True), "pk")
    found: Page[Any] = Paginator(rows.order_by(*order), ON_A_PAGE).get_page(page)
    return found


def tasks_about(persons: Sequence[int]) -> list[Task]:
    """Tasks about a child that the actor may read, open ones first. The child is known where they are asked for."""
    about = _tasks_without_child().filter(subject__in=persons).exclude(state=TaskState.WITHDRAWN)
    return list(about.order_by("-state", F("due_on").asc(nulls_last=True), "pk")[:ON_A_PAGE])


@dataclass(frozen=True)
class Postponed:
    """An earlier deadline of a task."""

    due_on: date | None
    by: str


def postponements(task: Task) -> list[Postponed]:
    """The earlier deadlines of a task, the latest first."""
    writer = Staff.objects.filter(principal_id=OuterRef("written_by")).values("name")[:1]
    rows = (
        History.objects.filter(parent_table="cases_task", parent_id=task.pk)
        .annotate(by=Subquery(writer))
        .order_by("-parent_version")
    )
    was = [
        Postponed(date.fromisoformat(row.was["due_on"]) if row.was["due_on"] else None, row.by or "") for row in rows
    ]
    return [line for line in was if line.due_on and line.due_on != task.due_on]


# --- conversations ----------------------------------------------------------------------------------------------------
def get_conversation(conversation_id: int) -> names.NamedConversation:
    """A conversation that the actor may read, with its case and names. Raises NotVisible."""
    found = _conversations().filter(pk=conversation_id).select_related("case", "follows").first()
    if found is None:
        raise NotVisible
    return found


def _conversations() -> QuerySet[names.NamedConversation]:
    return _conversations_without_child().annotate(  # type: ignore[return-value]
        child=names.child(), child_born=names.child(field="birth_date")
    )


def _conversations_without_child() -> QuerySet[Conversation]:
    return Conversation.objects.annotate(
        responsible_name=names.colleague(), responsible_left=names.left(), unit_name=names.unit()
    )


def my_conversations(staff_id: int, *, most: int = ON_A_PAGE) -> list[Conversation]:
    """Conversations that a colleague is to hold, follow-ups among them, the earliest first."""
    mine = _conversations().filter(responsible_id=staff_id, state=ConversationState.PLANNED)
    return list(mine.order_by(F("due_on").asc(nulls_last=True), "pk")[:most])


def talks_about(persons: Sequence[int]) -> list[Conversation]:
    """Conversations with a child that the actor may read: those to come, then those that were, the latest first."""
    about = _conversations_without_child().filter(subject__in=persons).exclude(state=ConversationState.WITHDRAWN)
    return list(about.order_by("-state", F("held_on").desc(nulls_last=True), "pk")[:ON_A_PAGE])


def follow_up_of(conversation: Conversation) -> Conversation | None:
    """The conversation that follows up this one."""
    return Conversation.objects.filter(follows=conversation).order_by("pk").first()


def basis_of(conversation: Conversation) -> BasisVersion | None:
    """The paragraph that the conversation is tied to, in the wording of that day (BAL-41)."""
    if conversation.basis_version_id is None:
        return None
    return BasisVersion.objects.select_related("basis").filter(pk=conversation.basis_version_id).first()


# --- handovers --------------------------------------------------------------------------------------------------------
def get_handover(handover_id: int) -> names.NamedHandover:
    """A handover that the actor may read, with names. Raises NotVisible."""
    found = _handovers().filter(pk=handover_id).first()
    if found is None:
        raise NotVisible
    return found


def _handovers() -> QuerySet[names.NamedHandover]:
    return Handover.objects.annotate(
        child=names.child(), to_name=names.unit("to_unit_id"), from_name=names.unit("from_unit_id"),
        to_staff_name=names.colleague("to_staff_id"),
    )  # fmt: skip


def handovers_of(units: Sequence[Unit], *, since: datetime) -> list[Handover]:
    """Handovers between these units and others that wait for an answer (`receiver_agrees`: for others than who is asked), and
    those of theirs that were answered with a no since then: the giver must go on.
    """
    ids = [unit.pk for unit in units]
    waits = Q(state=HandoverState.PROPOSED) & (Q(to_unit_id__in=ids) | Q(from_unit_id__in=ids))
    declined = Q(state=HandoverState.DECLINED, from_unit_id__in=ids, answered_at__gte=since)
    said = Agreement.objects.filter(handover=OuterRef("pk"), party=RECEIVER, answer=Answer.AGREES)
    rows = _handovers().filter(waits | declined).annotate(receiver_agrees=Exists(said))
    return list(rows.order_by("written_at", "pk")[:ON_A_PAGE])
