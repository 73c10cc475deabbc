"""CPR numbers: form and date, nothing more.

A CPR number is DDMMYY and four digits; the seventh digit and the year give the century. Replacement
numbers, given to people without a CPR number, carry the day plus 60. Modulus 11 is *not* a test:
since 1 October 2007 valid numbers are issued that do not fulfil it (CPR-kontoret, "Personnumre uden
kontrolciffer"), so a number must never be refused for it.
"""

import re
from collections.abc import Iterator
from datetime import date

from samspil.lib.encodings import plain_digits

REPLACEMENT_DAY = 60

_SEPARATORS = re.compile(r"[\s.\-/‐‑‒–—−]")
_BETWEEN = r"[\s.\-/_·‐‑‒–—−－．／＿]{1,3}"
# Six digits or three pairs, and four digits or, after a separator, two pairs: 010190-1234, 01.01.90-1234, 01/01-90 12 34. Of a
# date with its time (24.11.2026 12.30) the year has four digits, and the time a dot.
_IN_TEXT = re.compile(
    rf"([0-9]{{2}})(?:([0-9]{{2}})|{_BETWEEN}([0-9]{{2}}){_BETWEEN})([0-9]{{2}})"
    rf"(?:(?:{_BETWEEN})?([0-9]{{4}})|{_BETWEEN}([0-9]{{2}})[\s_]{{1,2}}([0-9]{{2}}))(?![0-9])"
)
# Written out of habit or to slip through: single digits (0 1 0 1 9 0 1 2 3 4), six digits and four after a comma, a bracket, a tag or
# a word (010190, 1234; 010190 løbenr. 1234; 010190 og 1234), grouped otherwise (0101 90 1234, 01 0190 12 34), the year in four
# digits (01011990-1234, 19900101-1234).
_SINGLY = re.compile(r"[0-9](?:[\s.\-_/][0-9]){9}(?![\s.\-_/]?[0-9])")
_APART = re.compile(
    r"([0-9]{6})(?:(?:[\s,;:()\[\]/+=|~*\"'‐‑‒–—−\-]|<[^<>]{1,12}>){1,8}"
    r"|\s(?:med\s)?løbe?n(?:umme)?r\.?\s?|\s(?:og|(?:de\s)?sidste\s(?:fire|4)(?:\s(?:cifre|tal))?:?)\s)([0-9]{4})(?![0-9])",
    re.IGNORECASE,
)
_REGROUPED = re.compile(
    r"(?:([0-9]{4})[\s\-]{1,2}([0-9]{2})[\s\-]{1,2}([0-9]{4})|([0-9]{2})[\s\-]([0-9]{4})[\s\-]([0-9]{2})[\s\-]([0-9]{2}))(?![0-9])"
)
_WHOLE_YEAR = re.compile(
    r"(?:([0-9]{2})([0-9]{2})(?:19|20)([0-9]{2})|(?:19|20)([0-9]{2})([0-9]{2})([0-9]{2}))\s?[‐‑‒–—−\-]\s?([0-9]{4})(?![0-9])"
)
# A date with its time in four digits (24.11.26 1430, 24/11-26 14 30) has the shape of a number. As a number it would be that of
# somebody born in the 1900s, since its time begins with 0, 1 or 2; until this year nobody whom a text is about was.
_LAST_YEAR_OF_A_DATE = 36
_DATE_AND_TIME = re.compile(
    r"[0-3][0-9](?:\.\s?|[/\-])[0-9]{2}(?:\.\s?|[/\-])([0-9]{2})\s{1,2}(?:[01][0-9]|2[0-3])(?:[0-5][0-9]|\s[0-5][0-9](?!\W?[0-9]))"
)
_SAYS_NUMBER = re.compile(
    r"(?:cpr|p(?:erson)?[\s-]?(?:nr|n[ou]m))[^0-9]{0,20}$", re.IGNORECASE
)  # "hendes cpr-nummer er"
_DIGITS = 10
_TEN_DIGITS = re.compile(r"[0-9]{10}")
_WITHOUT_TAIL = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})(?:\s?[-‐‑‒–—−/]?\s?(?:[xX?*.…_]{1,4}|0000)?)")
_WITH_A_SLIP = re.compile(r"(?<!\d)\d{6}\s?[-–]?\s?\d{4}(?!\d)")
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


def found_in(text: str) -> list[str]:
    """The ten digits of each number that stands in a text, in order: with or without hyphen, in pairs, in full-width digits.

    Ten digits that begin with no date are none, and neither is a date with its time. Invisible characters between the digits
    are the caller's to cut.
    """
    return [digits for digits, _place in _numbers_in(text)]


def cut_from(text: str, instead: str = "") -> str:
    """The text with each number in it replaced."""
    for _digits, (begin, end) in reversed(_numbers_in(text)):
        text = text[:begin] + instead + text[end:]
    return text


def looks_like_one(text: str) -> bool:
    """Whether a number stands in a text, or what is one but for a slip of the finger."""
    return bool(_WITH_A_SLIP.search(text) or _numbers_in(text))


def cut_likes_from(text: str, instead: str = "") -> str:
    """The text with each number in it replaced, and with what is one but for a slip of the finger."""
    return _WITH_A_SLIP.sub(lambda _slip: instead, cut_from(text, instead))


def likes_in(text: str) -> list[str]:
    """What `cut_likes_from` cuts, as it was written."""
    found = [text[begin:end] for _digits, (begin, end) in _numbers_in(text)]
    return found + [slip[0] for slip in _WITH_A_SLIP.finditer(cut_from(text, " "))]


def _numbers_in(text: str) -> list[tuple[str, tuple[int, int]]]:
    plain = plain_digits(text)
    if sum(map(plain.count, "0123456789")) < _DIGITS:
        return []  # a list has thousands of texts, most of them without a number
    found: list[tuple[str, tuple[int, int]]] = []
    begin = 0
    while match := _IN_TEXT.search(plain, begin):
        digits = "".join(part for part in match.groups() if part)
        # what stands before is asked here: looking behind makes the search slow
        if plain[max(0, match.start() - 1) : match.start()].isdigit() or not _begins_with_a_date(digits):
            begin = match.start() + 1
            continue
        begin = match.end()
        if not _is_date_and_time(plain, match.start(), match.end()):
            found.append((digits, match.span()))
    taken = [place for _digits, place in found]
    found += [each for each in _oddly_written(plain) if not any(_overlap(each[1], place) for place in taken)]
    return sorted(found, key=lambda each: each[1])


def _oddly_written(plain: str) -> Iterator[tuple[str, tuple[int, int]]]:
    last = 0
    candidates = [
        *(
            (re.sub(r"[^0-9]", "", match[0]), match)
            for match in _SINGLY.finditer(plain)
            if not plain[max(0, match.start() - 2) : match.start() - 1].isdigit()
        ),
        *((match[1] + match[2], match) for match in _APART.finditer(plain)),
        *(("".join(part for part in match.groups() if part), match) for match in _REGROUPED.finditer(plain)),
        *((_day_first(match), match) for match in _WHOLE_YEAR.finditer(plain)),
    ]
    for digits, match in sorted(candidates, key=lambda each: each[1].start()):
        stands_alone = not plain[max(0, match.start() - 1) : match.start()].isdigit()
        if match.start() >= last and stands_alone and _begins_with_a_date(digits):
            last = match.end()
            yield digits, match.span()


def _day_first(match: re.Match[str]) -> str:
    day, month, year, first, second, third, rest = match.groups()
    return f"{day}{month}{year}{rest}" if day else f"{third}{second}{first}{rest}"


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _is_date_and_time(plain: str, begin: int, end: int) -> bool:
    """Whether ten digits are a date with its time, and no word before them says that they are a number."""
    time = _DATE_AND_TIME.match(plain, begin)
    if time is None or time.end() != end or int(time[1]) > _LAST_YEAR_OF_A_DATE:
        return False
    return _SAYS_NUMBER.search(plain[max(0, begin - 40) : begin]) is None


def _begins_with_a_date(digits: str) -> bool:
    try:
        birth_date(digits)
    except InvalidCpr:
        return False
    return True


def birth_date_alone(text: str, today: date) -> date | None:
    """The birth date where the last four digits are not told: 620309, 020309-xxxx, 620309-????. Else None.

    The century is the latest that lies in the past.
    """
    match = _WITHOUT_TAIL.fullmatch(text.strip())
    if match is None:
        return None
    day, month, year = int(match[1]), int(match[2]), int(match[3])
    day -= REPLACEMENT_DAY if day > REPLACEMENT_DAY else 0
    for century in (2000, 1900):
        try:
            born = date(century + year, month, day)
        except ValueError:
            return None
        if born <= today:
            return born
    return None


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
