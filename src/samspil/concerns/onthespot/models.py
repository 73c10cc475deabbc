"""Intervened on the spot: how often colleagues saw something, and whether they stepped in (HAL-35). Numbers alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.lib.privacy import TableClass


class Seen(models.TextChoices):
    """What a colleague saw or heard."""

    CONFLICT = "conflict", _("A quarrel or a fight")
    TEASING = "teasing", _("Teasing, threats or abuse")
    DRUGS = "drugs", _("Alcohol, smoking or drugs")
    DAMAGE = "damage", _("Damage or theft")
    ONLINE = "online", _("Something online")
    OTHER = "other", _("Other unwise behaviour")


class Did(models.TextChoices):
    """What the colleague did about it. That nothing was done is told too: else "every time" cannot be measured."""

    SPOKE = "spoke", _("I spoke with them")
    STOPPED = "stopped", _("I stopped it")
    HELP = "help", _("I fetched help")
    NOTHING = "nothing", _("I did not step in")


class Tally(models.Model):
    """How many times in a half-year, in a unit. Holds no child, no place, no day and no colleague."""

    body = models.BigIntegerField()
    unit = models.BigIntegerField()  # the unit's audience
    since = models.DateField()  # the first day of the half-year
    seen = models.TextField(choices=Seen)
    did = models.TextField(choices=Did)
    count = models.IntegerField()

    class Meta:
        constraints = (
            *known("onthespot_tally", seen=Seen, did=Did),
            models.UniqueConstraint(fields=["body", "unit", "since", "seen", "did"], name="onthespot_cell"),
        )

    class Privacy:
        table = TableClass.HIDDEN
        numbers: ClassVar[dict[str, str]] = {
            "body": "its audience, as in every header; leads back to nobody",
            "unit": "its audience; leads back to nobody",
        }
        fields: ClassVar[dict[str, str]] = {}


class Sent(models.Model):
    """Keys of the forms sent this half-year: the same form twice is one count. A key leads to no count and to nobody."""

    key = models.UUIDField(primary_key=True)
    since = models.DateField()

    class Privacy:
        table = TableClass.HIDDEN
        fields: ClassVar[dict[str, str]] = {}
