"""One register of doors: directory, form, receipt and guide say the same unit, phone and hours, for all four municipalities."""

from __future__ import annotations

import pytest

from samspil.demo import colleagues
from samspil.organisations.profile import DoorFor, DoorPurpose, DoorTakes, Profile, load
from samspil.organisations.queries import structure

FOUR = (colleagues.OURS, *colleagues.OTHERS)


@pytest.mark.parametrize(
    ("body", "door", "phone"),
    [
        ("broendby", "ungeenheden", "00 00 20 01"),
        ("ballerup", "dot", "00 00 30 10"),
        ("halsnaes", "sparring", "00 00 40 04"),
        ("vallensbaek", "ssp-konsulenten", "00 00 50 01"),
    ],
)
def test_the_directory_says_what_the_receipt_says(body: str, door: str, phone: str):
    lines = lines_of(profile_of(body))
    assert lines[door].phone == phone
    assert "8.00–15.30" in lines[door].hours
    assert "fredag 8.00–14.00" in lines[door].hours
    assert all(line.phone != phone for line in lines.values() if line.door.run_by)


@pytest.mark.parametrize("body", FOUR)
def test_every_door_of_a_form_stands_in_the_directory_with_its_number(body: str):
    profile = profile_of(body)
    lines = lines_of(profile)
    for door in profile.doors:
        if door.takes:
            assert door.receives, door.key  # a door that a form could use is one in the demo
            assert (lines[door.key].phone, bool(lines[door.key].hours)) == (door.phone, True)


@pytest.mark.parametrize("body", FOUR)
def test_who_wants_to_talk_a_matter_over_is_sent_where_sparring_is_given(body: str):
    for door in profile_of(body).doors:
        if door.purpose is DoorPurpose.CONSULTATION and DoorFor.COLLEAGUE in door.open_for:
            assert DoorTakes.SPARRING in door.takes, door.key


def test_in_ballerup_a_concern_goes_to_the_outreach_team_and_not_to_a_district():
    profile = profile_of("ballerup")
    assert [door.key for door in profile.doors if DoorTakes.CONCERN in door.takes] == ["dot"]
    dot = next(door for door in profile.doors if door.key == "dot")
    assert (dot.unit, dot.district) == ("dot", None)


def test_in_vallensbaek_the_schools_teacher_gives_sparring_and_the_police_in_exit_cases():
    doors = {door.key: door for door in profile_of("vallensbaek").doors if DoorTakes.SPARRING in door.takes}
    assert {door.workplace for door in doors.values()} == {"egholmskolen", "pilehaveskolen", "vallensbaek-skole", None}
    assert (doors["exit-sparring"].matter, doors["exit-sparring"].unit) == ("exit", "lokalpolitiet")


def lines_of(profile: Profile) -> dict[str, structure.DoorLine]:
    return {
        line.door.key: line for group in structure._grouped(profile, list(profile.doors), []) for line in group.doors
    }


def profile_of(body: str) -> Profile:
    return colleagues.answering(load(colleagues.FILES[body]), body)
