"""A matter or a case on its way to somebody else."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.access.models import Confidential
from samspil.cases.models.cases import Case
from samspil.cases.models.keys import of_decision, once
from samspil.lib.privacy import TableClass
from samspil.organisations.models import Staff, Unit
from samspil.responsibility.models import SAID, Said
from samspil.responsibility.states import Suspicion
from samspil.sharing.models import BasisVersion


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
    due_on = models.DateField(null=True)  # by when what is handed over is to be done, where a forum decided that
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
            "due_on": "by when",
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
