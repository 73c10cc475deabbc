"""Keeping these registers as the municipality's profile says."""

from __future__ import annotations

from collections import Counter

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.evaluation import models, policies
from samspil.organisations.actions.keys import today
from samspil.organisations.models import Body
from samspil.organisations.profile import Document, Profile
from samspil.organisations.registers import entries_on, keep_register


@verb("document.kept", "annualduty.kept", "goaltree.kept", "nationalframe.kept")
def keep_registers(actor: Actor, body: Body, profile: Profile) -> Counter[str]:
    """Rows added, changed and ended; nothing is deleted.

    Refused: for others than the municipality's administrators, and where a part that was adopted changes without a new
    adoption (BRO-17).
    """
    before = {entry.key: entry.part for entry in entries_on(models.DocumentVersion, Document, body, today(actor))}
    for document in profile.documents:
        if document.key in before:
            policies.check_may_change(before[document.key], document)
    changes: Counter[str] = Counter()
    for entries, versions, parts in (
        (models.Document, models.DocumentVersion, profile.documents),
        (models.GoalTree, models.GoalTreeVersion, profile.goal_trees),
        (models.NationalFrame, models.NationalFrameVersion, profile.national_frames),
        (models.AnnualDuty, models.AnnualDutyVersion, profile.annual_duties),
    ):
        changes += keep_register(actor, body=body, entries=entries, versions=versions, parts=parts)
    return changes
