"""The child's and the network's part in a case (HAL-05), and whether they find that the adults work together (HAL-21)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.access.models import Confidential
from samspil.cases.models import Case, once
from samspil.lib.privacy import TableClass


class Whose(models.TextChoices):
    """Whose part it is. Both are asked about in every case."""

    CHILD = "child", _("The child or young person")
    NETWORK = "network", _("Family and network")


class Voice(Confidential):
    """How the child or the network took part, in their own words where they said any; or why they did not."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="voices")
    whose = models.TextField(choices=Whose)
    involved = models.BooleanField()
    persons = models.TextField(default="")
    text = models.TextField()
    on = models.DateField()
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            *known("voices_voice", whose=Whose),
            once("voice_once", "key"),
        )
        indexes = (models.Index(fields=["case", "-on"], name="voice_case"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "whose": "the child's or the network's part",
            "involved": "took part, or did not",
            "persons": "who of the network",
            "text": "how they took part and what they said, or why they did not",
            "on": "when",
            "key": "the same request twice is one line",
        }


class Statement(models.TextChoices):
    """What a child or a family is asked: three plain sentences about what they meet, not about themselves (HAL-21)."""

    TOGETHER = "together", _("The adults work together")
    WHOM = "whom", _("I know whom I can go to")
    HEARD = "heard", _("I have had a say in what was decided")


class Reply(models.TextChoices):
    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("I do not know")


class Experience(models.Model):
    """How many have answered so in a half-year. Holds no case, no child and no unit: an answer leads back to nobody."""

    body = models.BigIntegerField()
    since = models.DateField()  # the first day of the half-year
    whose = models.TextField(choices=Whose)
    statement = models.TextField(choices=Statement)
    reply = models.TextField(choices=Reply)
    count = models.IntegerField()

    class Meta:
        constraints = (
            *known("voices_experience", whose=Whose, statement=Statement, reply=Reply),
            models.UniqueConstraint(fields=["body", "since", "whose", "statement", "reply"], name="experience_cell"),
        )

    class Privacy:
        table = TableClass.HIDDEN
        numbers: ClassVar[dict[str, str]] = {"body": "its audience, as in every header; leads back to nobody"}
        fields: ClassVar[dict[str, str]] = {}
