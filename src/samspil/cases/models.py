"""What is done: cases with one coordinator, tasks, conversations, handovers, actors and notes."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.access.models import Confidential
from samspil.lib.privacy import TableClass
from samspil.organisations.models import Forum, Staff, Unit
from samspil.responsibility.models import SAID, Said
from samspil.responsibility.states import Suspicion
from samspil.sharing.models import BasisVersion


def once(name: str, *fields: str) -> models.UniqueConstraint:
    """What is sent twice is made once. Only within one owner: over all, a refused insert would tell of a hidden row."""
    return models.UniqueConstraint(
        fields=["owner_audience", *fields], condition=Q(**{f"{fields[0]}__isnull": False}), name=name
    )


def of_decision(name: str) -> models.Index:
    """Found again when the decision is undone."""
    return models.Index(fields=["decision_id"], condition=Q(decision_id__isnull=False), name=name)


class CaseState(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Case(Confidential):
    """A person case. From `opened_at` to `closed_at` there is exactly one holder and one coordinator (UNG-37)."""

    forum = models.ForeignKey(Forum, models.PROTECT, null=True, related_name="+", db_index=False)
    opening_reason = models.TextField()  # why a separate crime-preventive focus is needed (BRO-09)
    background = models.TextField(default="")  # problem, background and history: what the effort builds on (VAL-86)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closing_reason = models.TextField(default="")
    state = models.TextField(choices=CaseState, default=CaseState.OPEN)
    decision_id = models.BigIntegerField(null=True)
    key = models.UUIDField(null=True)  # of the form: sent twice is one case

    class Meta:
        constraints = (
            *known("cases_case", state=CaseState),
            once("case_once_per_decision", "decision_id"),
            once("case_once", "key"),
        )
        indexes = (
            models.Index(fields=["owner_audience", "state", "-opened_at"], name="case_owner_state"),
            of_decision("case_decision"),
        )

    class Privacy:
        table = TableClass.CONFIDENTIAL
        numbers: ClassVar[dict[str, str]] = {"decision_id": "decisions are of a floor above"}
        fields: ClassVar[dict[str, str]] = {
            "opening_reason": "why SSP and not the ordinary services",
            "background": "what the effort builds on",
            "key": "the same request twice is one case",
            "opened_at": "from when",
            "closed_at": "until when",
            "closing_reason": "why it ended",
            "state": "open or closed",
            "forum": "which forum opened it",
            "decision_id": "which decision opened it",
        }


class Duty(models.TextChoices):
    HOLDER = "holder", _("Holder")
    COORDINATOR = "coordinator", _("Coordinator")


class Responsibility(Confidential):
    """Who holds or coordinates a case in a period; the periods cover the case without gap or overlap."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="responsibilities")
    duty = models.TextField(choices=Duty)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    period = DateTimeRangeField()
    reason = models.TextField(default="")  # why it passed to this colleague
    chosen = models.BooleanField(default=False)  # the child chose this adult (HAL-13)

    class Meta:
        constraints = known("cases_responsibility", duty=Duty)
        indexes = (models.Index(fields=["staff", "duty"], name="responsibility_staff"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "duty": "which",
            "staff": "who",
            "unit": "backed by",
            "period": "when",
            "reason": "why it changed",
            "chosen": "what a child asked of one adult, the child hears from that adult",
        }


class TaskState(models.TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class TaskKind(models.TextChoices):
    TASK = "task", _("Task")
    NOTIFICATION = "notification", _("Statutory notification")
    HANDOVER = "handover", _("Taken over")


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
            "reason_not": "why it was not held",
            "follow_up_on": "next time",
            "decision_id": "which decision",
        }


class HandoverState(models.TextChoices):
    PROPOSED = "proposed", _("Waits for a yes")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Handover(Confidential):
    """A matter is offered to another unit, or a case to a colleague; it moves only when everybody who must has said yes
    (HAL-15). Until then the giver holds it.

    With a `case` the case moves; without one the receiver gets a task with the text.
    """

    case = models.ForeignKey(Case, models.SET_NULL, null=True, related_name="handovers")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    # Who holds the case; null: a matter without a case.
    from_staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    # Null: whoever says yes in the unit.
    to_staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    needs = ArrayField(models.TextField(), default=list)  # who agrees besides giver and receiver
    # Judged by who proposes it; empty: no parents would be asked.
    suspicion = models.TextField(choices=Suspicion, blank=True, default="")
    text = models.TextField()
    state = models.TextField(choices=HandoverState, default=HandoverState.PROPOSED)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(default="")
    with_notes = models.BooleanField(default=False)
    basis_version = models.ForeignKey(BasisVersion, models.PROTECT, related_name="+", db_index=False)
    necessity = models.TextField()
    disclosures = ArrayField(models.BigIntegerField(), default=list)  # what the receiver reads until the answer
    decision_id = models.BigIntegerField(null=True)
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            *known("cases_handover", state=HandoverState, suspicion=["", *Suspicion]),
            once("handover_once_per_decision", "decision_id"),
            once("handover_once", "key"),
        )
        indexes = (
            models.Index(fields=["to_unit", "state"], name="handover_to_state"),
            models.Index(fields=["from_unit", "state"], name="handover_from_state"),
            of_decision("handover_decision"),
        )

    class Privacy:
        table = TableClass.CONFIDENTIAL
        numbers: ClassVar[dict[str, str]] = {"decision_id": "decisions are of a floor above"}
        fields: ClassVar[dict[str, str]] = {
            "with_notes": "whether the notes go along",
            "basis_version": "on which basis, in which wording",
            "necessity": "why it is necessary",
            "disclosures": "taken back when the answer is no",
            "key": "the same request twice is one handover",
            "to_unit": "to whom",
            "from_unit": "from whom",
            "from_staff": "who has it",
            "to_staff": "who is asked",
            "needs": "who must agree",
            "suspicion": "whether the parents are asked, told, or left out",
            "text": "what is handed over",
            "state": "yes or not yet",
            "answered_at": "when",
            "answer": "with which words",
            "decision_id": "which decision",
        }


class Agreement(Said):
    """An answer to a handover. The receiver's says who coordinates; empty: whoever takes it."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="agreements")
    coordinator = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(Said.Meta):
        indexes = (models.Index(fields=["handover", "party"], name="caseagreement_party"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {**SAID, "coordinator": "who coordinates from the yes"}


class InvolvementState(models.TextChoices):
    CONSIDERED = "considered", _("Being considered")
    INVOLVED = "involved", _("Involved")
    NOT_INVOLVED = "not_involved", _("Not involved")
    ENDED = "ended", _("No longer involved")


class Involvement(Confidential):
    """A line of a case's checklist of actors: considered, involved from when to when, or not and why (BRO-13, BRO-59).

    While a unit is involved it reads the case's header, this line and who coordinates; nothing else by itself.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="involvements")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    state = models.TextField(choices=InvolvementState, default=InvolvementState.CONSIDERED)
    reason = models.TextField(default="")
    period = DateTimeRangeField(null=True)
    basis_version = models.ForeignKey(BasisVersion, models.PROTECT, null=True, related_name="+", db_index=False)
    disclosures = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        constraints = (
            *known("cases_involvement", state=InvolvementState),
            once("involvement_once_per_unit", "case", "unit_id"),
        )
        indexes = (models.Index(fields=["unit", "state"], name="involvement_unit_state"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "unit": "whom",
            "state": "considered, involved or not",
            "reason": "why",
            "period": "from when to when",
            "basis_version": "on which basis, in which wording",
            "disclosures": "taken back when it ends",
        }


class Note(Confidential):
    """A note in a case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    text = models.TextField()
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (once("note_once", "key"),)
        indexes = (
            models.Index(fields=["case", "-written_at"], name="note_case"),
            models.Index(fields=["owner_audience", "-written_at"], name="note_owner"),
        )

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "text": "what happened or was said",
            "key": "the same request twice is one note",
        }
