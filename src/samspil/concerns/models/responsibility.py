"""Responsibility moves only with a yes: handovers of concerns, and who agreed; and what a municipality says of its doors."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from samspil.access.columns import known
from samspil.access.models import Confidential
from samspil.concerns.models.concerns import Concern
from samspil.concerns.states import HandoverState, SparringAbout, SparringState
from samspil.lib.privacy import TableClass
from samspil.organisations.models import Body, ConcernDoor, Staff, Unit
from samspil.responsibility.models import SAID, Said
from samspil.responsibility.states import Suspicion
from samspil.sharing.models import BasisVersion


class Handover(Confidential):
    """A concern is offered to somebody else, at the same door or another. Until all required have agreed, or are excepted,
    the giver has it (HAL-15). `reason` says why it is best for the child (HAL-16).
    """

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="handovers")
    from_staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    # Null: whoever says yes at the door.
    to_staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    # Null: stays at this door.
    to_door = models.ForeignKey(ConcernDoor, models.PROTECT, null=True, related_name="+", db_index=False)
    needs = ArrayField(models.TextField())
    # Judged by who proposes it; empty: no parents would be asked.
    suspicion = models.TextField(choices=Suspicion, blank=True, default="")
    reason = models.TextField()
    state = models.TextField(choices=HandoverState, default=HandoverState.PROPOSED)
    settled_at = models.DateTimeField(null=True)
    basis_version = models.ForeignKey(BasisVersion, models.PROTECT, related_name="+", db_index=False)
    necessity = models.TextField()
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            *known("concerns_handover", state=HandoverState, suspicion=["", *Suspicion]),
            models.UniqueConstraint(fields=["written_by", "key"], name="concernhandover_key"),
        )
        indexes = (models.Index(fields=["concern", "state"], name="concernhandover_state"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "from_staff": "who has it",
            "from_unit": "backed by",
            "to_staff": "who is asked",
            "to_unit": "backed by",
            "to_door": "which door is asked",
            "needs": "who must agree",
            "suspicion": "whether the parents are asked, told, or left out",
            "reason": "why it is best for the child",
            "state": "yes or not yet",
            "settled_at": "when it took effect or ended",
            "basis_version": "on which basis, in which wording",
            "necessity": "why it is necessary",
            "key": "the same request twice is one handover",
        }


class Agreement(Said):
    """An answer to the handover of a concern."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="agreements")

    class Meta(Said.Meta):
        indexes = (models.Index(fields=["handover", "party"], name="agreement_handover_party"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = SAID


class Reception(models.Model):
    """What a municipality's profile says for all its doors: numbers, notification, rules, guide. The latest row holds; earlier
    ones tell which guide stood when (HAL-37).
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    content = models.JSONField(default=dict)
    guide = models.JSONField(null=True)

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}


class Sparring(Confidential):
    """Professional advice: about nobody in particular, or about a named child (HAL-18, VAL-94, VAL-108)."""

    about = models.TextField(choices=SparringAbout)
    who = models.TextField(default="")
    question = models.TextField()
    answer = models.TextField(default="")
    decided = models.TextField(default="")
    state = models.TextField(choices=SparringState, default=SparringState.ASKED)
    door = models.ForeignKey(ConcernDoor, models.PROTECT, related_name="+", db_index=False)
    asker = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    asker_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            *known("concerns_sparring", about=SparringAbout, state=SparringState),
            models.UniqueConstraint(fields=["written_by", "key"], name="sparring_key"),
        )
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
            "door": "whom",
            "asker": "who asks",
            "asker_unit": "basis of the disclosure",
            "answered_by": "who answered",
            "asked_at": "when",
            "answered_at": "how soon",
            "closed_at": "when",
            "key": "the same request twice is one question",
        }
