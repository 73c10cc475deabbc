"""What stands in a column that holds date, time and place together, as "Tid og sted": each of them by itself."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from samspil.concerns.reader.cells import on_one_line, unwrapped
from samspil.concerns.reader.table import Cell, PartlyStruck, Value
from samspil.lib import dates

_CLOCK = re.compile(
    r"\s*,?\s*((?:ca\.?\s*)?(?:(?:kl|klokken)\b\.?\s*(?:[01]?[0-9]|2[0-3])(?:[.:][0-5][0-9])?|(?:[01]?[0-9]|2[0-3])[.:][0-5][0-9]))(?![0-9])",
    re.IGNORECASE,
)
_MOST_WORDS = 30
_LONGEST_DATE = 8  # words
_DIGITS = re.compile(r"[0-9]+")
_BARE_DAY = re.compile(r"[0-9]{1,2}")
_LEADS = re.compile(r"(?:\b(?:den|d\.?|kl\.?)\s*)$", re.IGNORECASE)
_ENDS = " ,;:-–/·"


@dataclass(frozen=True)
class TimeAndPlace:
    """The parts of such a cell; a part is None where the cell does not tell it."""

    day: Value = None
    clock: Value = None
    place: Value = None


def divided(cell: Cell, today: datetime.date) -> TimeAndPlace:
    """A cell divided; without a date that can be read all of a text is the place."""
    if isinstance(cell, datetime.datetime):
        return TimeAndPlace(cell.date(), cell.time() if cell.time() != datetime.time() else None)
    if isinstance(cell, datetime.date | int | float) and not isinstance(cell, bool):
        return TimeAndPlace(day=cell)
    if not isinstance(cell, str) or isinstance(cell, PartlyStruck):
        return TimeAndPlace(place=cell if isinstance(cell, str) else None)
    text = unwrapped(on_one_line(cell))
    words = text.split()
    if len(words) > _MOST_WORDS:
        return TimeAndPlace(place=text)
    for begin in range(len(words)):
        if _BARE_DAY.fullmatch(words[begin]) and len(words) > begin + 1 and words[begin + 1][:1].isdigit():
            continue  # the number of a house, before the date
        for end in range(min(len(words), begin + _LONGEST_DATE), begin, -1):
            day = " ".join(words[begin:end]).rstrip(",;:")
            if _is_day(day, today):
                return _with_clock(words[:begin], day, " ".join(words[end:]))
    return TimeAndPlace(place=text)


def _with_clock(before: list[str], day: str, after: str) -> TimeAndPlace:
    clock = _CLOCK.match(after)
    rest = after[clock.end() :] if clock else after
    place = " ".join(part for part in (_LEADS.sub("", " ".join(before)).strip(_ENDS), rest.strip(_ENDS)) if part)
    return TimeAndPlace(day, clock[1] if clock else None, place or None)


def _is_day(written: str, today: datetime.date) -> bool:
    if _DIGITS.fullmatch(written) and len(written) not in (6, 8):
        return False  # a postcode, which a spreadsheet's day may look like
    try:
        dates.parse(written, today=today)
    except dates.InvalidDate:
        return dates.without_year(written, today=today) is not None
    return True
