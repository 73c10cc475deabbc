"""A person says what a column of a list is, and its table is read again: through the child process, as the page does it."""

from __future__ import annotations

import datetime
import json

import pytest

from samspil.concerns.reader import HeadingsUnknown, ListReading, NotAList, read_again, read_list
from samspil.concerns.reader.aliases import MEANINGS, Meaning, part_of
from samspil.concerns.tests import list_files
from samspil.concerns.tests.made import AYA, JONAS, TODAY, VERA
from samspil.lib import cpr


def read(text: str) -> ListReading:
    return read_list(text.encode(), "liste.csv", today=TODAY)


def asked(data: bytes, name: str = "liste.csv") -> ListReading:
    with pytest.raises(HeadingsUnknown) as unknown:
        read_list(data, name, today=TODAY)
    return unknown.value.reading


def again(reading: ListReading, **said: Meaning) -> ListReading:
    """Read again with what columns are said to be, by their headings."""
    columns = {column.heading: column.column for column in reading.open_columns}
    meant = {columns[heading.replace("_", " ")]: meaning for heading, meaning in said.items()}
    return read_again(reading.table, meant, today=TODAY)


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Pers.nr.", "cpr"), ("Pers. nr.:", "cpr"), ("P.nr.", "cpr"), ("Fødselsdag og -år", "birth_date"),
        ("Foedselsdag og Aar", "birth_date"), ("Ung (navn)", "name"), ("Efternavn,", "surname"), ("Navn:", "name"),
        ("Partsstatus", "role"),
    ],
)  # fmt: skip
def test_headings_that_people_write_are_known(heading: str, part: str):
    found = part_of(heading)
    assert found is not None
    assert found.part == part


def test_a_column_that_is_not_read_is_offered_with_its_heading_and_first_cells_masked():
    reading = read(
        f"Navn;Kennummer;Tom;Forhold\nVera Ottosen;{VERA};;tyveri\nBo;;;\nAya Ali;{AYA};;\nJonas Holm;{JONAS};;\n"
    )
    (column,) = reading.open_columns
    assert (column.column, column.heading, column.said) == (1, "Kennummer", None)
    assert column.cells == ("720511xxxx", "690912xxxx")
    assert set(MEANINGS) - set(reading.meanings) == {"name", "given_name", "surname"}
    assert "text" in reading.meanings, "words may stand in two columns"


def test_it_is_read_as_what_it_is_said_to_be_and_can_be_taken_back():
    reading = read(f"Navn;Kennummer;Forhold\nVera Ottosen;{VERA};tyveri\nAya Ali;123;\n")
    said = again(reading, Kennummer="cpr")
    assert [(row.row, row.name, row.cpr) for row in said.rows] == [(2, "Vera Ottosen", VERA), (3, "Aya Ali", None)]
    assert said.columns["cpr"] == "Kennummer"
    assert [column.said for column in said.open_columns] == ["cpr"]
    assert any("er ikke et CPR-nummer" in problem.message for problem in said.problems)
    taken_back = again(reading)
    assert (taken_back.rows, taken_back.columns, taken_back.notes) == (reading.rows, reading.columns, reading.notes)


def test_given_name_and_surname_are_put_together_in_their_order():
    reading = read("Efternavn;Kaldes;Dato;Rolle\nOttosen;Vera;20-11-2026;sigtet\n")
    assert "given_name" in reading.meanings
    assert "surname" not in reading.meanings
    (row,) = again(reading, Kaldes="given_name").rows
    assert row.name == "Vera Ottosen"


def test_a_row_in_which_nothing_else_stands_is_read_and_no_note_any_more():
    reading = read("Forhold;Rolle;Dato;Hvem\ntyveri;sigtet;20-11-2026;Vera Ottosen\n;;;Aya Ali\n;;;Med venlig hilsen\n")
    assert [row.row for row in reading.rows] == [2]
    assert "Linje 3: »Aya Ali«" in reading.notes
    said = again(reading, Hvem="name")
    assert [row.name for row in said.rows] == ["Vera Ottosen", "Aya Ali"]
    assert not any("Aya Ali" in note for note in said.notes)
    assert [part.kind for part in said.asides] == ["remark"], "a greeting is no child"


def test_dates_of_a_workbook_stay_dates():
    day = datetime.date(2012, 6, 5)
    seen = datetime.datetime(2026, 11, 20, 23, 30)
    rows: list_files.Rows = [["Navn", "Rolle", "Kom til verden", "Ses"], ["Vera Ottosen", "vidne", day, seen]]
    reading = read_list(list_files.xlsx({"Liste": rows}), "liste.xlsx", today=TODAY)
    (row,) = again(reading, Kom_til_verden="birth_date", Ses="date").rows
    assert (row.birth_date, row.date, row.time) == (day, datetime.date(2026, 11, 20), datetime.time(23, 30))


def test_no_address_is_kept_in_the_table():
    reading = read("Navn;Adresse;Kennummer\nVera Ottosen;Mosevej 3;12\n")
    assert "Vera" in reading.table
    assert "Mosevej" not in reading.table


def test_nothing_is_kept_where_every_column_is_read():
    reading = read(f"Navn;CPR;Tom\nVera Ottosen;{VERA};\n")
    assert (reading.open_columns, reading.table) == ((), "")


@pytest.mark.parametrize("fields", [3, 60])
def test_a_list_too_large_to_keep_is_read_and_nothing_is_offered(fields: int):
    row = ";".join(["Vera Ottosen", "vidne", *["rødt" * (1 if fields > 3 else 60)] * (fields - 2)])
    text = "\n".join(["Navn;Rolle;Hår" + ";" * (fields - 3), *[row] * 2500])
    reading = read(text)
    assert len(reading.rows) == 2500
    assert "Hår" in reading.unread
    assert (reading.open_columns, reading.meanings, reading.table) == ((), (), "")


def test_columns_of_a_further_sheet_are_named_and_not_offered():
    sheets: dict[str, list_files.Rows] = {
        "Et": [["Navn", "CPR"], ["Vera", VERA]],
        "To": [["Navn", "CPR", "Hår"], ["Aya", AYA, "rødt"]],
    }
    reading = read_list(list_files.xlsx(sheets), "liste.xlsx", today=TODAY)
    assert any("»Hår«" in note for note in reading.notes)
    assert reading.open_columns == ()


def test_headings_of_which_none_is_known_are_asked_about():
    reading = asked(f"Den unge hedder;Kennummer;Forhold\nVera Ottosen;{VERA};tyveri\nAya Ali;{AYA};\n".encode())
    assert (reading.rows, reading.columns) == ((), {})
    assert [(one.heading, one.said) for one in reading.open_columns] == [
        ("Den unge hedder", None), ("Kennummer", None), ("Forhold", "text"),
    ]  # fmt: skip
    assert not [note for note in reading.notes if cpr.found_in(note)]
    said = again(reading, Den_unge_hedder="name", Kennummer="cpr")
    assert [(row.name, row.cpr, row.text) for row in said.rows] == [
        ("Vera Ottosen", VERA, None),
        ("Aya Ali", AYA, None),
    ]
    assert again(reading, Den_unge_hedder="name", Forhold="text").rows[0].text == "tyveri"


def test_a_list_without_headings_loses_no_row():
    reading = asked(f"Vera Ottosen\t{VERA}\ttyveri\nAya Ali\t{AYA}\thærværk\n".encode())
    said = again(reading, Kolonne_A="name", Kolonne_B="cpr", Kolonne_C="text")
    assert [(row.row, row.name, row.cpr) for row in said.rows] == [(1, "Vera Ottosen", VERA), (2, "Aya Ali", AYA)]
    sheet: list_files.Rows = [["Vera Ottosen", "tyveri"], ["Aya Ali", "hærværk"]]
    of_workbook = asked(list_files.xlsx({"Liste": sheet}), "liste.xlsx")
    assert [row.name for row in again(of_workbook, Kolonne_A="name").rows] == ["Vera Ottosen", "Aya Ali"]


@pytest.mark.parametrize(
    "text", ["Kære kollega, her er listen, som aftalt.\nVenlig hilsen, Åse\n", "Vera\nAya\n", "Hej, du\n"]
)
def test_a_letter_is_refused_as_before(text: str):
    with pytest.raises(NotAList) as refusal:
        read(text)
    assert not isinstance(refusal.value, HeadingsUnknown)


def test_a_known_heading_among_others_is_proposed():
    reading = asked(f"Navn;Kennummer\nVera Ottosen;{VERA}\n".encode())
    assert [(one.heading, one.said) for one in reading.open_columns] == [("Navn", "name"), ("Kennummer", None)]
    assert json.loads(reading.table)["rows"][1]["cells"] == ["Vera Ottosen", VERA]
