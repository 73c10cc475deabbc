"""Activities that a team starts for young people (BAL-29), and how many came (back) into a club (BAL-30). Numbers, never names."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.access.models import Confidential
from samspil.catalogue.models import Intervention
from samspil.lib.privacy import TableClass
from samspil.organisations.models import Staff, Unit


class Band(models.TextChoices):
    """How old; 15 and 18 are years that the law counts from."""

    UP_TO_9 = "up_to_9", _("Up to 9 years")
    FROM_10 = "10_12", _("10 to 12 years")
    FROM_13 = "13_14", _("13 and 14 years")
    FROM_15 = "15_17", _("15 to 17 years")
    FROM_18 = "18_24", _("18 to 24 years")
    FROM_25 = "25_up", _("25 years and over")


class Gender(models.TextChoices):
    GIRLS = "girls", _("Girls")
    BOYS = "boys", _("Boys")
    OTHERS = "others", _("Others or not known")


class State(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    NOT_HELD = "not_held", _("Not held")


def once(name: str) -> models.UniqueConstraint:
    """What is sent twice is made once, within one owner."""
    return models.UniqueConstraint(fields=["owner_audience", "key"], condition=Q(key__isnull=False), name=name)


class Activity(Confidential):
    """Something the team does with young people on a day: planned, and afterwards how it went. Names nobody."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    title = models.TextField()
    place = models.TextField()
    day = models.DateField()
    # Of the catalogue.
    intervention = models.ForeignKey(Intervention, models.PROTECT, null=True, related_name="+", db_index=False)
    planned_cost = models.IntegerField(null=True)  # whole kroner
    state = models.TextField(choices=State, default=State.PLANNED)
    why_not = models.TextField(default="")
    participants = models.IntegerField(null=True)
    heads = models.JSONField(default=dict)  # by "band gender", as far as known
    cost = models.IntegerField(null=True)  # whole kroner
    went = models.TextField(default="")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            *known("activities_activity", state=State),
            once("activity_once"),
        )
        indexes = (models.Index(fields=["owner_audience", "day"], name="activity_day"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "unit": "which team",
            "title": "what is done, never who takes part",
            "place": "where",
            "day": "when",
            "intervention": "which of the municipality's interventions it belongs to",
            "planned_cost": "what it may cost",
            "state": "whether it was held",
            "why_not": "why it was not held",
            "participants": "how many took part",
            "heads": "how many of each age and gender",
            "cost": "what it cost",
            "went": "how it went, without names",
            "staff": "who planned it",
            "key": "the same request twice is one activity",
        }


class IntoClub(Confidential):
    """How many young people came into a club, or back into one. A number, a day and a sort of club."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    activity = models.ForeignKey(Activity, models.SET_NULL, null=True, related_name="into_club")
    day = models.DateField()
    club = models.TextField()
    number = models.IntegerField()
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            once("intoclub_once"),
            models.CheckConstraint(condition=Q(number__gte=0), name="intoclub_number"),
        )
        indexes = (models.Index(fields=["owner_audience", "day"], name="intoclub_day"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "unit": "which team counts",
            "day": "when",
            "club": "what sort of club, never who came",
            "number": "how many",
            "staff": "who counted",
            "key": "the same request twice is one count",
        }
