"""The pure reader: bytes in, a reading out. A bad file makes it slow and hungry, so it runs in a child."""

import datetime
from collections.abc import Iterator
from itertools import islice

from samspil.concerns.reader import archives, compounds, sniffing
from samspil.concerns.reader.headers import Header, find_header
from samspil.concerns.reader.result import ListReading
from samspil.concerns.reader.rows import understand
from samspil.concerns.reader.sentences import NotAList, Reason
from samspil.concerns.reader.table import MOST_BYTES, Table
from samspil.concerns.reader.textfiles import DELIMITERS, records, text_of
from samspil.concerns.reader.workbooks import sheets

_RECORDS_TRIED = 110


def parse(data: bytes, *, today: datetime.date) -> ListReading:
    """Return what a file says, read as a police list.

    The first sheet with a recognisable header and rows below it is read; a first sheet without rows does not hide
    the next. Raises NotAList with the sentence that says why it is none.
    """
    if not data:
        raise NotAList(Reason.EMPTY)
    if len(data) > MOST_BYTES:
        raise NotAList(Reason.TOO_LARGE)
    only_header, only_blank = False, True
    for table in _tables(data):
        only_blank = only_blank and not table.rows
        header = find_header(table.rows)
        if header is None:
            continue
        reading = _reading(table, header, today)
        if reading.rows:
            return reading
        only_header = True
    if only_header:
        raise NotAList(Reason.NO_ROWS)
    raise NotAList(Reason.EMPTY if only_blank else Reason.NO_HEADER)


def _reading(table: Table, header: Header, today: datetime.date) -> ListReading:
    header, rows, problems = understand(table, header, today=today)
    return ListReading(
        encoding=table.encoding,
        sheet=table.sheet,
        columns=header.written,
        rows=tuple(rows),
        problems=tuple(problems),
        unread=header.unread,
    )


def _tables(data: bytes) -> Iterator[Table]:
    if data.startswith(archives.BEGINNING):
        archives.workbook_kind(data)
        yield from sheets(data)
    elif data.startswith(compounds.BEGINNING):
        compounds.refuse_all_but_workbooks(data)
        yield from sheets(data)
    else:
        sniffing.refuse_something_else(data)
        yield _text_table(data)


def _text_table(data: bytes) -> Table:
    """The text cut at the delimiter that gives the strongest header; at the first one when none gives any."""
    decoded = text_of(data)
    strengths = [_strength(decoded.text, delimiter) for delimiter in DELIMITERS]
    delimiter = DELIMITERS[strengths.index(max(strengths))]
    return Table(rows=list(records(decoded.text, delimiter)), encoding=decoded.encoding)


def _strength(text: str, delimiter: str) -> int:
    header = find_header(list(islice(records(text, delimiter), _RECORDS_TRIED)))
    return header.strength if header else 0
