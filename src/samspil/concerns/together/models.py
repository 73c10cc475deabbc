"""That two concerns at a door are about one child (HAL-12)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from samspil.access.models import Confidential
from samspil.concerns.models import Concern
from samspil.lib.privacy import TableClass
from samspil.organisations.models import Staff


class Tie(Confidential):
    """The later concern follows the earlier: one colleague has both. Read by the door alone; each concern's sender never sees it."""

    kept = models.ForeignKey(Concern, models.CASCADE, related_name="+")  # the earlier
    follows = models.ForeignKey(Concern, models.CASCADE, related_name="+")
    said_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    # Whom each was about before, so that the tie can be undone.
    kept_was_about = models.BigIntegerField(null=True)
    follows_was_about = models.BigIntegerField(null=True)
    parted_at = models.DateTimeField(null=True)
    parted_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["owner_audience", "follows"], condition=Q(parted_at__isnull=True), name="together_follows_once"
            ),
        )

    class Privacy:
        table = TableClass.CONFIDENTIAL
        numbers: ClassVar[dict[str, str]] = {
            "kept_was_about": "a record of a child may be deleted before the concern",
            "follows_was_about": "likewise",
        }
        fields: ClassVar[dict[str, str]] = {
            "kept": "which concern came first",
            "follows": "which is about the same child",
            "said_by": "who said so",
            "kept_was_about": "whom it was about before",
            "follows_was_about": "whom it was about before",
            "parted_at": "when they turned out to be two",
            "parted_by": "who said so",
        }
