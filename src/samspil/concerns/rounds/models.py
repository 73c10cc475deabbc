"""The round (opmærksomhedsrunde): twice a year those who know a class ask themselves the same questions, and name nobody (HAL-31)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.access.models import Confidential
from samspil.lib.privacy import TableClass
from samspil.organisations.models import Staff, Unit


class Sign(models.TextChoices):
    """What is asked about a class or a group of a club."""

    OUTSIDE = "outside", _("Is somebody outside the community?")
    CONFLICT = "conflict", _("Are there conflicts that go on?")
    ABSENCE = "absence", _("Do you wonder why somebody stays away?")
    ONLINE = "online", _("Have you heard of something online that worries you?")
    OUTDOORS = "outdoors", _("Does something from outside follow them in?")


class Outcome(models.TextChoices):
    NOTHING = "nothing", _("Nothing more is needed now")
    SPARRING = "sparring", _("We want sparring")
    CONCERN = "concern", _("We send a concern")


class Round(Confidential):
    """One class or group has had its round in this half of the year. Signs are about the whole class; nobody is named."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    group = models.TextField()
    year = models.IntegerField()
    half = models.IntegerField()  # 1: until the summer; 2: after it
    signs = ArrayField(models.TextField(), default=list)  # answered with yes
    outcome = models.TextField(choices=Outcome)
    held_at = models.DateTimeField()
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = (
            *known("rounds_round", outcome=Outcome),
            models.UniqueConstraint(fields=["owner_audience", "unit", "group", "year", "half"], name="round_once"),
        )
        indexes = (models.Index(fields=["unit", "year", "half"], name="round_unit"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "unit": "which school or club",
            "group": "which class or group, never a person",
            "year": "when",
            "half": "when",
            "signs": "what was noticed about the whole class",
            "outcome": "what came of it",
            "held_at": "when",
            "staff": "who held it",
        }
