"""What a sheet looks like to the person who opens it: what is hidden or struck out, and cells that show no value.

The parser of the values (calamine) tells none of this, so it is read beside it; see `xlsx_marks` and `ods_marks`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from samspil.concerns.reader.table import Cell, Fault, PartlyStruck, TableRow, Unusable, is_empty

Place = tuple[int, int]  # row from 1, column from 0

_SPACES = re.compile("  +")
MOST_COLUMNS = 300  # beyond them no header is looked for
MOST_COMMENTS = 1_000
MOST_REPEATED = 1_000  # rows that one element of an OpenDocument file may stand for


class Runs:
    """The words of one cell as they are read, run by run: those that stand and those that are struck out."""

    def __init__(self) -> None:
        self._standing: list[str] = []
        self._struck: list[str] = []

    def add(self, written: str, *, is_struck: bool) -> None:
        """A run, or a piece of one."""
        (self._struck if is_struck else self._standing).append(written)

    @property
    def are_struck(self) -> bool:
        """Whether all words are struck out."""
        return bool("".join(self._struck).strip()) and not "".join(self._standing).strip()

    @property
    def partly_struck(self) -> PartlyStruck | None:
        """The words, where some are struck out and others stand."""
        standing, struck = (_SPACES.sub(" ", "".join(words)).strip() for words in (self._standing, self._struck))
        return PartlyStruck(standing, struck) if standing and struck else None


@dataclass
class Marks:
    """The marks of one sheet. `formulas` are those without a value saved beside them, as far as the XML tells."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)
    partly_struck: dict[Place, PartlyStruck] = field(default_factory=dict)
    formulas: set[Place] = field(default_factory=set)
    errors: set[Place] = field(default_factory=set)
    comments: dict[Place, str] = field(default_factory=dict)

    def apply(self, rows: list[TableRow]) -> None:
        """Put an `Unusable` where a cell shows an error, a formula without value, or a value that is struck out; and where some
        of its words are, the words that stand.
        """
        by_number = {row.number: row.cells for row in rows}
        for fault, places in (
            (Fault.ERROR, self.errors),
            (Fault.NO_VALUE, self.formulas),
            (Fault.STRUCK, self.struck),
        ):
            for number, column in places:
                cells = by_number.get(number)
                if cells is None or column >= MOST_COLUMNS:
                    continue
                cells += [None] * (column + 1 - len(cells))
                cells[column] = _marked(cells[column], fault)
        for (number, column), words in self.partly_struck.items():
            cells = by_number.get(number)
            if cells is not None and column < len(cells) and isinstance(cells[column], str):
                cells[column] = words

    def rows_of_faults(self) -> set[int]:
        """Rows that hold a cell without value: to the parser they may look empty."""
        return {number for number, _column in self.formulas | self.errors}


def _marked(cell: Cell, fault: Fault) -> Cell:
    if isinstance(cell, Unusable) or (fault is not Fault.ERROR and is_empty(cell) != (fault is Fault.NO_VALUE)):
        return cell
    return Unusable(fault, cell)
