"""What a single cell says: a text, a date, a time of day."""

import datetime
import re

from samspil.concerns.reader import sentences
from samspil.concerns.reader.table import Cell, Fault, PartlyStruck, Unusable
from samspil.lib import dates
from samspil.lib.encodings import without_invisible

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FORMULA_TEXT = re.compile(r"=\"(.*)\"")
_WITH_DECIMALS = re.compile(r"([0-9]{9,10})[.,]0{1,2}")
_CLOCK = re.compile(
    r"(?:kl\.?\s*)?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:\s*[-–]\s*[0-9]{1,2}[:.][0-9]{2})?", re.IGNORECASE
)
# What spreadsheets show where a formula fails, in Danish and in English, and where a column is too narrow.
_ERROR_BEGINS = ("#", "e", "E", " ")
_ERROR = re.compile(
    r"#(?:ref|reference|n/a|i/t|value|værdi|name|navn|null|nul|num|div/0|division/0|overløb|spill|calc)[!?]?|#{3,}|err:[0-9]{3}",
    re.IGNORECASE,
)
_LONG_AGO_YEARS = 90


def date_of(cell: Cell, today: datetime.date, *, starts_1904: bool = False) -> datetime.date | None:
    """The date that a cell holds, as a date, a number or a text; None where it holds none."""
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    try:
        if isinstance(cell, str):
            return dates.parse(unwrapped(on_one_line(cell)), today=today)
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return dates.from_number(cell, today=today, starts_1904=starts_1904)
    except dates.InvalidDate:
        pass
    return None


def in_this_century(day: datetime.date, today: datetime.date) -> datetime.date:
    """A deed of a list is weeks old: so long ago, it was a year of two digits that lies in the future."""
    if today.year - day.year < _LONG_AGO_YEARS:
        return day
    try:
        return day.replace(year=day.year + 100)
    except ValueError:
        return day


def clock_of(cell: Cell) -> datetime.time | None:
    """The time of day that a cell holds, alone or behind a date, to the minute; None where it holds none."""
    if isinstance(cell, datetime.datetime):
        cell = cell.time()
    if isinstance(cell, datetime.time):
        return cell.replace(second=0, microsecond=0, tzinfo=None) if (cell.hour, cell.minute) != (0, 0) else None
    if isinstance(cell, datetime.timedelta):
        return dates.clock_of_number(cell / datetime.timedelta(days=1))
    if isinstance(cell, str):
        return dates.clock_in(on_one_line(cell))
    if isinstance(cell, float):
        return dates.clock_of_number(cell)
    return None


def is_error(cell: Cell) -> bool:
    """Whether a text is what a spreadsheet shows for an error."""
    return isinstance(cell, str) and cell[:1] in _ERROR_BEGINS and bool(_ERROR.fullmatch(cell.strip()))


def is_only_a_time(cell: Cell) -> bool:
    """Whether a cell holds a time of day and no date."""
    return is_time(cell) or (isinstance(cell, float) and 0 < cell < 1)


def is_midnight(cell: Cell) -> bool:
    """Whether a cell holds the time that programs write where none was told."""
    return cell_text(cell).strip() in {"0", "00:00", "00.00", "00:00:00", "0:00", "24:00"}


def is_time(cell: Cell) -> bool:
    """Whether a cell is written as a time of day."""
    if isinstance(cell, str):
        return bool(_CLOCK.fullmatch(cell.strip()))
    return isinstance(cell, datetime.time | datetime.timedelta)


def cell_text(cell: Cell) -> str:
    """A cell as a person would read it: whole numbers without decimals, dates in Danish form."""
    if cell is None or isinstance(cell, Unusable):
        return ""
    if isinstance(cell, str):
        if cell.isprintable():
            return cell.strip()
        return _CONTROLS.sub("", without_invisible(cell)).replace("\xa0", " ").strip()
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    if isinstance(cell, datetime.datetime):
        return f"{cell:%d-%m-%Y %H:%M}"
    if isinstance(cell, datetime.date):
        return f"{cell:%d-%m-%Y}"
    return str(cell)


def shown(cell: Cell) -> str:
    """A cell in a sentence: what is struck out or in error as it stands there, a formula without value by these words, and of a
    cell in which some words are struck out which they are.
    """
    if isinstance(cell, Unusable):
        return sentences.NO_VALUE if cell.fault is Fault.NO_VALUE else shown(cell.cell) or sentences.ERROR
    if isinstance(cell, PartlyStruck):
        return f"{cell_text(cell)} {sentences.struck_beside(cell_text(cell.struck))}"
    return cell_text(cell)


def on_one_line(cell: Cell) -> str:
    """A cell as a person would read it, its line breaks as spaces."""
    return " ".join(cell_text(cell).split())


def unwrapped(text: str) -> str:
    """Without the ways in which people and programs keep a number whole: '0101…, ="0101…" and 101….0."""
    for pattern in (_FORMULA_TEXT, _WITH_DECIMALS):
        if match := pattern.fullmatch(text):
            return match[1]
    return text.lstrip("'’")
