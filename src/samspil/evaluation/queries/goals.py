"""Goals as trees, each with what works towards it. Numbers say something of efforts and groups, never of a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samspil.catalogue.queries import interventions_on
from samspil.evaluation.models import GoalTreeVersion
from samspil.organisations.models import Body
from samspil.organisations.profile import Goal, GoalTree, Indicator, Intervention, Target, Wanted
from samspil.organisations.registers import Entry, entries_on, names_in_profile
from samspil.organisations.registers.words import word

Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Measure:
    """An indicator and what is to be reached; None where that is not settled."""

    indicator: Indicator
    target: str | None


@dataclass(frozen=True)
class GoalShown:
    """A goal with those below it, and the interventions that work towards it."""

    goal: Goal
    measures: Sequence[Measure]
    criteria: Sequence[tuple[object, Sequence[Measure]]]
    interventions: Sequence[Entry[Intervention]]
    below: Sequence[GoalShown]


@dataclass(frozen=True)
class Assumption:
    """One thing that is assumed to lead to another."""

    sentence: str
    text: str | None


@dataclass(frozen=True)
class TreeShown:
    entry: Entry[GoalTree]
    goals: Sequence[GoalShown]
    assumptions: Sequence[Assumption]


def goal_page(body: Body, day: date, words: str = "") -> tuple[list[TreeShown], Names]:
    """Every goal tree: three statements, however many goals there are. With words, the trees in which all stand."""
    towards = defaultdict(list)
    for one in interventions_on(body, day):
        for key in one.part.goals:
            towards[key].append(one)
    names = names_in_profile(body)
    sought = words.casefold().split()
    trees = [
        entry
        for entry in entries_on(GoalTreeVersion, GoalTree, body, day)
        if all(word in _text(entry.part) for word in sought)
    ]
    return [_tree(entry, towards, names) for entry in trees], names


def _tree(entry: Entry[GoalTree], towards: Mapping[str, Sequence[Entry[Intervention]]], names: Names) -> TreeShown:
    below: dict[str | None, list[Goal]] = defaultdict(list)
    keys = {goal.key for goal in entry.part.goals}
    for goal in entry.part.goals:
        below[goal.parent if goal.parent in keys else None].append(goal)

    def shown(goal: Goal) -> GoalShown:
        return GoalShown(
            goal,
            _measures(goal.indicators),
            [(criterion, _measures(criterion.indicators)) for criterion in goal.criteria],
            towards.get(goal.key, ()),
            [shown(inner) for inner in below[goal.key]],
        )

    known = names.get("goals", {})
    assumptions = [
        Assumption(
            _("If “%(one)s” %(falls)s, “%(other)s” is assumed to follow.")
            % {
                "one": known.get(link.more_of, link.more_of), "falls": word(link.wanted),
                "other": known.get(link.leads_to, link.leads_to),
            },
            link.text,
        )
        for link in entry.part.assumed_links
    ]  # fmt: skip
    return TreeShown(entry, [shown(goal) for goal in below[None]], assumptions)


def _measures(indicators: Sequence[Indicator]) -> list[Measure]:
    return [Measure(one, target_words(one.target) if one.target else None) for one in indicators]


def target_words(target: Target) -> str:
    """At least 90 pct. by 2030; falls."""
    said = str(word(target.wanted))
    if target.value is not None:
        said += f" {target.value.normalize():f}".replace(".", ",") + (f" {target.unit}" if target.unit else "")
    if target.compared_with is not None and target.wanted in {Wanted.RISES, Wanted.FALLS}:
        said += " " + _("compared with %(year)d") % {"year": target.compared_with}
    if target.year is not None:
        said += " " + _("in %(year)d") % {"year": target.year}
    return said


def _text(tree: GoalTree) -> str:
    return " ".join([tree.name, *(f"{goal.name} {goal.text}" for goal in tree.goals)]).casefold()
