"""A sheet or a text file as rows of cells, before anything is understood."""

import datetime
from dataclasses import dataclass, field
from typing import NamedTuple

Cell = str | int | float | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta | None

MOST_BYTES = 10 * 1024 * 1024
# A weekly list has some dozens of rows. Beyond this a file is something else, or has a million empty rows below.
MOST_ROWS = 20_000
MOST_CELLS = 1_000_000


class TableRow(NamedTuple):
    """One row that is not empty. `number` is the sheet row or the line of the file where it begins, from 1."""

    number: int
    cells: list[Cell]
    quote_open: bool = False


@dataclass(frozen=True)
class Table:
    """The rows of one sheet, or of one text file cut at one delimiter."""

    rows: list[TableRow] = field(repr=False)
    encoding: str | None = None
    sheet: str | None = None

    @property
    def word_for_row(self) -> str:
        """What a row is called to the person: spreadsheets have rows, text files lines."""
        return "Linje" if self.sheet is None else "Række"


def is_empty(cell: Cell) -> bool:
    """Tell whether nothing can be seen in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip("\ufeff\u200b \t\r\n\xa0"))
