"""Who changed the municipality's profile in the product, and why. The version itself is the organisation's."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.lib.privacy import TableClass
from samspil.organisations.models import ProfileVersion, Staff


class Subject(models.TextChoices):
    """What a change was about."""

    SEATS = "seats", _("Seats")
    TERMS = "terms", _("How a forum works")
    CALENDAR = "calendar", _("Calendar")
    WORDS = "words", _("Words and texts")
    SECTION = "section", _("A section of the profile")


class Change(models.Model):
    """An administrator made a version in the product. A version without one was read in from a file."""

    version = models.ForeignKey(ProfileVersion, models.PROTECT, related_name="changes")
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    subject = models.TextField(choices=Subject)
    reason = models.TextField()

    class Meta:
        constraints = known("profiles_change", subject=Subject)

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {"reason": "why the organisation was changed; says nothing of persons"}
