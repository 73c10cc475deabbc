"""A table as it is kept until its list is received, so that it can be read again when a person has said what a column is.

No address is in it: where one was read a mark stands, for the district is known by then.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from samspil.concerns.reader import sentences
from samspil.concerns.reader.aliases import Meaning, part_of
from samspil.concerns.reader.cells import shown
from samspil.concerns.reader.headers import Header, header_as_said, shut_out
from samspil.concerns.reader.notes import letters
from samspil.concerns.reader.result import ListReading, without_numbers
from samspil.concerns.reader.sentences import NotAList, Reason
from samspil.concerns.reader.table import Cell, Fault, PartlyStruck, Table, TableRow, Unusable, is_empty
from samspil.concerns.reader.understanding import understand

# A larger table is not kept, and nothing can be said of its columns.
MOST_CELLS_KEPT = 50_000
MOST_KEPT = 500_000  # signs
_FEWEST_COLUMNS = 2
_ADDRESS_READ = "·"
_FROM_TEXT: dict[str, Callable[[str], Cell]] = {
    "date": datetime.date.fromisoformat,
    "datetime": datetime.datetime.fromisoformat,
    "time": datetime.time.fromisoformat,
    "timedelta": lambda seconds: datetime.timedelta(seconds=float(seconds)),
}


class HeadingsUnknown(NotAList):
    """No headings are known. `reading` has no rows: a person can say what its columns are, and it is read again."""

    def __init__(self, reading: ListReading) -> None:
        super().__init__(Reason.NO_HEADER)
        self.reading = reading


def to_keep(reading: ListReading, table: Table, header: Header, *, is_bare: bool = False) -> ListReading:
    """The reading with its table, where a person can say something of its columns."""
    if not reading.open_columns:
        return reading
    is_large = sum(len(row.cells) for row in table.rows) > MOST_CELLS_KEPT
    addresses = frozenset(header.columns.get("address", ())) - header.said.keys()
    kept = "" if is_large else json.dumps(_as_json(table, header.place, addresses, is_bare=is_bare), ensure_ascii=False)
    if is_large or len(kept) > MOST_KEPT:
        return replace(reading, open_columns=(), meanings=())
    return replace(reading, table=kept)


def read_again(kept: str, said: Mapping[int, Meaning], *, today: datetime.date) -> ListReading:
    """Return what a table that was kept says, where a person has told what these of its columns are."""
    whole = json.loads(kept)
    table, place = _table(whole), int(whole["place"])
    cells = table.rows[place].cells
    cells += [None] * (max(said, default=-1) + 1 - len(cells))
    for column in said:
        if is_empty(cells[column]):
            cells[column] = sentences.column_called(letters(column))
    header = header_as_said(place, table.rows[place], said, is_bare=bool(whole["bare"]))
    reading = understand(table, header, today=today)
    cut: ListReading = without_numbers(reading if header.columns else _nobody(reading))
    return cut


def without_headings(table: Table, *, today: datetime.date) -> ListReading | None:
    """A table of which no headings are known, for a person to say what its columns are; None for what looks like no table.

    It has no rows yet. What a heading may say is proposed for its column.
    """
    first = next((place for place, row in enumerate(table.rows) if _filled(row) >= _FEWEST_COLUMNS), None)
    if first is None or sum(_filled(row) >= _FEWEST_COLUMNS for row in table.rows) * 2 < len(table.rows):
        return None
    if not _heads(table, first):
        named = [
            sentences.column_called(letters(column)) for column in range(max(len(row.cells) for row in table.rows))
        ]
        table = replace(table, rows=[*table.rows[:first], TableRow(0, list(named)), *table.rows[first:]])
    row = table.rows[first]
    header = header_as_said(first, row, {}, is_bare=True)
    reading = to_keep(_nobody(understand(table, header, today=today)), table, header, is_bare=True)
    proposed: dict[int, Meaning] = {}
    for column in reading.open_columns:
        found = part_of(column.heading)
        taken = {meaning for one in proposed.values() for meaning in shut_out(one)}
        if found and found.part in reading.meanings and found.part not in taken:
            proposed[column.column] = found.part
    columns = tuple(replace(column, said=proposed.get(column.column)) for column in reading.open_columns)
    return replace(reading, open_columns=columns) if reading.table else None


def _nobody(reading: ListReading) -> ListReading:
    """The reading without a row: of whom it tells has not been said."""
    return replace(reading, rows=(), problems=(), asides=())


def _filled(row: TableRow) -> int:
    return sum(not is_empty(cell) for cell in row.cells)


def _heads(table: Table, place: int) -> bool:
    """Whether a row is words over columns: one that people write there, or words over a column of digits."""
    row, below = table.rows[place], table.rows[place + 1 :]
    filled = [cell for cell in row.cells if not is_empty(cell)]
    if not below or not all(isinstance(cell, str) and not _has_digit(cell) for cell in filled):
        return False
    if any(isinstance(cell, str) and (found := part_of(cell)) and found.by_alias for cell in filled):
        return True
    for column, cell in enumerate(row.cells):
        cells = [other.cells[column] for other in below if column < len(other.cells)]
        said = [other for other in cells if not is_empty(other)]
        if not is_empty(cell) and said and sum(map(_has_digit, said)) * 2 > len(said):
            return True
    return False


def _has_digit(cell: Cell) -> bool:
    return any(sign.isdigit() for sign in shown(cell))


def _as_json(table: Table, place: int, addresses: Collection[int], *, is_bare: bool) -> dict[str, Any]:
    return {
        "place": place,
        "bare": is_bare,
        "encoding": table.encoding,
        "sheet": table.sheet,
        "hidden_rows": sorted(table.hidden_rows),
        "hidden_columns": sorted(table.hidden_columns),
        "starts_1904": table.starts_1904,
        "mended": list(table.mended),
        "comments": [[row, column, said] for (row, column), said in table.comments.items()],
        "rows": [
            {
                "number": row.number,
                "quote_open": row.quote_open,
                "cells": [
                    _ADDRESS_READ if column in addresses and at > place and not is_empty(cell) else _cell_as_json(cell)
                    for column, cell in enumerate(row.cells)
                ],
            }
            for at, row in enumerate(table.rows)
        ],
    }


def _table(kept: Mapping[str, Any]) -> Table:
    return Table(
        rows=[
            TableRow(int(row["number"]), [_cell(cell) for cell in row["cells"]], bool(row["quote_open"]))
            for row in kept["rows"]
        ],
        encoding=kept["encoding"],
        sheet=kept["sheet"],
        hidden_rows=frozenset(kept["hidden_rows"]),
        hidden_columns=frozenset(kept["hidden_columns"]),
        starts_1904=bool(kept["starts_1904"]),
        mended=tuple(kept["mended"]),
        comments={(int(row), int(column)): str(said) for row, column, said in kept["comments"]},
    )


def _cell_as_json(cell: Cell) -> Any:
    if isinstance(cell, PartlyStruck):
        return {"standing": str(cell), "struck": cell.struck}
    if isinstance(cell, Unusable):
        return {"fault": cell.fault.name, "cell": _cell_as_json(cell.cell)}
    if isinstance(cell, datetime.timedelta):
        return {"timedelta": str(cell.total_seconds())}
    if isinstance(cell, datetime.date | datetime.time):
        return {type(cell).__name__: cell.isoformat()}
    return cell


def _cell(kept: Any) -> Cell:
    if not isinstance(kept, dict):
        return kept  # type: ignore[no-any-return]  # a text, a number, a truth, or nothing
    if "fault" in kept:
        return Unusable(Fault[kept["fault"]], _cell(kept["cell"]))
    if "standing" in kept:
        return PartlyStruck(kept["standing"], kept["struck"])
    ((kind, written),) = kept.items()
    return _FROM_TEXT[kind](written)
