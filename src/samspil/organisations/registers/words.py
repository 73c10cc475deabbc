"""What the kinds in registers are called on the screen. Levels, goals and themes have local names and none here."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspil.organisations.profile import (
    About,
    Binding,
    DocumentKind,
    DutyKind,
    Evidence,
    FrameKind,
    GoalKind,
    InterventionKind,
    InterventionStatus,
    NamedPersons,
    Shows,
    Wanted,
)

_OF_KIND: dict[type[StrEnum], dict[str, Promise]] = {
    NamedPersons: {
        "never": _("Never about named persons"),
        "sometimes": _("Groups, or named persons"),
        "always": _("About named persons"),
    },
    InterventionKind: {
        "effort": _("Effort"),
        "course": _("Course"),
        "offer": _("Offer"),
        "project": _("Project"),
        "method": _("Method"),
        "programme": _("Programme"),
        "theme_plan": _("Theme plan"),
    },
    InterventionStatus: {
        "draft": _("Draft"),
        "planned": _("Planned"),
        "running": _("Running"),
        "closed": _("Closed"),
    },
    Evidence: {
        "evidence_based": _("Evidence-based"),
        "tried": _("Tried"),
        "promising": _("Promising"),
        "not_known": _("Effect not known"),
    },
    DocumentKind: {
        "vision": _("Vision"),
        "strategy": _("Strategy"),
        "policy": _("Policy"),
        "plan": _("Plan"),
        "preparedness": _("Preparedness plan"),
        "terms_of_reference": _("Terms of reference"),
        "agreement": _("Agreement"),
        "guide": _("Guide"),
        "law": _("Law"),
        "reference": _("Reference"),
    },
    FrameKind: {
        "recommendations": _("Recommendations"),
        "learning_goals": _("Learning goals"),
        "targets": _("Targets"),
    },
    Shows: {
        "goals": _("Goals"),
        "methods": _("How we prevent"),
        "forums": _("Forums"),
        "interventions": _("Interventions"),
        "curriculum": _("Curriculum"),
        "annual_wheel": _("Annual wheel"),
    },
    GoalKind: {
        "purpose": _("Purpose"),
        "vision": _("Vision"),
        "political": _("Political goal"),
        "strategic": _("Strategic goal"),
        "step": _("Step"),
        "focus": _("Focus goal"),
        "value": _("Value"),
        "national": _("National target"),
        "concrete": _("Concrete goal"),
        "project": _("Project goal"),
    },
    Wanted: {
        "rises": _("rises"),
        "falls": _("falls"),
        "at_least": _("at least"),
        "at_most": _("at most"),
    },
    About: {
        "effort": _("about the effort"),
        "group": _("about a group"),
        "area": _("about an area"),
        "municipality": _("about the municipality"),
    },
    DutyKind: {
        "evaluation": _("Evaluation"),
        "status": _("Status"),
        "plan": _("Plan"),
        "revision": _("Revision"),
        "survey": _("Survey"),
        "event": _("Event"),
        "review": _("Review"),
        "proposal": _("Proposal"),
    },
    Binding: {
        "mandatory": _("Mandatory"),
        "recommended": _("Recommended"),
        "suggested": _("Suggested"),
    },
}  # fmt: skip


def word(kind: StrEnum) -> Promise:
    """The word for a kind. Two kinds may be written alike in the file, so the kind's own sort decides."""
    return _OF_KIND[type(kind)][kind.value]
