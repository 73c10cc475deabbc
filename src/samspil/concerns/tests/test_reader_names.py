"""Which column of names belongs to the numbers, and what stands in a name beside it: an age, an address, a slip of a number."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from samspil.concerns.reader import ListReading, read_list
from samspil.concerns.reader.again import read_again
from samspil.concerns.reader.parsing import parse
from samspil.concerns.tests import list_files

TODAY = datetime.date(2026, 11, 30)
DAY = datetime.date(2026, 11, 21)
NUMBER = "670412-5678"


def listed(*rows: list[Any]) -> ListReading:
    return parse(list_files.xlsx({"Liste": rows}), today=TODAY)


def named(written: str, **beside: str) -> ListReading:
    """A list of one child, called so; `beside` are further columns."""
    text = list_files.text_file([["Navn", *beside], [written, *beside.values()]])
    return parse(text, today=TODAY)


def messages(reading: ListReading) -> list[str]:
    return [problem.message for problem in reading.problems]


def pairs(reading: ListReading) -> list[tuple[str | None, str | None]]:
    return [(row.name, row.cpr) for row in reading.rows]


def offered(reading: ListReading) -> dict[str, list[tuple[str | None, str | None]]]:
    return {part.name: [(row.name, row.cpr) for row in part.rows] for part in reading.asides}


# --- a name and a number of two tables ------------------------------------------------------------------------------
@pytest.mark.parametrize("given", ["Fornavn(e)", "Fornavn"])
def test_a_lone_name_behind_an_empty_column_is_of_a_table_of_its_own(given: str) -> None:
    reading = listed(
        ["Efternavn", given, "CPR-nr.", "Dato", "Forhold", None, None, "Navn", "Telefon"],
        ["Weiß", "Ole", NUMBER, DAY, "Hærværk", None, None, "Sidsel Kant", "87654321"],
        ["Ørsløv", "Mie", "650312-4321", DAY, "Tyveri"],
    )
    assert pairs(reading) == [("Ole Weiß", "6704125678"), ("Mie Ørsløv", "6503124321")]
    assert reading.problems == ()
    assert offered(reading) == {"Liste, tabellen til højre": [("Sidsel Kant", None)]}
    assert any("87654321" in note for note in reading.notes)


def test_suspects_behind_an_empty_column_are_a_table_of_their_own_too() -> None:
    reading = listed(
        ["Navn", "Fødselsdato", "Dato", None, "Mistænkt", "CPR-nr."],
        ["Sidsel Kant", "16-04-2012", DAY, None, "Ole Weiß", NUMBER],
    )
    assert pairs(reading) == [("Sidsel Kant", None)]
    assert offered(reading) == {"Liste, tabellen til højre": [("Ole Weiß", "6704125678")]}


def test_the_table_to_the_right_stands_beside_a_title_two_rows_of_headings_and_a_table_below() -> None:
    data = list_files.xlsx(
        {
            "Uge 48": [
                ["Døgnrapport uge 48"],
                ["Person", None, None, "Hændelse"],
                [
                    "Efternavn",
                    "Fornavn(e)",
                    "CPR",
                    "Dato",
                    "Kl.",
                    "Sted",
                    "Sigtelse",
                    None,
                    None,
                    None,
                    "Navn",
                    "Telefon",
                ],
                [
                    "Østerby",
                    "Storm",
                    None,
                    DAY,
                    "23.45",
                    "Torvet",
                    "Hærværk",
                    None,
                    None,
                    None,
                    "Liv Højre",
                    "12345678",
                ],
                ["Weiß", "Ole", NUMBER, DAY, "23.45", "Torvet", "Hærværk", None, None, None, "Sidsel Kant", "87654321"],
                ["Ørsløv", "Mie", "650312-4321", DAY, None, "Kilden", "Tyveri", None, None, "kun internt"],
                ["Forurettede"],
                ["Navn", "Født", "Adresse"],
                ["Bjørn Neden", "12.05.2012", "Prøvestræde 3"],
            ]
        }
    )
    reading = parse(data, today=TODAY)
    assert pairs(reading) == [("Storm Østerby", None), ("Ole Weiß", "6704125678"), ("Mie Ørsløv", "6503124321")]
    assert offered(reading) == {
        "": [("Forurettede", None)],
        "Uge 48, tabellen nedenunder": [("Bjørn Neden", None)],
        "Uge 48, tabellen til højre": [("Liv Højre", None), ("Sidsel Kant", None)],
    }
    assert read_list(data, "liste.xlsx", today=TODAY) == reading


@pytest.mark.parametrize("before", [[], ["Sagsnr."]])
def test_parts_of_a_name_beside_the_number_outrank_a_lone_name_behind_the_rest(before: list[str]) -> None:
    reading = listed(
        [*before, "Efternavn", "Fornavn", "CPR-nr.", "Dato", "Forhold", "Navn", "Relation"],
        [*before, "Weiß", "Ole", NUMBER, DAY, "Hærværk", "Gitte Morsen", "mor"],
    )
    assert pairs(reading) == [("Ole Weiß", "6704125678")]
    assert "Navn" in reading.unread


@pytest.mark.parametrize(
    "header",
    [
        ["Navn", "Efternavn", "Fornavn", "CPR-nr."],
        ["Efternavn", "Fornavn", "Navn", "CPR-nr."],
        ["Navn", "CPR-nr.", "Fornavn", "Efternavn"],
    ],
)
def test_a_whole_name_beside_its_parts_is_read_and_other_parts_than_its_own_are_told(header: list[str]) -> None:
    said = {"Navn": "Ole Weiß", "Fornavn": "Ole", "Efternavn": "Weiß", "CPR-nr.": NUMBER}
    same = listed(header, [said[heading] for heading in header])
    assert (pairs(same), same.problems) == ([("Ole Weiß", "6704125678")], ())
    said |= {"Fornavn": "Gitte", "Efternavn": "Morsen"}
    other = messages(listed(header, [said[heading] for heading in header]))
    assert len(other) == 2
    assert all("kan være barnets navn" in message for message in other)


@pytest.mark.parametrize(
    "heading", ["Mistænkt", "Den mistænkte", "Sigtede", "Den sigtede", "Gerningsmand", "MISTÆNKTE"]
)
def test_names_under_a_heading_of_suspects_are_names(heading: str) -> None:
    reading = listed(
        ["Sagsnr.", heading, "CPR-nr.", "Dato", "Forhold", "Navn", "Relation"],
        ["1", "Ole Weiß", NUMBER, DAY, "Hærværk", "Gitte Morsen", "mor"],
        ["2", "ukendt", None, DAY, "Tyveri", None, None],
    )
    assert pairs(reading) == [("Ole Weiß", "6704125678"), (None, None)]
    assert reading.rows[1].name_told == "ukendt"
    assert "Navn" in reading.unread
    assert any(f"Navnene er læst i kolonnen »{heading}«" in sentence for sentence in reading.told)
    assert pairs(listed([heading, "CPR-nr."], ["Ole Weiß", NUMBER])) == [("Ole Weiß", "6704125678")]


@pytest.mark.parametrize("word", ["x", "ja", "sigtet", "Mistænkt"])
def test_a_heading_of_suspects_over_other_words_is_no_name(word: str) -> None:
    reading = listed(["Mistænkt", "CPR-nr.", "Dato", "Navn"], [word, NUMBER, DAY, "Ole Weiß"])
    assert (pairs(reading), reading.unread, messages(reading)) == ([("Ole Weiß", "6704125678")], ("Mistænkt",), [])
    assert pairs(listed(["Mistænkt", "CPR-nr."], [word, NUMBER])) == [(None, "6704125678")]


@pytest.mark.parametrize(
    ("heading", "written"),
    [("Mistænkt", "ole weiß"), ("Drengen", "Ole Weiß"), ("Hvem", "Weiß, Ole Emil")],
)
def test_what_may_be_the_name_nearer_the_number_is_told_on_every_row(heading: str, written: str) -> None:
    reading = listed(
        [heading, "CPR-nr.", "Dato", "Forhold", "Navn", "Relation"],
        [written, NUMBER, DAY, "Hærværk", "Gitte Morsen", "mor"],
        [written, NUMBER, DAY, "Tyveri", "Gitte Morsen", "mor"],
        ["Ida Bo Holm", "650312-4321", DAY, "Tyveri", "Karl Holm", "far"],
        ["Eva Lund", "650312-4322", DAY, "Tyveri", "Karl Lund", "far"],
    )
    told = [problem for problem in reading.problems if problem.column == "name"]
    assert [problem.row for problem in told] == [2, 3, 4, 5]
    assert told[0].message == (
        f"Række 2, »Navn«: i kolonnen »{heading}«, som ikke læses, står »{written}«, og det kan være barnets navn. "
        "Se efter, hvem rækken handler om."
    )


@pytest.mark.parametrize("heading", ["Klasselærer", "Værge", "Mors navn", "Politikreds", "Nationalitet", "Skole"])
def test_what_is_no_name_of_the_child_is_not_asked_about(heading: str) -> None:
    beside = {"Politikreds": "Vestegnens Politi", "Nationalitet": "Dansk", "Skole": "Prøve Skole"}
    written = beside.get(heading, "Gitte Morsen")
    assert messages(listed(["Navn", heading, "CPR-nr."], ["Ole Weiß", written, NUMBER])) == []


def test_a_name_that_an_empty_column_divides_from_the_number_is_asked_about() -> None:
    reading = listed(
        ["CPR-nr.", "Forhold", None, "Navn", "Telefon"], [NUMBER, "Hærværk", None, "Sidsel Kant", "87654321"]
    )
    assert [problem.column for problem in reading.problems] == ["name"]
    assert "kan være to tabeller" in messages(reading)[0]
    spaced = listed(["Navn", None, "CPR-nr.", None, "Forhold"], ["Ole Weiß", None, NUMBER, None, "Hærværk"])
    assert (pairs(spaced), spaced.problems, spaced.asides) == ([("Ole Weiß", "6704125678")], (), ())


def test_where_a_person_has_said_whose_the_names_are_no_other_column_is_doubted() -> None:
    reading = listed(["Hvem", "CPR-nr.", "Mistænkt"], ["Ole Weiß", NUMBER, "karl bo"])
    assert pairs(reading) == [(None, "6704125678")]
    again = read_again(reading.table, {0: "name"}, today=TODAY)
    assert (pairs(again), again.problems) == ([("Ole Weiß", "6704125678")], ())


# --- headings again -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "again", [["Nr.", "Navn", "CPR-nr."], ["Nr.", "NAVN", "CPR"], [None, "Navn", "CPR-nr.", "Sigtelse"]]
)
def test_shorter_or_otherwise_written_headings_further_down_are_no_child(again: list[Any]) -> None:
    for rows in (
        [
            ["Nr.", "Navn", "CPR-nr.", "Forhold"],
            ["1", "Ole Weiß", NUMBER, "x"],
            again,
            ["2", "Mie Bo", "650312-4321", "x"],
        ],
    ):
        for reading in (parse(list_files.text_file(rows), today=TODAY), listed(*rows)):
            assert pairs(reading) == [("Ole Weiß", "6704125678"), ("Mie Bo", "6503124321")]
            assert (reading.problems, reading.asides) == ((), ())
            assert any("overskrifterne igen" in note for note in reading.notes)


# --- two birth dates ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "written",
    ["15-03-2011 / 16-04-2012", "15.03.2011, 16.04.2012", "15-03-2011\n16-04-2012", "15.03.2011 og 16.04.2012"],
)
@pytest.mark.parametrize("heading", ["Fødselsdato", "CPR/fødselsdato", "CPR-nr."])
def test_two_birth_dates_in_one_cell_are_asked_about(written: str, heading: str) -> None:
    reading = listed(["Navn", heading], ["Kaj Bak", written])
    assert reading.rows[0].birth_date is None
    (message,) = messages(reading)
    assert "mere end én fødselsdato" in message
    assert "2012" in message


@pytest.mark.parametrize(
    "written", ["15-03-2011", "15.03.2011 00:00", "2011-03-15T00:00:00", "'15-03-2011", "15. marts 2011"]
)
def test_one_birth_date_is_read_without_a_word(written: str) -> None:
    reading = listed(["Navn", "Fødselsdato"], ["Kaj Bak", written])
    assert (reading.rows[0].birth_date, reading.problems) == (datetime.date(2011, 3, 15), ())


# --- what stands in a name ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("623311-4234", "623311-xxxx"),
        ("679999 1234", "679999 xxxx"),
        ("6233114234", "623311xxxx"),
        ("67041-5678", "67041-5xxx"),
    ],
)
@pytest.mark.parametrize("beside", [{"CPR-nr.": ""}, {}])
def test_an_impossible_number_in_a_name_is_taken_out_and_told_masked(
    number: str, shown: str, beside: dict[str, str]
) -> None:
    reading = named(f"Per Prøve {number}", **beside, Forhold="tyveri")
    (row,) = reading.rows
    assert (row.name, row.cpr, row.number_told) == ("Per Prøve", None, number)
    (message,) = messages(reading)
    assert f"»{shown}«" in message
    assert number not in message


@pytest.mark.parametrize(
    ("written", "name", "taken"),
    [
        ("Hodan Prøve (født 2010)", "Hodan Prøve", "»født 2010«"),
        ("Hodan Prøve f. 2010", "Hodan Prøve", "»f. 2010«"),
        ("Æva Prøve 15 år", "Æva Prøve", "»15 år«"),
        ("Æva Prøve, ca. 14", "Æva Prøve", "»ca. 14«"),
        ("Æva Prøve (15)", "Æva Prøve", "»15«"),
        ("Æva Prøve (13-15 år)", "Æva Prøve", "»13-15 år«"),
        ("Æva Prøve, 15 år, ukendt bopæl", "Æva Prøve, ukendt bopæl", "»15 år«"),
        ("Æva Prøve, 2605 Prøveby", "Æva Prøve", "en adresse"),
        ("Æva Prøve, 15", "Æva Prøve", "»15«"),
        ("Prøve, Æva 15 år, Kilden 3", "Prøve, Æva", "»15 år«, en adresse"),
        ("Æva Prøve, Kilden 3, 2605 Prøveby", "Æva Prøve", "en adresse"),
        ("Æva Prøve f. 15-03-2011", "Æva Prøve", "»f. 15-03-2011«"),
        ("Æva Prøve 150311", "Æva Prøve", "»150311«"),
    ],
)
def test_what_stands_beside_a_name_is_taken_out_and_told(written: str, name: str, taken: str) -> None:
    reading = named(written, Forhold="tyveri")
    assert reading.rows[0].name == name
    assert messages(reading) == [
        f"Linje 2, »Navn« siger mere end et navn: {taken}. Det er taget ud af navnet; se efter, om det står rigtigt i rækken."
    ]


def test_what_was_taken_out_is_read_where_its_own_column_is_silent() -> None:
    (row,) = named("Æva Prøve 15 år, Kilden 3", Forhold="tyveri").rows
    assert (row.age, row.address) == (15, "Kilden 3")
    (row,) = named("Æva Prøve 15 år, Kilden 3", Alder="14", Adresse="Torvet 1").rows
    assert (row.age, row.address) == (14, "Torvet 1")
    assert named("Æva Prøve ca. 14", Forhold="x").rows[0].age is None
    assert named("Æva Prøve f. 15-03-2011", Forhold="x").rows[0].birth_date == datetime.date(2011, 3, 15)


def test_digits_that_are_left_in_a_name_are_told_and_names_without_are_not() -> None:
    (message,) = messages(named("Æva Prøve tlf. 11223344", Forhold="x"))
    assert "har tal i navnet: »Æva Prøve tlf. 112233xx«" in message
    assert messages(named("Prøve, Æva Maria", Forhold="x")) == []


@pytest.mark.parametrize("written", ["Ukendt dreng, ca. 14", "Ukendt pige (15 år)", "ukendt, 14 år"])
def test_somebody_unknown_of_whom_an_age_is_told_is_not_identified(written: str) -> None:
    reading = named(written, Forhold="løb væk")
    assert (reading.rows[0].name, reading.rows[0].name_told, reading.problems) == (None, written, ())


# --- date and place in one cell -------------------------------------------------------------------------------------
@pytest.mark.parametrize("heading", ["Tid og sted", "Sted og tid", "Dato/sted", "TID/STED"])
@pytest.mark.parametrize(
    ("written", "time", "place"),
    [
        ("21-11-2026 kl. 22.15 Torvet", datetime.time(22, 15), "Torvet"),
        ("lørdag d. 21/11-2026 kl. 22 ved Torvet 3", datetime.time(22), "ved Torvet 3"),
        ("Torvet 3, den 21.11.2026 kl. 22.15", datetime.time(22, 15), "Torvet 3"),
        ("Prøvevej 12 21/11-2026", None, "Prøvevej 12"),
        ("2605 Prøveby, 21. november 2026", None, "2605 Prøveby"),
        (datetime.datetime(2026, 11, 21, 22, 0), datetime.time(22), None),
        (20261121, None, None),
        (DAY, None, None),
    ],
)
def test_date_and_place_in_one_cell_are_read_each_by_itself(
    heading: str, written: Any, time: datetime.time | None, place: str | None
) -> None:
    reading = listed(["Navn", heading], ["Ole Weiß", written])
    (row,) = reading.rows
    assert (row.date, row.time, row.place) == (DAY, time, place)
    assert (reading.problems, reading.unread) == ((), ())
    assert reading.told == ("Dato og sted stod i samme felt og er læst hver for sig: Række 2.",)


def test_a_day_without_a_year_beside_its_place_is_asked_about() -> None:
    reading = listed(["Navn", "Tid og sted"], ["Ole Weiß", "21/11 kl. 22 Torvet"])
    (row,) = reading.rows
    assert (row.date_choices, row.time, row.place) == ((DAY,), datetime.time(22), "Torvet")
    assert "har intet år: »21/11«" in messages(reading)[0]


@pytest.mark.parametrize("written", ["lørdag", "Torvet", "31.11.2026 Torvet"])
def test_a_place_without_a_date_is_told_where_both_should_stand(written: str) -> None:
    reading = listed(["Navn", "Tid og sted"], ["Ole Weiß", written])
    assert (reading.rows[0].date, reading.rows[0].place) == (None, written)
    (message,) = messages(reading)
    assert f"har ingen dato, vi kan læse: »{written}«" in message
    beside = listed(["Navn", "Dato", "Tid og sted"], ["Ole Weiß", DAY, written])
    assert (beside.rows[0].date, beside.rows[0].place, beside.problems) == (DAY, written, ())
