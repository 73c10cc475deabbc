"""The adult whom a child, a young person or a family chose to tell, and how the door came to take over."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from samspil.access.columns import known
from samspil.access.models import Confidential
from samspil.concerns.chosen.states import Act, Chooser, Ground
from samspil.concerns.models import Concern
from samspil.lib.privacy import TableClass
from samspil.organisations.models import Staff, Unit


class ChosenAdult(Confidential):
    """Whom a child, a young person or a family chose to tell (HAL-13), and since when. It stays for as long as the concern:
    whoever has the matter, this is the adult whom the child talks with, until they have chosen another (`concerns.settle`).
    Who *has* the matter stands in `Holding`.
    """

    concern = models.OneToOneField(Concern, models.CASCADE, related_name="chosen_adult")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    chosen_by = models.TextField(choices=Chooser)
    since = models.DateTimeField()
    react_by = models.DateTimeField(null=True)  # null: the door has the matter, or has no hours

    class Meta:
        constraints = known("chosen_chosenadult", chosen_by=Chooser)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "staff": "whom the child talks with",
            "unit": "backed by",
            "chosen_by": "child, young person or family",
            "since": "the adult reacts from here on",
            "react_by": "and before this",
        }


class TakeOver(Confidential):
    """The adult asked the door to take over, or took that back; the door took over, or gave it back, and why. Written once, read
    by both.
    """

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="take_overs")
    act = models.TextField(choices=Act)
    ground = models.TextField(choices=Ground)
    words = models.TextField()
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            *known("chosen_takeover", act=Act, ground=Ground),
            models.UniqueConstraint(fields=["written_by", "key"], name="takeover_key"),
        )
        indexes = (models.Index(fields=["concern", "at"], name="takeover_concern"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "act": "asked, taken back, taken or given back",
            "ground": "danger, absence, law, or asked for",
            "words": "the reason in words",
            "staff": "who asked, took over or gave back",
            "at": "when",
            "key": "the same request twice is one line",
        }
