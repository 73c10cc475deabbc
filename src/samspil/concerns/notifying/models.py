"""Who of us sends a statutory notification on, and that it was sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from samspil.access.models import Confidential
from samspil.concerns.models import Concern
from samspil.lib.privacy import TableClass
from samspil.organisations.models import Staff


class Notifier(Confidential):
    """Who sends the notification: a person, for the duty is personal (barnets lov § 133). The newest row holds; without a name
    it takes back what was said before.
    """

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="notifiers")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    since = models.DateTimeField()

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {"staff": "who sends it", "since": "from when"}


class SentNotification(Confidential):
    """A notification that somebody has sent to those who receive it; it is written once, with the text that went along."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="sent_notifications")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    sent_at = models.DateTimeField()
    sent_to = models.TextField()
    reference = models.TextField(blank=True, default="")
    text = models.TextField()
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["written_by", "key"], name="sentnotification_key"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "staff": "who sent it: the duty is personal",
            "sent_at": "when: the clock of 24 hours stops",
            "sent_to": "to whom",
            "reference": "its number in the receiver's own system",
            "text": "what was sent",
            "key": "the same request twice is one notification",
        }
