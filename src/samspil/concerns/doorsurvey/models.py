"""Whether colleagues know whom to contact for sparring (HAL-36). Numbers alone; no answer is anybody's."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from samspil.lib.privacy import TableClass

BATCH = 5  # what is shown moves when so many more have answered; in SQL too


class Tally(models.Model):
    """What the colleagues of one kind of workplace have answered in a year. The three numbers stand in one row: a row each would
    tell by its transaction which of them the last answer was. `shown_…` is what leaders see: it moves by `BATCH` answers.
    """

    body = models.BigIntegerField()
    year = models.IntegerField()
    sector = models.TextField()  # the kind of workplace
    own = models.IntegerField(default=0)  # named their own door
    other = models.IntegerField(default=0)
    unknown = models.IntegerField(default=0)
    shown_own = models.IntegerField(default=0)
    shown_other = models.IntegerField(default=0)
    shown_unknown = models.IntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["body", "year", "sector"], name="doorsurvey_cell"),
            models.CheckConstraint(
                condition=Q(shown_own__lte=F("own"), shown_other__lte=F("other"), shown_unknown__lte=F("unknown")),
                name="doorsurvey_shown",
            ),
        )

    class Privacy:
        table = TableClass.HIDDEN
        numbers: ClassVar[dict[str, str]] = {"body": "its audience, as in every header; leads back to nobody"}
        fields: ClassVar[dict[str, str]] = {}


class Asked(models.Model):
    """Keys of those who have answered or declined this year: each colleague is asked once. A key leads to no answer."""

    key = models.UUIDField(primary_key=True)
    year = models.IntegerField()

    class Privacy:
        table = TableClass.HIDDEN
        fields: ClassVar[dict[str, str]] = {"key": "that a colleague was asked this year, and not what they said"}
