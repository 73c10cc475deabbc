"""Which row is the header, and what each column holds."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

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
        """How many keys the row announces."""
        return len(self.columns)


def find_header(rows: Sequence[TableRow]) -> Header | None:
    """Return the row among the first hundred that announces most keys, or None.

    Two keys with name or CPR number among them are enough, or three of any kind, or a lone column called "Navn".
    """
    best: Header | None = None
    for place, row in enumerate(rows[:_ROWS_SEARCHED]):
        header = _header(place, row.cells)
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
        is_empty(cell) or (isinstance(cell, str) and isinstance(above, str) and _written(cell) == _written(above))
        for cell, above in zip(row.cells, headings, strict=False)
    )


def repeats_header(row: TableRow, header_row: TableRow) -> bool:
    """Tell whether a row is the header again, as at the top of each printed page."""
    headings = _without_end(header_row)
    return row.cells[: len(headings)] == headings


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
    columns = _columns(found)
    filled = [column for column, cell in enumerate(cells) if not is_empty(cell)]
    if not is_loose and not _is_header(columns, len(filled)):
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


def _is_header(columns: dict[Key, tuple[int, ...]], filled: int) -> bool:
    if not _NAMES_SOMEBODY & columns.keys():
        return len(columns) >= 3
    return len(columns) >= 2 or filled == sum(len(places) for places in columns.values())


def _columns(found: dict[Part, list[tuple[int, int]]]) -> dict[Key, tuple[int, ...]]:
    by_key: dict[Key, tuple[int, ...]] = {
        "name": _best(found, "name")
        or _best(found, "given_name") + _best(found, "middle_name") + _best(found, "surname"),
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
    return {key: by_key[key] for key in KEYS if by_key[key]}


def _best(found: dict[Part, list[tuple[int, int]]], part: Part) -> tuple[int, ...]:
    return (min(found[part])[1],) if part in found else ()


def _joined(cells: Sequence[Cell], places: Sequence[int]) -> str:
    return " + ".join(_written(cells[column]) for column in places)


def _written(cell: Cell) -> str:
    return without_invisible(shown(cell)).strip()
