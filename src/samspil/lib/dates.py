"""Dates as people in Denmark write them, and as spreadsheets keep them.

A year of two digits never lies in the future: it is read as the latest year that makes the date today
or earlier. What can be read in two ways is refused rather than guessed, with one exception that Excel
forces upon everybody: a bare number of five digits is a serial day.
"""

import math
import re
from datetime import date, time, timedelta

EARLIEST_YEAR = 1880
LATEST_YEAR = 2200
LONGEST_TEXT = 120
DAYS_FROM_1900_TO_1904 = 1462

# Excel counts days from here for every serial after the 29 February 1900 that never was.
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(3654, 80_000)
_BARE_YEARS = range(1880, 2101)

_MONTH_NAMES = {
    "januar": 1, "jan": 1, "january": 1,
    "februar": 2, "feb": 2, "febr": 2, "february": 2,
    "marts": 3, "mar": 3, "mrt": 3, "march": 3,
    "april": 4, "apr": 4,
    "maj": 5, "may": 5,
    "juni": 6, "jun": 6, "june": 6,
    "juli": 7, "jul": 7, "july": 7,
    "august": 8, "aug": 8,
    "september": 9, "sep": 9, "sept": 9,
    "oktober": 10, "okt": 10, "oct": 10, "october": 10,
    "november": 11, "nov": 11,
    "december": 12, "dec": 12,
}  # fmt: skip
_MONTHS = "|".join(sorted(_MONTH_NAMES, key=len, reverse=True))
_WEEKDAYS = "mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|man|tirs|tir|ons|tors|tor|fre|lør|søn"

_LEAD = re.compile(rf"(?:(?:{_WEEKDAYS})\b\.?,?\s*)?(?:(?:den|d)\b\.?\s*)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\s?[-./ ]\s?([0-9]{1,2})\.?\s?[-./ ]\s?([0-9]{4}|[0-9]{2})(?![0-9])")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})(?![0-9])")
_NAMED = re.compile(
    rf"([0-9]{{1,2}})\.?(?:\s?[-–]\s?[0-9]{{1,2}}\.?)?[\s-]?({_MONTHS})\b\.?,?[\s-]?([0-9]{{4}}|[0-9]{{2}})(?![0-9])"
)
_DAY_AND_MONTH = re.compile(rf"([0-9]{{1,2}})(?:\s?[-./]\s?([0-9]{{1,2}})|\.?\s?({_MONTHS}))\.?")
# 23.30 within "24.11.2026 23.30": no part of the date before it. After "kl" a bare hour is one too.
_CLOCK = re.compile(
    r"\b(?:kl|klokken)\b\.?\s*([01]?[0-9]|2[0-3])(?:[.:]([0-5][0-9]))?(?![0-9])"
    r"|(?<![0-9./-])([01]?[0-9]|2[0-3])[.:]([0-5][0-9])(?![0-9/-])(?!\.[0-9])"
)
_COMPACT = re.compile(r"([0-9]{8}|[0-9]{6})(?=[ t])")
_DIGITS = re.compile(r"[0-9]+")
_RANGE = re.compile(r"[0-9]{1,2}\.?\s?[-–]")
_WHOLE_CLOCK = re.compile(r"[0-9]{1,2}(?:[.:][0-9]{2}){0,2}(?:[.,][0-9]+)?(?:z|\+[0-9]{2}:?[0-9]{2})?")
_SAID_OF_TIMES = re.compile(rf"\b(?:kl|klokken|ca|cirka|fra|til|og|mellem|omkring|t|z|am|pm|{_WEEKDAYS})\b")
# Four digits after a hyphen are the end of a CPR number, never a clock time.
_TAIL_BEGINS = re.compile(r"[ ,t]|[-–](?: |[0-9]{1,2}[-./:])")
# What may follow a date: a clock time, or the other end of an interval.
_TAIL = re.compile(
    rf"(?:[\s0-9:.,/+()–—-]|\b(?:kl|ca|cirka|til|og|mellem|omkring|den|d|t|z|am|pm|{_WEEKDAYS}|{_MONTHS})\b|(?<=[0-9])[tz])*"
)


class InvalidDate(ValueError):
    """The text or number is not a date that can be read in one way."""


def parse(text: str, *, today: date) -> date:
    """Return the date in Danish (3.3.2025, 3/3-25, d. 3. marts 2025, 030325) or ISO form.

    A clock time after it is passed over; of an interval the first day is meant. Raises InvalidDate.
    """
    written = " ".join(text.lower().split()).rstrip(".")
    if not written or len(written) > LONGEST_TEXT:
        raise InvalidDate(text)
    if _DIGITS.fullmatch(written):
        return _from_digits(written, today)
    start = _LEAD.match(written)
    position = start.end() if start else 0
    for pattern, read in ((_YEAR_FIRST, _year_first), (_DAY_FIRST, _day_first), (_NAMED, _named)):
        match = pattern.match(written, position)
        if match and _is_tail(written, match.end()):
            return read(match, today)
    compact = _COMPACT.match(written, position)
    if compact and _is_tail(written, compact.end()):
        return _from_digits(compact[1], today)
    raise InvalidDate(text)


def without_year(text: str, *, today: date) -> date | None:
    """The latest day until today that is meant by a day and a month alone (24.11, 24/11, d. 24. november); else None."""
    written = " ".join(text.lower().split())
    start = _LEAD.match(written)
    match = _DAY_AND_MONTH.fullmatch(written, start.end() if start else 0)
    if match is None:
        return None
    day, month = int(match[1]), int(match[2]) if match[2] else _MONTH_NAMES[match[3]]
    for year in (today.year, today.year - 1):
        try:
            meant = _date(year, month, day)
        except InvalidDate:
            return None
        if meant <= today:
            return meant
    return None


def clock_in(text: str) -> time | None:
    """The first time of day that stands in a text (23.30, 23:30, kl. 8), or None. Midnight is what programs write for none."""
    match = _CLOCK.search(text.lower())
    if match is None:
        return None
    read = time(int(match[1] or match[3]), int(match[2] or match[4] or 0))
    return read if read != time() else None


def tells_of_more(text: str, *, has_day: bool = True) -> bool:
    """Whether more than one day and one time of day stand in a text: an interval, of which `parse` and `clock_in` read the beginning."""
    written = " ".join(text.lower().split())
    if _DIGITS.fullmatch(written):
        return False
    start = _LEAD.match(written)
    position = start.end() if start else 0
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _NAMED, _COMPACT) if has_day else ():
        if match := pattern.match(written, position):
            if pattern is _NAMED and _RANGE.match(match[0]):
                return True
            written = written[match.end() :]
            break
    return bool(re.search(r"[0-9]|\btil\b", _WHOLE_CLOCK.sub("", written, count=1)))


def words_beside_clock(text: str) -> bool:
    """Whether a text says something else than a time of day, or an interval of two."""
    return bool(re.search(r"[^\W\d_]", _SAID_OF_TIMES.sub("", text.lower())))


def clock_of_number(number: float) -> time | None:
    """The time of day in the fraction of a spreadsheet's serial day, to the minute; None for midnight."""
    minutes = round((number % 1) * 24 * 60) % (24 * 60)
    return time(minutes // 60, minutes % 60) if minutes else None


def month_first(text: str) -> date | None:
    """The date when the month is meant to come first, as Americans write (11/25/2026); None where that is no date.

    The year has four digits, or two of this century.
    """
    written = " ".join(text.split())
    match = _DAY_FIRST.match(written)
    if match is None or not _is_tail(written.lower(), match.end()):
        return None
    year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
    try:
        return _date(year, int(match[1]), int(match[2]))
    except InvalidDate:
        return None


def other_order(day: date) -> date | None:
    """The same figures with day and month the other way round; None where that is no date, or the same one."""
    if day.day > 12 or day.day == day.month:
        return None
    return date(day.year, day.day, day.month)


def from_number(number: float, *, today: date, starts_1904: bool = False) -> date:
    """Return the date in a spreadsheet's bare number: a serial day, or DDMMYY(YY) that lost its zero.

    `starts_1904` says that the workbook counts its days from 1904, as Excel for Mac did. Raises InvalidDate.
    """
    whole = int(number) if math.isfinite(number) else -1
    if whole < 0 or (whole != number and whole not in _SERIALS):
        raise InvalidDate(str(number))
    if starts_1904 and whole + DAYS_FROM_1900_TO_1904 in _SERIALS:
        whole += DAYS_FROM_1900_TO_1904
    digits = str(whole)
    if len(digits) == 7:
        digits = "0" + digits
    return _from_digits(digits, today)


def _from_digits(digits: str, today: date) -> date:
    if len(digits) == 8:
        # A month can be neither 19 nor 20, so the two readings exclude each other.
        if digits[4:6] in ("18", "19", "20", "21"):
            return _date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
        return _date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if len(digits) == 6:
        return _never_future(int(digits[4:]), int(digits[2:4]), int(digits[:2]), today)
    if len(digits) <= 5 and int(digits) in _SERIALS and int(digits) not in _BARE_YEARS:
        return _SERIAL_ZERO + timedelta(days=int(digits))
    raise InvalidDate(digits)


def _year_first(match: re.Match[str], today: date) -> date:
    return _date(int(match[1]), int(match[2]), int(match[3]))


def _day_first(match: re.Match[str], today: date) -> date:
    return _with_year(match[3], int(match[2]), int(match[1]), today)


def _named(match: re.Match[str], today: date) -> date:
    return _with_year(match[3], _MONTH_NAMES[match[2]], int(match[1]), today)


def _with_year(year: str, month: int, day: int, today: date) -> date:
    if len(year) == 4:
        return _date(int(year), month, day)
    return _never_future(int(year), month, day, today)


def _never_future(year: int, month: int, day: int, today: date) -> date:
    this_century = today.year // 100 * 100
    read = _date(this_century + year, month, day)
    return read if read <= today else _date(this_century - 100 + year, month, day)


def _date(year: int, month: int, day: int) -> date:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise InvalidDate(f"year {year}")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise InvalidDate(f"{day}-{month}-{year}") from error


def _is_tail(written: str, end: int) -> bool:
    return end == len(written) or bool(_TAIL_BEGINS.match(written, end) and _TAIL.fullmatch(written, end))
