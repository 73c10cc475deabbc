"""Whose name stands beside a number: which column of names is read, and which others may hold the child's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from samspil.concerns.reader import name_sentences as sentences
from samspil.concerns.reader.aliases import Part, part_of, tells_of_somebody_else
from samspil.concerns.reader.cells import on_one_line, shown
from samspil.concerns.reader.headers import Header, is_gap, nearness
from samspil.concerns.reader.result import Key
from samspil.concerns.reader.roles import role_of
from samspil.concerns.reader.table import Cell, TableRow, is_empty
from samspil.concerns.reader.unknown import is_unknown
from samspil.lib import cpr
from samspil.lib.encodings import without_invisible

_ROWS_TRIED = 200
_COLUMNS_SEARCHED = 300
_NUMBERS: tuple[Key, ...] = ("cpr", "birth_date")
_NAMES: frozenset[Part] = frozenset(("name", "given_name", "middle_name", "surname", "suspect"))
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:[-'’][^\W\d_]+)*\.?")
_MOST_WORDS = 6
_LONGEST = 60
_A_PLACE = re.compile(
    r"(?:skolen?|klub(?:ben)?|politi|kommune|station|center|centret|kreds(?:en)?|afdeling)\b", re.IGNORECASE
)
_OF_OTHERS = re.compile(
    r"lærer|pædagog|leder|forældre|kollega|familie|politi|patrulje|station|kreds|område|distrikt|bydel|land\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Doubts:
    """Columns that are not read and may hold the child's name, each with its heading; and whether the name that is read stands apart
    from the number, behind an empty column.
    """

    columns: tuple[tuple[int, str], ...] = ()
    apart_from: str = ""

    def said_of(self, row: TableRow, name: str | None, *, has_number: bool) -> Iterator[Callable[[str], str]]:
        """The sentences that a row calls for."""
        words = _words(name or "")
        for column, heading in self.columns:
            written = on_one_line(row.cells[column]) if column < len(row.cells) else ""
            if written and not _words(written) <= words and (_looks_like_name(written) or _is_of_name(heading)):
                bare = cpr.cut_likes_from(written, " ").strip()
                yield partial(sentences.other_column_names, heading=heading, written=bare)
        if self.apart_from and name and has_number:
            yield partial(sentences.name_stands_apart, heading=self.apart_from)


def with_suspects(header: Header, header_row: TableRow, below: Sequence[TableRow], hidden: frozenset[int]) -> Header:
    """The header with its names read from a column called "Mistænkt", where that holds names and no other column of names stands
    nearer the number; such a column without names in it is none.
    """
    suspects = [column for column in _headed(header_row, frozenset(("suspect",))) if column not in hidden]
    if not suspects:
        return header
    named = [column for column in suspects if _holds_names(column, below)]
    own = header.columns.get("name", ())
    others = tuple(column for column in own if _part(header_row.cells[column]) != "suspect")
    if named:
        anchors, filled = _anchors(header, others), _filled(header_row)
        best = min(named, key=lambda column: nearness((column,), anchors, filled) if anchors else (False, column))
        nearer = (
            anchors
            and others
            and set(others) <= set(_headed(header_row, _NAMES))
            and (nearness((best,), anchors, filled), best) < (nearness(others, anchors, filled), min(others))
        )
        chosen: tuple[int, ...] = (best,) if not others or nearer else others
    else:
        chosen = others
    return header if chosen == own else _with_names(header, chosen, header_row)


def is_of_suspects(header: Header, header_row: TableRow) -> bool:
    """Whether the names are read from a column called "Mistænkt" or the like, so that its heading tells a role."""
    return any(_part(header_row.cells[column]) == "suspect" for column in header.columns.get("name", ()))


def doubts(header: Header, header_row: TableRow, below: Sequence[TableRow], hidden: frozenset[int]) -> Doubts:
    """What else in the table may be the name that belongs to the number.

    A column called by a part of a name or by a deed is doubted wherever it stands; one of whole names where it stands no farther
    from the number than the one that is read, and any other that holds nothing but full names where it stands nearer.
    """
    names = header.columns.get("name", ())
    if not names or header.said.keys() & set(names):  # a person has said whose they are
        return Doubts()
    read = {column for places in header.columns.values() for column in places}
    anchors = [column for key in _NUMBERS for column in header.columns.get(key, ())]
    filled = _filled(header_row)
    own = nearness(names, anchors, filled) if anchors else (False, 0)
    found = []
    for column in filled:
        if column in read or column in hidden or not isinstance(header_row.cells[column], str):
            continue
        heading, part = _heading(header_row, column), _part(header_row.cells[column])
        near = nearness((column,), anchors, filled) if anchors else (True, 0)
        if (
            part in {"given_name", "surname"}
            or (part == "suspect" and _holds_words(column, below))
            or (part == "name" and anchors and near <= own)
            or (
                part is None
                and anchors
                and near < own
                and not (tells_of_somebody_else(heading) or _OF_OTHERS.search(heading))
                and _holds_names(column, below, fewest_words=2)
            )
        ):
            found.append((column, heading))
    return Doubts(tuple(found), _apart_from(header, header_row, below))


def _apart_from(header: Header, header_row: TableRow, below: Sequence[TableRow]) -> str:
    """The heading of the number, where the one gap of the table lies between it and the names; else an empty text."""
    names = header.columns["name"]
    number = next((header.columns[key][0] for key in _NUMBERS if key in header.columns), None)
    if number is None or not nearness(names, (number,), _filled(header_row))[0]:
        return ""
    gaps = {column for column in range(min(header.width, _COLUMNS_SEARCHED)) if is_gap(column, [header_row, *below])}
    between = {column for name in names for column in range(min(name, number), max(name, number))} & gaps
    is_one = bool(between) and gaps == between and max(between) - min(between) < len(between)
    return _heading(header_row, number) if is_one else ""


def _with_names(header: Header, columns: tuple[int, ...], header_row: TableRow) -> Header:
    before = [_heading(header_row, column) for column in header.columns.get("name", ())]
    now = [_heading(header_row, column) for column in columns]
    places: dict[Key, tuple[int, ...]] = {"name": columns} if columns else {}
    written: dict[Key, str] = {"name": " + ".join(now)} if columns else {}
    places |= {key: place for key, place in header.columns.items() if key != "name"}
    written |= {key: said for key, said in header.written.items() if key != "name"}
    unread = tuple(dict.fromkeys((*(heading for heading in header.unread if heading not in now), *before)))
    return replace(header, columns=places, written=written, unread=unread)


def _anchors(header: Header, names: Sequence[int]) -> list[int]:
    """The columns of the numbers; without any, all that is read beside the names."""
    numbers = [column for key in _NUMBERS for column in header.columns.get(key, ())]
    return numbers or [
        column for key, places in header.columns.items() if key != "name" for column in places if column not in names
    ]


def _holds_names(column: int, below: Sequence[TableRow], *, fewest_words: int = 1) -> bool:
    """Whether what stands in a column are names: most of its cells, mostly different ones, and no role among them."""
    cells = [row.cells[column] for row in below[:_ROWS_TRIED] if column < len(row.cells)]
    written = [on_one_line(cell) for cell in cells if not is_empty(cell) and _part(cell) is None]
    told = [text for text in written if not is_unknown(text)]
    if not told or any(role_of(text).known for text in told):
        return False
    names = [text for text in told if _looks_like_name(text) and len(text.split()) >= fewest_words]
    return len(names) * 2 > len(told) and len(set(names)) * 2 > len(names)


def _holds_words(column: int, below: Sequence[TableRow]) -> bool:
    """Whether anything stands in a column that is no role, no cross, no yes or no and no date."""
    cells = [row.cells[column] for row in below[:_ROWS_TRIED] if column < len(row.cells)]
    return any(
        isinstance(cell, str) and len(_WORD.findall(cell)) > 1 and _part(cell) is None and not role_of(cell).known
        for cell in cells
    )


def _looks_like_name(written: str) -> bool:
    bare = " ".join(cpr.cut_likes_from(written, " ").replace(",", " ").split())
    words = bare.split()
    return (
        0 < len(words) <= _MOST_WORDS
        and len(bare) <= _LONGEST
        and all(_NAME_WORD.fullmatch(word) for word in words)
        and words[0][:1].isupper()
        and words[-1][:1].isupper()
        and not _A_PLACE.search(bare)
    )


def _words(name: str) -> set[str]:
    return set(_WORD.findall(name.casefold()))


def _is_of_name(heading: str) -> bool:
    known = part_of(heading)
    return known is not None and known.part in _NAMES


def _headed(header_row: TableRow, parts: frozenset[Part]) -> list[int]:
    return [column for column, cell in enumerate(header_row.cells[:_COLUMNS_SEARCHED]) if _part(cell) in parts]


def _filled(header_row: TableRow) -> list[int]:
    return [column for column, cell in enumerate(header_row.cells[:_COLUMNS_SEARCHED]) if not is_empty(cell)]


def _part(cell: Cell) -> Part | None:
    known = part_of(without_invisible(cell)) if isinstance(cell, str) else None
    return known.part if known else None


def _heading(header_row: TableRow, column: int) -> str:
    return without_invisible(shown(header_row.cells[column])).strip()
