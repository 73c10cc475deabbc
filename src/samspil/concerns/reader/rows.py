"""A row of cells becomes a row of the list; whatever cannot be read is left out and told."""

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from samspil.concerns.reader import name_sentences, sentences
from samspil.concerns.reader.cells import (
    cell_text,
    clock_of,
    date_of,
    is_error,
    is_midnight,
    is_time,
    on_one_line,
    shown,
    unwrapped,
)
from samspil.concerns.reader.days import days_meant
from samspil.concerns.reader.dittos import is_ditto, with_dittos
from samspil.concerns.reader.headers import Header
from samspil.concerns.reader.names import NameTold, name_told
from samspil.concerns.reader.numbers import NumberTold, masked, number_told
from samspil.concerns.reader.result import Key, ListRow, Problem, Role
from samspil.concerns.reader.roles import RoleWord, role_of
from samspil.concerns.reader.table import Cell, Fault, PartlyStruck, Table, TableRow, Unusable, Value, is_empty
from samspil.concerns.reader.times_and_places import divided
from samspil.concerns.reader.unknown import is_missing, names_on_lines, names_two
from samspil.concerns.reader.whose import Doubts
from samspil.lib import cpr, dates
from samspil.lib.calendars.blocks import age_on
from samspil.lib.encodings import UNREADABLE, without_invisible

_NOTHING_SAID = re.compile(r"[\s?./–—-]*")
_OLDEST = 110
_NUMBERS: tuple[Key, ...] = ("cpr", "birth_date")
_STEM = 4  # letters by which "sigtede" is known as "Sigtet"
_AGE = re.compile(r"([0-9]{1,3})(?:[.,]0)?\s*(?:år|aar|årig)?\.?", re.IGNORECASE)


@dataclass
class RowReader:
    """Reads row after row of one table, and remembers words and dates it has met: lists repeat them."""

    table: Table
    header: Header
    today: datetime.date
    problems: list[Problem] = field(default_factory=list)
    _dates: dict[str, datetime.date | None] = field(default_factory=dict)
    _month_first: dict[Key, bool] = field(default_factory=dict)
    mentioned: dict[Callable[[str], str], list[int]] = field(default_factory=dict)  # what is told of many rows at once
    _told: set[tuple[int, int]] = field(default_factory=set)
    _roles: dict[str, RoleWord] = field(default_factory=dict)
    doubts: Doubts = field(default_factory=Doubts)

    def look_at_dates(self, rows: Iterable[TableRow]) -> None:
        """See whether a column of dates holds one that is a date only with the month first: then all may be meant so."""
        keys: tuple[Key, ...] = ("date", "birth_date")
        for row in rows:
            for key in keys:
                cell = _at(row, self.header.columns[key][0]) if key in self.header.columns else None
                if isinstance(cell, str) and "/" in cell and self._date_or_none(cell) is None:
                    self._month_first[key] = self._month_first.get(key, False) or dates.month_first(cell) is not None

    def reads(self, row: TableRow) -> bool:
        """Whether anything stands in the columns that are read."""
        return any(not is_empty(_at(row, column)) for columns in self.header.columns.values() for column in columns)

    def with_dittos(self, row: TableRow, above: TableRow | None, header: Header) -> TableRow:
        """The row with what stands above in the place of each ditto, which is told."""
        whole = with_dittos(row, above, header)
        if whole is not row:
            self._mention(row, sentences.dittos_read)
        return whole

    def read(self, row: TableRow, *, is_remark: bool = False) -> ListRow:
        """Return the row as it is understood; of a remark the words stay as they are, but for CPR numbers."""
        told = self._cpr(row)
        number, birth = told.number, told.born
        written_birth = self._birth_date(row)
        if written_birth and birth and written_birth != birth:
            self._tell(row, "birth_date" if "birth_date" in self.header.columns else "cpr", sentences.dates_differ)
        name = self._joined(row, "name", " ", on_one_line)
        if any(isinstance(cell := _at(row, column), str) and without_invisible(cell) != cell for column in self._names):
            self._mention(row, sentences.signs_taken_out)
        said = self._name(row, name, number, is_remark=is_remark)
        number = said.number
        date, choices = self._date(row)
        role, role_told = self._role(row)
        born = written_birth or birth or (cpr.birth_date(number) if number else None) or said.born
        age = self._age(row, born, date or (choices[0] if choices else None))
        read = ListRow(
            row=row.number,
            name=said.name,
            cpr=number,
            birth_date=born,
            address=self._without_numbers(row, "address", self._address(row) or said.address, number),
            place=self._without_numbers(row, "place", self._joined(row, "place", " ", cell_text), number),
            date=date,
            role=role,
            text=self._without_numbers(row, "text", self._joined(row, "text", "\n", cell_text), number),
            reference=self._without_numbers(row, "reference", self._joined(row, "reference", " ", on_one_line), number),
            date_choices=choices,
            age=said.age if age is None and not self._said(row, "age") else age,
            time=self._time(row),
            name_told=said.not_known,
            role_told=role_told,
            number_told=None if number else told.written or said.slip,
        )
        self._look_over(row, read, not_known=said.not_known is not None)
        return read

    def _name(self, row: TableRow, written: str | None, number: str | None, *, is_remark: bool) -> NameTold:
        """What the name says, and what stands beside it: a number of its own belongs in its field, another one is told."""
        alone = sum(not is_empty(cell) for cell in row.cells) == 1
        missing = written is not None and is_missing(written) and not alone
        has_numbers = "cpr" in self.header.columns
        said = name_told(
            written, number, self.today, says_missing=missing, has_numbers=has_numbers, is_remark=is_remark
        )
        if said.moved:
            self._mention(row, said.moved)
        for sentence in said.sentences:
            self._tell(row, "name", sentence)
        has_number = any(self._cell(row, key) is not None for key in _NUMBERS)
        for sentence in () if is_remark else self.doubts.said_of(row, said.name, has_number=has_number):
            self._tell(row, "name", sentence)
        return said

    def _without_numbers(self, row: TableRow, key: Key, text: str | None, own: str | None) -> str | None:
        """A CPR number in running words would follow them wherever they are shown: it is taken out, and told."""
        numbers = cpr.found_in(text) if text else []
        if not text or not numbers:
            return text
        if any(number != own for number in numbers):
            self._tell(row, key, sentences.number_in_text)
        return cpr.cut_from(text, sentences.NUMBER_LEFT_OUT)

    @property
    def _names(self) -> tuple[int, ...]:
        return tuple(self.header.columns.get("name", ()))

    def _look_over(self, row: TableRow, read: ListRow, *, not_known: bool) -> None:
        row_alone = f"{self.table.word_for_row} {row.number}"
        if not not_known and read.name is None:
            if read.cpr is None and not self._said(row, "cpr"):
                self.problems.append(Problem(row.number, "name", sentences.nobody_named(row_alone)))
            elif "name" in self.header.columns and not self._was_told(row, "name"):
                self.problems.append(Problem(row.number, "name", sentences.no_name(row_alone)))
        if row.quote_open:
            self.problems.append(Problem(row.number, self._last_key, sentences.quote_never_ends(row_alone)))
        beyond = row.cells[self.header.width :] if self.table.is_text else []
        if slipped := [cpr.cut_from(shown(cell), sentences.NUMBER_LEFT_OUT) for cell in beyond if not is_empty(cell)]:
            self.problems.append(Problem(row.number, self._last_key, sentences.too_many_fields(row_alone, slipped)))
        names = (
            [name for column in self._names for name in names_on_lines(cell_text(_at(row, column)))]
            if read.name
            else []
        )
        if read.name and (names or names_two(read.name)):
            said = cpr.cut_from(" / ".join(names), sentences.NUMBER_LEFT_OUT) or read.name
            self._tell(row, "name", lambda place: sentences.two_names(place, said))
        if self._both is not None and not is_empty(cell := _at(row, self._both)):
            if self._cell(row, "date") is not None:
                self._mention(row, name_sentences.place_divided)
            elif read.place:
                self._tell(row, "date", lambda place: name_sentences.no_date_beside_place(place, cell_text(cell)))
        for key in ("name", "address", "place", "text", "reference"):
            if UNREADABLE in (getattr(read, key) or ""):
                self._tell(row, key, sentences.letters_unreadable)

    @property
    def _last_key(self) -> Key:
        """The key of the last column: what has slipped to the side is found there."""
        columns = self.header.columns
        return max(columns, key=lambda key: max(columns[key]))

    def _cpr(self, row: TableRow) -> NumberTold:
        cell = self._cell(row, "cpr")
        if cell is None:
            return NumberTold()
        told = number_told(
            cell, self._date_or_none, self.today, is_text_file=self.table.is_text, may_be_date=self.header.cpr_may_be_date
        )  # fmt: skip
        if told.sentence:
            self._tell(row, "cpr", told.sentence)
        return told

    def _birth_date(self, row: TableRow) -> datetime.date | None:
        cell = self._cell(row, "birth_date")
        born = self._any_date(row, "birth_date")
        if (
            born is None
            and isinstance(cell, str)
            and (alone := cpr.birth_date_alone(unwrapped(cell_text(cell)), self.today))
        ):
            self.problems.pop()
            return alone
        if born and born > self.today:
            self._tell(row, "birth_date", lambda place: sentences.birth_date_in_future(place, cell_text(cell)))
            return None
        if born and self._may_be_month_first("birth_date", cell, born):
            self._tell(row, "birth_date", lambda place: sentences.month_may_be_first(place, cell_text(cell)))
            return None
        if born and isinstance(cell, str) and dates.tells_of_more(unwrapped(cell)):
            self._tell(row, "birth_date", lambda place: name_sentences.two_birth_dates(place, cell_text(cell)))
            return None
        return born

    def _age(self, row: TableRow, born: datetime.date | None, happened: datetime.date | None) -> int | None:
        """Full years as the file tells them; that they are not those of the birth date is told."""
        cell = self._cell(row, "age")
        if cell is None:
            return None
        match = _AGE.fullmatch(cell_text(cell))
        age = int(match[1]) if match else None
        if age is not None and age <= _OLDEST:
            if born and age not in (years := _ages(born, happened, self.today)):
                self._tell(row, "age", lambda place: sentences.age_differs(place, age, years[-1]))
            return age
        if born is None:
            self._tell(row, "age", lambda place: sentences.age_not_understood(place, cell_text(cell)))
        else:  # beside a birth date nobody asks for the age
            self._mention(row, sentences.ages_not_read)
        return None

    def _time(self, row: TableRow) -> datetime.time | None:
        """The time of day: from a column of its own, else as it stands beside the date."""
        own, beside = self._cell(row, "time"), self._cell(row, "date")
        bare = isinstance(beside, str) and dates.without_year(cell_text(beside), today=self.today)  # 20.11 is no clock
        with_date = None if beside is None or bare else clock_of(beside)
        is_read = with_date is not None or (isinstance(beside, str) and self._date_or_none(beside) is not None)
        if isinstance(beside, str) and is_read and dates.tells_of_more(beside):
            self._mention(row, sentences.beginning_read)
        if own is None:
            return with_date
        clock = clock_of(own)
        if clock is None and not is_midnight(own):
            self._tell(row, "time", lambda place: sentences.time_not_understood(place, cell_text(own)))
        elif isinstance(own, str) and dates.words_beside_clock(own):
            self._tell(row, "time", lambda place: sentences.time_and_more(place, cell_text(own)))
        elif (isinstance(own, str) and dates.tells_of_more(own, has_day=False)) or (
            with_date is not None and with_date != clock
        ):
            self._mention(row, sentences.beginning_read)
        return clock

    def _date(self, row: TableRow) -> tuple[datetime.date | None, tuple[datetime.date, ...]]:
        """The day of the event; or none and the days that it can be, where a person must say which."""
        cell = self._cell(row, "date")
        if cell is None:
            return None, ()
        day = self._date_or_none(cell)
        if day is None and isinstance(cell, str) and (american := dates.month_first(cell_text(cell))):
            choices: tuple[datetime.date, ...] = (american,)
        elif (
            day is None and isinstance(cell, str) and (latest := dates.without_year(cell_text(cell), today=self.today))
        ):
            self._tell(row, "date", lambda place: sentences.date_without_year(place, cell_text(cell)))
            return None, (latest,)
        elif day is None:
            return self._any_date(row, "date"), ()
        else:
            choices = days_meant(day, self.today, lambda day: self._may_be_month_first("date", cell, day))
        if not choices:
            return day, ()
        self._tell(row, "date", lambda place: sentences.date_is_asked(place, cell_text(cell)))
        return None, choices

    def _may_be_month_first(self, key: Key, cell: Cell, day: datetime.date) -> bool:
        return (
            self._month_first.get(key, False)
            and isinstance(cell, str)
            and "/" in cell
            and dates.other_order(day) is not None
        )

    def _any_date(self, row: TableRow, key: Key) -> datetime.date | None:
        cell = self._cell(row, key)
        if cell is None:
            return None
        day = self._date_or_none(cell)
        if day is None:
            if is_time(cell):
                self._tell(row, key, sentences.only_a_time)
            else:
                self._tell(row, key, lambda place: sentences.date_not_understood(place, cell_text(cell)))
        return day

    def _date_or_none(self, cell: Cell) -> datetime.date | None:
        if not isinstance(cell, str):
            return date_of(cell, self.today, starts_1904=self.table.starts_1904)
        if cell not in self._dates:
            self._dates[cell] = date_of(cell, self.today)
        return self._dates[cell]

    def _role(self, row: TableRow) -> tuple[Role | None, str | None]:
        """The role, and its words where they are others than the role is called by."""
        cell = self._usable(row, "role", self.header.columns["role"][0]) if "role" in self.header.columns else None
        written = cell_text(cell)
        if _NOTHING_SAID.fullmatch(written) and "?" not in written:
            return None, None
        if written not in self._roles:
            self._roles[written] = role_of(written)
        word = self._roles[written]
        if not word.known:
            self._tell(row, "role", lambda place: sentences.role_not_known(place, written))
        elif word.role == "other" and not word.is_contact:
            called = sentences.ROLES["other"]
            self._tell(row, "role", lambda place: name_sentences.role_read_as(place, written, called))
        elif word.says_more:
            self._mention(row, sentences.role_alone_read)
        elif word.doubted:
            self._tell(row, "role", lambda place: sentences.role_in_doubt(place, written, word.role))
        is_plain = written[:_STEM].casefold() == sentences.ROLES[word.role][:_STEM].casefold() and not word.says_more
        return word.role, None if is_plain else written

    def _address(self, row: TableRow) -> str | None:
        parts = [text for column in self.header.columns.get("address", ()) if (text := self._words(row, column))]
        if len(parts) == 3:
            return f"{parts[0]}, {parts[1]} {parts[2]}"
        return ", ".join(parts) or None

    def _joined(self, row: TableRow, key: Key, between: str, read: Callable[[Cell], str]) -> str | None:
        columns = self.header.columns.get(key, ())
        parts = [text for column in columns if (text := read(self._usable(row, key, column)))]
        return between.join(parts) or None

    def _words(self, row: TableRow, column: int) -> str:
        return cell_text(self._usable(row, "address", column))

    def _cell(self, row: TableRow, key: Key) -> Value:
        """The cell of a key that is read from one column; None for an empty one and for a mere dash."""
        columns = self.header.columns.get(key)
        cell = self._usable(row, key, columns[0]) if columns else None
        if is_empty(cell) or (isinstance(cell, str) and _NOTHING_SAID.fullmatch(cell)):
            return None
        return cell

    def _usable(self, row: TableRow, key: Key, column: int) -> Value:
        """The value of a cell; None for one that shows none or is struck out, which is told once."""
        cell = _at(row, column)
        if is_error(cell):
            cell = Unusable(Fault.ERROR, cell)
        elif is_ditto(cell, key):
            cell = Unusable(Fault.DITTO, cell)
        if not isinstance(cell, Unusable | PartlyStruck):
            return self._part(cell, key, column)
        if (row.number, column) not in self._told:
            self._told.add((row.number, column))
            outside = cell.struck if isinstance(cell, PartlyStruck) else cell.cell
            text = cell_text(outside)
            written = masked(text) if key == "cpr" else cpr.cut_from(text, sentences.NUMBER_LEFT_OUT)
            if isinstance(cell, PartlyStruck):
                self._tell(row, key, lambda place: sentences.words_struck(place, written))
            else:
                self._tell(row, key, lambda place: sentences.cell_unusable(place, cell.fault, written))
        return self._part(str(cell), key, column) if isinstance(cell, PartlyStruck) else None

    def _part(self, cell: Value, key: Key, column: int) -> Value:
        """A cell; of one that holds date and place together what the key is read from."""
        if column != self._both:
            return cell
        parts = divided(cell, self.today)
        return parts.place if key == "place" else parts.day if key == "date" else parts.clock

    @property
    def _both(self) -> int | None:
        """The column that holds date and place together, as "Tid og sted"."""
        places, dated = (self.header.columns.get(key, ()) for key in ("place", "date"))
        return places[0] if places and places == dated else None

    def _was_told(self, row: TableRow, key: Key) -> bool:
        return any((row.number, column) in self._told for column in self.header.columns.get(key, ()))

    def _said(self, row: TableRow, key: Key) -> bool:
        return self._cell(row, key) is not None or self._was_told(row, key)

    def _mention(self, row: TableRow, sentence: Callable[[str], str]) -> None:
        if row.number not in (rows := self.mentioned.setdefault(sentence, [])):
            rows.append(row.number)

    def _tell(self, row: TableRow, key: Key, sentence: Callable[[str], str]) -> None:
        place = f"{self.table.word_for_row} {row.number}, »{self.header.written[key]}«"
        self.problems.append(Problem(row.number, key, sentence(place)))


def _ages(born: datetime.date, happened: datetime.date | None, today: datetime.date) -> range:
    """The ages that a list of these days may tell: on the day of the event, or since; a year less where that day is not known."""
    now = age_on(born, today)
    then = age_on(born, happened) if happened and happened <= today else now - 1
    return range(then, now + 1)


def _at(row: TableRow, column: int) -> Cell:
    return row.cells[column] if column < len(row.cells) else None
