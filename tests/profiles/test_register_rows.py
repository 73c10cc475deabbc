"""Every entry of a register says which row it comes from, and a row stands in the profile of its own municipality."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from samspil.organisations.profile import Profile, load

CHECKOUT = Path(__file__).parents[2]
PROFILES = {file.stem: load(file) for file in sorted((CHECKOUT / "profiles").glob("*.yaml"))}
REGISTERS = ("prevention_models", "documents", "goal_trees", "national_frames", "interventions", "curricula", "annual_duties")  # fmt: skip


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
