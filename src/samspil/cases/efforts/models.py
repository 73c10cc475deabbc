"""A specific effort for one child or for a group, and the assessment that it rests on (BRO-89)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from samspil.access.models import Confidential
from samspil.cases.models import Case, once
from samspil.catalogue.models import Intervention
from samspil.lib.privacy import TableClass
from samspil.organisations.models import Staff


class Effort(Confidential):
    """What is done for the child of a case, or for a group that the unit works with. The database lets no effort begin without
    words about the situation and the resources. A group is called by what people call it; nobody of it is named.
    """

    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="efforts")
    group = models.TextField(default="")  # what the group is called, where the effort is for a group
    what = models.TextField()
    intervention = models.ForeignKey(Intervention, models.PROTECT, null=True, related_name="+", db_index=False)
    situation = models.TextField()
    resources = models.TextField()
    assessed_on = models.DateField()
    assessed_by = models.ForeignKey(Staff, models.PROTECT, db_column="assessed_by", related_name="+", db_index=False)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    outcome = models.TextField(default="")
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            once("effort_once", "key"),
            models.CheckConstraint(
                condition=~Q(situation__regex=r"^\s*$") & ~Q(resources__regex=r"^\s*$"), name="effort_is_assessed"
            ),
            models.CheckConstraint(condition=Q(case__isnull=False) | ~Q(group=""), name="effort_child_or_group"),
        )
        indexes = (
            models.Index(fields=["case", "-started_on"], name="effort_case"),
            models.Index(fields=["owner_audience", "-started_on"], name="effort_owner"),
        )

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "group": "what a group is called; never a person",
            "what": "what is done",
            "intervention": "which intervention of the catalogue",
            "situation": "the assessment of the situation that it rests on",
            "resources": "the assessment of the resources that it rests on",
            "assessed_on": "when that was assessed",
            "assessed_by": "who assessed it",
            "started_on": "from when",
            "ended_on": "until when",
            "outcome": "what came of it",
            "key": "the same request twice is one effort",
        }
