"""Models, documents, goals, interventions, curricula and duties: used once, and naming what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from samspil.organisations.profile.checking import guess
from samspil.organisations.profile.contradictions.findings import Findings, keys_in, placed
from samspil.organisations.profile.contradictions.references import check_once
from samspil.organisations.profile.curriculum import Curriculum
from samspil.organisations.profile.documents import By, Document
from samspil.organisations.profile.faults import Place
from samspil.organisations.profile.goals import Goal, GoalTree, Indicator, Wanted
from samspil.organisations.profile.interventions import Intervention

SECTIONS = (
    "prevention_models", "documents", "goal_trees", "national_frames", "interventions", "curricula", "annual_duties",
)  # fmt: skip
PLURALS = {
    By.DOCUMENT: "documents", By.GOAL: "goal_trees", By.INTERVENTION: "interventions", By.FORUM: "forums",
    By.LEARNING_GOAL: "curricula", By.DUTY: "annual_duties", By.MODEL: "prevention_models",
}  # fmt: skip
HUNDRED = 100


def check(findings: Findings) -> None:
    """Every register of the profile."""
    known = Known(findings)
    for section in SECTIONS:
        check_once(findings, (section,), getattr(findings.profile, section), "key")
    _check_models(findings, known)
    _check_no_circle(findings, placed(findings.profile.documents, "documents"), "predecessor")
    for place, document in placed(findings.profile.documents, "documents"):
        _check_document(findings, known, place, document)
    for place, tree in placed(findings.profile.goal_trees, "goal_trees"):
        _check_tree(findings, known, place, tree)
    for place, intervention in placed(findings.profile.interventions, "interventions"):
        _check_intervention(findings, known, place, intervention)
    for place, curriculum in placed(findings.profile.curricula, "curricula"):
        _check_curriculum(findings, known, place, curriculum)
    for place, duty in placed(findings.profile.annual_duties, "annual_duties"):
        known.check((*place, "role"), duty.role, "roles")
        known.check((*place, "unit"), duty.unit, "units")
        known.check((*place, "forum"), duty.forum, "forums")
        known.check((*place, "document"), duty.document, "documents")
        if duty.once_by is not None and (duty.months or duty.day or duty.first_year or duty.every_years > 1):
            findings.add((*place, "once_by"), "duty_twice_dated", name=duty.name)
    _check_frames(findings, known)


class Known:
    """Every key that a register knows, in elements that were left out too, however deep it stands."""

    def __init__(self, findings: Findings) -> None:
        self.findings, data = findings, findings.document.data
        self.keys = {
            name: keys_in(data.get(name)) for name in ("units", "roles", "forums", "districts", "documents", "annual_duties")
        }  # fmt: skip
        self.keys["prevention_models"] = set(_within(data, "prevention_models", "axes", "levels"))
        self.keys["goal_trees"] = set(_within(data, "goal_trees", "goals"))
        self.keys["interventions"] = keys_in(data.get("interventions"))
        self.keys["curricula"] = set(_within(data, "curricula", "learning_goals"))
        self.measured = self.keys["goal_trees"] | {
            *_within(data, "goal_trees", "goals", "indicators"),
            *_within(data, "goal_trees", "goals", "criteria"),
            *_within(data, "goal_trees", "goals", "criteria", "indicators"),
        }
        self.sections = {
            f"{document}/{section}"
            for document, inner in _named(data, "documents", "sections")
            for section in inner
        }  # fmt: skip
        self.items = {
            f"{frame}/{item}" for frame, inner in _named(data, "national_frames", "items", "code") for item in inner
        }

    def check(self, place: Place, key: str | None, section: str, more: Iterable[str] = ()) -> None:
        """A reference to an entry of a register. What another body's profile holds is not looked up."""
        known = self.keys[section] | set(more)
        if key is not None and ("/" not in key or key in known or section != "forums"):
            self.name(place, key, section, known)

    def check_all(self, place: Place, keys: Sequence[str], section: str) -> None:
        """Several references."""
        for at, key in placed(keys, *place):
            self.check(at, key, section)

    def name(self, place: Place, key: str, section: str, known: Iterable[str]) -> None:
        """A fault where the key names nothing, with what was probably meant."""
        choices = sorted(set(known))
        if key not in choices:
            self.findings.add(place, "unknown_entry", key=key, section=section, **guess(key, choices))


def _elements(section: Any) -> Iterator[dict[str, Any]]:
    if isinstance(section, list):
        yield from (element for element in section if isinstance(element, dict))


def _within(data: Any, name: str, *deeper: str) -> Iterator[str]:
    """The keys at the end of a way through the file."""
    if not deeper:
        yield from keys_in(data.get(name))
        return
    for element in _elements(data.get(name)):
        yield from _within(element, *deeper)


def _named(data: Any, name: str, inner: str, key: str = "key") -> Iterator[tuple[str, list[str]]]:
    for element in _elements(data.get(name)):
        yield str(element.get("key")), [str(one.get(key)) for one in _elements(element.get(inner))]


def _check_models(findings: Findings, known: Known) -> None:
    levels: list[tuple[Place, Any]] = []
    for place, model in placed(findings.profile.prevention_models, "prevention_models"):
        check_once(findings, (*place, "axes"), model.axes, "key")
        for at, axis in placed(model.axes, *place, "axes"):
            levels += placed(axis.levels, *at, "levels")
    _once_everywhere(findings, levels)
    for at, level in levels:
        known.check_all((*at, "goes_with"), level.goes_with, "prevention_models")
        known.check((*at, "goal"), level.goal, "goal_trees")


def _once_everywhere(findings: Findings, parts: Iterable[tuple[Place, Any]]) -> None:
    """Keys that are referred to without the part around them are used once in the whole file."""
    first: dict[str, Place] = {}
    for at, part in parts:
        if part.key in first:
            findings.add((*at, "key"), "twice", key=part.key, first=findings.line_of((*first[part.key], "key")))
        first.setdefault(part.key, at)


def _check_no_circle(findings: Findings, parts: Iterable[tuple[Place, Any]], name: str) -> None:
    """Nothing stands below itself, or comes after itself: what does would be on no page."""
    stand = list(parts)
    above = {part.key: getattr(part, name) for _, part in stand}
    told: set[str] = set()
    for place, part in stand:
        chain, step = [part.key], above[part.key]
        while step is not None and step not in chain:
            chain.append(step)
            step = above.get(step)
        if step == part.key and not told & set(chain):
            told |= set(chain)
            findings.add(
                (*place, name), "register_circle", name=part.name, field=name, chain=" → ".join([*chain, step])
            )


def _check_document(findings: Findings, known: Known, place: Place, document: Document) -> None:
    check_once(findings, (*place, "sections"), document.sections, "key")
    known.check((*place, "unit"), document.unit, "units")
    known.check((*place, "rules_of"), document.rules_of, "forums")
    known.check((*place, "predecessor"), document.predecessor, "documents")
    known.check_all((*place, "rests_on"), document.rests_on, "documents")
    known.check_all((*place, "includes"), document.includes, "documents")
    if document.revision is not None:
        known.check((*place, "revision", "duty"), document.revision.duty, "annual_duties")
    for at, period in _periods(document, place):
        if period.first and period.last and period.last < period.first:
            findings.add((*at, "last"), "period_reversed", valid_from=period.first, valid_to=period.last)


def _periods(document: Document, place: Place) -> Iterator[tuple[Place, Any]]:
    if document.period is not None:
        yield (*place, "period"), document.period
    for at, section in placed(document.sections, *place, "sections"):
        if section.period is not None:
            yield (*at, "period"), section.period


def _check_tree(findings: Findings, known: Known, place: Place, tree: GoalTree) -> None:
    known.check((*place, "document"), tree.document, "documents")
    _once_everywhere(findings, placed(tree.goals, *place, "goals"))
    _check_no_circle(findings, placed(tree.goals, *place, "goals"), "parent")
    for at, goal in placed(tree.goals, *place, "goals"):
        _check_goal(findings, known, at, goal)
    for at, link in placed(tree.assumed_links, *place, "assumed_links"):
        known.name((*at, "more_of"), link.more_of, "goal_trees", known.measured)
        known.name((*at, "leads_to"), link.leads_to, "goal_trees", known.measured)


def _check_goal(findings: Findings, known: Known, place: Place, goal: Goal) -> None:
    known.check((*place, "parent"), goal.parent, "goal_trees")
    known.check((*place, "document"), goal.document, "documents")
    known.check((*place, "forum"), goal.forum, "forums")
    known.check((*place, "area"), goal.area, "districts")
    known.check_all((*place, "levels"), goal.levels, "prevention_models")
    known.check_all((*place, "evaluated_in"), goal.evaluated_in, "annual_duties")
    for at, indicator in _indicators(goal, place):
        target = indicator.target
        if target is None:
            continue
        if target.value is None and target.wanted in {Wanted.AT_LEAST, Wanted.AT_MOST}:
            findings.add((*at, "target"), "target_without_value")
        if target.value is not None and target.value > HUNDRED and (target.unit or "").startswith("pct"):
            findings.add((*at, "target", "value"), "percent_over", value=target.value)


def _indicators(goal: Goal, place: Place) -> Iterator[tuple[Place, Indicator]]:
    yield from placed(goal.indicators, *place, "indicators")
    for at, criterion in placed(goal.criteria, *place, "criteria"):
        yield from placed(criterion.indicators, *at, "indicators")


def _check_intervention(findings: Findings, known: Known, place: Place, one: Intervention) -> None:
    for name, section in (("units", "units"), ("roles", "roles"), ("goals", "goal_trees"), ("policy", "documents")):
        known.check_all((*place, name), getattr(one, name), section)
    for name in ("levels", "further_levels"):
        known.check_all((*place, name), getattr(one, name), "prevention_models")
    known.check((*place, "forum"), one.forum, "forums")
    known.check((*place, "area"), one.area, "districts")
    axis_of = {
        level.key: (number, axis.key)
        for number, model in enumerate(findings.profile.prevention_models)
        for axis in model.axes
        for level in axis.levels
    }
    seen: dict[Any, str] = {}
    for at, key in placed(one.levels, *place, "levels"):
        axis = axis_of.get(key)
        if axis is not None and axis in seen:
            findings.add(at, "two_of_an_axis", name=one.name, first=seen[axis], second=key)
        seen.setdefault(axis, key)


def _check_curriculum(findings: Findings, known: Known, place: Place, one: Curriculum) -> None:
    known.check((*place, "document"), one.document, "documents")
    for name in ("stages", "themes", "learning_goals", "obligations"):
        check_once(findings, (*place, name), getattr(one, name), "key")
    stages, themes = {part.key for part in one.stages}, {part.key for part in one.themes}
    whole = all(findings.is_whole((*place, name)) for name in ("stages", "themes"))
    for at, theme in placed(one.themes, *place, "themes"):
        known.check_all((*at, "methods"), theme.methods, "interventions")
    for at, goal in placed(one.learning_goals, *place, "learning_goals"):
        for stage_at, stage in placed(goal.stages, *at, "stages"):
            if whole:
                known.name(stage_at, stage, "stages", stages)
        if goal.theme is not None and whole:
            known.name((*at, "theme"), goal.theme, "themes", themes)
        for item_at, item in placed(goal.national, *at, "national"):
            known.name(item_at, item, "national_frames", known.items)
    _check_what_is_done(findings, known, place, one)


def _check_what_is_done(findings: Findings, known: Known, place: Place, one: Curriculum) -> None:
    stages, themes = {part.key for part in one.stages}, {part.key for part in one.themes}
    whole = all(findings.is_whole((*place, name)) for name in ("stages", "themes"))
    for at, obligation in placed(one.obligations, *place, "obligations"):
        known.check_all((*at, "goals"), obligation.goals, "curricula")
        if obligation.stage is not None and whole:
            known.name((*at, "stage"), obligation.stage, "stages", stages)
        if obligation.number is None and not obligation.goals:
            findings.add(at, "obligation_of_nothing", name=obligation.name)
    for at, activity in placed(one.activities, *place, "activities"):
        known.check((*at, "intervention"), activity.intervention, "interventions")
        known.check_all((*at, "goals"), activity.goals, "curricula")
        for theme_at, key in placed(activity.themes, *at, "themes"):
            if whole:
                known.name(theme_at, key, "themes", themes)


def _check_frames(findings: Findings, known: Known) -> None:
    for place, frame in placed(findings.profile.national_frames, "national_frames"):
        check_once(findings, (*place, "items"), frame.items, "code")
        for at, item in placed(frame.items, *place, "items"):
            for by_at, fulfilment in placed(item.fulfilled_by, *at, "fulfilled_by"):
                section = PLURALS[fulfilment.by]
                more = known.sections if fulfilment.by is By.DOCUMENT else ()
                known.check((*by_at, "key"), fulfilment.key, section, more)
