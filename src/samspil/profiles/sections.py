"""Which domain answers for which section of a profile: applying it, telling what would change, and exporting it.

A profile speaks to several domains and none of them may know the others above it, so they meet here, in the order in
which they are applied. A domain that adds a section to the format adds its line to `SECTIONS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from samspil.access.actor import Actor
from samspil.catalogue.actions import keep_registers as keep_catalogue
from samspil.concerns.actions.applying import apply_reception
from samspil.curriculum.actions import keep_registers as keep_curriculum
from samspil.evaluation.actions import keep_registers as keep_plans
from samspil.meetings.living import meetings_that_stand
from samspil.organisations.actions import apply_profile
from samspil.organisations.models import Body
from samspil.organisations.profile import Difference, Profile, differences
from samspil.organisations.queries import living_records, settled_in_the_product
from samspil.sharing.actions import set_retention_rules

Applying = Callable[[Actor, Body, Profile], Mapping[str, int]]
Comparing = Callable[["Profile | None", Profile], list[Difference]]
Living = Callable[[Body, Difference], Iterable[str]]
Exporting = Callable[[Body, dict[str, Any]], None]


def _nothing_to_apply(actor: Actor, body: Body, profile: Profile) -> Mapping[str, int]:
    return {}


def _nothing_lives(body: Body, difference: Difference) -> Iterable[str]:
    return ()


def _nothing_more(body: Body, content: dict[str, Any]) -> None:
    """The section cannot be changed in the product: what was applied last is what stands."""


@dataclass(frozen=True)
class Section:
    """A domain's share of a profile.

    `fields` are the keys at the top of the file that it answers for, each key by exactly one domain. `apply` brings the
    domain's rows to what they say, as the actor, and answers how many rows were "added", "changed", "ended"; run again
    it answers nothing. `compare` tells what two profiles say differently in those fields; left out, their parts are
    compared by key. `living` tells, for any difference, in any section, what would happen to records of this domain.
    `export` brings the content that was applied last (as JSON) to what has been changed in the product since.
    """

    name: str
    fields: tuple[str, ...] = ()
    apply: Applying = _nothing_to_apply
    compare: Comparing | None = None
    living: Living = _nothing_lives
    export: Exporting = _nothing_more

    def differences(self, old: Profile | None, new: Profile) -> list[Difference]:
        """What the new profile says differently here."""
        return self.compare(old, new) if self.compare else differences(old, new, self.fields)


def _apply_organisations(actor: Actor, body: Body, profile: Profile) -> Mapping[str, int]:
    return apply_profile(actor, body=body, profile=profile).changes


def _apply_retention(actor: Actor, body: Body, profile: Profile) -> Mapping[str, int]:
    day = timezone.localtime(actor.at).date()
    rules = [rule for rule in profile.retention if rule.holds_on(day)]
    changed = set_retention_rules(actor, body=body, rules=rules)
    return {"changed": changed} if changed else {}


ORGANISATIONS = Section(
    "organisations",
    (
        "format", "municipality", "body", "police_district", "vocabulary", "district_kinds", "districts", "units", "sites",
        "roles", "posts", "staffing", "forums", "calendar",
    ),
    apply=_apply_organisations,
    living=living_records,
    export=settled_in_the_product,
)  # fmt: skip

SECTIONS: tuple[Section, ...] = (
    ORGANISATIONS,  # first: it keeps the version, and founds what the others refer to
    Section("retention", ("retention",), apply=_apply_retention),
    Section("catalogue", ("prevention_models", "interventions"), apply=keep_catalogue),
    Section("curriculum", ("curricula",), apply=keep_curriculum),
    Section("evaluation", ("documents", "goal_trees", "national_frames", "annual_duties"), apply=keep_plans),
    Section("concerns", ("doors", "reception"), apply=apply_reception),
    Section("meetings", living=meetings_that_stand),
)
"""Every domain that a profile speaks to, in the order of applying."""

__all__ = ["SECTIONS", "Section"]
