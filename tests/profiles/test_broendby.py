"""The first municipality's profile, against its document and the picture of the table."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from samspil.lib.calendars import IsoWeek, SchoolYear, next_suited
from samspil.organisations.profile import (
    GIVER_OF_BASIS,
    Consequence,
    blocks_of,
    calendar_of,
    expanded,
    load,
    meetings_of,
    open_questions,
    sub_cadences_of,
)
from tests.profiles.reading import days, forum_of, held, typed
from tests.proof.rows import requirements

FILE = Path(__file__).parents[2] / "profiles" / "broendby.yaml"
PROFILE = load(FILE)
AKUT = next(forum for forum in PROFILE.forums if forum.key == "akutgruppen")
TERMS = AKUT.terms[0]
YEAR = SchoolYear(2026)


def test_three_districts_and_the_police_district():
    assert len(PROFILE.districts) == 3
    assert PROFILE.police_district.name == "Københavns Vestegns Politi"


def test_the_named_case_forum_is_the_parties_of_the_document_and_no_other():
    sectors = {unit.key: unit.sector for unit in PROFILE.units}
    assert {sectors[seat.unit] for seat in AKUT.seats} == {"social", "prevention", "police", "employment"}
    assert AKUT.named_persons
    assert (AKUT.type, AKUT.source[0]) == ("named_case_forum", "BRO-54")
    assert sum("chair" in seat.duties for seat in AKUT.seats) == 1
    assert any("deputy" in seat.duties for seat in AKUT.seats)
    assert any("minute_taker" in seat.duties for seat in AKUT.seats)


def test_nine_words_in_the_order_of_the_picture():
    assert [word.label for word in TERMS.decisions] == [
        "Forebyggende samtale",
        "Bekymringssamtale med politiet",
        "Åbn sag med tovholder",
        "Planen fortsætter",
        "Tilbyd støtte",
        "Overdrages (afventer ja fra modtager)",
        "Underretning",
        "Tages op igen d. …",
        "Ingen opfølgning i SSP",
    ]
    assert TERMS.decisions[-1].consequences == (Consequence.DELETE,)
    assert TERMS.word("police_conversation").deadline_days == 14
    assert TERMS.default_word("victim") is TERMS.word("offer_support")


def test_eight_short_phrases_of_necessity():
    assert len(TERMS.necessity) == 8
    assert TERMS.necessity_phrases[0] == "valg af indsats"
    assert not [text for text in TERMS.necessity_phrases if "efterforsk" in text]


def test_every_basis_and_every_retention_rule_ships_unconfirmed():
    bases = TERMS.bases
    assert [one.basis for one in (bases.police, bases.authority, bases.self_governing, bases.inside)] == [
        "rpl-115-1-1", "rpl-115-2", "rpl-115-3", "inside-municipality",
    ]  # fmt: skip
    assert not any(one.confirmed for one in (bases.police, bases.authority, bases.self_governing, bases.inside))
    assert not any(rule.must_confirmed_by or rule.may_confirmed_by for rule in PROFILE.retention)
    assert {rule.kind: rule.days for rule in PROFILE.retention}["no_follow_up"] == TERMS.no_follow_up_days == 14
    assert TERMS.minutes_close_days == 10


def test_what_the_document_does_not_say_is_marked():
    told = {(question.path, question.kind) for question in open_questions(PROFILE)}
    assert ("forums[0].terms[0].cadence", "assumed") in told
    assert ("forums[0].terms[0].ages", "assumed") in told
    assert ("calendar.school_years[1]", "assumed") in told
    assert any(kind == "not_settled" for _, kind in told)


def test_school_years_with_the_summer_holiday_from_the_last_saturday_in_june():
    assert [year.starts for year in PROFILE.calendar.school_years] == [2025, 2026, 2027]
    for year in PROFILE.calendar.school_years:
        names = [holiday.name for holiday in year.holidays]
        assert {"Efterårsferie", "Juleferie", "Vinterferie", "Påskeferie", "Sommerferie"} <= set(names)
        summer = year.holidays[-1]
        assert summer.first_day.isoweekday() == 6
        assert summer.first_day.month == 6
        assert summer.first_day.day > 23
        assert summer.last_day == date(year.starts + 1, 7, 31)
        autumn = next(holiday for holiday in year.holidays if holiday.name == "Efterårsferie")
        assert autumn.last_day.isocalendar().week == 42


def test_the_forum_is_registered_with_purpose_members_and_basis():
    assert "§ 115" in AKUT.purpose
    assert {seat.unit for seat in AKUT.seats if seat.kind == "standing"} == {
        "boern-unge-familie", "ssp-ungeenheden", "lokalpolitiet",
    }  # fmt: skip
    assert GIVER_OF_BASIS[TERMS.bases.police.basis] == "police"


def test_the_source_rows_exist_in_the_register_of_this_municipality():
    rows = set(re.findall(r"\b[A-Z]{3}-\d+\b", FILE.read_text(encoding="utf-8")))
    assert {"BRO-54", "BRO-55", "BRO-56", "BRO-57", "BRO-58", "BRO-60"} <= rows
    assert all(row.startswith("BRO-") and row in requirements() for row in rows)


def test_the_weekly_group_meets_every_week_holidays_included_with_the_list_on_the_agenda():
    for starts in (2025, 2026, 2027):
        year = SchoolYear(starts)
        meetings = meetings_of(AKUT, PROFILE.calendar, year)
        weeks = [week for week in year.weeks() if week.day(2) in year]
        assert [IsoWeek.of(meeting.day) for meeting in meetings] == weeks
        assert all(calendar_of(PROFILE.calendar).is_working_day(meeting.day) for meeting in meetings)
    assert TERMS.agenda[0].holds == "list"


def test_the_conditional_seat_takes_part_every_14_days_across_school_years():
    days = [
        meeting.day
        for starts in (2025, 2026, 2027)
        for meeting in meetings_of(AKUT, PROFILE.calendar, SchoolYear(starts))
        if "18_plus" in meeting.blocks
    ]
    assert days[0] == date(2025, 8, 5)
    assert date(2026, 11, 24) in days
    assert {(later - earlier).days for earlier, later in pairwise(days)} == {14}
    seat = next(seat for seat in AKUT.seats if seat.kind == "block")
    assert (seat.unit, seat.block) == ("ungehuset", "18_plus")


def test_an_adult_is_placed_only_where_the_seat_takes_part_and_a_birthday_moves_the_matter():
    meetings = meetings_of(AKUT, PROFILE.calendar, YEAR)
    blocks = blocks_of(TERMS)
    assert sub_cadences_of(TERMS)[0].at_most_days == 21
    day, born = date(2026, 11, 17), date(2008, 11, 26)
    assert next_suited(born, meetings, blocks, from_day=day).day == day
    assert next_suited(born, meetings, blocks, from_day=day + timedelta(days=14)).day == date(2026, 12, 8)
    moved = [replace(m, blocks=()) if m.day == date(2026, 12, 8) else m for m in meetings]
    assert next_suited(born, moved, blocks, from_day=day + timedelta(days=14)).day == date(2026, 12, 22)


def test_ages_that_are_assumed_are_included_at_both_ends():
    assert [TERMS.ages.includes(age) for age in (9, 10, 29, 30)] == [False, True, True, False]


def test_a_self_governing_club_that_is_not_settled_receives_no_names():
    receive = {unit.key: unit.may_receive for unit in PROFILE.units}
    assert not receive["klub-broendby-strand"]
    assert not receive["boligselskaberne"]
    assert all(receive[seat.unit] for seat in AKUT.seats)


def test_the_weekly_group_against_dates_typed_by_hand():
    meetings = held("broendby", "akutgruppen")
    assert [meeting.day for meeting in meetings] == [date(2026, 8, 4) + timedelta(weeks=week) for week in range(52)]
    assert [meeting.day for meeting in meetings if "18_plus" in meeting.blocks] == typed(
        "4.8. 18.8. 1.9. 15.9. 29.9. 13.10. 27.10. 10.11. 24.11. 8.12. 22.12. 5.1. 19.1. 2.2. 16.2. 2.3. 16.3. 30.3. "
        "13.4. 27.4. 11.5. 25.5. 8.6. 22.6. 6.7. 20.7."
    )


def test_networks_monthly_in_three_districts_and_exactly_three_joint_meetings():
    networks = [forum for forum in expanded(PROFILE).forums if forum.key.startswith("ssp-netvaerk-broendby")]
    assert len(networks) == 3
    monthly = typed("13.8. 10.9. 8.10. 12.11. 10.12. 14.1. 11.2. 11.3. 8.4. 13.5. 10.6.")
    assert all(days("broendby", forum.key) == monthly for forum in networks)
    assert days("broendby", "ssp-netvaerk-paa-tvaers") == typed("22.9. 12.1. 4.5.")
    joint = forum_of("broendby", "ssp-netvaerk-paa-tvaers")
    assert {seat.unit for forum in networks for seat in forum.seats} <= {seat.unit for seat in joint.seats}
    assert {seat.unit for seat in networks[0].seats if seat.role == "ssp-laerer"} == {"skole-broendbyvester"}


def test_the_political_forum_recommends_and_two_come_when_it_concerns_them():
    committee = forum_of("broendby", "ssp-udvalget")
    assert committee.mandate == ("recommends", "comments")
    assert [seat.name for seat in committee.seats if seat.kind == "conditional"] == [
        "Borgmesteren", "Teknik- og Miljøforvaltningen",
    ]  # fmt: skip
    assert [output.to for output in committee.outputs if output.answer_expected] == [
        "Stående udvalg og kommunalbestyrelsen"
    ]


def test_the_other_forums_of_the_document():
    assert {forum.key for forum in PROFILE.forums} == {
        "akutgruppen", "koordinationsgruppen", "ssp-udvalget", "lokalraadet", "ssp-netvaerk", "ssp-netvaerk-paa-tvaers",
        "infohus-kommune", "pspk",
    }  # fmt: skip
    assert len(forum_of("broendby", "koordinationsgruppen").seats) == 4
    assert {"boern-kultur-idraet", "social-sundhed", "teknik-miljoe"} <= {
        seat.unit for seat in forum_of("broendby", "lokalraadet").seats
    }
    assert {forum.key for forum in PROFILE.forums if forum.is_ad_hoc} == {"infohus-kommune", "pspk"}
    assert PROFILE.municipality.anchoring.unit == "boern-kultur-idraet"


def test_a_forum_without_a_stated_rhythm_waits_to_be_called():
    assert meetings_of(PROFILE.forums[1], PROFILE.calendar, YEAR) == []


def test_who_administers_works_in_no_unit_that_has_cases_or_a_seat():
    """A post gives its unit's keys: an administrator of users must not come to read children by it."""
    administrators = {role.key for role in PROFILE.roles if role.type == "administrator"}
    units = {post.unit for post in PROFILE.posts if post.role in administrators}
    assert units
    assert not units & {post.unit for post in PROFILE.posts if post.role not in administrators}
    assert not units & {seat.unit for forum in PROFILE.forums for seat in forum.seats}


def test_the_fixed_parties_and_others_that_can_be_involved():
    units = {unit.key: unit for unit in PROFILE.units}
    assert {"school", "social", "police"} <= {unit.sector for unit in units.values()}
    assert {"lokalpolitiet", "boern-unge-familie", "ungehuset", "skoleomraadet"} <= units.keys()
    others = ["bcb", "boligselskaberne", "tuba", "anbringelsessteder"]
    assert [units[key].type for key in others] == ["authority", "private", "private", "self_governing"]
    assert not any(seat.unit in others for forum in PROFILE.forums for seat in forum.seats)
