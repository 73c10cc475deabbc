"""The youth effort of a case: the need for support, its degree, and the communities that the young person is in (UNG-08, UNG-47).

Words that a case worker writes. Nothing here is computed of a person, added up or compared.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.access.models import Confidential
from samspil.cases.models import Case, once
from samspil.lib.privacy import TableClass
from samspil.organisations.models import Staff


class NeedFor(models.TextChoices):
    """What the young person needs support for."""

    EDUCATION = "education", _("To complete an education")
    JOB = "job", _("To get into a job")
    BOTH = "both", _("To complete an education and get into a job")


class SupportDegree(models.TextChoices):
    """How much support a case worker finds is needed: a word, chosen by a person."""

    LIGHT = "light", _("Light support")
    MEDIUM = "medium", _("Medium support")
    GREAT = "great", _("Great support")


class Community(models.TextChoices):
    """Where a young person takes part with others, or stands outside."""

    EDUCATION = "education", _("Education")
    WORK = "work", _("The labour market")
    CIVIL = "civil", _("Civil society")


class YouthEffort(Confidential):
    """The effort from its start to its end. What made the young person eligible is written once; `degree` is the one at the start."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="youth_efforts")
    need_for = models.TextField(choices=NeedFor)
    need = models.TextField()
    degree = models.TextField(choices=SupportDegree)
    assessed_on = models.DateField()
    assessed_by = models.ForeignKey(Staff, models.PROTECT, db_column="assessed_by", related_name="+", db_index=False)
    started_on = models.DateField()
    outside_age = models.TextField(default="")  # why, where the young person is younger than 13 or older than 30
    ended_on = models.DateField(null=True)
    end_reason = models.TextField(default="")
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            *known("youth_youtheffort", need_for=NeedFor, degree=SupportDegree),
            once("youth_once", "key"),
            models.CheckConstraint(condition=~Q(need__regex=r"^\s*$"), name="youth_need_is_written"),
        )
        indexes = (models.Index(fields=["case", "-started_on"], name="youth_case"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "need_for": "education, job or both",
            "need": "the need for support that makes the young person eligible",
            "degree": "how much support was needed at the start",
            "assessed_on": "when that was assessed",
            "assessed_by": "who assessed it",
            "started_on": "from when",
            "outside_age": "why, where the young person is outside the ages of the effort",
            "ended_on": "until when",
            "end_reason": "why it ended",
            "key": "the same request twice is one effort",
        }


class DegreeChange(Confidential):
    """From a day on another degree of support is needed, and why."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    effort = models.ForeignKey(YouthEffort, models.CASCADE, related_name="degrees")
    degree = models.TextField(choices=SupportDegree)
    since = models.DateField()
    reason = models.TextField()
    said_by = models.ForeignKey(Staff, models.PROTECT, db_column="said_by", related_name="+", db_index=False)
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (*known("youth_degreechange", degree=SupportDegree), once("degree_once", "key"))
        indexes = (models.Index(fields=["case", "-since"], name="degree_case"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "degree": "how much support is needed",
            "since": "from when",
            "reason": "why it was raised or lowered",
            "said_by": "who said so",
            "key": "the same request twice is one change",
        }


class CommunityState(Confidential):
    """From a day on the young person is inside a community or outside it. `entered`: inside, having been outside."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    effort = models.ForeignKey(YouthEffort, models.CASCADE, related_name="communities")
    community = models.TextField(choices=Community)
    inside = models.BooleanField()
    entered = models.BooleanField(default=False)
    since = models.DateField()
    which = models.TextField(default="")  # which education, work or association
    said_by = models.ForeignKey(Staff, models.PROTECT, db_column="said_by", related_name="+", db_index=False)
    taken_back = models.BooleanField(default=False)  # it was written by mistake
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (*known("youth_communitystate", community=Community), once("community_once", "key"))
        indexes = (models.Index(fields=["case", "-since"], name="community_case"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "community": "education, work or civil society",
            "inside": "takes part, or stands outside",
            "entered": "came in from outside",
            "since": "from when",
            "which": "which education, work or association",
            "said_by": "who said so",
            "taken_back": "it was written by mistake",
            "key": "the same request twice is one line",
        }


class EntryTally(models.Model):
    """How many times young people came into a community in a year. Holds no case, no young person and no unit."""

    body = models.BigIntegerField()
    year = models.IntegerField()
    community = models.TextField(choices=Community)
    count = models.IntegerField()

    class Meta:
        constraints = (
            *known("youth_entrytally", community=Community),
            models.UniqueConstraint(fields=["body", "year", "community"], name="entry_cell"),
        )

    class Privacy:
        table = TableClass.HIDDEN
        numbers: ClassVar[dict[str, str]] = {"body": "its audience, as in every header; leads back to nobody"}
        fields: ClassVar[dict[str, str]] = {}
