"""CPR numbers: form and date, nothing more.

A CPR number is DDMMYY and four digits; the seventh digit and the year give the century. Replacement
numbers, given to people without a CPR number, carry the day plus 60. Modulus 11 is *not* a test:
since 1 October 2007 valid numbers are issued that do not fulfil it (CPR-kontoret, "Personnumre uden
kontrolciffer"), so a number must never be refused for it.
"""

import re
from datetime import date

REPLACEMENT_DAY = 60

_SEPARATORS = re.compile(r"[\s.\-/‐‑‒–—−]")
_TEN_DIGITS = re.compile(r"[0-9]{10}")
_NINE_DIGITS = re.compile(r"[0-9]{9}")


class InvalidCpr(ValueError):
    """The text is not ten digits that begin with a date."""


def parse(text: str) -> str:
    """Return the ten digits of a number written with or without hyphen or spaces.

    Raises InvalidCpr when the form or the date is wrong. Modulus 11 is never asked.
    """
    digits = _SEPARATORS.sub("", text)
    if not _TEN_DIGITS.fullmatch(digits):
        raise InvalidCpr("a CPR number has ten digits")
    birth_date(digits)
    return digits


def parse_number(digits: str) -> str:
    """Return the ten digits of a number that a spreadsheet kept as a number and so robbed of its leading zero.

    Raises InvalidCpr.
    """
    return parse("0" + digits if _NINE_DIGITS.fullmatch(digits) else digits)


def birth_date(cpr: str) -> date:
    """Return the date in ten digits, the day less 60 for replacement numbers.

    Raises InvalidCpr when there is no such day.
    """
    day, month, year = int(cpr[0:2]), int(cpr[2:4]), int(cpr[4:6])
    if day > REPLACEMENT_DAY:
        day -= REPLACEMENT_DAY
    try:
        return date(_century(int(cpr[6]), year) + year, month, day)
    except ValueError as error:
        raise InvalidCpr("a CPR number begins with a date") from error


def is_replacement(cpr: str) -> bool:
    """Tell whether ten digits are a replacement number (day plus 60)."""
    return int(cpr[0:2]) > REPLACEMENT_DAY


def hyphenated(cpr: str) -> str:
    """Return ten digits as people write them: DDMMYY-XXXX."""
    return f"{cpr[:6]}-{cpr[6:]}"


def _century(seventh: int, year: int) -> int:
    """The century, from the seventh digit and the year (CPR-kontoret, "Personnummeret i CPR")."""
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800
