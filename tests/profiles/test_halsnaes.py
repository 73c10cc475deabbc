"""Halsnæs, against "SSP samarbejdet i Halsnæs Kommune": no forum is stated, and the profile is of use all the same."""

from __future__ import annotations

from samspil.organisations.profile import expanded, meetings_of
from tests.profiles.reading import YEAR, read

PROFILE = read("halsnaes")


def test_no_forum_and_so_no_meeting() -> None:
    forums = expanded(PROFILE).forums
    assert forums == ()
    assert [meetings_of(forum, PROFILE.calendar, YEAR) for forum in forums] == []


def test_two_departments_and_their_leaders() -> None:
    top = [unit for unit in PROFILE.units if unit.key in {"boern-unge-laering", "social-service-familier"}]
    assert [unit.parent for unit in top] == [None, None]
    assert {post.unit for post in PROFILE.posts if post.leads} == {unit.key for unit in top}


def test_everybody_is_told_what_is_expected() -> None:
    everybody = next(role for role in PROFILE.roles if role.key == "medarbejder")
    assert len(everybody.duties) == 5
    assert "opgave at hjælpe" in (everybody.expected or "")


def test_a_hundred_doors_and_one_clear_one_for_sparring() -> None:
    first = {door.purpose: door.name for door in PROFILE.doors if door.is_first}
    assert first == {
        "help": "100 døre: den voksne, du vælger",
        "concern": "Familieafdelingen",
        "consultation": "Sparring",
    }
    chat = next(door for door in PROFILE.doors if door.key == "cyberhus")
    assert (chat.kind, chat.anonymous, chat.is_public) == ("chat", True, True)


def test_who_is_chosen_has_the_responsibility_here_and_stays_the_contact_elsewhere() -> None:
    rules = {key: read(key).reception.chosen_adult for key in ("halsnaes", "ballerup", "broendby", "vallensbaek")}
    assert rules == {"halsnaes": "responsible", "ballerup": "contact", "broendby": "contact", "vallensbaek": "contact"}


def test_anchored_around_the_schools() -> None:
    areas = {district.key for district in PROFILE.districts if district.kind == "skoleomraade"}
    assert areas == {unit.district for unit in PROFILE.units if unit.school}


def test_purpose_and_everybody_who_works_with_children() -> None:
    assert "risikoadfærd" in PROFILE.whose.purpose
    assert {"Daginstitutionerne", "SFO og klubber", "Familieafdelingen", "PPR", "Sundhedsplejen", "Politiet"} <= {
        unit.name for unit in PROFILE.units
    }
