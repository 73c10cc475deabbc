"""Papers for a meeting of politicians: what each item needs beside its presentation, and the paper as it was made."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from samspil.access.models import Confidential
from samspil.lib.privacy import TableClass
from samspil.meetings.matters.models import Matter
from samspil.meetings.models import Meeting
from samspil.organisations.models import Staff


class Preparation(Confidential):
    """What is written to one item before the paper is made (BRO-50); its presentation is the item's own text."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="preparations")
    proposal = models.TextField(default="")
    background = models.TextField(default="")
    annex = models.TextField(default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["owner_audience", "matter"], name="preparation_of_matter"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "proposal": "what the forum is asked to do; names are asked about, CPR numbers refused",
            "background": "what lies behind; names are asked about, CPR numbers refused",
            "annex": "what goes with it; names are asked about, CPR numbers refused",
        }


class Paper(Confidential):
    """The paper as it was made and checked: page, PDF and Word file show exactly this."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="papers")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    content = models.JSONField()

    class Meta:
        indexes = (models.Index(fields=["meeting", "-made_at"], name="paper_of_meeting"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "made_at": "when",
            "made_by": "by whom",
            "content": "its items, in which nobody is named",
        }
