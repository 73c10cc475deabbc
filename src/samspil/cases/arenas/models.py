"""A case by the arenas of the child's life: who the contact is there, how it goes, what is planned (HAL-20)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.access.models import Confidential
from samspil.cases.models import Case, once
from samspil.lib.privacy import TableClass
from samspil.organisations.models import Staff


class Where(models.TextChoices):
    """Where a child's life is lived. Every case asks about all of them."""

    FAMILY = "family", _("The family")
    SCHOOL = "school", _("Day care or school")
    CLUB = "club", _("The club")
    LEISURE = "leisure", _("Leisure activities")
    FRIENDS = "friends", _("Friends, also online")
    WORK = "work", _("Work or education")


class Status(models.TextChoices):
    """What somebody has chosen to say of one arena. A word, never a number: it is not added up, and nobody is scored."""

    WELL = "well", _("It goes well")
    ATTENTION = "attention", _("Needs attention")
    UNKNOWN = "unknown", _("Not known")


class Line(Confidential):
    """One arena of a case: the contact there, how it goes, the plan there. What stood before stays in its history."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="arenas")
    arena = models.TextField(choices=Where)
    contact = models.TextField(default="")
    text = models.TextField()
    plan = models.TextField(default="")
    status = models.TextField(choices=Status, default=Status.UNKNOWN)
    status_on = models.DateField()
    # Who said so last; `written_by` is who began the line.
    said_by = models.ForeignKey(Staff, models.PROTECT, db_column="said_by", related_name="+", db_index=False)
    # While who had the case (the number of the row in `cases_responsibility`) the line was begun: one line to an arena. A case
    # that comes back without the notes of those who had it before has theirs beside its own.
    begun_under = models.BigIntegerField()
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            *known("arenas_line", arena=Where, status=Status),
            once("arena_once", "key"),
            models.UniqueConstraint(fields=["owner_audience", "case", "arena", "begun_under"], name="arena_begun_once"),
        )
        indexes = (models.Index(fields=["case", "arena"], name="arena_case"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        numbers: ClassVar[dict[str, str]] = {"begun_under": "tells two beginnings apart, and is never followed"}
        fields: ClassVar[dict[str, str]] = {
            "arena": "which part of the child's life",
            "contact": "whom to ask there: a colleague, or a person's role",
            "text": "how it goes there",
            "plan": "what is planned there",
            "status": "what a person has chosen to say of it",
            "status_on": "when that was",
            "said_by": "who said so",
            "begun_under": "two who begin the same arena begin one line",
            "key": "the same request twice is one line",
        }
