"""The one register of doors: what a profile leaves open about them, and how one from before is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from samspil.organisations.profile import Door, DoorTakes, Profile, load, open_questions

PROFILES = Path(__file__).resolve().parents[4] / "profiles"
MUNICIPALITIES = ("ballerup", "broendby", "halsnaes", "vallensbaek")


@pytest.mark.parametrize("key", MUNICIPALITIES)
def test_each_municipality_says_who_answers_and_what_is_still_unknown(key: str) -> None:
    """No source states a telephone number or hours, so none stands there: the doors open when the municipality states them."""
    profile = load(PROFILES / f"{key}.yaml")
    taking = [door for door in profile.doors if door.takes]
    assert {DoorTakes.CONCERN, DoorTakes.SPARRING, DoorTakes.ENQUIRY} <= {one for door in taking for one in door.takes}
    assert all(door.posts and not door.receives for door in taking)
    told = {one.path: one.fields for one in open_questions(profile) if one.kind == "not_stated"}
    for number, door in enumerate(profile.doors):
        assert (told.get(f"doors[{number}]") == ("phone", "hours")) is bool(door.takes), door.key


@pytest.mark.parametrize("key", MUNICIPALITIES)
def test_how_soon_somebody_answers_is_an_assumption_and_says_so(key: str) -> None:
    for door in load(PROFILES / f"{key}.yaml").doors:
        if door.takes:
            assert door.assumed is True or "answers_within_open_hours" in door.assumed, door.key  # type: ignore[operator]


def test_a_profile_from_before_is_read_with_its_doors_in_one_list() -> None:
    """Every version that was applied is kept; those from before are read again for the history of changes."""
    profile = read(
        doors=[door("ssp", purpose="help"), door("nettet")],
        reception={
            "doors": [before("ssp"), before("familien")], "counselling": "familien", "remind_after_hours": 6,
        },
    )  # fmt: skip
    doors = {one.key: one for one in profile.doors}
    assert list(doors) == ["ssp", "nettet", "familien"]
    assert all(doors[key].receives for key in ("ssp", "familien"))
    assert (doors["ssp"].purpose, doors["ssp"].phone) == ("help", "40 00 00 01")
    assert DoorTakes.QUESTION in doors["familien"].takes
    assert DoorTakes.QUESTION not in doors["ssp"].takes
    assert doors["ssp"].answers_within_open_hours == Door.model_fields["answers_within_open_hours"].default
    assert profile.reception.remind_after_hours == 6


def test_one_of_today_is_read_as_it_is() -> None:
    profile = read(doors=[door("ssp")], reception={"remind_after_hours": 6})
    assert [one.receives for one in profile.doors] == [False]


def read(**sections: Any) -> Profile:
    whose = {"key": "engby", "name": "Engby Kommune", "short_name": "Engby", "purpose": "At forebygge"}
    return Profile.model_validate({"format": 1, "municipality": whose, **sections})


def door(key: str, purpose: str = "advice") -> dict[str, Any]:
    return {"key": key, "name": key, "kind": "team", "purpose": purpose, "open_for": ["child"]}


def before(key: str) -> dict[str, Any]:
    hours = [{"days": ["monday"], "opens": "08:00:00", "closes": "15:00:00"}]
    said = {"key": key, "name": key, "unit": "ssp", "posts": ["ssp"], "phone": "40 00 00 01", "hours": hours}
    return said | {"answers_within_hours": 24}
