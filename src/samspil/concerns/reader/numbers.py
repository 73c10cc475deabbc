"""What stands in the column of CPR numbers: a number, a birth date in its place, or words that are neither."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from samspil.concerns.reader import sentences
from samspil.concerns.reader.cells import cell_text, unwrapped
from samspil.concerns.reader.name_sentences import two_birth_dates
from samspil.concerns.reader.table import Value
from samspil.lib import cpr, dates

_POWER_OF_TEN = re.compile(r"[0-9]+(?:[.,][0-9]+)?e\+?[0-9]+", re.IGNORECASE)
_SEPARATED = re.compile(r"[0-9][-./ ][0-9]|[0-9]\. ?[a-z]", re.IGNORECASE)
_BEGINNING = 6  # digits of a number that may be shown: the day of birth
_LONG_NUMBER = re.compile(r"[0-9](?:[ .\-/\xa0‐‑‒–—−]{0,3}[0-9]){6,}")
_DIGIT = re.compile(r"[0-9]")

DateOf = Callable[[Value], datetime.date | None]


@dataclass(frozen=True)
class NumberTold:
    """The number, or the birth date that is told; `sentence` says what is the matter, and `written` is what stood there that is neither."""

    number: str | None = None
    born: datetime.date | None = None
    sentence: Callable[[str], str] | None = None
    written: str | None = None


def number_told(
    cell: Value, date_of: DateOf, today: datetime.date, *, is_text_file: bool, may_be_date: bool
) -> NumberTold:
    """What a cell of the column says. `may_be_date`: its heading does not say that it holds nothing but whole numbers."""
    text = unwrapped(cell_text(cell))
    if may_be_date and (only_date := date_of(cell)) and only_date <= today:
        return _one_date(cell, text, NumberTold(born=only_date))
    if _POWER_OF_TEN.fullmatch(text):
        return NumberTold(sentence=sentences.cpr_shortened)
    # Only a number loses its zero; nine digits that a workbook keeps as text are a slip of the hand.
    was_number = is_text_file or isinstance(cell, int | float)
    born = cpr.birth_date_alone(text, today)
    number = None
    if born is None:
        try:
            number = cpr.parse_number(text) if was_number else cpr.parse(text)
        except cpr.InvalidCpr:
            born = _date_instead(cell, text, date_of, today)
    shown = masked(text)
    if number is None and born is None:
        return NumberTold(sentence=lambda place: sentences.cpr_not_understood(place, shown), written=text)
    if number is None:
        alone = NumberTold(born=born, sentence=None if may_be_date else sentences.cpr_is_birth_date)
        return alone if cpr.birth_date_alone(text, today) else _one_date(cell, text, alone)
    birth = cpr.birth_date(number)
    if birth > today:
        return NumberTold(sentence=lambda place: sentences.cpr_in_future(place, shown), written=text)
    return NumberTold(number, birth)


def _one_date(cell: Value, text: str, told: NumberTold) -> NumberTold:
    """The same, but no birth date where two stand in the cell."""
    if isinstance(cell, str) and _SEPARATED.search(text) and dates.tells_of_more(text):
        return NumberTold(sentence=lambda place: two_birth_dates(place, text))
    return told


def masked(written: str) -> str:
    """Words as they are quoted: of what may be a CPR number, whole or with a slip, the day of birth and how many digits follow it."""
    return _LONG_NUMBER.sub(lambda found: _ended(found[0]), written)


def _ended(number: str) -> str:
    end = [place.end() for place in _DIGIT.finditer(number)][_BEGINNING - 1]
    return number[:end] + _DIGIT.sub("x", number[end:])


def _date_instead(cell: Value, text: str, date_of: DateOf, today: datetime.date) -> datetime.date | None:
    """The birth date that stands where a CPR number should. A bare number of five or six digits is none."""
    born = None
    if isinstance(cell, datetime.date) or _SEPARATED.search(text):
        born = date_of(cell)
    elif len(text) in (7, 8) and text.isdigit():
        born = date_of(text.zfill(8))
    return born if born and born <= today else None
