"""Which row is the header, and what each column holds."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from samspil.concerns.reader.aliases import MEANINGS, Meaning, Part, is_heading, part_of
from samspil.concerns.reader.cells import shown
from samspil.concerns.reader.result import KEYS, Key
from samspil.concerns.reader.table import Cell, TableRow, is_empty
from samspil.lib.encodings import without_invisible

_ROWS_SEARCHED = 100
_COLUMNS_SEARCHED = 300
_NAMING = re.compile("navn|cpr|personn", re.IGNORECASE)  # no child is called so
_LONGEST_NAMING = 40
_MOST_TABLES = 20  # of one sheet, one below the other
_NAMES_SOMEBODY: frozenset[Key] = frozenset(("name", "cpr"))
_NAMING_PARTS: frozenset[Part] = frozenset(
    ("name", "given_name", "middle_name", "surname", "cpr", "cpr_or_birth_date", "birth_date")
)
_NUMBERS: tuple[Part, ...] = ("cpr", "cpr_or_birth_date", "birth_date")
_BESIDE_NAMES: tuple[Part, ...] = ("age", "address", "place", "date", "role", "text", "reference", "date_and_place")
NAMES: frozenset[Meaning] = frozenset(("name", "given_name", "surname", "cpr"))  # by which somebody is named
# Of these parts one column of a table is enough; beside it none of the others is offered.
_SHUT_OUT: dict[Part, frozenset[Meaning]] = {
    "name": frozenset(("name", "given_name", "surname")),
    "given_name": frozenset(("name", "given_name")),
    "middle_name": frozenset(("name",)),
    "surname": frozenset(("name", "surname")),
    "cpr_or_birth_date": frozenset(("cpr",)),
}


@dataclass(frozen=True)
class Header:
    """The header row of a table: `place` is its index among the rows, `columns` where each key is to be read.

    A key may be read from several columns: given name and surname, street and town, charge and remark. `said` are columns of which
    a person has said what they are; `announced` is what the headings themselves say.
    """

    place: int
    width: int
    columns: dict[Key, tuple[int, ...]]
    written: dict[Key, str]
    unread: tuple[str, ...]
    cpr_may_be_date: bool
    said: Mapping[int, Meaning] = field(default_factory=dict)
    announced: frozenset[Part] = frozenset()

    def with_date_from(self, column: int, header_row: TableRow, time: int | None = None) -> "Header":
        """The same header, its date read from one of the columns that may hold it, and the time of day from another."""
        columns: dict[Key, tuple[int, ...]] = {**self.columns, "date": (column,)}
        if time is not None and "time" not in columns:
            columns["time"] = (time,)
        read = {column for places in columns.values() for column in places}
        others = tuple(_written(header_row.cells[other]) for other in self.columns["date"] if other not in read)
        dated: tuple[Key, ...] = ("date", "time")
        written = {key: _joined(header_row.cells, columns[key]) for key in dated if key in columns}
        return replace(self, columns=columns, written={**self.written, **written}, unread=self.unread + others)

    def without(self, hidden: frozenset[int], header_row: TableRow) -> "Header | None":
        """The same header without columns that nobody sees; None when nothing is left by which somebody is named."""
        columns = {
            key: left
            for key, places in self.columns.items()
            if (left := tuple(column for column in places if column not in hidden))
        }
        if not _NAMES_SOMEBODY & columns.keys():
            return None
        written = {key: _joined(header_row.cells, places) for key, places in columns.items()}
        return replace(self, columns=columns, written=written)

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """What a person can say that a column is: what no heading announces, and words, of which there may be more."""
        taken = {one for part in self.announced for one in shut_out(part)}
        return tuple(one for one in MEANINGS if one not in taken)

    @property
    def strength(self) -> int:
        """How many keys the row announces, each in columns of its own."""
        return len(set(self.columns.values()))


def find_header(rows: Sequence[TableRow], *, is_loose: bool = False) -> Header | None:
    """Return the row among the first hundred that announces most keys, or None.

    Two keys with name or CPR number among them are enough, or three of any kind, or a lone column called "Navn"; a loose one
    may have that beside columns that mean nothing here.
    """
    best: Header | None = None
    for place, row in enumerate(rows[:_ROWS_SEARCHED]):
        header = _header(place, row.cells, is_loose=is_loose)
        if header and (best is None or header.strength > best.strength):
            best = header
    return best


def shut_out(part: Part) -> frozenset[Meaning]:
    """What no other column of a table is said to be, where one is read as this part."""
    if part == "text":
        return frozenset()
    return _SHUT_OUT.get(part, frozenset(one for one in MEANINGS if one == part))


def header_as_said(place: int, row: TableRow, said: Mapping[int, Meaning], *, is_bare: bool) -> Header:
    """The header of a row whose columns a person has told of; of a `is_bare` one the headings themselves count for nothing."""
    found = _header(place, row.cells, is_loose=True, said=said, is_bare=is_bare)
    width = max((column + 1 for column, cell in enumerate(row.cells) if not is_empty(cell)), default=0)
    return found or Header(
        place, width, {}, {}, tuple(_written(cell) for cell in row.cells if not is_empty(cell)), False
    )


def second_table_at(header: Header, header_row: TableRow) -> int | None:
    """The column at which a second table begins beside the first: where the heading of names or numbers stands again, or at the
    first heading behind the gap before it; and both sides name somebody by themselves.
    """
    cells = header_row.cells[: header.width]
    written = [_written(cell).casefold() for cell in cells]
    naming = [column for key in _NAMES_SOMEBODY for column in header.columns.get(key, ())]
    again = [
        column
        for first in naming
        for column, heading in enumerate(written)
        if column > first and heading == written[first]
    ]
    if not again:
        return None
    gaps = [column + 1 for column in range(min(naming), min(again)) if not written[column]]
    begin = max(gaps, default=min(again))
    sides = (_header(0, cells[:begin]), _header(0, [*[None] * begin, *cells[begin:]]))
    return begin if all(side and _NAMES_SOMEBODY & side.columns.keys() for side in sides) else None


def tables_below(header: Header, rows: Sequence[TableRow]) -> list[Header]:
    """The header of the first table, and of each that stands below it under headings of its own.

    A row heads a table where the heading of names or numbers stands in it, and words alone beside that. The strongest header is
    the first, unless a table of fewer headings, with rows of its own, stands above it.
    """
    first = header
    for place in range(header.place - 1):
        above = _header(place, rows[place].cells)
        if above and above.strength > 1 and _heads_table(rows[place]) and _heads_table(rows[header.place]):
            first = above
            break
    found = [first]
    for place in range(first.place + 1, len(rows)):
        row, before = rows[place], rows[found[-1].place]
        if len(found) == _MOST_TABLES:
            break
        if _heads_table(row) and not _is_part_of(row, before) and (below := _header(place, row.cells, is_loose=True)):
            found.append(below)
    return found


def _heads_table(row: TableRow) -> bool:
    naming = [
        cell for cell in row.cells if isinstance(cell, str) and len(cell) <= _LONGEST_NAMING and _NAMING.search(cell)
    ]
    if not any(map(is_heading, naming)):
        return False
    filled = [cell for cell in row.cells if not is_empty(cell)]
    are_words = all(isinstance(cell, str) and not any(letter.isdigit() for letter in cell) for cell in filled)
    return len(filled) > 1 and are_words


def _is_part_of(row: TableRow, header_row: TableRow) -> bool:
    """Whether the headings of a row are those of another, all or some, in the same columns; more may stand beside them."""
    headings = _without_end(header_row)
    return all(
        is_empty(cell) or _is_same_heading(cell, above) for cell, above in zip(row.cells, headings, strict=False)
    )


def _is_same_heading(cell: Cell, other: Cell) -> bool:
    """Whether two cells are the same heading, or two words that people write over the same thing."""
    if not isinstance(cell, str) or not isinstance(other, str):
        return False
    if _written(cell).casefold() == _written(other).casefold():
        return True
    known, above = part_of(without_invisible(cell)), part_of(without_invisible(other))
    return known is not None and above is not None and is_heading(cell) and known.part == above.part


def repeats_header(row: TableRow, header_row: TableRow) -> bool:
    """Tell whether a row is the header again, as at the top of each printed page: whole, or two headings of it or more with one
    of names or numbers among them, each in its column.
    """
    headings = _without_end(header_row)
    if row.cells[: len(headings)] == headings:
        return True
    cells = [cell for cell in row.cells[: len(headings)] if not is_empty(cell)]
    naming = [cell for cell in cells if isinstance(cell, str) and is_heading(cell) and _names_somebody(cell)]
    return len(cells) > 1 and bool(naming) and _is_part_of(row, header_row)


def _names_somebody(heading: str) -> bool:
    known = part_of(without_invisible(heading))
    return known is not None and known.part in _NAMING_PARTS


def says_more(row: TableRow, header_row: TableRow) -> bool:
    """Tell whether something stands beside headings that are repeated."""
    return len(_without_end(row)) > len(_without_end(header_row))


def _without_end(row: TableRow) -> list[Cell]:
    end = max((place for place, cell in enumerate(row.cells, start=1) if not is_empty(cell)), default=0)
    return row.cells[:end]


def _header(
    place: int,
    cells: Sequence[Cell],
    *,
    is_loose: bool = False,
    said: Mapping[int, Meaning] | None = None,
    is_bare: bool = False,
) -> Header | None:
    found: dict[Part, list[tuple[int, int]]] = defaultdict(list)
    said = said or {}
    by_alias = bool(said)
    for column, meaning in said.items():
        found[meaning].append((0, column))
    announced: set[Part] = set()
    for column, cell in enumerate(() if is_bare else cells[:_COLUMNS_SEARCHED]):
        if column in said:
            continue
        if isinstance(cell, str) and (known := part_of(without_invisible(cell))):
            found[known.part].append((known.rank, column))
            announced.add(known.part)
            by_alias = by_alias or known.by_alias
    if not by_alias:
        return None
    filled = [column for column, cell in enumerate(cells) if not is_empty(cell)]
    columns = _columns(found, filled)
    by_deed = bool(found.get("suspect")) and columns.get("name") == _best(found, "suspect")
    if not is_loose and not _is_header(columns, len(filled), by_deed=by_deed):
        return None
    read = {column for places in columns.values() for column in places}
    return Header(
        place=place,
        width=filled[-1] + 1,
        columns=columns,
        written={key: _joined(cells, places) for key, places in columns.items()},
        unread=tuple(_written(cells[column]) for column in filled if column not in read),
        cpr_may_be_date="cpr" not in found,
        said=said,
        announced=frozenset(announced),
    )


def _is_header(columns: dict[Key, tuple[int, ...]], filled: int, *, by_deed: bool) -> bool:
    if (by_deed and "cpr" not in columns) or not _NAMES_SOMEBODY & columns.keys():
        return len(set(columns.values())) >= 3
    return len(set(columns.values())) >= 2 or filled == sum(len(places) for places in columns.values())


def _columns(found: dict[Part, list[tuple[int, int]]], filled: Sequence[int]) -> dict[Key, tuple[int, ...]]:
    by_key: dict[Key, tuple[int, ...]] = {
        "name": _name(found, filled),
        "cpr": _best(found, "cpr") or _best(found, "cpr_or_birth_date"),
        "birth_date": _best(found, "birth_date"),
        "age": _best(found, "age"),
        "address": _best(found, "address") + _best(found, "postcode") + _best(found, "city"),
        "place": _best(found, "place"),
        # Several may hold the date, one of them perhaps only a clock time: the rows themselves decide which is read.
        "date": tuple(column for _rank, column in sorted(found.get("date", ()))),
        "time": _best(found, "time"),
        "role": _best(found, "role"),
        "text": tuple(sorted(column for _rank, column in found.get("text", ()))),
        "reference": _best(found, "reference"),
    }
    both = _best(found, "date_and_place")
    by_key["place"] = by_key["place"] or both
    if by_key["place"] == both and not by_key["date"]:
        by_key["date"] = both
        by_key["time"] = by_key["time"] or both
    return {key: by_key[key] for key in KEYS if by_key[key]}


def _name(found: dict[Part, list[tuple[int, int]]], filled: Sequence[int]) -> tuple[int, ...]:
    """Where the name stands: in a column of whole names, else in those of its parts. These outrank a column of whole names that
    stands apart from the number they stand beside: it is of somebody else, or of another table.
    """
    whole = _best(found, "name")
    given, surname = _best(found, "given_name"), _best(found, "surname")
    parts = given + _best(found, "middle_name") + surname
    if not whole or not parts:
        return whole or parts or _best(found, "suspect")
    anchors = [column for part in _NUMBERS for _rank, column in found.get(part, ())] or [
        column for part in _BESIDE_NAMES for _rank, column in found.get(part, ())
    ]
    if not anchors or min(parts) - 1 <= whole[0] <= max(parts) + 1:
        return whole
    far, near = nearness(whole, anchors, filled), nearness(parts, anchors, filled)
    if not (given and surname):
        return parts if near[0] < far[0] else whole
    return parts if near < far or (near == far and max(parts) < whole[0]) else whole


def nearness(columns: Sequence[int], anchors: Sequence[int], filled: Sequence[int]) -> tuple[bool, int]:
    """How near the nearest of some columns stands to one of the others: whether a column without heading lies between, and how far."""
    headed = frozenset(filled)
    return min(
        (not headed.issuperset(range(min(column, anchor), max(column, anchor))), abs(column - anchor))
        for column in columns
        for anchor in anchors
    )


def _best(found: dict[Part, list[tuple[int, int]]], part: Part) -> tuple[int, ...]:
    return (min(found[part])[1],) if part in found else ()


def _joined(cells: Sequence[Cell], places: Sequence[int]) -> str:
    return " + ".join(_written(cells[column]) for column in places)


def _written(cell: Cell) -> str:
    return without_invisible(shown(cell)).strip()


def is_gap(column: int, rows: Sequence[TableRow]) -> bool:
    """Whether a column is empty in all rows, headings and all."""
    return all(column >= len(row.cells) or is_empty(row.cells[column]) for row in rows)


def table_behind_gap_at(header: Header, rows: Sequence[TableRow]) -> int | None:
    """The column at which a second table begins under other headings than the first: behind the one gap of the row, with a
    column of whole names; the first has names and something more on its side of the gap.
    """
    cells = rows[header.place].cells[: header.width]
    filled = [column for column, cell in enumerate(cells) if not is_empty(cell)]
    begins = (
        following
        for column, following in pairwise(filled)
        if any(is_gap(between, rows[header.place :]) for between in range(column + 1, following))
    )
    begin = next(begins, None)
    if begin is None:
        return None
    first = _header(0, cells[:begin])
    second = _header(0, [*[None] * begin, *cells[begin:]], is_loose=True)
    if first is None or second is None or "name" not in first.columns or first.strength < 2:
        return None
    announced = [part_of(without_invisible(cell)) for cell in cells[begin:] if isinstance(cell, str)]
    parts = {known.part for known in announced if known}
    is_whole = "name" in parts or {"given_name", "surname"} <= parts or ("suspect" in parts and "cpr" in parts)
    return begin if is_whole else None
