"""Registers that contradict themselves: each fault with its line, its place and what to do; all at once."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path

import pytest
from pydantic import BaseModel

from samspil.organisations.profile import ProfileErrors, load, open_questions
from samspil.organisations.profile.sentences import WORDS

HAVMOSE = Path(__file__).with_name("havmose.yaml").read_text(encoding="utf-8")
REGISTERS = """
prevention_models:
  - key: hjulet
    name: Hjulet
    shape: list
    axes:
      - key: ring
        name: Ring
        levels:
          - {key: yderst, name: Yderst, goal: ro}
          - {key: inderst, name: Inderst, goes_with: [yderst]}
documents:
  - {key: plan, name: Planen, kind: plan, period: {first: 2024-01-01, last: 2027-12-31}, predecessor: foer}
  - {key: foer, name: Den gamle plan, kind: plan}
goal_trees:
  - key: maal
    name: Mål
    document: plan
    goals:
      - {key: ro, name: Ro, kind: political, text: Mere ro., indicators: [
          {key: ro-tal, name: Ro, about: area, target: {wanted: at_least, value: 60, unit: pct.}}]}
      - {key: fred, name: Fred, kind: step, parent: ro, text: Fred., levels: [yderst]}
    assumed_links: [{more_of: fred, wanted: rises, leads_to: ro-tal}]
national_frames:
  - {key: ramme, name: Rammen, kind: targets, issued_by: Staten, items: [
      {code: et, text: Et., fulfilled_by: [{by: goal, key: ro}, {by: document, key: plan}]}]}
interventions:
  - {key: sejlads, name: Sejlads, kind: offer, levels: [yderst], goals: [ro], units: [klub], roles: [laerer]}
curricula:
  - key: livet
    name: Livet
    stages: [{key: smaa, name: De små, grades: {at_least: 0, at_most: 4}}]
    themes: [{key: venner, name: Venner, methods: [sejlads]}]
    learning_goals: [{key: ven, name: Ven, text: Kan være ven., theme: venner, stages: [smaa], national: [ramme/et]}]
    obligations: [{key: to, name: To om året, number: 2, each_grade: {at_least: 0, at_most: 4}}]
    activities: [{intervention: sejlads, themes: [venner], goals: [ven]}]
annual_duties:
  - {key: status, name: Status, kind: status, months: [3], role: konsulent, forum: raad, document: plan}
"""
FAULTS = [  # what is written instead of what, what is said of it, and where
    ("goal: ro}", "goal: rå}", "Brug", None),
    ("goal: ro}", "goal: rod}", "rod findes ikke under goal_trees", "prevention_models[0].axes[0].levels[0].goal"),
    (
        "goes_with: [yderst]",
        "goes_with: [yders]",
        "Mente du yderst?",
        "prevention_models[0].axes[0].levels[1].goes_with[0]",
    ),
    ("key: inderst", "key: yderst", "er brugt før", "prevention_models[0].axes[0].levels[1].key"),
    ("last: 2027-12-31", "last: 2023-12-31", "slutter (2023-12-31), før den begynder", "documents[0].period.last"),
    ("kind: plan}", "kind: plan, predecessor: plan}", "henvise til sig selv", "documents[0].predecessor"),
    ("kind: political, text", "kind: political, parent: fred, text", "ro → fred → ro", "goal_trees[0].goals[0].parent"),
    (
        "document: plan\n    goals",
        "document: planen\n    goals",
        "planen findes ikke under documents",
        "goal_trees[0].document",
    ),
    ("at_least, value: 60, unit: pct.", "at_least", "ikke hvor meget", "goal_trees[0].goals[0].indicators[0].target"),
    ("value: 60", "value: 160", "mere end det hele", "goal_trees[0].goals[0].indicators[0].target.value"),
    (
        "about: area",
        "about: person",
        "Vælg mellem effort, group, area, municipality",
        "goal_trees[0].goals[0].indicators[0].about",
    ),
    ("leads_to: ro-tal", "leads_to: ro-tale", "Mente du ro-tal?", "goal_trees[0].assumed_links[0].leads_to"),
    (
        "key: plan}]}]}",
        "key: plan/nul}]}]}",
        "findes ikke under documents",
        "national_frames[0].items[0].fulfilled_by[1].key",
    ),
    (
        "levels: [yderst], goals: [ro]",
        "levels: [yderst, inderst], goals: [ro]",
        "to niveauer af samme akse",
        "interventions[0].levels[1]",
    ),
    ("units: [klub]", "units: [klubben]", "klubben findes ikke under units", "interventions[0].units[0]"),
    (
        "national: [ramme/et]",
        "national: [ramme/to]",
        "ramme/to findes ikke",
        "curricula[0].learning_goals[0].national[0]",
    ),
    (
        ", number: 2, each_grade: {at_least: 0, at_most: 4}",
        "",
        "forpligter ikke til noget",
        "curricula[0].obligations[0]",
    ),
    (
        "activities: [{intervention: sejlads",
        "activities: [{intervention: sejl",
        "Mente du sejlads?",
        "curricula[0].activities[0].intervention",
    ),
    (
        "months: [3]",
        "months: [3], once_by: 2026-01-01",
        "både tilbagevendende og en engangsopgave",
        "annual_duties[0].once_by",
    ),
    (
        "role: konsulent, forum: raad",
        "role: leder, forum: raad",
        "leder findes ikke under roles",
        "annual_duties[0].role",
    ),
]


def faults(tmp_path: Path, text: str) -> list[tuple[str, int, str]]:
    file = tmp_path / "profil.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileErrors) as raised:
        load(file)
    return [(error.path, error.line, f"{error.message} {error.remedy}") for error in raised.value.errors]


def test_the_registers_are_sound(tmp_path: Path) -> None:
    file = tmp_path / "profil.yaml"
    file.write_text(HAVMOSE + REGISTERS, encoding="utf-8")
    assert load(file).goal_trees[0].goals[1].parent == "ro"
    assert open_questions(load(file))


@pytest.mark.parametrize(
    ("old", "new", "said", "path"), FAULTS, ids=[f"{old[:20]}→{new[:24]}" for old, new, *_ in FAULTS]
)
def test_one_fault_told_once_at_its_place(tmp_path: Path, old: str, new: str, said: str, path: str | None) -> None:
    sound = HAVMOSE + REGISTERS
    assert REGISTERS.count(old) >= 1
    text = HAVMOSE + REGISTERS.replace(old, new, 1)
    told = faults(tmp_path, text)
    assert len(told) == 1, told
    if path is not None:
        assert told[0][0] == path
        assert said in told[0][2]
    changed = [
        number
        for number, lines in enumerate(zip(sound.splitlines(), text.splitlines(), strict=True), 1)
        if len(set(lines)) > 1
    ]
    if path != "documents[0].predecessor":  # the circle is told where it begins
        assert told[0][1] in changed


def test_all_faults_at_once(tmp_path: Path) -> None:
    text = REGISTERS.replace("role: konsulent", "role: leder").replace("units: [klub]", "units: [klubben]")
    assert [path for path, *_ in faults(tmp_path, HAVMOSE + text)] == [
        "interventions[0].units[0]",
        "annual_duties[0].role",
    ]


def test_every_field_of_a_register_has_a_word() -> None:
    fields: set[str] = set()
    for name in ("curriculum", "documents", "duties", "goals", "interventions", "prevention"):
        module = importlib.import_module(f"samspil.organisations.profile.{name}")
        for part in vars(module).values():
            if inspect.isclass(part) and issubclass(part, BaseModel):
                fields |= set(part.model_fields)
    assert sorted(fields - set(WORDS) - {"source", "note", "assumed", "key"}) == []
