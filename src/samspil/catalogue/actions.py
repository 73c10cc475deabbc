"""Keeping these registers as the municipality's profile says."""

from __future__ import annotations

from collections import Counter

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.catalogue import models
from samspil.organisations.models import Body
from samspil.organisations.profile import Profile
from samspil.organisations.registers import keep_register


@verb("preventionmodel.kept", "intervention.kept")
def keep_registers(actor: Actor, body: Body, profile: Profile) -> Counter[str]:
    """Rows added, changed and ended; nothing is deleted. Refused: for others than the municipality's administrators."""
    changes: Counter[str] = Counter()
    for entries, versions, parts in (
        (models.PreventionModel, models.PreventionModelVersion, profile.prevention_models),
        (models.Intervention, models.InterventionVersion, profile.interventions),
    ):
        changes += keep_register(actor, body=body, entries=entries, versions=versions, parts=parts)
    return changes
