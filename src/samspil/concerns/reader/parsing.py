"""The pure reader: bytes in, a reading out. A bad file makes it slow and hungry, so it runs in a child."""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from samspil.concerns.reader import again, archives, compounds, sentences, sniffing
from samspil.concerns.reader.headers import Header, find_header, second_table_at, table_behind_gap_at, tables_below
from samspil.concerns.reader.notes import sheet_without_headings
from samspil.concerns.reader.result import ListReading, without_numbers
from samspil.concerns.reader.sentences import NotAList, Reason
from samspil.concerns.reader.table import MOST_BYTES, Cell, PartlyStruck, Table, TableRow, is_empty
from samspil.concerns.reader.textfiles import DELIMITERS, records, text_of
from samspil.concerns.reader.understanding import understand, with_sheet
from samspil.concerns.reader.workbooks import sheets
from samspil.lib.encodings import mend_twice_encoded, plain_digits

_RECORDS_TRIED = 110
_WORDS_SHOWN = 5
_WORD = re.compile(r"[^\W\d_]+")


def parse(data: bytes, *, today: datetime.date) -> ListReading:
    """Return what a file says, read as a police list.

    The first visible sheet with a recognisable header and rows below it is the list; a sheet without rows does not hide
    the next. Further sheets are offered or noted. Raises NotAList with the sentence that says why it is none.
    """
    if not data:
        raise NotAList(Reason.EMPTY)
    if len(data) > MOST_BYTES:
        raise NotAList(Reason.TOO_LARGE)
    reading: ListReading | None = None
    further: list[tuple[Table, ListReading | None]] = []
    only_header, only_blank = False, True
    tables = _tables(data)
    for table, header in tables:
        read = understand(table, header, today=today) if header else None
        if not table.hidden_sheet and reading is None:
            only_blank = only_blank and not table.rows
            only_header = only_header or header is not None
            if read is not None and (read.rows or read.asides):
                reading = again.to_keep(read, table, header) if header else read
                continue
        further.append((table, read))
    if reading is None:
        if only_header:
            raise NotAList(Reason.NO_ROWS)
        if not only_blank and (asked := _asked(data, further, today)):
            raise again.HeadingsUnknown(asked)
        raise NotAList(Reason.EMPTY if only_blank else Reason.NO_HEADER)
    for table, read in further:
        reading = _with_further(reading, table, read)
    whole: ListReading = without_numbers(reading)
    return whole


def _asked(data: bytes, further: list[tuple[Table, ListReading | None]], today: datetime.date) -> ListReading | None:
    """The first table that is shown, for a person to say what its columns are. None where none looks like a table."""
    shown = [(table, read) for table, read in further if not table.hidden_sheet and read is None]
    for table, _read in shown:
        cut = _evenly_cut(data) if table.is_text else table
        if (_is_even(cut) or not cut.is_text) and (asked := again.without_headings(cut, today=today)):
            for other, read in further:
                asked = asked if other is table else _with_further(asked, other, read)
            whole: ListReading = without_numbers(asked)
            return whole
    return None


def _evenly_cut(data: bytes) -> Table:
    """The text cut at the delimiter that gives most lines the same number of fields."""
    decoded = text_of(data)
    text = plain_digits(mend_twice_encoded(decoded.text))
    tables = [Table(rows=list(records(text, delimiter)), encoding=decoded.encoding) for delimiter in DELIMITERS]
    return max(tables, key=_evenness)


def _evenness(table: Table) -> int:
    """How many rows have as many fields as most have, which are two or more."""
    fields = Counter(len(row.cells) for row in table.rows if len(row.cells) > 1)
    return max(fields.values(), default=0)


def _is_even(table: Table) -> bool:
    """Whether most lines are cut alike; those of a letter with commas in it are not."""
    return _evenness(table) > 1 and _evenness(table) * 2 > len(table.rows)


def _with_further(reading: ListReading, table: Table, read: ListReading | None) -> ListReading:
    if read is not None:
        return with_sheet(reading, read, is_hidden=table.hidden_sheet)
    if table.rows:
        return replace(reading, notes=(*reading.notes, sheet_without_headings(table)))
    return reading


def _tables(data: bytes) -> Iterator[tuple[Table, Header | None]]:
    for sheet in _sheets(data):
        for table in _side_by_side(sheet):
            yield from _one_below_the_other(table)


def _one_below_the_other(table: Table) -> Iterator[tuple[Table, Header | None]]:
    """The table, and after it each that stands below it under headings of its own: it is offered as a sheet of its own."""
    header = find_header(table.rows) or (find_header(table.rows, is_loose=True) if table.is_beside else None)
    headers = tables_below(header, table.rows) if header else []
    if len(headers) < 2:
        yield table, header
        return
    first, *further = headers
    ends = [each.place for each in further]
    yield _rows_of(table, table.sheet, 0, ends[0]), first
    for number, (each, end) in enumerate(zip(further, [*ends[1:], len(table.rows)], strict=True), start=1):
        name = sentences.table_below(table.sheet, number if len(further) > 1 else 0)
        yield _rows_of(table, name, each.place, end), replace(each, place=0)


def _rows_of(table: Table, name: str | None, begin: int, end: int) -> Table:
    """Some rows of a table."""
    rows = table.rows[begin:end]
    first = rows[0].number if begin else 0
    below = table.rows[end].number if end < len(table.rows) else None
    comments = {
        place: said
        for place, said in table.comments.items()
        if first <= place[0] and (below is None or place[0] < below)
    }
    return replace(table, sheet=name, rows=rows, comments=comments)


def _side_by_side(table: Table) -> Iterator[Table]:
    """The table, and after it each that stands to its right: it is offered as a sheet of its own."""
    header = find_header(table.rows)
    column = second_table_at(header, table.rows[header.place]) if header else None
    if column is None and header:
        column = table_behind_gap_at(header, table.rows)
    if column is None:
        yield table
        return
    yield _cut(table, table.sheet, lambda cells: cells[:column], lambda place: place < column)
    name = sentences.table_to_the_right(table.sheet)
    right = _cut(table, name, lambda cells: [*[None] * column, *cells[column:]], lambda place: place >= column)
    yield from _side_by_side(right)


def _cut(
    table: Table, name: str | None, cells_of: Callable[[list[Cell]], list[Cell]], is_here: Callable[[int], bool]
) -> Table:
    """The part of a table, its columns where they were; rows of which nothing is left are not there."""
    rows = [TableRow(row.number, cells_of(row.cells), row.quote_open) for row in table.rows]
    return replace(
        table,
        sheet=name,
        rows=[row for row in rows if not all(map(is_empty, row.cells))],
        is_beside=table.is_beside or name != table.sheet,
        hidden_columns=frozenset(filter(is_here, table.hidden_columns)),
        comments={place: said for place, said in table.comments.items() if is_here(place[1])},
    )


def _sheets(data: bytes) -> Iterator[Table]:
    if data.startswith(archives.BEGINNING):
        yield from map(_mended, sheets(data, archives.workbook_kind(data)))
    elif data.startswith(compounds.BEGINNING):
        compounds.refuse_all_but_workbooks(data)
        yield from map(_mended, sheets(data, "xls"))
    else:
        sniffing.refuse_something_else(data)
        yield _text_table(data)


def _text_table(data: bytes) -> Table:
    """The text cut at the delimiter that gives the strongest header; at the first one when none gives any."""
    decoded = text_of(data)
    text = mend_twice_encoded(decoded.text)
    strengths = [_strength(text, delimiter) for delimiter in DELIMITERS]
    delimiter = DELIMITERS[strengths.index(max(strengths))]
    words = _mended_words(decoded.text, text) if text != decoded.text else ()
    text = plain_digits(text)
    return Table(rows=list(records(text, delimiter)), encoding=decoded.encoding, mended=words)


def _mended(table: Table) -> Table:
    """The table with letters that had been encoded twice put right in each cell."""
    words: dict[str, None] = {}
    for row in table.rows:
        for column, cell in enumerate(row.cells):
            if not isinstance(cell, str) or cell.isascii():
                continue
            row.cells[column] = _changed(cell, plain_digits)
            if (text := mend_twice_encoded(cell)) != cell:
                row.cells[column] = _changed(cell, lambda written: plain_digits(mend_twice_encoded(written)))
                words |= dict.fromkeys(_mended_words(cell, text))
    return replace(table, mended=tuple(words)[:_WORDS_SHOWN]) if words else table


def _changed(cell: str, change: Callable[[str], str]) -> str:
    return cell.changed(change) if isinstance(cell, PartlyStruck) else change(cell)


def _mended_words(before: str, after: str) -> tuple[str, ...]:
    """Some of the words that were put right, as they are now."""
    old = set(_WORD.findall(before))
    words = dict.fromkeys(word for word in _WORD.findall(after) if word not in old and not word.isascii())
    return tuple(words)[:_WORDS_SHOWN]


def _strength(text: str, delimiter: str) -> int:
    header = find_header(list(islice(records(text, delimiter), _RECORDS_TRIED)))
    return header.strength if header else 0
