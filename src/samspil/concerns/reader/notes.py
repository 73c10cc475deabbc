"""What stands in a table and is not read, in sentences: rows that are no rows of the list, columns that mean nothing here, comments.

A CPR number is cut from each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice

from samspil.concerns.reader import sentences
from samspil.concerns.reader.cells import shown
from samspil.concerns.reader.headers import Header
from samspil.concerns.reader.numbers import masked
from samspil.concerns.reader.result import OpenColumn
from samspil.concerns.reader.table import Table, TableRow, is_empty
from samspil.lib import cpr

MOST_NOTES = 30
_EXAMPLES = 3
_CELLS_SHOWN = 2


def at_most(notes: list[str], and_more: Callable[[int], str]) -> list[str]:
    """As many as are read at a glance, and how many more."""
    more = len(notes) - MOST_NOTES
    return [*notes[:MOST_NOTES], and_more(more)] if more > 0 else notes


def mentions(table: Table, mentioned: Mapping[Callable[[str], str], Sequence[int]]) -> list[str]:
    """What was read otherwise than it stands, each with its rows."""
    return [sentence(_rows_named(table, sorted(rows))) for sentence, rows in mentioned.items()]


def _rows_named(table: Table, numbers: Sequence[int]) -> str:
    """Row 2, 3, 5: as many as are read at a glance, and how many more."""
    word, more = table.word_for_row, len(numbers) - MOST_NOTES
    said = f"{word} {', '.join(map(str, numbers[:MOST_NOTES]))}"
    return f"{said} {sentences.and_rows(more)}" if more > 0 else said


def comments(table: Table, header_row: TableRow) -> list[str]:
    """What somebody has written on cells, as on a name: "obs: anonym adresse"."""
    told = []
    for (number, column), written in sorted(table.comments.items())[:MOST_NOTES]:
        heading = _text_at(header_row, column)
        place = f"{table.word_for_row} {number}" + (f", »{heading}«" if heading else "")
        told.append(sentences.comment_not_read(place, _bare(written)))
    if (more := len(table.comments) - MOST_NOTES) > 0:
        told.append(sentences.rows_not_read(more))
    return told


def columns_not_read(table: Table, header_row: TableRow, read: Collection[int], rows: Sequence[TableRow]) -> list[str]:
    """What stands in columns that mean nothing here, and in those over which nothing stands.

    In a text file what stands beyond the headings has slipped to the side: it is told with its row (`sentences.too_many_fields`).
    """
    width = len(header_row.cells)
    headed = [column for column in range(width) if column not in read]
    said: dict[int, list[str]] = {}
    more: dict[int, int] = {}
    for row in rows:
        beyond = range(width, len(row.cells)) if not table.is_text else ()
        for column in (*headed, *beyond):
            if column >= len(row.cells):
                break
            if written := shown(row.cells[column]):
                if len(told := said.setdefault(column, [])) < _EXAMPLES:
                    told.append(sentences.row_says(f"{table.word_for_row} {row.number}", _bare(written)))
                else:
                    more[column] = more.get(column, 0) + 1
    sayings = {column: _with_more(told, more.get(column, 0)) for column, told in sorted(said.items())}
    known = {column: heading for column in sayings if (heading := _text_at(header_row, column))}
    hidden = table.hidden_columns
    named = [
        sentences.column_says(_bare(heading), sayings[column], is_hidden=column in hidden)
        for column, heading in known.items()
    ]
    bare = [
        sentences.column_without_heading(letters(column), told, is_hidden=column in hidden)
        for column, told in sayings.items()
        if column not in known
    ]
    return [*at_most(named, sentences.further_columns_not_read), *at_most(bare, sentences.further_columns)]


def open_columns(
    table: Table, header: Header, read: Collection[int], rows: Sequence[TableRow]
) -> tuple[OpenColumn, ...]:
    """The columns that hold something and are not read, and those of which a person has said what they are. None of those that are
    hidden: their words are taken otherwise.
    """
    width = max([header.width, *(len(row.cells) for row in rows if not table.is_text)])
    found = []
    for column in range(width):
        if column not in header.said and (column in read or column in table.hidden_columns):
            continue
        filled = (written for row in rows if column < len(row.cells) and (written := shown(row.cells[column])))
        cells = list(islice(filled, _CELLS_SHOWN))
        if cells or column in header.said:
            told = tuple(sentences.short(masked(cell)) for cell in cells)
            heading = _text_at(table.rows[header.place], column) or sentences.column_called(letters(column))
            found.append(OpenColumn(column, _bare(heading), told, header.said.get(column)))
    return tuple(found[:MOST_NOTES])


def sheet_without_headings(table: Table) -> str:
    """That a further sheet has rows and no headings, and what stands in the first of them."""
    told = [
        sentences.row_says(f"{table.word_for_row} {row.number}", _bare(_said(table, row)))
        for row in table.rows[:_EXAMPLES]
    ]
    said = _with_more(told, len(table.rows) - len(told))
    return sentences.sheet_without_headings(table.sheet or "", len(table.rows), said)


def names(header_row: TableRow, columns: Iterable[int]) -> str:
    """The headings of columns."""
    return ", ".join(f"»{shown(header_row.cells[column])}«" for column in sorted(columns))


def row_not_read(table: Table, row: TableRow) -> str:
    """The row as it stands in the file."""
    return sentences.row_not_read(f"{table.word_for_row} {row.number}", _bare(_said(table, row)))


def _said(table: Table, row: TableRow) -> str:
    cells = [cell for column, cell in enumerate(row.cells) if column not in table.hidden_columns]
    said = [shown(cell) for cell in cells if not is_empty(cell)]
    if any(not is_empty(cell) for column, cell in enumerate(row.cells) if column in table.hidden_columns):
        said.append(sentences.IN_HIDDEN_COLUMNS)
    return " · ".join(said)


def _with_more(told: Sequence[str], more: int) -> str:
    return ", ".join([*told, *([sentences.and_more(more)] if more > 0 else [])])


def letters(column: int) -> str:
    """What a spreadsheet calls a column: A, B, AA."""
    letters, number = "", column + 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _text_at(row: TableRow, column: int) -> str:
    return shown(row.cells[column]) if column < len(row.cells) else ""


def _bare(written: str) -> str:
    return cpr.cut_from(written, sentences.NUMBER_LEFT_OUT)
