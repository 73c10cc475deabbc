"""Whatever stands in a file is read, offered, or named: no cell is dropped without a line in the preview (L1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from samspil.concerns.reader import ListReading, ListRow, NotAList
from samspil.concerns.reader.cells import cell_text
from samspil.concerns.reader.parsing import parse
from samspil.concerns.reader.result import Part, Problem
from samspil.concerns.reader.sentences import ERROR, IN_HIDDEN_COLUMNS, NO_VALUE, NUMBER_LEFT_OUT
from samspil.concerns.tests import list_files, list_worlds
from samspil.concerns.tests.list_worlds import TODAY, CellMade, SheetMade

# What is said of many rows at once, by the column whose words are not kept.
MENTIONS = {
    "role": "kun rollen er læst",
    "age": "Alderen er ikke et helt antal år",
    "date": "det første er læst",
    "time": "det første er læst",
}
DITTOS = ("do.", '-"-')


class Told:
    """What a reading says of one sheet: its rows and problems, and every sentence."""

    def __init__(self, reading: ListReading, sheet: SheetMade) -> None:
        self.is_list = is_list = (reading.sheet or "") == sheet.name
        others = [part for part in reading.asides if part.name == sheet.name]
        parts: list[Part | ListReading] = [reading, *(p for p in reading.asides if not p.name or p.kind == "columns")]
        own: list[Part | ListReading] = parts if is_list else [*others]
        self.rows: list[ListRow] = [row for part in own for row in part.rows]
        self.problems: list[Problem] = [problem for part in own for problem in part.problems]
        sentences = [*reading.notes, *reading.told]
        mark = f"Arket »{sheet.name}«"
        self.sentences = sentences if is_list else [one for one in sentences if one.startswith(mark)]
        self.unread = reading.unread if is_list else ()
        self.columns = [*reading.columns.values(), *self.unread] if is_list else []
        self.columns += [part.name for part in own if isinstance(part, Part)]
        self.is_offered = is_list or bool(others)
        self.counted = any(re.match(rf"{mark} har [0-9]+ rækker? *, men ingen", one) for one in self.sentences)
        self.whole = "\n".join([*self.columns, *self.sentences, *(problem.message for problem in self.problems)])
        self.whole += "\n".join(text for row in self.rows for text in _texts(row))

    def is_unread(self, heading: str) -> bool:
        """Whether the column is named as one that is not read."""
        return heading in self.unread or any(
            "der ikke læses" in one and f"»{heading}«" in one for one in self.sentences
        )

    def of_row(self, number: int) -> str:
        """Every sentence that names the row, and all that is read of it."""
        named = re.compile(rf"\b{number}\b")
        said = [one for one in self.sentences if named.search(one)]
        said += [problem.message for problem in self.problems if problem.row == number]
        return "\n".join([*said, *(text for row in self.rows if row.row == number for text in _texts(row))])


def _texts(row: ListRow) -> Iterator[str]:
    for each in fields(row):
        value = getattr(row, each.name)
        if value is not None and each.name != "row":
            yield value if isinstance(value, str) else cell_text(value)


def is_told(told: Told, sheet: SheetMade, cell: CellMade) -> bool:
    """Whether a person who reads the preview learns of what stands in the cell."""
    if told.counted or (cell.column in sheet.hidden_columns and IN_HIDDEN_COLUMNS in told.of_row(cell.row)):
        return True
    if cell.is_heading and not cell.word.startswith("Farve"):
        return told.is_offered or bool(told.sentences)
    if cell.word and cell.word in told.whole:
        return True
    if cell.heading and told.is_unread(cell.heading):
        return True
    if any(problem.row == cell.row and (cell.fault or problem.column == cell.key) for problem in told.problems):
        return True
    of_row = told.of_row(cell.row)
    if cell.key and any(
        row.row == cell.row
        and cell.meant is not None
        and cell.meant in (getattr(row, cell.key), *str(getattr(row, cell.key)).split("\n"))
        for row in told.rows
    ):
        return True
    shown = cell_text(cell.value)
    if shown in DITTOS and "det samme" in of_row:
        return True
    if cell.fault and any(words in of_row for words in (ERROR, NO_VALUE)):
        return True
    if not cell.word and (
        shown in of_row or shown.replace(".", ":") in of_row or (NUMBER_LEFT_OUT in of_row and "-" in shown)
    ):
        return True
    if any(MENTIONS.get(cell.key or "", "-") in one and re.search(rf"\b{cell.row}\b", one) for one in told.sentences):
        return True
    if cell.column in sheet.hidden_columns and any("i de skjulte kolonner" in one for one in told.sentences):
        return True  # of another sheet
    # Of a column without a heading three rows are shown and the others counted.
    return not cell.heading and "har ingen overskrift" in told.whole and "og noget i" in told.whole


def dropped(reading: ListReading, made: list[SheetMade]) -> list[str]:
    """The cells of which nothing is said."""
    silent = []
    for sheet in made:
        told = Told(reading, sheet)
        silent += [f"{sheet.name} {cell}" for cell in sheet.cells if not is_told(told, sheet, cell)]
    return silent


ANY = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@ANY
@given(list_worlds.workbooks())
def test_no_cell_of_a_workbook_is_dropped_in_silence(made: list[SheetMade]) -> None:
    try:
        reading = parse(list_worlds.xlsx(made), today=TODAY)
    except NotAList:
        return  # the whole file is told
    assert dropped(reading, made) == []
    assert "Unusable" not in str(reading.as_answer())


@ANY
@given(list_worlds.texts())
def test_no_field_of_a_text_file_is_dropped_in_silence(made: SheetMade) -> None:
    try:
        reading = parse(list_worlds.csv(made), today=TODAY)
    except NotAList:
        return
    assert dropped(reading, [made]) == []


# --- what was dropped before this was tried --------------------------------------------------------------------------
HEADER = ["Navn", "CPR-nr.", "Gerningsdato", "Forhold"]
VERA = ["Vera Prøve", "620309-4234", "20-11-2026", "tyveri"]


def read(*sheets: list[list[Any]]) -> ListReading:
    return parse(list_files.xlsx({f"Ark{number}": rows for number, rows in enumerate(sheets)}), today=TODAY)


def with_column(heading: str, written: Any) -> ListReading:
    return read([[*HEADER, heading], [*VERA, written]])


def test_columns_of_a_further_sheet_that_mean_nothing_are_named() -> None:
    reading = read([HEADER, VERA], [[*HEADER, "Farve"], [*VERA, "blå"]])
    assert reading.notes == (
        "Arket »Ark1«: I kolonnen »Farve«, som ikke læses, står »blå« (række 2).",
        "Arket »Ark1«: kolonner, der ikke læses: »Farve«",
    )


def test_of_a_column_that_is_not_read_a_few_cells_are_told() -> None:
    reading = read([[*HEADER, "Skole"], *([*VERA, f"Skole {number}, 630410-434{number}"] for number in range(5))])
    assert reading.unread == ("Skole",)
    assert reading.notes == (
        (
            "I kolonnen »Skole«, som ikke læses, står »Skole 0, [CPR-nummer udeladt]« (række 2), "
            "»Skole 1, [CPR-nummer udeladt]« (række 3), »Skole 2, [CPR-nummer udeladt]« (række 4), og noget i 2 rækker til."
        ),
    )
    assert read([[*HEADER, "Skole"], VERA]).notes == (), "an empty column says nothing"


def test_of_many_columns_that_are_not_read_the_further_ones_are_counted() -> None:
    rows = [[*HEADER, *(f"Farve {number}" for number in range(40))], [*VERA, *(f"x{number}" for number in range(40))]]
    assert read(rows).notes[-1] == "Og noget i 10 kolonner til, som ikke læses."


def test_of_a_sheet_without_headings_a_few_rows_are_told() -> None:
    rows = [["ring til 630410-4345", "Bo"], ["og", None, "kage"], ["tre"], ["fire"]]
    assert read([HEADER, VERA], rows).notes == (
        (
            "Arket »Ark1« har 4 rækker, men ingen overskrifter, vi kender. Der står »ring til [CPR-nummer udeladt] · Bo« (række 1), "
            "»og · kage« (række 2), »tre« (række 3), og noget i 1 række til."
        ),
    )


def test_fields_beyond_the_headings_of_a_text_file_are_told_with_their_row() -> None:
    text = "Navn;Forhold\nVera Prøve;tyveri;mere;;endnu en 630410-4345\nBo Prøve;" + "x;" * 12 + "x\n"
    reading = parse(text.encode(), today=TODAY)
    few, many = (problem.message for problem in reading.problems)
    assert "Uden overskrift står »mere«, »endnu en [CPR-nummer udeladt]«." in few
    assert few.startswith("Linje 2 har flere felter end overskrifter")
    assert "»x«, og 2 felter til." in many


def test_a_further_sheet_with_headings_alone_is_noted() -> None:
    assert read([HEADER, VERA], [HEADER]).notes == ("Arket »Ark1«: der er overskrifter, men ingen rækker at tage med.",)


def test_words_beside_a_role_a_time_or_an_interval_are_told() -> None:
    assert with_column("Rolle", "Antruffet i kælderen").told == (
        "Der står mere end rollen i dens felt, og kun rollen er læst: Række 2.",
    )
    (problem,) = with_column("Kl.", "22.30 nede ved søen").problems
    assert problem.message.startswith("Række 2, »Kl.« siger mere end et klokkeslæt: »22.30 nede ved søen«.")
    first = ("Der står mere end ét tidspunkt, og det første er læst: Række 2.",)
    assert with_column("Kl.", "22.30 til 23.15").told == first
    assert read([HEADER, [*VERA[:2], "20-11-2026 til 22-11-2026", ""]]).told == first


@pytest.mark.parametrize("clock", ["22.30", "kl. 22.30", "22:30:00", "ca. 22.30", "kl. 8"])
def test_a_time_alone_is_told_as_nothing_else(clock: str) -> None:
    reading = with_column("Kl.", clock)
    assert (reading.told, reading.problems) == ((), ())


@pytest.mark.parametrize(
    "day", ["20-11-2026", "2026-11-20T23:30:00.000Z", "fre. d. 20. november 2026 kl. 23.30", "201126"]
)
def test_a_day_and_a_time_are_told_as_nothing_else(day: str) -> None:
    assert read([HEADER, [*VERA[:2], day, ""]]).told == ()


def test_an_age_that_is_none_is_told_beside_a_birth_date_too() -> None:
    assert with_column("Alder", "ca. 14").told == (
        "Alderen er ikke et helt antal år og er ikke læst, for fødselsdatoen står der: Række 2.",
    )


def test_what_stands_beside_headings_that_are_repeated_is_noted_and_is_no_child() -> None:
    reading = read([HEADER, VERA, [*HEADER, None, "udskrevet af Bo"]])
    assert [row.name for row in reading.rows] == ["Vera Prøve"]
    assert reading.notes == ("Række 3: »Navn · CPR-nr. · Gerningsdato · Forhold · udskrevet af Bo«",)


def test_a_nought_in_a_column_without_a_heading_is_told() -> None:
    assert with_column("", 0).notes == ("Kolonne E har ingen overskrift. Der står »0« (række 2).",)


def test_of_many_columns_without_a_heading_the_further_ones_are_counted() -> None:
    notes = read([HEADER, [*VERA, *(f"x{number}" for number in range(40))]]).notes
    assert notes[-1] == "Og noget i 10 kolonner til uden overskrift."
