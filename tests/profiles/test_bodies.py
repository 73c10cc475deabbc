"""The bodies above the municipalities, and the references between all profiles."""

from __future__ import annotations

import re

import pytest

from samspil.organisations.profile import expanded
from tests.profiles.reading import MUNICIPALITIES, PROFILES, days, forum_of, read
from tests.proof.rows import requirements

NAMES = sorted(file.stem for file in PROFILES.glob("*.yaml"))
ELEVEN = {
    "albertslund", "ballerup", "broendby", "gladsaxe", "glostrup", "herlev", "hvidovre", "hoeje-taastrup", "ishoej",
    "roedovre", "vallensbaek",
}  # fmt: skip


def test_the_district_council_is_the_police_director_and_eleven_mayors() -> None:
    council = forum_of("koebenhavns-vestegns-politi", "kredsraadet")
    assert {seat.unit for seat in council.seats if seat.role == "borgmester"} == ELEVEN
    assert len(council.seats) == 12
    assert (council.level, council.named_persons) == ("strategic", False)
    body = read("koebenhavns-vestegns-politi").body
    assert body is not None
    assert {member.key for member in body.members} == ELEVEN


def test_the_infohouse_network_is_held_by_the_police_without_cases() -> None:
    network = forum_of("koebenhavns-vestegns-politi", "infohus-netvaerk")
    assert network.organiser == "forebyggelse"
    assert not network.named_persons
    assert {"pet", "kriminalforsorgen", "siri", "ncfe"} <= {seat.unit for seat in network.seats}
    assert len(network.terms[0].agenda) == 3
    for name in ("broendby", "vallensbaek"):
        own = forum_of(name, "infohus-kommune")
        assert (own.type, own.is_ad_hoc, days(name, "infohus-kommune")) == ("case_network", True, [])


def test_chair_and_deputy_of_the_circle_sit_in_the_board_of_the_council() -> None:
    circle = forum_of("vestegnens-ssp-kreds", "ssp-kredsen")
    assert {seat.unit for seat in circle.seats if seat.role == "ssp-konsulent"} == ELEVEN
    board = forum_of("ssp-samraadet", "bestyrelsen")
    appointments = [seat.appointment for seat in board.seats if seat.appointment]
    assert {one.chair_of or one.deputy_of for one in appointments} == {"vestegnens-ssp-kreds/ssp-kredsen"}
    assert [bool(one.chair_of) for one in appointments] == [True, False]
    assert {output.direction for output in circle.outputs} == {"up", "down"}


def test_an_agency_that_changed_its_name_has_dates() -> None:
    units = {unit.key: unit for unit in read("ssp-samraadet").units}
    old, new = units["socialstyrelsen"], units["social-boligstyrelsen"]
    assert old.valid_to is not None
    assert new.valid_from is not None
    assert (new.valid_from - old.valid_to).days == 1


def test_the_partnership_has_three_purposes_and_four_parties() -> None:
    meeting = forum_of("bandepartnerskabet", "partnerskabsmoedet")
    assert [purpose.code for purpose in meeting.purposes] == ["bandekriminalitet", "tryghed", "koordinering"]
    assert {seat.unit for seat in meeting.seats} == {"ballerup", "gladsaxe", "herlev", "politiet"}
    assert [output.direction for output in meeting.outputs] == ["across"]


def test_the_national_steering_group_is_a_reference() -> None:
    group = forum_of("infohusene", "styregruppen")
    assert len(group.seats) == 7
    assert group.assisted_by == "sekretariatet"


def test_forums_for_named_persons_say_so_and_no_other_does() -> None:
    """Groups about children, the psychiatric one, Infohus Kommune and the team around one young person; never the others."""
    named = {f"{name}/{forum.key}" for name in NAMES for forum in read(name).forums if forum.named_persons}
    assert named == {
        "broendby/akutgruppen",
        "broendby/infohus-kommune",
        "broendby/pspk",
        "vallensbaek/onsdagsgruppen",
        "vallensbaek/infohus-kommune",
        "ballerup/tvaerfagligt-team",
    }


def test_one_consultant_with_four_roles_is_one_person_and_hours_are_no_post() -> None:
    consultant = read("vallensbaek")
    beside = {role.key for role in consultant.roles if role.beside == "ssp-konsulent"}
    assert beside == {"exit-koordinator", "loesladelseskoordinator", "infohus-tovholder"}
    assert not beside & {post.role for post in consultant.posts}
    assert [post.number for post in consultant.posts if post.role == "ssp-konsulent"] == [1]
    assert not [
        post.name for post in read("ballerup").posts if "årsværk" in post.name.lower() or "timer" in post.name.lower()
    ]


def test_every_reference_between_profiles_finds_its_forum() -> None:
    forums = {f"{read(name).whose.key}/{forum.key}" for name in NAMES for forum in expanded(read(name)).forums}
    named = set()
    for name in NAMES:
        text = (PROFILES / f"{name}.yaml").read_text(encoding="utf-8")
        named |= set(re.findall(r"(?:parent|forum|chair_of|deputy_of): ([a-z-]+/[a-z-]+)", text))
    assert len(named) >= 4
    assert named <= forums


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_each_municipality_lies_in_a_police_district_that_has_a_profile(name: str) -> None:
    district = read(name).police_district
    assert district is not None
    above = {profile.body.key: profile.body for other in NAMES if (profile := read(other)).body}
    assert above[district.key].kind == "police_district"
    assert name in {member.key for member in above[district.key].members}


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_school_holidays_that_nobody_has_confirmed_are_marked(name: str) -> None:
    years = read(name).calendar.school_years
    assert [year.starts for year in years] == [2025, 2026, 2027]
    assert all(year.assumed is True or year.confirmed_by for year in years)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_profile_cites_stands_in_rows_of_the_register(name: str) -> None:
    rows = re.findall(r"\b[A-Z]{3}-\d+\b", (PROFILES / f"{name}.yaml").read_text(encoding="utf-8"))
    assert rows
    assert set(rows) <= set(requirements())
