"""What a list is read into: frozen, plain, and the same on both sides of the child process."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Literal, TypeVar, get_args

from samspil.concerns.reader import sentences
from samspil.concerns.reader.aliases import MEANINGS, Meaning
from samspil.lib import cpr

Role = Literal["charged", "suspected", "convicted", "witness", "victim", "other"]
PartKind = Literal["hidden", "struck", "remark", "columns", "sheet", "hidden_sheet"]
Key = Literal[
    "name", "cpr", "birth_date", "age", "address", "place", "date", "time", "role", "text", "reference"
]  # fmt: skip

_Word = TypeVar("_Word", bound=str)

ROLES: tuple[Role, ...] = get_args(Role)
KEYS: tuple[Key, ...] = get_args(Key)
NOT_IN_JSON: frozenset[Key] = frozenset(("age", "time"))  # the format of the command is older than they are
PART_KINDS: tuple[PartKind, ...] = get_args(PartKind)
_WITH_NUMBERS = frozenset(("cpr", "table"))  # fields in which CPR numbers stand whole


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of the list: what the file said, nothing added. What it did not say is None."""

    row: int
    name: str | None = None
    cpr: str | None = None
    birth_date: datetime.date | None = None
    address: str | None = None
    place: str | None = None
    date: datetime.date | None = None
    role: Role | None = None
    text: str | None = None
    reference: str | None = None
    date_choices: tuple[datetime.date, ...] = ()  # where the date can be meant in several ways, and `date` is empty
    age: int | None = None  # full years, where the file tells an age
    time: datetime.time | None = None  # of day, to the minute
    name_told: str | None = None  # the words that say that nobody knows the name
    role_told: str | None = None  # the words for the role, where it is called otherwise here
    number_told: str | None = None  # what stands in the column of numbers and is none, so that a slip can be put right

    def as_json(self) -> dict[str, Any]:
        """The row with its dates in ISO form."""
        return {
            "row": self.row,
            "name": self.name,
            "cpr": self.cpr,
            "birth_date": self.birth_date.isoformat() if self.birth_date else None,
            "address": self.address,
            "place": self.place,
            "date": self.date.isoformat() if self.date else None,
            "role": self.role,
            "text": self.text,
            "reference": self.reference,
        }


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a row that a person must look at. The message is Danish, fit to be shown, and says what to do."""

    row: int
    column: Key
    message: str

    def as_json(self) -> dict[str, Any]:
        """The problem as it stands in the output of `samspil policelist read`."""
        return {"row": self.row, "column": self.column, "message": self.message}


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of the file that are left out until a person takes them: hidden ones, struck out ones, another sheet's.

    `name` is the sheet where it is another than the list's, or the headers of hidden columns. `rows` of the kind "columns" are
    rows of the reading as they are with these columns. `more` is how many further rows there are, too many to be offered.
    """

    kind: PartKind
    name: str
    rows: tuple[ListRow, ...]
    problems: tuple[Problem, ...] = ()
    more: int = 0

    def as_answer(self) -> dict[str, Any]:
        """For the parent process."""
        return {
            "kind": self.kind,
            "name": self.name,
            "rows": [_row_as_answer(row) for row in self.rows],
            "problems": [problem.as_json() for problem in self.problems],
            "more": self.more,
        }


@dataclass(frozen=True, slots=True)
class OpenColumn:
    """A column of which a person can say what it is, or has said it; `cells` are the first that hold something, masked."""

    column: int
    heading: str
    cells: tuple[str, ...]
    said: Meaning | None = None

    def as_answer(self) -> dict[str, Any]:
        """For the parent process, and for the draft."""
        return {"column": self.column, "heading": self.heading, "cells": list(self.cells), "said": self.said}


@dataclass(frozen=True, slots=True)
class ListReading:
    """A list as understood: `columns` maps a key to the header as written and lacks what the file lacks.

    `encoding` is None for workbooks, `sheet` for text files. `unread` names the columns that mean nothing here, `notes`
    tell of what stands in the file and was not read, `told` of what was read otherwise than it stands, `asides` are left
    out unless taken: a preview says so. `open_columns` can be said to be one of `meanings`, and `table` is what is read again then
    (`again.py`); of `notes` the first `own_notes` are of that table.
    """

    encoding: str | None
    sheet: str | None
    columns: Mapping[Key, str]
    rows: tuple[ListRow, ...]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...] = field(default=())
    notes: tuple[str, ...] = field(default=())
    asides: tuple[Part, ...] = field(default=())
    told: tuple[str, ...] = field(default=())
    open_columns: tuple[OpenColumn, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    table: str = field(default="", repr=False)
    own_notes: int = 0

    def as_json(self) -> dict[str, Any]:
        """The reading as `samspil policelist read --json` prints it."""
        return {
            "encoding": self.encoding,
            "sheet": self.sheet,
            "columns": {key: header for key, header in self.columns.items() if key not in NOT_IN_JSON},
            "rows": [row.as_json() for row in self.rows],
            "problems": [
                problem.as_json() for problem in (*self.problems, *self.left_out) if problem.column not in NOT_IN_JSON
            ],
        }

    @property
    def left_out(self) -> tuple[Problem, ...]:
        """The rows of the parts as problems: a program that reads the JSON cannot be asked what to take."""
        word = "Linje" if self.sheet is None else "Række"
        key: Key = next(iter(self.columns), "name")
        return tuple(
            Problem(row.row, key, sentences.left_out(part.kind, f"{word} {row.row}", part.name))
            for part in self.asides
            for row in part.rows
        )

    def as_answer(self) -> dict[str, Any]:
        """The whole reading, for the parent process."""
        return {
            **self.as_json(),
            "columns": dict(self.columns),
            "rows": [_row_as_answer(row) for row in self.rows],
            "problems": [problem.as_json() for problem in self.problems],
            "unread": list(self.unread),
            "notes": list(self.notes),
            "told": list(self.told),
            "parts": [part.as_answer() for part in self.asides],
            "open_columns": [column.as_answer() for column in self.open_columns],
            "meanings": list(self.meanings),
            "table": self.table,
            "own_notes": self.own_notes,
        }


def _row_as_answer(row: ListRow) -> dict[str, Any]:
    return {
        **row.as_json(),
        "date_choices": [day.isoformat() for day in row.date_choices],
        "age": row.age,
        "time": row.time.isoformat("minutes") if row.time else None,
        "name_told": row.name_told,
        "role_told": row.role_told,
        "number_told": row.number_told,
    }


def without_numbers(told: Any) -> Any:
    """The same with every CPR number cut that does not stand in its own field: in a header, a note, a cell that is quoted
    because it was not understood. What is read of a list is kept as a draft, and shown.
    """
    if isinstance(told, str):
        return cpr.cut_from(told, sentences.NUMBER_LEFT_OUT)
    if isinstance(told, tuple):
        return tuple(without_numbers(inner) for inner in told)
    if isinstance(told, Mapping):
        return {key: without_numbers(inner) for key, inner in told.items()}
    if is_dataclass(told) and not isinstance(told, type):
        kept = [each.name for each in fields(told) if each.name not in _WITH_NUMBERS]
        return replace(told, **{name: without_numbers(getattr(told, name)) for name in kept})
    return told


def reading_from_answer(answer: Mapping[str, Any]) -> ListReading:
    """The reading that `as_answer` was made from.

    The child has read a stranger's file, so its answer is checked like one: raises ValueError, TypeError or KeyError
    when it has not exactly the shape it should have.
    """
    columns = {_one_of(KEYS, key): _text(header) for key, header in answer["columns"].items()}
    return ListReading(
        encoding=_text_or_none(answer["encoding"]),
        sheet=_text_or_none(answer["sheet"]),
        columns=columns,
        rows=tuple(_row(row) for row in answer["rows"]),
        problems=_problems(answer["problems"]),
        unread=tuple(_text(header) for header in answer["unread"]),
        notes=tuple(_text(note) for note in answer["notes"]),
        told=tuple(_text(sentence) for sentence in answer["told"]),
        asides=tuple(_part(part) for part in answer["parts"]),
        open_columns=tuple(open_column(column) for column in answer["open_columns"]),
        meanings=tuple(_one_of(MEANINGS, meaning) for meaning in answer["meanings"]),
        table=_text(answer["table"]),
        own_notes=int(answer["own_notes"]),
    )


def open_column(kept: Mapping[str, Any]) -> OpenColumn:
    """The column that `OpenColumn.as_answer` was made from; raises as `reading_from_answer` does."""
    return OpenColumn(
        column=int(kept["column"]),
        heading=_text(kept["heading"]),
        cells=tuple(_text(cell) for cell in kept["cells"]),
        said=None if kept["said"] is None else _one_of(MEANINGS, kept["said"]),
    )


def _part(part: Mapping[str, Any]) -> Part:
    return Part(
        kind=_one_of(PART_KINDS, part["kind"]),
        name=_text(part["name"]),
        rows=tuple(_row(row) for row in part["rows"]),
        problems=_problems(part["problems"]),
        more=int(part["more"]),
    )


def _problems(told: Sequence[Mapping[str, Any]]) -> tuple[Problem, ...]:
    return tuple(
        Problem(int(problem["row"]), _one_of(KEYS, problem["column"]), _text(problem["message"])) for problem in told
    )


def _row(row: Mapping[str, Any]) -> ListRow:
    return ListRow(
        row=int(row["row"]),
        name=_text_or_none(row["name"]),
        cpr=_text_or_none(row["cpr"]),
        birth_date=_date_or_none(row["birth_date"]),
        address=_text_or_none(row["address"]),
        place=_text_or_none(row["place"]),
        date=_date_or_none(row["date"]),
        role=None if row["role"] is None else _one_of(ROLES, row["role"]),
        text=_text_or_none(row["text"]),
        reference=_text_or_none(row["reference"]),
        date_choices=tuple(datetime.date.fromisoformat(_text(day)) for day in row["date_choices"]),
        age=None if row["age"] is None else int(row["age"]),
        time=None if row["time"] is None else datetime.time.fromisoformat(_text(row["time"])),
        name_told=_text_or_none(row["name_told"]),
        role_told=_text_or_none(row["role_told"]),
        number_told=_text_or_none(row["number_told"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _date_or_none(value: object) -> datetime.date | None:
    return None if value is None else datetime.date.fromisoformat(_text(value))


def _one_of(allowed: tuple[_Word, ...], value: object) -> _Word:
    for one in allowed:
        if one == value:
            return one
    raise ValueError("an unknown word was answered")
