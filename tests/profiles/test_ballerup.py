"""Ballerup, against "SSP i Ballerup Kommune" and the strategy for young people of 13 to 30 years."""

from __future__ import annotations

from samspil.organisations.profile import CoveredBy, expanded
from tests.profiles.reading import YEAR, days, forum_of, read

PROFILE = read("ballerup")


def test_five_school_districts_and_housing_areas_across_them() -> None:
    kinds = [district.kind for district in PROFILE.districts]
    assert (kinds.count("skoledistrikt"), kinds.count("boligomraade")) == (5, 3)
    assert all(unit.district for unit in PROFILE.units if unit.school)


def test_who_must_be_in_each_district_and_at_each_school() -> None:
    required = {role.key: role.required for role in PROFILE.roles if role.required}
    assert {key: (one.each, one.of) for key, one in required.items()} == {
        "ssp-konsulent": (CoveredBy.DISTRICT, "skoledistrikt"),
        "opsoegende-medarbejder": (CoveredBy.DISTRICT, "skoledistrikt"),
        "ssp-kontaktlaerer": (CoveredBy.SCHOOL, None),
    }
    of_district = {post.district for post in PROFILE.posts if post.role == "ssp-konsulent"}
    assert of_district == {district.key for district in PROFILE.districts if district.kind == "skoledistrikt"}


def test_one_local_council_a_school_district_and_the_new_one() -> None:
    councils = [forum for forum in expanded(PROFILE).forums if forum.type == "local_council"]
    assert len(councils) == 6
    assert councils[0].name == "SSP-lokalråd Baltorp"
    assert [seat.unit for seat in councils[0].seats if seat.role == "ssp-kontaktlaerer"] == ["baltorpskolen"]
    assert forum_of("ballerup", "ssp-lokalraad-centrumgaden").district == "centrumgaden"
    assert not any(days("ballerup", forum.key) for forum in councils), "nobody has said how often"


def test_boards_of_residents_are_others_and_ad_hoc_meetings_need_no_dates() -> None:
    boards = [forum for forum in PROFILE.forums if forum.type == "residents_board"]
    assert [forum.is_ours for forum in boards] == [False, False, False]
    assert [forum.is_ad_hoc for forum in boards] == [False, False, True]
    assert days("ballerup", "andre-beboerbestyrelser") == []


def test_the_outreach_team_is_the_first_door() -> None:
    first = {(door.purpose, door.unit) for door in PROFILE.doors if door.is_first}
    assert first == {("concern", "dot"), ("consultation", "ssp")}
    assert PROFILE.municipality is not None
    assert PROFILE.municipality.about is not None


def test_housing_and_volunteers_never_hear_names() -> None:
    others = [unit for unit in PROFILE.units if unit.sector in {"housing", "voluntary"}]
    assert len(others) == 7
    assert not any(unit.may_receive for unit in others)


def test_the_founding_authorities_and_the_partners_by_name() -> None:
    assert {"school", "social", "police"} <= {unit.sector for unit in PROFILE.units}
    names = {unit.name for unit in PROFILE.units}
    assert {"Det Opsøgende Team (DOT)", "Den Lille Enhed", "Ballerups vagtkorps"} <= names
    assert next(unit for unit in PROFILE.units if unit.key == "dot").purpose is not None


def test_the_team_around_a_young_person_is_made_for_the_occasion() -> None:
    team = forum_of("ballerup", "tvaerfagligt-team")
    assert (team.terms[0].ages.at_least, team.terms[0].ages.at_most) == (13, 30)
    assert all("samtykke" in (guest.when or "") for guest in team.guests)
    assert sum(seat.kind == "conditional" for seat in team.seats) == 6
    assert {role.key for role in PROFILE.roles if role.expected} == {"leder", "medarbejder"}
    assert days("ballerup", "tvaerfagligt-team") == []
    assert YEAR.starts == 2026


def test_the_places_own_words_and_its_purpose() -> None:
    words = {word.term: word.word for word in PROFILE.vocabulary}
    assert words["outreach_team"] == "Det Opsøgende Team (DOT)"
    assert words["one_plan"] == "En Plan"
    assert PROFILE.whose.purpose.startswith("At forebygge mistrivsel og kriminalitet blandt børn og unge.")
