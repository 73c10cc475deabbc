"""Rows of cells become rows of the list; whatever cannot be read is left out and told."""

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from samspil.concerns.reader import sentences
from samspil.concerns.reader.headers import Header, repeats_header
from samspil.concerns.reader.result import Key, ListRow, Problem, Role
from samspil.concerns.reader.roles import RoleWord, role_of
from samspil.concerns.reader.table import Cell, Table, TableRow, is_empty
from samspil.concerns.reader.unknown import is_unknown
from samspil.lib import cpr, dates
from samspil.lib.encodings import UNREADABLE

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff]")
_NOTHING_SAID = re.compile(r"[\s?./–—-]*")
_POWER_OF_TEN = re.compile(r"[0-9]+(?:[.,][0-9]+)?e\+?[0-9]+", re.IGNORECASE)
_FORMULA_TEXT = re.compile(r"=\"(.*)\"")
_WITH_DECIMALS = re.compile(r"([0-9]{9,10})[.,]0{1,2}")
_CLOCK = re.compile(
    r"(?:kl\.?\s*)?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:\s*[-–]\s*[0-9]{1,2}[:.][0-9]{2})?", re.IGNORECASE
)
_PAGE_FOOT = re.compile(r"(?:side\s+[0-9]+(?:\s+af\s+[0-9]+)?|(?:i alt|antal|total)\b[\s:0-9a-zæøå]*)", re.IGNORECASE)
_ROWS_TRIED_FOR_DATE = 200
# A deed of a list is weeks old; so long ago it was a two-digit year that lay in the future.
_LONG_AGO_YEARS = 90


def understand(table: Table, header: Header, *, today: datetime.date) -> tuple[Header, list[ListRow], list[Problem]]:
    """Return the rows below the header with what is to be looked at in them, and the header as it was used."""
    header_row = table.rows[header.place]
    below = [
        row
        for row in table.rows[header.place + 1 :]
        if not repeats_header(row, header_row) and not _is_page_foot(row.cells)
    ]
    header = _with_one_date(header, header_row, below, today)
    reader = _Reader(table, header, header_row, today)
    rows = [read for row in below if (read := reader.read(row)) is not None]
    return header, rows, reader.problems


def _is_page_foot(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if not is_empty(cell)]
    return len(filled) == 1 and isinstance(filled[0], str) and bool(_PAGE_FOOT.fullmatch(filled[0].strip()))


def _with_one_date(header: Header, header_row: TableRow, below: Sequence[TableRow], today: datetime.date) -> Header:
    """A list may have "Dato" and "Gerningstidspunkt": the strongest of them that holds dates is read, no mixture."""
    candidates = header.columns.get("date", ())
    if len(candidates) < 2:
        return header
    for column in candidates:
        for row in below[:_ROWS_TRIED_FOR_DATE]:
            cell = row.cells[column] if column < len(row.cells) else None
            if not is_empty(cell) and _date_of(cell, today) is not None:
                return header.with_date_from(column, header_row)
    return header.with_date_from(candidates[0], header_row)


@dataclass
class _Reader:
    """Reads row after row of one table, and remembers words and dates it has met: lists repeat them."""

    table: Table
    header: Header
    header_row: TableRow
    today: datetime.date
    problems: list[Problem] = field(default_factory=list)
    _dates: dict[str, datetime.date | None] = field(default_factory=dict)
    _roles: dict[str, RoleWord] = field(default_factory=dict)

    def read(self, row: TableRow) -> ListRow | None:
        """Return the row, or None when nothing stands in the columns that are read."""
        if not any(
            column < len(row.cells) and not is_empty(row.cells[column])
            for columns in self.header.columns.values()
            for column in columns
        ):
            return None
        number, birth = self._cpr(row)
        written_birth = self._birth_date(row)
        if written_birth and birth and written_birth != birth:
            self._tell(row, "birth_date", sentences.dates_differ)
        name = self._joined(row, "name", " ", _on_one_line)
        not_known = name is not None and is_unknown(name)  # said in so many words: nothing to mend in the file
        read = ListRow(
            row=row.number,
            name=None if not_known else name,
            cpr=number,
            birth_date=written_birth or birth,
            address=self._address(row),
            place=self._joined(row, "place", " ", _as_written),
            date=self._date(row),
            role=self._role(row),
            text=self._joined(row, "text", "\n", _as_written),
            reference=self._joined(row, "reference", " ", _on_one_line),
        )
        self._look_over(row, read, not_known=not_known)
        return read

    def _look_over(self, row: TableRow, read: ListRow, *, not_known: bool) -> None:
        row_alone = f"{self.table.word_for_row} {row.number}"
        if not not_known and read.name is None and read.cpr is None and not self._said(row, "cpr"):
            self.problems.append(Problem(row.number, "name", sentences.nobody_named(row_alone)))
        if row.quote_open:
            self.problems.append(Problem(row.number, self._last_key, sentences.quote_never_ends(row_alone)))
        if self.table.sheet is None and any(not is_empty(cell) for cell in row.cells[self.header.width :]):
            self.problems.append(Problem(row.number, self._last_key, sentences.too_many_fields(row_alone)))
        for key in ("name", "address", "place", "text", "reference"):
            if UNREADABLE in (getattr(read, key) or ""):
                self._tell(row, key, sentences.letters_unreadable)

    @property
    def _last_key(self) -> Key:
        """The key of the last column: what has slipped to the side is found there."""
        columns = self.header.columns
        return max(columns, key=lambda key: max(columns[key]))

    def _cpr(self, row: TableRow) -> tuple[str | None, datetime.date | None]:
        cell = self._cell(row, "cpr")
        if cell is None:
            return None, None
        if self.header.cpr_may_be_date and (only_date := self._date_or_none(cell)) and only_date <= self.today:
            return None, only_date
        text = _bare(_text(cell))
        if _POWER_OF_TEN.fullmatch(text):
            self._tell(row, "cpr", sentences.cpr_shortened)
            return None, None
        # Only a number loses its zero; nine digits that a workbook keeps as text are a slip of the hand.
        was_number = self.table.sheet is None or isinstance(cell, int | float)
        try:
            number = cpr.parse_number(text) if was_number else cpr.parse(text)
        except cpr.InvalidCpr:
            self._tell(row, "cpr", sentences.cpr_not_understood)
            return None, None
        birth = cpr.birth_date(number)
        if birth > self.today:
            self._tell(row, "cpr", sentences.cpr_in_future)
            return None, None
        return number, birth

    def _birth_date(self, row: TableRow) -> datetime.date | None:
        found = self._any_date(row, "birth_date")
        if found and found > self.today:
            cell = self._cell(row, "birth_date")
            self._tell(row, "birth_date", lambda place: sentences.birth_date_in_future(place, _text(cell)))
            return None
        return found

    def _date(self, row: TableRow) -> datetime.date | None:
        found = self._any_date(row, "date")
        if found and self.today.year - found.year >= _LONG_AGO_YEARS:
            self._tell(row, "date", sentences.date_long_ago)
        return found

    def _any_date(self, row: TableRow, key: Key) -> datetime.date | None:
        cell = self._cell(row, key)
        if cell is None:
            return None
        found = self._date_or_none(cell)
        if found is None:
            if _is_time(cell):
                self._tell(row, key, sentences.only_a_time)
            else:
                self._tell(row, key, lambda place: sentences.date_not_understood(place, _text(cell)))
        return found

    def _date_or_none(self, cell: Cell) -> datetime.date | None:
        if not isinstance(cell, str):
            return _date_of(cell, self.today)
        if cell not in self._dates:
            self._dates[cell] = _date_of(cell, self.today)
        return self._dates[cell]

    def _role(self, row: TableRow) -> Role | None:
        cell = self._cell(row, "role")
        if cell is None:
            return None
        written = _text(cell)
        if written not in self._roles:
            self._roles[written] = role_of(written)
        word = self._roles[written]
        if not word.known:
            self._tell(row, "role", lambda place: sentences.role_not_known(place, written))
        return word.role

    def _address(self, row: TableRow) -> str | None:
        parts = [text for column in self.header.columns.get("address", ()) if (text := _as_written(_at(row, column)))]
        if len(parts) == 3:
            return f"{parts[0]}, {parts[1]} {parts[2]}"
        return ", ".join(parts) or None

    def _joined(self, row: TableRow, key: Key, between: str, read: Callable[[Cell], str]) -> str | None:
        parts = [text for column in self.header.columns.get(key, ()) if (text := read(_at(row, column)))]
        return between.join(parts) or None

    def _cell(self, row: TableRow, key: Key) -> Cell:
        """The cell of a key that is read from one column; None for an empty one and for a mere dash."""
        columns = self.header.columns.get(key)
        cell = _at(row, columns[0]) if columns else None
        if is_empty(cell) or (isinstance(cell, str) and _NOTHING_SAID.fullmatch(cell)):
            return None
        return cell

    def _said(self, row: TableRow, key: Key) -> bool:
        return self._cell(row, key) is not None

    def _tell(self, row: TableRow, key: Key, sentence: Callable[[str], str]) -> None:
        place = f"{self.table.word_for_row} {row.number}, »{self.header.written[key]}«"
        self.problems.append(Problem(row.number, key, sentence(place)))


def _at(row: TableRow, column: int) -> Cell:
    return row.cells[column] if column < len(row.cells) else None


def _date_of(cell: Cell, today: datetime.date) -> datetime.date | None:
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    try:
        if isinstance(cell, str):
            return dates.parse(_bare(_on_one_line(cell)), today=today)
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return dates.from_number(cell, today=today)
    except dates.InvalidDate:
        pass
    return None


def _is_time(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(_CLOCK.fullmatch(cell.strip()))
    return isinstance(cell, datetime.time | datetime.timedelta)


def _text(cell: Cell) -> str:
    """A cell as a person would read it: whole numbers without decimals, dates in Danish form."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _CONTROLS.sub("", cell).replace("\xa0", " ").strip()
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    if isinstance(cell, datetime.datetime):
        return f"{cell:%d-%m-%Y %H:%M}"
    if isinstance(cell, datetime.date):
        return f"{cell:%d-%m-%Y}"
    return str(cell)


def _as_written(cell: Cell) -> str:
    return _text(cell)


def _on_one_line(cell: Cell) -> str:
    return " ".join(_text(cell).split())


def _bare(text: str) -> str:
    """Without the ways in which people and programs keep a number whole: '0101…, ="0101…" and 101….0."""
    for pattern in (_FORMULA_TEXT, _WITH_DECIMALS):
        if match := pattern.fullmatch(text):
            return match[1]
    return text.lstrip("'’")
