"""What is done: cases with one coordinator, tasks, conversations, handovers and notes."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.models import Confidential
from samspil.lib.privacy import TableClass


class CaseState(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Case(Confidential):
    """A person case. From `opened_at` to `closed_at` there is exactly one holder and one coordinator (UNG-37)."""

    forum_id = models.BigIntegerField(null=True)
    opening_reason = models.TextField()  # why a separate crime-preventive focus is needed (BRO-09)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closing_reason = models.TextField(default="")
    state = models.TextField(choices=CaseState, default=CaseState.OPEN)
    decision_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=["owner_audience", "state", "-opened_at"], name="case_owner_state"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar = {
            "opening_reason": "why SSP and not the ordinary services",
            "opened_at": "from when",
            "closed_at": "until when",
            "closing_reason": "why it ended",
            "state": "open or closed",
            "forum_id": "which forum opened it",
            "decision_id": "which decision opened it",
        }


class Duty(models.TextChoices):
    HOLDER = "holder", _("Holder")
    COORDINATOR = "coordinator", _("Coordinator")


class Responsibility(Confidential):
    """Who holds or coordinates a case in a period; the periods cover the case without gap or overlap."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="responsibilities")
    duty = models.TextField(choices=Duty)
    staff_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    period = DateTimeRangeField()

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar = {"duty": "which", "staff_id": "who", "unit_id": "backed by", "period": "when"}


class TaskState(models.TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Task(Confidential):
    """Something one colleague has promised to do by a day. Carries only its own text."""

    case = models.ForeignKey(Case, models.SET_NULL, null=True, related_name="tasks")
    kind = models.TextField(default="task")  # task | conversation | notification | take_up_again
    text = models.TextField()
    responsible_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    due_on = models.DateField(null=True)
    state = models.TextField(choices=TaskState, default=TaskState.OPEN)
    done_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")
    decision_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=["owner_audience", "state", "due_on"], name="task_owner_due"),
                   models.Index(fields=["responsible_id", "state", "due_on"], name="task_responsible_due"))

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar = {
            "kind": "what sort", "text": "what to do", "responsible_id": "who", "unit_id": "backed by", "due_on": "by when",
            "state": "done or not", "done_at": "when", "outcome": "what came of it", "decision_id": "which decision",
        }


class ConversationState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    NOT_HELD = "not_held", _("Not held")


class Conversation(Confidential):
    """A preventive or concern conversation (BAL-41, VAL-85): recommended, assigned, held, answered. Always voluntary."""

    case = models.ForeignKey(Case, models.SET_NULL, null=True, related_name="conversations")
    kind = models.TextField()  # preventive | concern
    with_police = models.BooleanField(default=False)
    responsible_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    due_on = models.DateField(null=True)
    state = models.TextField(choices=ConversationState, default=ConversationState.PLANNED)
    held_on = models.DateField(null=True)
    place = models.TextField(default="")
    participants = models.TextField(default="")
    summary = models.TextField(default="")
    offer = models.TextField(default="")
    answer_child = models.TextField(default="")  # yes | no | not_asked
    answer_parents = models.TextField(default="")
    reason_not = models.TextField(default="")
    follow_up_on = models.DateField(null=True)
    decision_id = models.BigIntegerField(null=True)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar = {
            "kind": "which model", "with_police": "police takes part", "responsible_id": "who", "unit_id": "backed by",
            "due_on": "by when", "state": "held or not", "held_on": "when", "place": "where", "participants": "who took part",
            "summary": "what was agreed", "offer": "what was offered", "answer_child": "the child's own answer",
            "answer_parents": "the parents' answer", "reason_not": "why it was not held", "follow_up_on": "next time",
            "decision_id": "which decision",
        }


class HandoverState(models.TextChoices):
    PROPOSED = "proposed", _("Waits for a yes")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Handover(Confidential):
    """A matter is offered to another unit; it moves only when that unit says yes."""

    to_unit_id = models.BigIntegerField()
    from_unit_id = models.BigIntegerField()
    text = models.TextField()
    state = models.TextField(choices=HandoverState, default=HandoverState.PROPOSED)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(default="")
    decision_id = models.BigIntegerField(null=True)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar = {
            "to_unit_id": "to whom", "from_unit_id": "from whom", "text": "what is handed over", "state": "yes or not yet",
            "answered_at": "when", "answer": "with which words", "decision_id": "which decision",
        }


class Note(Confidential):
    """A note in a case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    text = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["case", "-written_at"], name="note_case"),
                   models.Index(fields=["owner_audience", "-written_at"], name="note_owner"))

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar = {"text": "what happened or was said"}
