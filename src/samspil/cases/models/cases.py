"""A case: who has it, who takes part in it, and what is noted."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.access.models import Confidential
from samspil.cases.models.keys import of_decision, once
from samspil.concerns.chosen.states import Chooser
from samspil.lib.privacy import TableClass
from samspil.organisations.models import Forum, Staff, Unit
from samspil.sharing.models import BasisVersion


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
    chosen_by = models.TextField(
        choices=Chooser, blank=True, default=""
    )  # who chose this adult (HAL-13); empty: nobody did

    class Meta:
        constraints = known("cases_responsibility", duty=Duty, chosen_by=["", *Chooser])
        indexes = (models.Index(fields=["staff", "duty"], name="responsibility_staff"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "duty": "which",
            "staff": "who",
            "unit": "backed by",
            "period": "when",
            "reason": "why it changed",
            "chosen_by": "whoever chose this adult agrees before somebody else has the case",
        }


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
