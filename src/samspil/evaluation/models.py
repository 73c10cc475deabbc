"""Plans, goals and what recurs: registers of the municipality, kept from its profile. Open tables; no child stands here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from samspil.lib.privacy import TableClass
from samspil.organisations.models import Staff
from samspil.organisations.registers.models import EntryVersion, RegisterEntry


class Document(RegisterEntry):
    """A governing document with its life cycle (K07)."""

    class Meta(RegisterEntry.Meta):
        pass


class DocumentVersion(EntryVersion):
    entry = models.ForeignKey(Document, models.PROTECT, related_name="versions")


class GoalTree(RegisterEntry):
    """The goals of a document or a forum (K08): about efforts and groups, never about a person."""

    class Meta(RegisterEntry.Meta):
        pass


class GoalTreeVersion(EntryVersion):
    entry = models.ForeignKey(GoalTree, models.PROTECT, related_name="versions")


class NationalFrame(RegisterEntry):
    """A national list as of a day, and what fulfils it here (BRO-15)."""

    class Meta(RegisterEntry.Meta):
        pass


class NationalFrameVersion(EntryVersion):
    entry = models.ForeignKey(NationalFrame, models.PROTECT, related_name="versions")


class AnnualDuty(RegisterEntry):
    """Something that recurs in the year (K51)."""

    class Meta(RegisterEntry.Meta):
        pass


class AnnualDutyVersion(EntryVersion):
    entry = models.ForeignKey(AnnualDuty, models.PROTECT, related_name="versions")


class DocumentRenewal(models.Model):
    """That a document was written anew, adopted and published: the dates, as whoever is responsible writes them down (VAL-04).

    The newest row counts. A step that follows later is a new row with the same day of writing; nothing is changed.
    """

    entry = models.ForeignKey(Document, models.PROTECT, related_name="+")
    written_on = models.DateField()
    adopted_on = models.DateField(null=True)
    adopted_by = models.TextField(blank=True, default="")
    published_on = models.DateField(null=True)
    link = models.TextField(blank=True, default="")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    told_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(adopted_on__isnull=True) | Q(adopted_on__gte=F("written_on")), name="renewal_adopted_after"
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(published_on__gte=F("written_on")),
                name="renewal_published_after",
            ),
        )

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}
