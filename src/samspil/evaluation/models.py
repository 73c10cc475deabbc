"""Plans, goals and what recurs: registers of the municipality, kept from its profile. Open tables; no child stands here."""

from __future__ import annotations

from django.db import models

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
