"""What every handover has in common, whatever is handed over, and who is away."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models

from samspil.access.columns import known
from samspil.access.models import Confidential
from samspil.lib.privacy import TableClass
from samspil.organisations.models import Staff
from samspil.responsibility.states import Answer, Because, Party


class Said(Confidential):
    """What one party answered to a handover, of whatever kind of record. Never changed: a new answer is a new row, and the
    latest counts (`responsibility.weigh`). A domain makes its own table of it, with `handover`.
    """

    party = models.TextField(choices=Party)
    answer = models.TextField(choices=Answer)
    because = models.TextField(choices=Because, blank=True, default="")
    tries = ArrayField(models.DateField(), default=list)
    note = models.TextField(default="")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = known("%(app_label)s_%(class)s", party=Party, answer=Answer, because=["", *Because])
        abstract = True


SAID = {
    "party": "whose answer",
    "answer": "yes, no or not asked",
    "because": "why not asked",
    "tries": "when they were tried",
    "note": "in their words",
    "staff": "who wrote it down",
}


class Absence(models.Model):
    """A colleague is away; says not why. While it lasts, somebody else acts for them."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    away = DateTimeRangeField()
    deputy = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = (models.Index(fields=["staff"], name="absence_staff"),)

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}
