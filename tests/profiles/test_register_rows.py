"""Every row about prevention models, governing documents and goals stands in a profile or is proved by a test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from samspil.organisations.profile import Profile, load

CHECKOUT = Path(__file__).parents[2]
PROFILES = {file.stem: load(file) for file in sorted((CHECKOUT / "profiles").glob("*.yaml"))}
REGISTERS = ("prevention_models", "documents", "goal_trees", "national_frames", "interventions", "curricula", "annual_duties")  # fmt: skip
MARK = re.compile(r"mark\.covers\(([^)]*)\)")

# As the requirements register lists them.
ROWS = {
    "K02": (
        "BAL-13 BAL-14 BAL-16 HAL-27 HAL-28 HAL-29 HAL-30 HAL-39 HAL-42 BRO-25 BRO-26 BRO-27 BRO-28 BRO-29 "
        "VAL-17 VAL-18 VAL-19"
    ),
    "K07": (
        "BAL-05 HAL-02 HAL-37 HAL-38 BRO-03 BRO-04 BRO-05 BRO-06 BRO-08 BRO-15 BRO-16 BRO-17 BRO-18 BRO-24 "
        "BRO-72 BRO-93 BRO-114 BRO-122 VAL-02 VAL-04 VAL-11 VAL-12 VAL-14 VAL-15 VAL-49 VAL-60 VAL-116 UNG-01 "
        "UNG-02 UNG-03 UNG-05"
    ),
    "K08": (
        "BAL-01 BAL-02 BAL-03 BAL-04 BAL-08 BAL-20 BAL-22 HAL-01 HAL-03 HAL-26 HAL-28 HAL-29 HAL-30 HAL-32 "
        "BRO-01 BRO-06 BRO-19 BRO-20 BRO-21 BRO-22 BRO-23 BRO-29 BRO-73 BRO-118 VAL-05 VAL-12 VAL-13 VAL-20 "
        "VAL-38 UNG-04 UNG-07 UNG-09 UNG-10 UNG-11 UNG-23"
    ),
}


def rows_within(part: object) -> Iterator[str]:
    if isinstance(part, tuple):
        for inner in part:
            yield from rows_within(inner)
    elif isinstance(part, BaseModel):
        yield from getattr(part, "source", ())
        for name in type(part).model_fields:
            yield from rows_within(getattr(part, name))


def in_registers(profile: Profile) -> set[str]:
    return {row for name in REGISTERS for row in rows_within(getattr(profile, name))}


STATED = set().union(*map(in_registers, PROFILES.values())) | {
    row for profile in PROFILES.values() for row in rows_within(profile.municipality)
}
PROVED = {
    row
    for file in (*(CHECKOUT / "src").rglob("test_*.py"), *(CHECKOUT / "tests").rglob("test_*.py"))
    for marked in MARK.findall(file.read_text(encoding="utf-8"))
    for row in re.findall(r"[A-Z]{3}-\d+", marked)
}


@pytest.mark.parametrize("capability", ROWS)
def test_each_row_stands_in_a_register_or_is_proved(capability: str) -> None:
    assert [row for row in ROWS[capability].split() if row not in STATED | PROVED] == []


def test_a_source_alone_is_read_from_the_right_profile() -> None:
    """BRO rows from the first municipality's file and so on: a row cannot stand in a neighbour's."""
    own = {"ballerup": {"BAL", "UNG"}, "halsnaes": {"HAL"}, "broendby": {"BRO"}, "vallensbaek": {"VAL"}}
    for name, letters in own.items():
        assert {row[:3] for row in in_registers(PROFILES[name])} == letters


@pytest.mark.parametrize("name", ["ballerup", "halsnaes", "broendby", "vallensbaek"])
def test_every_entry_of_a_register_says_where_it_comes_from(name: str) -> None:
    for register in REGISTERS:
        for part in getattr(PROFILES[name], register):
            assert set(rows_within(part)), (register, part.key)
