"""What has happened to a meeting's time, and who has seen that. Open like the calendar itself: no child stands here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.lib.privacy import TableClass
from samspil.meetings.models import Meeting
from samspil.organisations.models import Staff


class ChangeKind(models.TextChoices):
    MOVED = "moved", _("Moved")
    CANCELLED = "cancelled", _("Cancelled")
    EXTRA = "extra", _("Extra meeting")
    BLOCK_ADDED = "block_added", _("Block comes in")
    BLOCK_DROPPED = "block_dropped", _("Block falls out")


class Change(models.Model):
    """A change of a meeting that those with a seat are told: when it was before, and why."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="changes")
    kind = models.TextField(choices=ChangeKind)
    block = models.TextField(default="")
    was_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = known("calendar_change", kind=ChangeKind)
        indexes = (models.Index(fields=["meeting", "made_at"], name="change_meeting_made"),)

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {"reason": "why; CPR numbers and names of children are refused"}


class Seen(models.Model):
    """A colleague has put a change aside."""

    change = models.ForeignKey(Change, models.CASCADE, related_name="seen")
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["change", "staff"], name="change_seen_once"),)

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}
