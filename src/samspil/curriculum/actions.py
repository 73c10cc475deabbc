"""Keeping these registers as the municipality's profile says."""

from __future__ import annotations

from collections import Counter

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.curriculum import models
from samspil.organisations.models import Body
from samspil.organisations.profile import Profile
from samspil.organisations.registers import keep_register


@verb("curriculum.kept")
def keep_registers(actor: Actor, body: Body, profile: Profile) -> Counter[str]:
    """Rows added, changed and ended; nothing is deleted. Refused: for others than the municipality's administrators."""
    changes: Counter[str] = Counter()
    for entries, versions, parts in ((models.Curriculum, models.CurriculumVersion, profile.curricula),):
        changes += keep_register(actor, body=body, entries=entries, versions=versions, parts=parts)
    return changes
