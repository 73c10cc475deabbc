"""The two tables of a register. Open: read by everybody in the municipality, changed by its administrators alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from samspil.lib.privacy import TableClass
from samspil.organisations.models import Body, Dated, DatedQuerySet


class RegisterEntry(Dated):
    """What stays the same while its content changes: what else refers to. Ends by date, and is never deleted."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    key = models.TextField()
    name = models.TextField()
    position = models.IntegerField(default=0)
    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = (models.UniqueConstraint(fields=["body", "key"], name="%(class)s_key"),)

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}


class EntryVersion(Dated):
    """What the profile said of an entry from one day to another. What was in force is never rewritten (VAL-11).

    A concrete version has a foreign key `entry` with `related_name="versions"`.
    """

    content = models.JSONField()
    written_at = models.DateTimeField()
    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}
