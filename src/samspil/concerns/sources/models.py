"""How many matters came from where in a year (BRO-91), and where they happen (VAL-10): numbers, which stay when the matters go."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from samspil.access.columns import known
from samspil.concerns.states import LocationType, Source
from samspil.lib.privacy import TableClass


class Tally(models.Model):
    """How many matters a forum or a door got from one source in a year. Holds no child, no day and no sender."""

    body = models.BigIntegerField()
    place = models.BigIntegerField()  # the audience of the forum, or of the door
    year = models.IntegerField()
    source = models.TextField(choices=Source)
    count = models.IntegerField()

    class Meta:
        constraints = (
            *known("sources_tally", source=Source),
            models.UniqueConstraint(fields=["place", "year", "source"], name="sources_cell"),
            models.CheckConstraint(condition=models.Q(count__gte=0), name="sources_count"),
        )

    class Privacy:
        table = TableClass.HIDDEN
        numbers: ClassVar[dict[str, str]] = {
            "body": "its audience, as in every header; leads back to nobody",
            "place": "an audience; leads back to nobody",
        }
        fields: ClassVar[dict[str, str]] = {}


class LocationTally(models.Model):
    """How many concerns of a forum or a door happen at a place, online or both in a year. Holds nothing of where they came from."""

    body = models.BigIntegerField()
    place = models.BigIntegerField()  # the audience of the forum, or of the door
    year = models.IntegerField()
    location_type = models.TextField(choices=LocationType, blank=True)  # empty: nobody told
    count = models.IntegerField()

    class Meta:
        constraints = (
            *known("sources_locationtally", location_type=["", *LocationType]),
            models.UniqueConstraint(fields=["place", "year", "location_type"], name="sources_location_cell"),
            models.CheckConstraint(condition=models.Q(count__gte=0), name="sources_location_count"),
        )

    class Privacy:
        table = TableClass.HIDDEN
        numbers: ClassVar[dict[str, str]] = {
            "body": "its audience, as in every header; leads back to nobody",
            "place": "an audience; leads back to nobody",
        }
        fields: ClassVar[dict[str, str]] = {}
