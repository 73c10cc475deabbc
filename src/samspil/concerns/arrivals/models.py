"""What a sender was promised about something that came to a door, and whether somebody is in danger."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from samspil.lib.privacy import TableClass
from samspil.organisations.models import Staff


class Arrival(models.Model):
    """A concern, a question, an enquiry or a request for sparring as its sender left it at a door.

    It holds numbers and times alone; what was said stands in the row that it is about. `answer_by` was computed from the
    opening hours of that day and is never moved: the sender has read it.
    """

    about_table = models.TextField()
    about_id = models.BigIntegerField()
    answer_by = models.DateTimeField(null=True)  # nothing was promised where the door does not open within a month
    in_danger = models.BooleanField(default=False)  # the sender's own mark
    taken_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["about_table", "about_id"], name="arrival_once"),)

    class Privacy:
        table = TableClass.HIDDEN
        numbers: ClassVar[dict[str, str]] = {"about_id": "of any table; it says which"}
        fields: ClassVar[dict[str, str]] = {
            "about_id": "the number of what waits",
            "taken_by": "which colleague has said that they act",
        }
