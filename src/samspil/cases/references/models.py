"""What runs in another system about the same child: referred to, never copied (HAL-25)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.access.models import Confidential
from samspil.cases.models import Case, once
from samspil.lib.privacy import TableClass


class Status(models.TextChoices):
    """How it stands over there, as far as the case's unit has been told."""

    RUNNING = "running", _("Running")
    APPLIED = "applied", _("Applied for")
    ENDED = "ended", _("Ended")
    UNKNOWN = "unknown", _("Not known")


class Reference(Confidential):
    """A case or an intervention elsewhere: the system, its number there, how it stands. Nothing of its content."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="references")
    system = models.TextField()
    number = models.TextField()
    what = models.TextField(default="")
    status = models.TextField(choices=Status, default=Status.UNKNOWN)
    status_on = models.DateField()
    link = models.TextField(default="")
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            *known("references_reference", status=Status),
            once("reference_once", "key"),
        )
        indexes = (models.Index(fields=["case", "system"], name="reference_case"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "system": "where it is kept",
            "number": "how it is found there",
            "what": "what sort of effort, in a few words",
            "status": "how it stands",
            "status_on": "when that was known",
            "link": "opens it for who may see it there",
            "key": "the same request twice is one line",
        }
