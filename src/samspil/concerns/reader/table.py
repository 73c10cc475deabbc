"""A sheet or a text file as rows of cells, before anything is understood."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, Union

from samspil.lib.encodings import without_invisible


class Fault(Enum):
    """Why the value of a cell is not taken as it stands."""

    NO_VALUE = "formula without value"
    ERROR = "error"
    STRUCK = "struck out"
    DITTO = "the same as above"


@dataclass(frozen=True)
class Unusable:
    """A cell that shows an error, a formula without a saved value, a value that is struck out, or a ditto below nothing."""

    fault: Fault
    cell: Cell = None


class PartlyStruck(str):
    """The words of a cell that stand; `struck` are those beside them that are struck out."""

    __slots__ = ("struck",)
    struck: str

    def __new__(cls, standing: str, struck: str) -> PartlyStruck:
        """Make the cell of both."""
        made = super().__new__(cls, standing)
        made.struck = struck
        return made

    def changed(self, change: Callable[[str], str]) -> PartlyStruck:
        """The same cell with its letters put right."""
        return PartlyStruck(change(str(self)), change(self.struck))


Value = str | int | float | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta | None
Cell = Union[Value, Unusable]  # noqa: UP007 - Unusable holds a cell itself

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
    hidden_sheet: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    starts_1904: bool = False
    is_beside: bool = False  # it stands to the right of another, and a heading of names is enough
    mended: tuple[str, ...] = ()  # words whose letters had been encoded twice
    comments: dict[tuple[int, int], str] = field(default_factory=dict)  # on cells, by row from 1 and column from 0

    @property
    def is_text(self) -> bool:
        """Whether it is of a text file; one of its tables beside or below the first is called something, as a sheet is."""
        return self.encoding is not None

    @property
    def word_for_row(self) -> str:
        """What a row is called to the person: spreadsheets have rows, text files lines."""
        return "Linje" if self.is_text else "Række"


def is_empty(cell: Cell) -> bool:
    """Tell whether nothing can be seen in a cell."""
    if not isinstance(cell, str):
        return cell is None
    if cell.isascii() or cell.isprintable():
        return not cell or cell.isspace()
    return not without_invisible(cell).strip()
