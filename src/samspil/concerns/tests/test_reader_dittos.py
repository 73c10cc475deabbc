"""Ditto marks, roles that are a question mark, days that are no two times, and two names in one cell."""

from __future__ import annotations

import datetime
from typing import Any

import openpyxl
import pytest

from samspil.concerns.reader import ListReading
from samspil.concerns.reader.parsing import parse
from samspil.concerns.tests import list_files
from samspil.concerns.tests.test_reader_left_out import left_out, saved

TODAY = datetime.date(2026, 11, 29)
HEADER = ["Navn", "CPR-nr.", "Adresse", "Gerningsdato", "Gerningssted", "Rolle", "Forhold"]
VERA = ["Vera Prøve", "620309-4234", "Søvej 1", datetime.date(2026, 11, 20), "Torvet", "vidne", "tyveri"]
READ_AS_ABOVE = "Tegn for »det samme« er læst som det, der står i rækken over: Række "


def read(*rows: list[Any]) -> ListReading:
    return parse(list_files.xlsx({"Liste": [HEADER, *rows]}), today=TODAY)


def messages(reading: ListReading) -> list[str]:
    return [problem.message for problem in reading.problems]


# --- dittos ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "mark", ['-"-', '"', "do", "do.", "Ditto", "dito", "- “ -", "-//-", "-II-", "''", "〃", "-do-"]
)
def test_a_ditto_is_read_as_what_stands_above_and_that_is_told(mark: str) -> None:
    reading = read(VERA, ["Otto Prøve", None, *[mark] * 5], ["Ida Prøve", None, *[mark] * 5])
    vera, *others = reading.rows
    for other in others:
        assert (other.address, other.date, other.place, other.role, other.text) == (
            vera.address, vera.date, vera.place, vera.role, vera.text,
        )  # fmt: skip
    assert (reading.told, reading.problems) == ((READ_AS_ABOVE + "3, 4.",), ())


def test_a_ditto_in_a_text_file_is_read_too() -> None:
    reading = parse(b'Navn;Sted;Forhold\nVera;Torvet;tyveri\nOtto;-"-;do.\n', today=TODAY)
    assert (reading.rows[1].place, reading.rows[1].text) == ("Torvet", "tyveri")


def test_a_number_is_taken_along_with_the_name_alone() -> None:
    same, other = read(VERA, ['-"-', '-"-', *VERA[2:]]), read(VERA, ["Otto Prøve", '-"-', *VERA[2:]])
    assert [(row.name, row.cpr) for row in same.rows] == [("Vera Prøve", "6203094234")] * 2
    assert (other.rows[1].name, other.rows[1].cpr, other.rows[1].birth_date) == ("Otto Prøve", None, None)
    assert messages(other) == [
        (
            "Række 3, »CPR-nr.« er et tegn for »det samme«, og det er ikke sikkert, hvad det gentager. "
            "Det er ikke læst; skriv det selv."
        ),
    ]


@pytest.mark.parametrize("above", [[], [["Otto Prøve", None, "Søvej 1"]]])
def test_a_ditto_below_nothing_is_told(above: list[list[Any]]) -> None:
    reading = read(*above, ["Ida Prøve", None, "Søvej 2", None, None, None, "do."])
    assert (reading.rows[-1].text, reading.told) == (None, ())
    assert ["gentager" in message for message in messages(reading)] == [True]


def test_what_a_ditto_below_a_row_that_is_left_out_repeats_is_asked() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in (
        HEADER,
        VERA,
        ["Otto Prøve", None, None, None, "Havnen", "sigtet", "vold"],
        ["Ida Prøve", None, None, None, "do.", None, ""],
    ):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    reading = parse(saved(workbook), today=TODAY)
    assert left_out(reading) == {"hidden": ["Otto Prøve"]}
    assert reading.rows[1].place is None
    assert ["gentager" in message for message in messages(reading)] == [True]


def test_somebody_may_be_called_do_and_a_remark_stands_between_as_nothing() -> None:
    reading = read(
        VERA,
        ["Do", None, None, None, None, None, "vold"],
        ["Piger:"],
        ["Ida Prøve", None, None, None, None, None, "do."],
    )
    assert [(row.name, row.text) for row in reading.rows[1:]] == [("Do", "vold"), ("Ida Prøve", "vold")]


# --- roles, times and names -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("written", ["?", " ?? ", "-?-"])
def test_a_role_that_is_a_question_mark_is_told(written: str) -> None:
    reading = read([*VERA[:5], written, "tyveri"])
    assert reading.rows[0].role == "other"
    assert messages(reading)[0].startswith(f"Række 2, »Rolle« er en rolle, vi ikke kender: »{written.strip()}«.")


@pytest.mark.parametrize("written", ["20-11", "natten mellem 20. og 21/11", "21. eller 22."])
def test_of_a_day_that_is_not_read_no_first_time_is_read(written: str) -> None:
    assert read([*VERA[:3], written, *VERA[4:]]).told == ()


@pytest.mark.parametrize("written", ["20-11-2026 kl. 22-23", "20-11-2026 til 22-11-2026", "i går kl. 22 til 23"])
def test_of_two_times_the_first_is_read_and_that_is_told(written: str) -> None:
    assert read([*VERA[:3], written, *VERA[4:]]).told == (
        "Der står mere end ét tidspunkt, og det første er læst: Række 2.",
    )


@pytest.mark.parametrize(
    "name",
    [
        "Ditte og Else Tosen",
        "Ditte Tosen / Else Holm",
        "Ditte & Else Tosen",
        "DITTE OG ELSE TOSEN",
        "Ditte/Else Tosen",
        "Ada, Ditte og Åse",
    ],
)
def test_two_names_in_one_cell_are_asked_about(name: str) -> None:
    reading = read([name, None, *VERA[2:]])
    assert reading.rows[0].name == name
    assert messages(reading) == [
        f"Række 2, »Navn« kan være to børn: »{name}«. Er det to, så skriv dem hver på sin række; vi har læst dem som ét navn."
    ]


@pytest.mark.parametrize(
    "name", ["Dogan Prøve", "Vera Oggesen", "Ukendt dreng og pige", "Vera (og bror)", "Prøve, Vera", "Al-Og Holm"]
)
def test_one_name_is_not_asked_about(name: str) -> None:
    assert messages(read([name, None, *VERA[2:]])) == []
