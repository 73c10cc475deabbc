"""Reads: how the municipality prevents, and what it can offer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samspil.catalogue.models import InterventionVersion, PreventionModelVersion
from samspil.organisations.models import Body
from samspil.organisations.profile import Axis, Intervention, PreventionLevel, PreventionModel
from samspil.organisations.registers import Entry, Version, entries_on, get_entry, names_in_profile, versions_of

Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class LevelShown:
    """A level with what stands on it: first of all, and besides."""

    level: PreventionLevel
    goes_with: Sequence[str]
    first: Sequence[Entry[Intervention]]
    further: Sequence[Entry[Intervention]]


@dataclass(frozen=True)
class AxisShown:
    axis: Axis
    levels: Sequence[LevelShown]


@dataclass(frozen=True)
class ModelShown:
    model: PreventionModel
    axes: Sequence[AxisShown]
    is_stair: bool


@dataclass(frozen=True)
class PreventionPage:
    """Every model that holds, and the interventions that stand on no level."""

    models: Sequence[ModelShown]
    unplaced: Sequence[Entry[Intervention]]


@dataclass(frozen=True)
class InterventionPage:
    """One entry with the names of what it refers to, and its versions."""

    entry: Entry[Intervention]
    names: Names
    versions: Sequence[Version]


@dataclass(frozen=True)
class Listed:
    """A line of the catalogue: the entry, and the levels on which it stands first."""

    entry: Entry[Intervention]
    levels: Sequence[str]


def models_on(body: Body, day: date) -> list[Entry[PreventionModel]]:
    """The prevention models that hold that day."""
    return entries_on(PreventionModelVersion, PreventionModel, body, day)


def interventions_on(body: Body, day: date) -> list[Entry[Intervention]]:
    """The catalogue that day."""
    return entries_on(InterventionVersion, Intervention, body, day)


def prevention_page(body: Body, day: date) -> PreventionPage:
    """How the municipality prevents: two statements, however many levels and interventions there are."""
    models, interventions = models_on(body, day), interventions_on(body, day)
    first, further = defaultdict(list), defaultdict(list)
    for one in interventions:
        for key in one.part.levels:
            first[key].append(one)
        for key in one.part.further_levels:
            further[key].append(one)
    names = level_names(models)
    shown = [
        ModelShown(
            entry.part,
            [
                AxisShown(
                    axis,
                    [
                        LevelShown(
                            level, [names.get(key, key) for key in level.goes_with], first[level.key], further[level.key]
                        )
                        for level in axis.levels
                    ],
                )
                for axis in entry.part.axes
            ],
            entry.part.shape == "stair",
        )
        for entry in models
    ]  # fmt: skip
    return PreventionPage(shown, [one for one in interventions if not one.part.levels])


def level_names(models: Sequence[Entry[PreventionModel]]) -> dict[str, str]:
    """Levels by key, in the order of the models."""
    return {level.key: level.name for entry in models for axis in entry.part.axes for level in axis.levels}


def find_interventions(
    body: Body, day: date, words: str = "", level: str = ""
) -> tuple[list[Listed], Mapping[str, str]]:
    """The entries in which every word stands, on that level if one is asked for; and the levels there are."""
    levels = level_names(models_on(body, day))
    sought = words.casefold().split()
    found = [
        Listed(entry, [levels.get(key, key) for key in entry.part.levels])
        for entry in interventions_on(body, day)
        if all(word in _text(entry.part) for word in sought)
        and (not level or level in (*entry.part.levels, *entry.part.further_levels))
    ]
    return found, levels


def intervention_page(body: Body, intervention_id: int, day: date) -> InterventionPage:
    """One entry. Raises NotVisible for one of another municipality."""
    entry = get_entry(InterventionVersion, Intervention, body, intervention_id, day)
    return InterventionPage(entry, names_in_profile(body), versions_of(InterventionVersion, intervention_id))


def _text(part: Intervention) -> str:
    said = (part.name, part.described, part.purpose, part.target_group, *part.partners)
    return " ".join(filter(None, said)).casefold()
