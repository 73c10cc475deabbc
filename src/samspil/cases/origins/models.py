"""What a case came of, and whether the parents may be talked with."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from samspil.access.models import Confidential
from samspil.cases.models import Case, once
from samspil.concerns.models import Concern
from samspil.lib.privacy import TableClass
from samspil.organisations.models import Staff


class Origin(Confidential):
    """The concern that a case came of; the unit that has the case reads both. `parents_last`: the door knew, when it opened the
    case, that it may be somebody in the home (in danger now, or noticed at home).
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="origins")
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="+")
    parents_last = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["owner_audience", "case", "concern"], name="origin_once"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "concern": "what the case came of",
            "parents_last": "nobody talks with the parents first",
        }


class ParentsRule(Confidential):
    """Whether the parents may be talked with, said by somebody who works in the case, and why. The newest holds."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="parents_rules")
    may_be_told = models.BooleanField()
    because = models.TextField()
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (once("parentsrule_once", "key"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "may_be_told": "whether they may be talked with",
            "because": "why",
            "staff": "who said it",
            "key": "the same request twice is one line",
        }
