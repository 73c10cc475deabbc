"""Reads: what is taught to a whole class, and what must be reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samspil.catalogue.queries import interventions_on
from samspil.curriculum.models import CurriculumVersion
from samspil.organisations.models import Body
from samspil.organisations.profile import Activity, Curriculum, Intervention, LearningGoal, Obligation, Stage, Theme
from samspil.organisations.registers import Entry, entries_on, names_in_profile


@dataclass(frozen=True)
class ThemeShown:
    """A theme with its learning goals and what is done for it."""

    theme: Theme
    goals: Sequence[LearningGoal]
    methods: Sequence[Entry[Intervention]]


@dataclass(frozen=True)
class ActivityShown:
    """Something that is done: the entry of the catalogue, None where it has ended there."""

    activity: Activity
    entry: Entry[Intervention] | None
    themes: Sequence[str]


@dataclass(frozen=True)
class ObligationShown:
    """What must be reached: so many in each grade each year, or goals by the end of a stage."""

    obligation: Obligation
    stage: Stage | None
    goals: Sequence[LearningGoal]


@dataclass(frozen=True)
class CurriculumShown:
    """One curriculum, its parts resolved. `without_theme`: learning goals that stand outside the themes (BRO-87)."""

    entry: Entry[Curriculum]
    themes: Sequence[ThemeShown]
    without_theme: Sequence[LearningGoal]
    obligations: Sequence[ObligationShown]
    activities: Sequence[ActivityShown]
    stages: Mapping[str, str]


@dataclass(frozen=True)
class CurriculumPage:
    curricula: Sequence[CurriculumShown]
    names: Mapping[str, Mapping[str, str]]


def curriculum_page(body: Body, day: date) -> CurriculumPage:
    """Every curriculum: three statements, however much is in it."""
    catalogue = {entry.key: entry for entry in interventions_on(body, day)}
    found = entries_on(CurriculumVersion, Curriculum, body, day)
    return CurriculumPage([_shown(entry, catalogue) for entry in found], names_in_profile(body))


def _shown(entry: Entry[Curriculum], catalogue: Mapping[str, Entry[Intervention]]) -> CurriculumShown:
    part = entry.part
    themes = {theme.key: theme.name for theme in part.themes}
    stages = {stage.key: stage for stage in part.stages}
    goals = {goal.key: goal for goal in part.learning_goals}
    return CurriculumShown(
        entry,
        [
            ThemeShown(
                theme,
                [goal for goal in part.learning_goals if goal.theme == theme.key],
                [catalogue[key] for key in theme.methods if key in catalogue],
            )
            for theme in part.themes
        ],
        [goal for goal in part.learning_goals if goal.theme not in themes],
        [
            ObligationShown(one, stages.get(one.stage or ""), [goals[key] for key in one.goals if key in goals])
            for one in part.obligations
        ],
        [
            ActivityShown(one, catalogue.get(one.intervention), [themes.get(key, key) for key in one.themes])
            for one in part.activities
        ],
        {stage.key: stage.name for stage in part.stages},
    )
