"""Marks that say "the same as above": -"-, do., ditto."""

from __future__ import annotations

import re

from samspil.concerns.reader.headers import Header
from samspil.concerns.reader.result import Key
from samspil.concerns.reader.table import Cell, TableRow, is_empty

_LONGEST = 8
_MARK = r"[-–—\s]*(?:[\"”“„″〃]+|''|,,)[-–—\s]*|[-–—]\s*(?:ll|II|//|\|\|)\s*[-–—]"
_WORD = r"do\.?|dito\.?|ditto\.?|[-–—]\s*do\.?\s*[-–—]"
_DITTO = re.compile(rf"\s*(?:{_MARK}|{_WORD})\s*", re.IGNORECASE)
_DITTO_OF_NAMES = re.compile(rf"\s*(?:{_MARK}|ditto\.?)\s*", re.IGNORECASE)  # somebody may be called Do


def is_ditto(cell: Cell, key: Key) -> bool:
    """Whether a cell says no more than that it says what stands above it."""
    if not isinstance(cell, str) or not 0 < len(cell) <= _LONGEST:
        return False
    return bool((_DITTO_OF_NAMES if key == "name" else _DITTO).fullmatch(cell))


def with_dittos(row: TableRow, above: TableRow | None, header: Header) -> TableRow:
    """The row with what stands above in the place of each ditto; where nothing does, or not surely, the mark stays.

    A CPR number is one child's: it is taken along with the name alone.
    """
    if above is None:
        return row
    of_name = header.columns.get("name", ())
    changed = {
        column: above.cells[column]
        for key, columns in header.columns.items()
        for column in columns
        if column < len(row.cells) and is_ditto(row.cells[column], key) and not is_empty(_at(above, column))
        if key != "cpr" or all(_is_same(row, above, place) for place in of_name)
    }
    return row._replace(cells=[changed.get(place, cell) for place, cell in enumerate(row.cells)]) if changed else row


def _is_same(row: TableRow, above: TableRow, column: int) -> bool:
    cell = _at(row, column)
    return is_empty(cell) or is_ditto(cell, "name") or cell == _at(above, column)


def _at(row: TableRow, column: int) -> Cell:
    return row.cells[column] if column < len(row.cells) else None
