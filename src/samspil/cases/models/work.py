"""What is to be done: tasks and conversations, of a case or without one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.access.models import Confidential
from samspil.cases.models.cases import Case
from samspil.cases.models.keys import of_decision, once
from samspil.lib.privacy import TableClass
from samspil.organisations.models import Staff, Unit
from samspil.sharing.models import BasisVersion


class TaskState(models.TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class TaskKind(models.TextChoices):
    TASK = "task", _("Task")
    NOTIFICATION = "notification", _("Statutory notification")
    HANDOVER = "handover", _("Taken over")
    TALK = "talk", _("Conversation with the police")


class Task(Confidential):
    """Something one colleague has promised to do by a day. Carries only its own text."""

    case = models.ForeignKey(Case, models.SET_NULL, null=True, related_name="tasks")
    kind = models.TextField(choices=TaskKind, default=TaskKind.TASK)
    text = models.TextField()
    responsible = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField(null=True)
    state = models.TextField(choices=TaskState, default=TaskState.OPEN)
    done_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")
    postponed_because = models.TextField(default="")
    decision_id = models.BigIntegerField(null=True)
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            *known("cases_task", kind=TaskKind, state=TaskState),
            once("task_once_per_decision", "decision_id", "kind"),
            once("task_once", "key"),
        )
        indexes = (
            models.Index(fields=["owner_audience", "state", "due_on"], name="task_owner_due"),
            models.Index(fields=["responsible", "state", "due_on"], name="task_responsible_due"),
            of_decision("task_decision"),
        )

    class Privacy:
        table = TableClass.CONFIDENTIAL
        numbers: ClassVar[dict[str, str]] = {"decision_id": "decisions are of a floor above"}
        fields: ClassVar[dict[str, str]] = {
            "kind": "what sort",
            "text": "what to do",
            "responsible": "who",
            "unit": "backed by",
            "due_on": "by when",
            "state": "done or not",
            "done_at": "when",
            "outcome": "what came of it",
            "decision_id": "which decision",
            "postponed_because": "why it waits",
            "key": "the same request twice is one task",
        }


class ConversationState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    NOT_HELD = "not_held", _("Not held")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Answer(models.TextChoices):
    """To an offer. Support is voluntary: a no has no consequence (VAL-88)."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_ASKED = "not_asked", _("Not asked")


class Attempt(models.TextChoices):
    """What is tried to reach the family before a conversation."""

    CALLED = "called", _("Called")
    NOT_REACHED = "not_reached", _("Not reached")
    LETTER = "letter", _("Letter sent")
    VISITED = "visited", _("Went there")


class ConversationKind(models.TextChoices):
    PREVENTIVE = "preventive", _("Preventive conversation")
    CONCERN = "concern", _("Concern conversation")


class Conversation(Confidential):
    """A preventive or concern conversation (BAL-41, VAL-85): recommended, assigned, held, answered. Always voluntary."""

    case = models.ForeignKey(Case, models.SET_NULL, null=True, related_name="conversations")
    kind = models.TextField(choices=ConversationKind)
    with_police = models.BooleanField(default=False)
    responsible = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField(null=True)
    state = models.TextField(choices=ConversationState, default=ConversationState.PLANNED)
    held_on = models.DateField(null=True)
    place = models.TextField(default="")
    participants = models.TextField(default="")
    summary = models.TextField(default="")
    offer = models.TextField(default="")
    answer_child = models.TextField(choices=Answer, blank=True, default="")
    answer_parents = models.TextField(choices=Answer, blank=True, default="")
    reason_not = models.TextField(default="")
    answered_on = models.DateField(null=True)
    follow_up_on = models.DateField(null=True)
    follows = models.ForeignKey("self", models.SET_NULL, null=True, related_name="follow_ups")
    # The paragraph that it is held under, in its wording (BAL-41).
    basis_version = models.ForeignKey(BasisVersion, models.PROTECT, null=True, related_name="+", db_index=False)
    decision_id = models.BigIntegerField(null=True)
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            *known(
                "cases_conversation",
                kind=ConversationKind,
                state=ConversationState,
                answer_child=["", *Answer],
                answer_parents=["", *Answer],
            ),
            once("conversation_once_per_decision", "decision_id"),
            once("conversation_once", "key"),
        )
        indexes = (
            models.Index(fields=["owner_audience", "state", "due_on"], name="conversation_owner_due"),
            models.Index(fields=["responsible", "state", "due_on"], name="conversation_responsible_due"),
            of_decision("conversation_decision"),
        )

    class Privacy:
        table = TableClass.CONFIDENTIAL
        numbers: ClassVar[dict[str, str]] = {"decision_id": "decisions are of a floor above"}
        fields: ClassVar[dict[str, str]] = {
            "answered_on": "when they answered",
            "follows": "which conversation it follows up",
            "basis_version": "on which basis, in which wording",
            "key": "the same request twice is one conversation",
            "kind": "which model",
            "with_police": "police takes part",
            "responsible": "who",
            "unit": "backed by",
            "due_on": "by when",
            "state": "held or not",
            "held_on": "when",
            "place": "where",
            "participants": "who took part",
            "summary": "what was agreed",
            "offer": "what was offered",
            "answer_child": "the child's own answer",
            "answer_parents": "the parents' answer",
            "reason_not": "what was tried before it, and why it was not held",
            "follow_up_on": "next time",
            "decision_id": "which decision",
        }
