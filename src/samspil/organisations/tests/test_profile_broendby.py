"""The first municipality's profile, against its document and the picture of the table."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from samspil.organisations.profile import GIVER_OF_BASIS, Consequence, load, open_questions

ROOT = Path(__file__).parents[4]
FILE = ROOT / "profiles" / "broendby.yaml"
PROFILE = load(FILE)
AKUT = next(forum for forum in PROFILE.forums if forum.key == "akutgruppen")
TERMS = AKUT.terms[0]


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


@pytest.mark.covers("BRO-54")
def test_the_forum_is_registered_with_purpose_members_and_basis():
    assert "§ 115" in AKUT.purpose
    assert {seat.unit for seat in AKUT.seats if seat.kind == "standing"} == {
        "boern-unge-familie", "ssp-ungeenheden", "lokalpolitiet",
    }  # fmt: skip
    assert GIVER_OF_BASIS[TERMS.bases.police.basis] == "police"


def test_the_source_rows_exist_in_the_register_of_this_municipality():
    rows = set(re.findall(r"\b[A-Z]{3}-\d+\b", FILE.read_text(encoding="utf-8")))
    assert {"BRO-54", "BRO-55", "BRO-56", "BRO-57", "BRO-58", "BRO-60"} <= rows
    assert all(row.startswith("BRO-") and 1 <= int(row[4:]) <= 122 for row in rows)
