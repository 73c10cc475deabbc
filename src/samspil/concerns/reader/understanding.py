"""A table becomes a reading: which rows are the list's own, and which are left out until a person takes them.

Nothing that stands in the file is dropped in silence: each row is read, offered as a part that was left out, or noted.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from samspil.concerns.reader import notes as noting
from samspil.concerns.reader import sentences
from samspil.concerns.reader.aliases import is_heading
from samspil.concerns.reader.cells import cell_text, date_of, is_only_a_time, shown
from samspil.concerns.reader.headers import Header, repeats_header, says_more
from samspil.concerns.reader.name_sentences import suspects_are_names
from samspil.concerns.reader.result import ListReading, ListRow, Part, PartKind
from samspil.concerns.reader.roles import role_of
from samspil.concerns.reader.rows import RowReader
from samspil.concerns.reader.table import Cell, Fault, Table, TableRow, Unusable, is_empty
from samspil.concerns.reader.unknown import is_missing, is_unknown
from samspil.concerns.reader.whose import doubts, is_of_suspects, with_suspects
from samspil.lib import cpr

MOST_OFFERED = 300  # rows of one part; of a year's rows behind a filter the rest is only counted
_ROWS_TRIED_FOR_DATE = 200
_WORDS_OF_A_SENTENCE = 7
_WORDS_OF_A_CLOSED_ONE = 4
_PAGE_FOOT = re.compile(
    r"(?:side\s+[0-9]+(?:\s+af\s+[0-9]+)?|(?:i alt|ialt|antal|total|sum)\b[\s:0-9a-zæøå]*)", re.IGNORECASE
)
_COUNT = re.compile(r"[0-9]{1,4}")
# "NB: …", "PS …", a caption as "Piger:", and what a colour or a letter means, as "Rød = anholdt".
_MARKED = re.compile(
    r"(?:n\.?b|p\.?s|obs|bemærk|husk|note|vigtigt)\b[\s.:!,–-]*\S|[^:]*:$|[^=]*[^=\s]\s*=\s*\S", re.IGNORECASE
)
# How a letter ends: what stands from there on is no child, but who sent it.
_GREETING = re.compile(
    r"(?:m\.?\s?v\.?\s?h|vh|(?:med\s+)?(?:venlig|kærlig|mange|(?:de\s+)?bedste)e?\s+hils(?:en|ner|ener)|hilsen"
    r"|sendt\s+fra\s+min)\b",
    re.IGNORECASE,
)
_HOW_TO_REACH = re.compile(r"(?:tlf|telefon|mobil|direkte|e-?mail|www)\b|\S+@\S+\.\S+", re.IGNORECASE)
_LINES_OF_A_SIGNATURE = 12
_DATE = re.compile(r"[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{2,4}|\b[0-9]{6}(?![0-9])")

_LEFT_OUT: tuple[PartKind, ...] = ("hidden", "struck", "remark")


def understand(table: Table, header: Header, *, today: datetime.date) -> ListReading:
    """Return what the table says, read under this header. What a person has said of a column is read."""
    header_row = table.rows[header.place]
    below = table.rows[header.place + 1 :]
    narrow = header.without(table.hidden_columns, header_row) or header
    notes = [noting.row_not_read(table, row) for row in table.rows[: header.place]]
    told = []
    if narrow is header and table.hidden_columns & _columns(header):
        told.append(sentences.hidden_columns_read(noting.names(header_row, table.hidden_columns & _columns(header))))
    narrow, wide = (
        with_suspects(_with_one_date(each, header_row, below, today), header_row, below, table.hidden_columns)
        for each in (narrow, header)
    )
    if is_of_suspects(narrow, header_row):
        told.append(suspects_are_names(narrow.written["name"]))
    doubted = doubts(narrow, header_row, below, table.hidden_columns)
    reader = RowReader(table, narrow, today, doubts=doubted)
    found = _sorted(reader, header_row, below, wide)
    own, left = found.own, found.left
    notes = noting.at_most([*notes, *found.notes], sentences.rows_not_read)
    if found.repeated:
        notes.append(sentences.header_repeated(table.word_for_row, ", ".join(map(str, found.repeated))))
    read = sorted((row for rows in (own, *left.values()) for row in rows), key=lambda row: row.number)
    may_be_read = _columns(narrow) | _columns(wide)
    notes += noting.comments(table, header_row) + noting.columns_not_read(table, header_row, may_be_read, read)
    if table.mended:
        told.append(sentences.letters_mended(", ".join(table.mended)))
    reader.look_at_dates(own)
    rows = [reader.read(row) for row in own]
    problems = tuple(reader.problems)
    parts = [_part(kind, reader, left[kind]) for kind in _LEFT_OUT if left[kind]]
    unread = narrow.unread
    if narrow.columns != wide.columns:
        unread = tuple(dict.fromkeys((*unread, *wide.unread)))
        seen = [*rows, *(row for part in parts for row in part.rows)]
        by_number = {row.number: row for rows_of_kind in (own, *left.values()) for row in rows_of_kind}
        with_hidden = RowReader(table, wide, today, doubts=doubted)
        remarks = frozenset(row.number for row in left["remark"])
        parts += _hidden_columns(with_hidden, header_row, seen, by_number, remarks, reader)
        told += noting.mentions(table, {**reader.mentioned, **with_hidden.mentioned})
    else:
        told += noting.mentions(table, reader.mentioned)
    return ListReading(
        encoding=table.encoding,
        sheet=table.sheet,
        columns=narrow.written,
        rows=tuple(rows),
        problems=problems,
        unread=unread,
        notes=tuple(notes),
        asides=tuple(parts),
        told=tuple(told),
        open_columns=noting.open_columns(table, header, may_be_read, _tell_something(below, header_row)),
        meanings=header.meanings,
        own_notes=len(notes),
    )


def _tell_something(below: Sequence[TableRow], header_row: TableRow) -> list[TableRow]:
    return [row for row in below if not repeats_header(row, header_row)]


@dataclass
class _Sorted:
    """The rows below the headings: the list's own, those that are left out, what is noted, and where the headings stand again."""

    own: list[TableRow] = field(default_factory=list)
    left: dict[PartKind, list[TableRow]] = field(default_factory=lambda: {kind: [] for kind in _LEFT_OUT})
    notes: list[str] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)


def _sorted(reader: RowReader, header_row: TableRow, below: Sequence[TableRow], wide: Header) -> _Sorted:
    """Sort the rows; `wide` is the header with its hidden columns, in which there may be dittos too."""
    table, narrow, found = reader.table, reader.header, _Sorted()
    above: TableRow | None = None  # the row of which a ditto below says the same; not surely one that is left out
    signature = _signature(below, narrow)
    for row in below:
        if repeats_header(row, header_row) and not says_more(row, header_row):
            found.repeated.append(row.number)
        elif repeats_header(row, header_row) or not reader.reads(row):
            found.notes.append(noting.row_not_read(table, row))
        elif row.number in table.hidden_rows:
            found.left["hidden"].append(row)
            above = None
        elif _is_struck(row, narrow):
            found.left["struck"].append(row._replace(cells=[_restored(cell) for cell in row.cells]))
            above = None
        elif row.number in signature or _is_remark(row, narrow):
            is_whole = row.number not in signature and not _is_foot(row)
            found.left["remark"].append(row if is_whole else _as_remark(row, narrow))
        else:
            above = reader.with_dittos(row, above, wide)
            found.own.append(above)
    return found


def _part(kind: PartKind, reader: RowReader, rows: Sequence[TableRow]) -> Part:
    begin = len(reader.problems)
    read = tuple(reader.read(row, is_remark=kind == "remark") for row in rows[:MOST_OFFERED])
    return Part(kind, "", read, tuple(reader.problems[begin:]), more=max(0, len(rows) - MOST_OFFERED))


def _hidden_columns(
    wide: RowReader,
    header_row: TableRow,
    seen: Iterable[ListRow],
    by_number: dict[int, TableRow],
    remarks: frozenset[int],
    narrow: RowReader,
) -> list[Part]:
    """The rows as they are with the hidden columns, where that makes a difference."""
    hidden = wide.table.hidden_columns & _columns(wide.header)
    told: list[ListRow] = []
    known = Counter((problem.row, problem.column) for problem in narrow.problems)
    for row in seen:
        begin = len(wide.problems)
        with_them = wide.read(by_number[row.row], is_remark=row.row in remarks)
        if with_them == row and not Counter((one.row, one.column) for one in wide.problems[begin:]) - known:
            del wide.problems[begin:]
        else:
            told.append(with_them)
    if not told:
        return []
    return [Part("columns", noting.names(header_row, hidden), tuple(told), tuple(wide.problems))]


def _columns(header: Header) -> frozenset[int]:
    return frozenset(column for places in header.columns.values() for column in places)


def _restored(cell: Cell) -> Cell:
    return cell.cell if isinstance(cell, Unusable) and cell.fault is Fault.STRUCK else cell


def _is_struck(row: TableRow, header: Header) -> bool:
    """Whether all that says whom the row is about is struck out; of a row without that, all that it says."""
    for keys in (("name", "cpr"), tuple(header.columns)):
        columns = [column for key in keys for column in header.columns.get(key, ())]
        cells = [row.cells[column] for column in columns if column < len(row.cells) and not is_empty(row.cells[column])]
        if cells:
            return all(isinstance(cell, Unusable) and cell.fault is Fault.STRUCK for cell in cells)
    return False


def _is_remark(row: TableRow, header: Header) -> bool:
    """Whether a row is no child but a line between or below them: a page number, a total, a word of headings, a caption, a role,
    what a colour means, a sentence in the column of names.
    """
    filled = [(column, cell) for column, cell in enumerate(row.cells) if not is_empty(cell)]
    column, first = filled[0]
    if not isinstance(first, str):
        return False
    written = first.strip()
    if _PAGE_FOOT.fullmatch(written):
        return _is_foot(row)
    if column not in header.columns.get("name", ()):
        return False
    if is_heading(written) and all(isinstance(cell, str) and is_heading(cell) for _column, cell in filled[1:]):
        return True
    if len(filled) > 1:
        return False
    if _MARKED.match(written) or is_missing(written) or role_of(written).known:
        return True
    if is_unknown(written):
        return False
    words = len(written.split())
    return words >= _WORDS_OF_A_SENTENCE or (words >= _WORDS_OF_A_CLOSED_ONE and written[-1] in ".:!")


def _is_foot(row: TableRow) -> bool:
    """Whether a row is a page number or a total, with nothing beside it but what was counted."""
    first, *beside = [cell for cell in row.cells if not is_empty(cell)]
    return (
        isinstance(first, str)
        and bool(_PAGE_FOOT.fullmatch(first.strip()))
        and all(isinstance(cell, int | float) or _COUNT.fullmatch(shown(cell)) for cell in beside)
    )


def _signature(below: Sequence[TableRow], header: Header) -> frozenset[int]:
    """The numbers of the last rows, from the greeting on with which a letter ends, or how its sender is reached. None where
    a row that follows it tells of a child: then it is no end.
    """
    for place in range(len(below) - 1, max(len(below) - 1 - _LINES_OF_A_SIGNATURE, -1), -1):
        if _tells_of_a_child(below[place], header):
            break
        if _GREETING.match(_written(below[place])):
            return frozenset(row.number for row in below[place:])
    ends = []
    for row in reversed(below[-_LINES_OF_A_SIGNATURE:]):
        if not _HOW_TO_REACH.match(_written(row)):
            break
        ends.append(row.number)
    return frozenset(ends)


def _tells_of_a_child(row: TableRow, header: Header) -> bool:
    """Whether a number or a birth date stands in its column."""
    places = [column for key in ("cpr", "birth_date") for column in header.columns.get(key, ())]
    cells = [_restored(row.cells[column]) for column in places if column < len(row.cells)]
    return any(
        isinstance(cell, datetime.date) or (isinstance(cell, str) and (cpr.found_in(cell) or _DATE.search(cell)))
        for cell in cells
    )


def _written(row: TableRow) -> str:
    return ", ".join(shown(cell) for cell in row.cells if not is_empty(cell))


def _as_remark(row: TableRow, header: Header) -> TableRow:
    """The row with all its words in the column of names, where a remark is read."""
    names = header.columns.get("name", ())
    if not names:
        return row
    cells: list[Cell] = [None] * max(len(row.cells), names[0] + 1)
    cells[names[0]] = _written(row)
    return row._replace(cells=cells)


def _with_one_date(header: Header, header_row: TableRow, below: Sequence[TableRow], today: datetime.date) -> Header:
    """A list may have "Dato" and "Gerningstidspunkt": the strongest of them that holds dates is read, no mixture. One that
    holds nothing but times of day is read for these.
    """
    candidates = header.columns.get("date", ())
    if len(candidates) < 2:
        return header
    filled = {
        column: [
            row.cells[column]
            for row in below[:_ROWS_TRIED_FOR_DATE]
            if column < len(row.cells) and not is_empty(row.cells[column])
        ]
        for column in candidates
    }
    dated = [column for column in candidates if any(date_of(cell, today) is not None for cell in filled[column])]
    chosen = dated[0] if dated else candidates[0]
    times = [column for column in candidates if filled[column] and all(map(is_only_a_time, filled[column]))]
    return header.with_date_from(chosen, header_row, next((column for column in times if column != chosen), None))


def with_sheet(reading: ListReading, other: ListReading, *, is_hidden: bool) -> ListReading:
    """The reading with a further sheet that can be taken, and with what that sheet leaves out itself, which can be taken too; what
    stands in its hidden columns is noted.
    """
    name = other.sheet or ""
    kind: PartKind = "hidden_sheet" if is_hidden else "sheet"
    own = other.rows[:MOST_OFFERED]
    parts = [Part(kind, name, own, other.problems, more=len(other.rows) - len(own))] if other.rows else []
    parts += [replace(kept, name=name) for kept in other.asides if kept.kind != "columns"]
    said = [*other.notes, *_in_hidden_columns(other), *other.told]
    if other.unread:
        said.append(sentences.sheet_columns_not_read(", ".join(f"»{column}«" for column in other.unread)))
    if not parts:
        said.insert(0, sentences.NO_ROWS_THERE)
    notes = [sentences.sheet_left_out(name, told, is_text=other.encoding is not None) for told in said]
    return replace(reading, notes=(*reading.notes, *notes), asides=(*reading.asides, *parts))


def _in_hidden_columns(sheet: ListReading) -> list[str]:
    """What the hidden columns of a further sheet say of its rows: they cannot be taken."""
    shown = [sheet.rows, *(part.rows for part in sheet.asides if part.kind != "columns")]
    plain = {row.row: row for rows in shown for row in rows}
    told = [
        sentences.in_hidden_columns(f"Række {row.row}", part.name, ", ".join(_more_said(plain[row.row], row)))
        for part in sheet.asides
        if part.kind == "columns"
        for row in part.rows
        if row.row in plain
    ]
    return noting.at_most(told, sentences.rows_not_read)


def _more_said(plain: ListRow, whole: ListRow) -> Iterator[str]:
    """What a row says more with the hidden columns of its sheet; of a CPR number only that there is one."""
    for name in ("name", "cpr", "birth_date", "address", "place", "date", "time", "role", "reference", "age"):
        value = getattr(whole, name)
        if value is not None and value != getattr(plain, name):
            yield "CPR-nummer" if name == "cpr" else sentences.ROLES.get(value) or cell_text(value)
    shown = (plain.text or "").splitlines()
    yield from (line for line in (whole.text or "").splitlines() if line not in shown)
