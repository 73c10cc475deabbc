"""Lists of any shape, made cell by cell: each cell knows where it stands, under which heading, and what a reader may make of it."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from hypothesis import strategies as st
from openpyxl.styles import Font

from samspil.concerns.reader.result import Key
from samspil.concerns.tests import list_files

Draw = Callable[[st.SearchStrategy[Any]], Any]
TODAY = datetime.date(2026, 11, 29)
DAY = datetime.date(2026, 11, 20)
BORN = datetime.date(2009, 3, 2)

# What stands over a column, and what can stand in it: the value, and what a row says of it where it is understood. {} is a word
# that stands nowhere else in the file.
HEADINGS: dict[str, Key] = {
    "Navn": "name", "CPR-nr.": "cpr", "Født": "birth_date", "Alder": "age", "Adresse": "address", "Postnr.": "address",
    "Gerningssted": "place", "Gerningsdato": "date", "Dato": "date", "Kl.": "time", "Rolle": "role", "Forhold": "text",
    "Bemærkninger": "text", "Journalnr.": "reference", "Fornavn": "name", "Efternavn": "name",
}  # fmt: skip
VALUES: dict[str, list[tuple[Any, Any]]] = {
    "name": [("Vera {}", None), ("{}", None), ("Vera {} 630410-4345", None), ("Ve\u200bra {}", None), ("Ukendt dreng {}", None)],
    "cpr": [("620309-4234", "6203094234"), ("mangler {}", None), ("620309", None), ("620309-4234 {}", None), (6203094234, "6203094234")],
    "birth_date": [(BORN, BORN), ("02-03-2009", BORN), ("ca. 2009 {}", None), ("02-03-2009 {}", None), ("3. marts {}", None)],
    "age": [("15", 15), (15, 15), ("15 år", 15), ("ca. {}", None)],
    "address": [("Søvej {}", None), ("{} 630410-4345", None), (4300, "4300")],
    "place": [("Stationen {}", None), ("{} 630410-4345", None), (7, "7"), ("do.", None)],
    "date": [(DAY, DAY), ("20-11-2026", DAY), ("i går {}", None), ("20-11-2026 {}", None), ("11/12/2026", None), ("24-12-2026", None),
             (datetime.datetime(2026, 11, 20, 23, 30), DAY), ("20.11", None)],
    "time": [("22.30", datetime.time(22, 30)), ("sent {}", None), ("kl. 22.30 {}", None), (datetime.time(22, 30), datetime.time(22, 30))],
    "role": [("vidne", "witness"), ("vidne {}", None), ("antruffet {}", None), ("{}", None), ("sigtet?", "charged"), ("?", "other")],
    "text": [("tyveri {}", None), ("{}\nog mere", None), ("med 630410-4345 {}", None), (0, "0"), ('-"-', None)],
    "reference": [("5100-{}", None), (510000123, "510000123")],
    "": [("blå {}", None), (7, None), (0, None), (DAY, None), ("630410-4345", None)],
}  # fmt: skip
FAULTS = ("struck", "formula", "error")


@dataclass
class CellMade:
    """A cell that is not empty. `word` stands nowhere else; `meant` is what the field of its row says when it is understood."""

    row: int
    column: int
    value: Any
    heading: str
    key: Key | None
    word: str = ""
    meant: Any = None
    fault: str = ""
    is_heading: bool = False


@dataclass
class SheetMade:
    """One sheet, or the text of a file."""

    name: str
    cells: list[CellMade] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def rows(self) -> list[list[Any]]:
        """The values, row by row; a text file has no marks."""
        width = max((cell.column for cell in self.cells), default=-1) + 1
        rows: list[list[Any]] = [[None] * width for _row in range(max((cell.row for cell in self.cells), default=0))]
        for cell in self.cells:
            rows[cell.row - 1][cell.column] = cell.value
        return rows


class _Maker:
    """Draws one file; words are counted through it."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.words = 0

    def word(self) -> str:
        self.words += 1
        return f"zq{self.words}x"

    def often(self, one_in: int) -> bool:
        return bool(self.draw(st.integers(1, one_in)) == 1)

    def sheet(self, name: str, *, marked: bool) -> SheetMade:
        draw, made = self.draw, SheetMade(name)
        headed = draw(st.lists(st.sampled_from(sorted(HEADINGS)), min_size=1, max_size=6, unique=True))
        headings: list[str] = [*headed, *(["Navn"] if "Navn" not in headed and not self.often(4) else [])]
        for _other in range(draw(st.integers(0, 2))):
            headings.insert(
                draw(st.integers(0, len(headings))), "?"
            )  # a column that means nothing here, or has no heading
        row = 1
        for _above in range(draw(st.integers(0, 2))):
            self.line(made, row, draw(st.integers(0, len(headings) - 1)), "Ungeliste {}")
            row += 1
        if self.often(8):  # no row of headings at all
            headings = ["" for _heading in headings]
        else:
            headings = ["" if heading == "?" and self.often(2) else heading for heading in headings]
            headings = [f"Farve {self.word()}" if heading == "?" else heading for heading in headings]
            self.headings(made, row, headings)
            row += 1
        for _child in range(0 if self.often(8) else draw(st.integers(1, 3))):
            self.child(made, row, headings, marked=marked)
            row += 1 + self.often(5)
        self.below(made, row, headings)
        if marked:
            made.hidden_columns = {column for column in range(len(headings)) if self.often(6)}
        return made

    def headings(self, made: SheetMade, row: int, headings: list[str]) -> None:
        for column, heading in enumerate(headings):
            if heading:
                key = HEADINGS.get(heading)
                made.cells.append(CellMade(row, column, heading, heading, key, heading, is_heading=True))

    def child(self, made: SheetMade, row: int, headings: list[str], *, marked: bool) -> None:
        struck = marked and self.often(8)
        if marked and self.often(6):
            made.hidden_rows.add(row)
        for column, heading in enumerate(headings):
            if self.often(4):
                continue
            key = HEADINGS.get(heading)
            value, meant = self.draw(st.sampled_from(VALUES[key or ""]))
            word = self.word() if isinstance(value, str) and "{}" in value else ""
            fault = "struck" if struck else self.draw(st.sampled_from(FAULTS)) if marked and self.often(8) else ""
            value = value.replace("{}", word) if isinstance(value, str) else value
            value = {"formula": '="a"&"b"', "error": "#REF!"}.get(fault, value)
            made.cells.append(
                CellMade(row, column, value, heading, key, "" if fault in FAULTS[1:] else word, meant, fault)
            )

    def below(self, made: SheetMade, row: int, headings: list[str]) -> None:
        for kind in self.draw(
            st.lists(
                st.sampled_from(("remark", "page", "again", "far", "wide", "greeting", "caption")),
                max_size=3,
                unique=True,
            )
        ):
            names = headings.index("Navn") if "Navn" in headings else 0
            if kind == "remark":
                self.line(made, row, names, "Listen er lavet af politiet {} og er fortrolig, sagt i alt.", headings)
            elif kind == "page":
                self.line(made, row, self.draw(st.integers(0, len(headings) - 1)), "Side 1 af 2", headings)
            elif kind == "caption":
                self.line(made, row, names, "Piger {}:", headings)
            elif kind == "greeting":
                self.line(made, row, 0, "Med venlig hilsen {}", headings)
            elif kind == "far":  # beside everything
                self.line(made, row, len(headings) + 2, "se også {}")
            else:  # the headings once more, as on each printed page; and something beside them
                self.headings(made, row, headings)
                if kind == "wide":
                    self.line(made, row, len(headings) + 1, "{}")
            row += 1

    def line(self, made: SheetMade, row: int, column: int, written: str, headings: Sequence[str] = ()) -> None:
        word = self.word() if "{}" in written else ""
        heading = headings[column] if column < len(headings) else ""
        made.cells.append(CellMade(row, column, written.replace("{}", word), heading, HEADINGS.get(heading), word))


@st.composite
def workbooks(draw: Draw) -> list[SheetMade]:
    """One to three sheets, some of them hidden, some without headings."""
    maker = _Maker(draw)
    made = [maker.sheet(f"Ark{number}", marked=True) for number in range(draw(st.integers(1, 3)))]
    for sheet in made[1:]:
        sheet.hidden = maker.often(4)
    return made


@st.composite
def texts(draw: Draw) -> SheetMade:
    """The text of a file without marks."""
    return _Maker(draw).sheet("", marked=False)


def xlsx(made: list[SheetMade]) -> bytes:
    """The workbook as a file."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for each in made:
        sheet = workbook.create_sheet(each.name)
        for cell in each.cells:
            written = sheet.cell(cell.row, cell.column + 1, cell.value)
            if cell.fault == "struck":
                written.font = Font(strike=True)
        for row in each.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for column in each.hidden_columns:
            sheet.column_dimensions[openpyxl.utils.get_column_letter(column + 1)].hidden = True
        sheet.sheet_state = "hidden" if each.hidden else "visible"
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def csv(made: SheetMade) -> bytes:
    """The text as a file."""
    as_text = [
        [
            f"{value:%d-%m-%Y}"
            if isinstance(value, datetime.date)
            else f"{value}".replace("\n", " ")
            if value is not None
            else None
            for value in row
        ]
        for row in made.rows()
    ]
    return list_files.text_file(as_text)
