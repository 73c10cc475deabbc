"""Vallensbæk, against "Den sammenhængende kriminalitetsforebyggende indsats for SSP 2023-2026"."""

from __future__ import annotations

from samspil.organisations.profile import Consequence, expanded, open_questions
from tests.profiles.reading import days, forum_of, read, typed

PROFILE = read("vallensbaek")
WEDNESDAY = forum_of("vallensbaek", "onsdagsgruppen")


def test_every_second_school_week_against_dates_typed_by_hand() -> None:
    assert days("vallensbaek", "onsdagsgruppen") == typed(
        "12.8. 26.8. 9.9. 23.9. 7.10. 28.10. 11.11. 25.11. 9.12. 6.1. 20.1. 3.2. 24.2. 10.3. 31.3. 14.4. 28.4. "
        "12.5. 26.5. 9.6. 23.6."
    )


def test_the_group_has_the_parties_of_the_figure() -> None:
    units = {unit.key: unit for unit in PROFILE.units}
    assert {units[seat.unit or ""].name for seat in WEDNESDAY.seats if not units[seat.unit or ""].school} == {
        "SSP-Vallensbæk", "Uddannelsesvejledningen og den kommunale ungeindsats", "Kontrolgruppen",
        "Center for Børn og Forebyggelse", "Jobcentret", "Københavns Vestegns Politi, ledelsen", "Lokalpolitiet",
    }  # fmt: skip
    assert sum(seat.role == "ssp-laerer" for seat in WEDNESDAY.seats) == 3
    control = next(seat for seat in WEDNESDAY.seats if seat.key == "kontrol")
    assert control.anonymous_only
    assert not units["kontrolgruppen"].may_receive
    assert all(units[seat.unit or ""].may_receive for seat in WEDNESDAY.seats if seat is not control)


def test_to_and_including_25_and_a_talk_unless_somebody_says_why_not() -> None:
    terms = WEDNESDAY.terms[0]
    assert [terms.ages.includes(age) for age in (0, 25, 26)] == [True, True, False]
    word = terms.default_word("charged")
    assert word is not None
    assert (word.label, word.consequences) == ("Forebyggende samtale", (Consequence.CONVERSATION,))
    assert terms.default_word(None) is word
    no_talk = terms.word("no_conversation")
    assert no_talk is not None
    assert no_talk.reason_required


def test_five_are_stated_and_eight_are_listed_and_both_are_shown() -> None:
    team = PROFILE.staffing[0]
    numbers = {post.key: post.number or 0 for post in PROFILE.posts}
    assert (team.stated, sum(numbers[key] for key in team.posts)) == (5, 8)
    assert team.differs is not None
    assert ("staffing[0]", "differs") in {(question.path, question.kind) for question in open_questions(PROFILE)}
    assert {(post.name, post.hours) for post in PROFILE.posts if post.key in team.posts} >= {
        ("SSP-konsulent", 37), ("Gadeplansmedarbejdere", 12), ("SSP-lærer på Egholmskolen", 2),
    }  # fmt: skip


def test_the_line_and_the_professional_leader_are_not_the_same() -> None:
    roles = {role.key: role for role in PROFILE.roles}
    street = roles["gadeplansmedarbejder"]
    assert (street.line_leader, street.professional_leader) == ("afdelingsleder-uv", "ssp-konsulent")
    assert roles["ssp-konsulent"].reports_to == "ungdomsskoleleder"
    assert roles["ungdomsskoleleder"].holds_budget
    assert next(unit for unit in PROFILE.units if unit.key == "gadeteamet").line == "uddannelsesvejledningen"


def test_the_consultants_further_roles_must_each_be_filled() -> None:
    beside = {role.key for role in PROFILE.roles if role.beside == "ssp-konsulent"}
    assert beside == {"exit-koordinator", "loesladelseskoordinator", "infohus-tovholder"}
    assert all(role.required and role.required.each == "municipality" for role in PROFILE.roles if role.key in beside)


def test_the_political_placement() -> None:
    assert PROFILE.municipality is not None
    anchoring = PROFILE.municipality.anchoring
    assert anchoring.committee == "Børne- og Kulturudvalget"
    assert anchoring.unit == "center-boern-unge"


def test_the_network_is_teachers_and_consultant_without_police() -> None:
    network = forum_of("vallensbaek", "ssp-netvaerksmoedet")
    assert {seat.role for seat in network.seats} == {"ssp-konsulent", "ssp-laerer"}
    assert [heading.code for heading in network.terms[0].agenda] == ["lovgivning", "problematik"]
    assert network.terms[0].cadence is None  # nobody has said how often


def test_the_local_council_carries_decisions_down_and_may_invite_citizens() -> None:
    council = forum_of("vallensbaek", "lokalraadet")
    assert len(council.seats) == 8
    assert [seat.name for seat in council.seats if "chair" in seat.duties] == ["Vicepolitidirektøren"]
    assert council.parent == "koebenhavns-vestegn/kredsraadet"
    assert [guest.who for guest in council.guests if guest.citizens] == ["Borgere"]
    assert {output.direction for output in council.outputs} == {"up", "down"}
    assert not council.named_persons
    titles = [heading.title for heading in council.terms[0].agenda]
    assert titles[0] == "Kriminalitetsudviklingen i kommunen"
    assert "Punkter fra politiet og fra kommunen" in titles


def test_an_ssp_teacher_at_every_school_who_is_a_teacher_too() -> None:
    teacher = next(role for role in PROFILE.roles if role.key == "ssp-laerer")
    assert teacher.beside == "laerer"
    assert teacher.required is not None
    assert teacher.required.each == "school"
    at = {post.unit for post in PROFILE.posts if post.role == "ssp-laerer"}
    assert at == {unit.key for unit in PROFILE.units if unit.school}


def test_formulas_are_written_out_only_for_rows() -> None:
    assert len(WEDNESDAY.seats) == len(next(f for f in PROFILE.forums if f.key == "onsdagsgruppen").seats) + 2
    assert expanded(expanded(PROFILE)) == expanded(PROFILE)


def test_duties_doors_and_partners_of_the_document() -> None:
    teacher = next(role for role in PROFILE.roles if role.key == "ssp-laerer")
    assert any("forebyggende undervisning" in duty for duty in teacher.duties)
    door = next(door for door in PROFILE.doors if door.unit == "gadeteamet")
    assert "indgang til kommunen" in (door.text or "")
    names = {unit.name for unit in PROFILE.units}
    assert {"Kriminalforsorgen i Frihed", "Center for Beskæftigelse, Socialservice", "Lokalpolitiet"} <= names
