"""What can be offered: registers of the municipality, kept from its profile. Open tables; no child stands here."""

from __future__ import annotations

from django.db import models

from samspil.organisations.registers.models import EntryVersion, RegisterEntry


class PreventionModel(RegisterEntry):
    """A model of how the municipality prevents: axes of ordered levels (K02)."""

    class Meta(RegisterEntry.Meta):
        pass


class PreventionModelVersion(EntryVersion):
    entry = models.ForeignKey(PreventionModel, models.PROTECT, related_name="versions")


class Intervention(RegisterEntry):
    """An entry of the catalogue (K34). Runs refer to this row."""

    class Meta(RegisterEntry.Meta):
        pass


class InterventionVersion(EntryVersion):
    entry = models.ForeignKey(Intervention, models.PROTECT, related_name="versions")
