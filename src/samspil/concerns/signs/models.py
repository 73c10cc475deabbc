"""An early sign: what was seen while it is still small (BAL-27). No case and no name."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from samspil.access.columns import known
from samspil.access.models import Confidential
from samspil.concerns.models import Concern
from samspil.concerns.signs.states import SignState, SignTheme
from samspil.concerns.states import Arena, Source
from samspil.lib.privacy import TableClass
from samspil.organisations.models import District, Staff, Unit


class EarlySign(Confidential):
    """What an outreach worker or a teacher has seen, with area and theme. Belongs to their unit, and names nobody."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    text = models.TextField()
    district = models.ForeignKey(District, models.PROTECT, null=True, related_name="+", db_index=False)
    place = models.TextField(blank=True, default="")
    theme = models.TextField(choices=SignTheme)
    arena = models.TextField(choices=Arena)
    source = models.TextField(choices=Source)
    seen_on = models.DateField()
    state = models.TextField(choices=SignState, default=SignState.OPEN)
    concern = models.ForeignKey(Concern, models.SET_NULL, null=True, related_name="+")
    key = models.UUIDField()

    class Meta:
        constraints = (
            *known("signs_earlysign", theme=SignTheme, arena=Arena, source=Source, state=SignState),
            models.CheckConstraint(condition=Q(district__isnull=False) | ~Q(place=""), name="sign_has_an_area"),
            models.UniqueConstraint(fields=["written_by", "key"], name="sign_key"),
        )
        indexes = (models.Index(fields=["owner_audience", "state", "seen_on"], name="sign_owner_state"),)

    @property
    def area(self) -> str:
        """The place and the district, as far as they are told."""
        return ", ".join(filter(None, [self.place, self.district.name if self.district else ""]))

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "unit": "whose colleagues read it",
            "staff": "who saw it",
            "text": "what was seen, without names",
            "district": "in which part of the municipality",
            "place": "where",
            "theme": "what it is about",
            "arena": "school, club, street, home or online",
            "source": "street work or school",
            "seen_on": "when it was seen",
            "state": "where it is",
            "concern": "what came of it",
            "key": "the same request twice is one sign",
        }
