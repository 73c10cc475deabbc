"""What is taught to a whole class: registers of the municipality, kept from its profile. Open tables; no child stands here."""

from __future__ import annotations

from django.db import models

from samspil.organisations.registers.models import EntryVersion, RegisterEntry


class Curriculum(RegisterEntry):
    """A curriculum with stages, themes, learning goals and obligations (K39)."""

    class Meta(RegisterEntry.Meta):
        pass


class CurriculumVersion(EntryVersion):
    entry = models.ForeignKey(Curriculum, models.PROTECT, related_name="versions")
