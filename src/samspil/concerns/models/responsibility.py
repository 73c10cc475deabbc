"""Responsibility moves only with a yes: handovers of concerns, who agreed, and who is away."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.models import Confidential
from samspil.concerns.models.concerns import Concern
from samspil.lib.privacy import TableClass


class HandoverState(models.TextChoices):
    PROPOSED = "proposed", _("Waits for a yes")
    IN_EFFECT = "in_effect", _("In effect")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Handover(Confidential):
    """A concern is offered to somebody else, at the same door or another. Until all required have agreed, or are excepted,
    the giver has it (HAL-15). `reason` says why it is best for the child (HAL-16).
    """

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="handovers")
    from_staff_id = models.BigIntegerField()
    from_unit_id = models.BigIntegerField()
    to_staff_id = models.BigIntegerField(null=True)  # null: whoever says yes at the door
    to_unit_id = models.BigIntegerField()
    to_door_id = models.BigIntegerField(null=True)  # null: stays at this door
    needs = ArrayField(models.TextField())
    reason = models.TextField()
    state = models.TextField(choices=HandoverState, default=HandoverState.PROPOSED)
    settled_at = models.DateTimeField(null=True)
    basis_version_id = models.BigIntegerField()
    necessity = models.TextField()
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["written_by", "key"], name="concernhandover_key"),)
        indexes = (models.Index(fields=["concern", "state"], name="concernhandover_state"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "from_staff_id": "who has it",
            "from_unit_id": "backed by",
            "to_staff_id": "who is asked",
            "to_unit_id": "backed by",
            "to_door_id": "which door is asked",
            "needs": "who must agree",
            "reason": "why it is best for the child",
            "state": "yes or not yet",
            "settled_at": "when it took effect or ended",
            "basis_version_id": "on which basis, in which wording",
            "necessity": "why it is necessary",
            "key": "the same request twice is one handover",
        }


class Answer(models.TextChoices):
    AGREES = "agrees", _("Agrees")
    DISAGREES = "disagrees", _("Does not agree")
    NOT_ASKED = "not_asked", _("Not asked")
    CONFIRMED = "confirmed", _("A leader has confirmed that they are not asked")


class Because(models.TextChoices):
    """Why a party is not asked. Listed reasons only; a leader confirms each."""

    DANGER = "danger", _("It would put the child in danger")
    NOT_REACHED = "not_reached", _("Not reached after two tries")
    LAW = "law", _("The law places it elsewhere")


class Said(Confidential):
    """What one party answered to a handover, of whatever kind of record. Never changed: a new answer is a new row, and the
    latest counts (`concerns.weigh`).
    """

    party = models.TextField()  # giver | receiver | child | parents
    answer = models.TextField(choices=Answer)
    because = models.TextField(choices=Because, default="")
    tries = ArrayField(models.DateField(), default=list)
    note = models.TextField(default="")
    staff_id = models.BigIntegerField()

    class Meta:
        abstract = True


SAID = {
    "party": "whose answer",
    "answer": "yes, no or not asked",
    "because": "why not asked",
    "tries": "when they were tried",
    "note": "in their words",
    "staff_id": "who wrote it down",
}


class Agreement(Said):
    """An answer to the handover of a concern."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="agreements")

    class Meta:
        indexes = (models.Index(fields=["handover", "party"], name="agreement_handover_party"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = SAID


class Absence(models.Model):
    """A colleague is away; says not why. While it lasts, somebody else acts for them."""

    staff_id = models.BigIntegerField()
    away = DateTimeRangeField()
    deputy_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=["staff_id"], name="absence_staff"),)

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}


class Reception(models.Model):
    """What a municipality's profile says for all its doors: numbers, notification, rules, guide. The latest row holds; earlier
    ones tell which guide stood when (HAL-37).
    """

    body_id = models.BigIntegerField(db_index=True)
    stated_at = models.DateTimeField()
    content = models.JSONField(default=dict)
    guide = models.JSONField(null=True)

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}


class Sparring(Confidential):
    """Professional advice: about nobody in particular, or about a named child (HAL-18, VAL-94, VAL-108)."""

    about = models.TextField()  # nobody | child
    who = models.TextField(default="")
    question = models.TextField()
    answer = models.TextField(default="")
    decided = models.TextField(default="")
    state = models.TextField(default="asked")  # asked | answered | closed
    door_id = models.BigIntegerField()
    asker_id = models.BigIntegerField()
    asker_unit_id = models.BigIntegerField()
    answered_by_id = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["written_by", "key"], name="sparring_key"),)
        indexes = (models.Index(fields=["owner_audience", "state", "asked_at"], name="sparring_queue"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "about": "nobody or a named child",
            "who": "the child in the asker's words",
            "question": "what is asked",
            "answer": "the advice",
            "decided": "what was decided",
            "state": "asked, answered, closed",
            "door_id": "whom",
            "asker_id": "who asks",
            "asker_unit_id": "basis of the disclosure",
            "answered_by_id": "who answered",
            "asked_at": "when",
            "answered_at": "how soon",
            "closed_at": "when",
            "key": "the same request twice is one question",
        }
