"""Lines between and below the children that are no children, and tables that stand below the first."""

from __future__ import annotations

import datetime
from typing import Any

import openpyxl
import pytest

from samspil.concerns.reader import ListReading
from samspil.concerns.reader.parsing import parse
from samspil.concerns.tests import list_files
from samspil.concerns.tests.test_reader_left_out import left_out, names, saved

TODAY = datetime.date(2026, 11, 29)
HEADER = ["Navn", "CPR-nr.", "Gerningsdato", "Forhold"]
VERA = ["Vera Prøve", "620309-4234", "20-11-2026", "tyveri"]
OTTO = ["Otto Prøve", "630410-4345", "20-11-2026", "vold"]


def read(*rows: list[Any]) -> ListReading:
    return parse(list_files.xlsx({"Liste": list(rows)}), today=TODAY)


# --- lines that are no children -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "line",
    [
        "Navn", "navn:", "Navn mangler", "Mangler navn", "Piger:", "Drenge fra 7.b:", "Rød = anholdt", "S=sigtet", "PS: Vera er anbragt",
        "P.S. Vera er anbragt", "NB! Otto", "OBS hemmelig adresse", "Husk: ring til Bo", "Bemærk navnet",
    ],
)  # fmt: skip
def test_a_line_that_is_no_child_is_offered_as_a_remark(line: str) -> None:
    reading = read(HEADER, VERA, [line], OTTO)
    assert names(reading) == ["Vera Prøve", "Otto Prøve"]
    assert left_out(reading) == {"remark": [line]}


def test_headings_of_nothing_are_offered_as_a_remark() -> None:
    reading = read(HEADER, VERA, ["Barn", None, None, "Sted"], OTTO)
    assert names(reading) == ["Vera Prøve", "Otto Prøve"]
    assert [kept.kind for kept in reading.asides] == ["remark"]


@pytest.mark.parametrize(
    "name", ["Vera", "Obsen Prøve", "Psalm Prøve", "N.N.", "Navnlund Prøve", "Piger Prøve", "Noter Holm"]
)
def test_a_name_alone_is_a_child(name: str) -> None:
    assert [row.row for row in read(HEADER, [name], OTTO).rows] == [2, 3]


@pytest.mark.parametrize("line", ["Navn mangler", "PS Holm", "Piger:"])
def test_what_says_more_than_such_a_line_is_a_row(line: str) -> None:
    assert [row.text for row in read(HEADER, [line, None, "20-11-2026", "tyveri"]).rows] == ["tyveri"]


def test_a_name_that_is_missing_is_nobody_identified() -> None:
    reading = read(HEADER, ["Navn mangler", None, "20-11-2026", "tyveri"])
    assert (names(reading), reading.problems) == ([None], ())


# --- a second table below the first ---------------------------------------------------------------------------------
def test_a_table_below_with_headings_of_its_own_is_offered_as_a_sheet() -> None:
    """Met by a stranger: its headings became a child called "Navn" who was seen at "Skole"."""
    reading = read(
        HEADER, VERA, [], ["Navn", "Klasse", "Gerningssted"], ["Otto Prøve", "7.b", "Torvet"], ["Ida Prøve", "8.c"]
    )
    assert names(reading) == ["Vera Prøve"]
    (part,) = reading.asides
    assert (part.kind, part.name) == ("sheet", "Liste, tabellen nedenunder")
    assert [(row.row, row.name, row.place) for row in part.rows] == [
        (5, "Otto Prøve", "Torvet"),
        (6, "Ida Prøve", None),
    ]
    assert (
        "Arket »Liste, tabellen nedenunder«: I kolonnen »Klasse«, som ikke læses, står »7.b« (række 5), »8.c« (række 6)."
        in (reading.notes)
    )


@pytest.mark.parametrize("heading", ["Pers.nr.", "CPR-nr."])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_total_is_no_child_and_its_number_is_told(heading: str, ending: str) -> None:
    rows = [["Navn", heading, "Forhold"], ["Vera Prøve", "620309-4234", "tyveri"], ["I alt", "7", None]]
    data = (
        list_files.text_file(rows) if ending == "csv" else list_files.xlsx({"Liste": [*rows[:2], ["I alt", 7, None]]})
    )
    reading = parse(data, today=TODAY)
    assert [row.name for row in reading.rows] == ["Vera Prøve"]
    (remark,) = reading.asides
    assert [row.name for row in remark.rows] == ["I alt, 7"]


def test_several_tables_below_each_other_are_told_apart_and_a_text_file_may_have_them() -> None:
    text = "Navn;Forhold\nVera;a\nNavn;Skole\nOtto;b\nSted;Navn\nTorvet;Ida\nSted;Navn\nHavnen;Bo\n"
    reading = parse(text.encode(), today=TODAY)
    assert names(reading) == ["Vera"]
    assert [(part.name, [row.name for row in part.rows]) for part in reading.asides] == [
        ("tabel 2", ["Otto"]), ("tabel 3", ["Ida", "Bo"]),
    ]  # fmt: skip
    assert reading.notes == (
        "Tabel 2: I kolonnen »Skole«, som ikke læses, står »b« (linje 4).",
        "Tabel 2: kolonner, der ikke læses: »Skole«",
        "Tabel 3: Linje 7: overskrifterne igen",
    )


def test_of_a_table_below_in_a_text_file_the_fields_beyond_its_headings_are_told() -> None:
    reading = parse(b"Navn;Forhold\nVera;a\nNavn;Skole\nOtto;b;mere;og mere\n", today=TODAY)
    (problem,) = reading.asides[0].problems
    assert problem.message.startswith("Linje 4 har flere felter end overskrifter")
    assert "»mere«, »og mere«" in problem.message


def test_a_table_of_fewer_headings_above_is_the_list() -> None:
    reading = read(["Navn", "Forhold"], ["Vera", "a"], ["Otto", "b"], HEADER, ["Ida Prøve", None, "20-11-2026", "c"])
    assert names(reading) == ["Vera", "Otto"]
    assert left_out(reading) == {"sheet": ["Ida Prøve"]}


def test_some_of_the_same_headings_again_make_no_second_table() -> None:
    reading = read(HEADER, VERA, HEADER[:2], OTTO)
    assert names(reading) == ["Vera Prøve", "Otto Prøve"]
    assert all("sheet" not in kept.kind for kept in reading.asides)


def test_a_comment_is_told_with_the_table_it_stands_in() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Liste"
    for row in (HEADER, VERA, ["Navn", "Skole"], ["Otto Prøve", "Byskolen"]):
        sheet.append(row)
    for cell, said in (("A2", "om Vera"), ("A4", "om Otto")):
        sheet[cell].comment = openpyxl.comments.Comment(said, "Politiet")
    notes = parse(saved(workbook), today=TODAY).notes
    assert notes[0] == "Række 2, »Navn«, kommentar: »om Vera«"
    assert notes[1] == "Arket »Liste, tabellen nedenunder«: Række 4, »Navn«, kommentar: »om Otto«"
    assert sum("kommentar" in note for note in notes) == 2


def test_no_more_tables_are_made_of_a_sheet_than_a_page_can_show() -> None:
    text = "Navn;Forhold\nVera;a\n" + "".join(
        f"Navn;Skole {'abcdefghij'[place % 10]}\nBo {place};b\n" for place in range(60)
    )
    reading = parse(text.encode(), today=TODAY)
    assert len(reading.asides) < 25
    assert "Bo 59" in str(reading)
