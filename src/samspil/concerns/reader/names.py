"""What stands in a cell of names: the name, and what people write beside it: a number, an age, a birth date, an address."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from samspil.concerns.reader import name_sentences, sentences
from samspil.concerns.reader.numbers import masked
from samspil.concerns.reader.unknown import is_unknown
from samspil.lib import cpr, dates

Sentence = Callable[[str], str]

# What has the form of a CPR number, or has a digit too few or too many.
_SLIP = re.compile(r"(?<![0-9+])(?:[0-9]{5,7}\s?[-–]\s?[0-9]{3,5}|[0-9]{6}\s[0-9]{4}|[0-9]{9,11})(?![0-9])")
_OPEN, _CLOSED = r"[(\[]?\s*", r"\s*[)\]]?"
_BORN = r"\b(?:født|f\.|f)\s*(?:den\b|d\.)?\s*"
_BIRTH_DATE = re.compile(
    rf"{_OPEN}(?:{_BORN})?(?<![0-9])([0-9]{{1,2}}[-./][0-9]{{1,2}}[-./](?:[0-9]{{4}}|[0-9]{{2}})|[0-9]{{6}}(?:-[xX?*]{{4}})?)(?![0-9]|\s?[-–]\s?[0-9]){_CLOSED}",
    re.IGNORECASE,
)
_BIRTH_YEAR = re.compile(
    rf"{_OPEN}\b(?:født|f\.|f|årgang|årg\.?)\s*(?:i\s+)?(?:19|20)[0-9]{{2}}\b{_CLOSED}|[(\[]\s*(?:19|20)[0-9]{{2}}\s*[)\]]",
    re.IGNORECASE,
)
_ABOUT = r"(?:(ca\.?|cirka|omkring|vist|måske|[0-9]{1,2}\s?[-–])\s*)?"
_AGE = re.compile(
    rf"{_OPEN}\b{_ABOUT}(?<![0-9])([0-9]{{1,2}})\s*(?:år|aar|årig|årige|års)\b\.?{_CLOSED}"
    rf"|[(\[]\s*{_ABOUT}([0-9]{{1,2}})\s*[)\]]"
    rf"|\b(ca\.?|cirka|omkring)\s*([0-9]{{1,2}})(?![0-9])"
    rf"|,\s*([0-9]{{1,2}})\s*$",
    re.IGNORECASE,
)
_IS_ADDRESS = re.compile(
    r"[^\W\d_]{2,}\.?\s+[0-9]{1,3}\s?[a-zæøå]?\b|\b[0-9]{4}\s+[^\W\d_]{2,}", re.IGNORECASE
)  # a street with its house, or a town with its postcode
_DIGIT = re.compile(r"[0-9]")
_ENDS = " ,;:()-–/"
_FEWEST_YEARS, _MOST_YEARS = 5, 99


@dataclass(frozen=True)
class NameTold:
    """The name, and what stood beside it; `not_known` are the words that say that nobody knows it, `slip` is what should be a
    number and is none. `sentences` are told of the row, `moved` of many rows at once.
    """

    name: str | None = None
    number: str | None = None
    not_known: str | None = None
    slip: str | None = None
    born: datetime.date | None = None
    age: int | None = None
    address: str | None = None
    sentences: tuple[Sentence, ...] = ()
    moved: Sentence | None = None


def name_told(
    written: str | None,
    number: str | None,
    today: datetime.date,
    *,
    says_missing: bool,
    has_numbers: bool,
    is_remark: bool,
) -> NameTold:
    """What a cell of names says. `number` stands in the column of numbers, if the list `has_numbers`; `says_missing`: that there is
    no name is all that the cell says. A remark is no name, and keeps its words.
    """
    if not written:
        return NameTold(number=number)
    if says_missing or is_unknown(written):
        return NameTold(number=number, not_known=written)
    told: list[Sentence] = []
    moved: Sentence | None = None
    name = written
    if numbers := cpr.found_in(name):
        name = _trimmed(cpr.cut_from(name, " "))
        if cpr.birth_date(numbers[0]) > today or len(set(numbers)) > 1 or (number and number != numbers[0]):
            told.append(sentences.other_number_in_name)
        else:
            number = numbers[0]
            if has_numbers:
                moved = sentences.numbers_taken_out
            else:
                told.append(sentences.number_moved)
    if is_remark:
        return NameTold(name=name or None, number=number, sentences=tuple(told), moved=moved)
    slip = _SLIP.search(name)
    if slip:
        name = _trimmed(_SLIP.sub(" ", name))
        told.append(partial(name_sentences.no_number_in_name, written=masked(slip[0])))
    bare = _without_more(name, today) if _DIGIT.search(name) else _Bare(name)
    not_known = written if bare.taken and is_unknown(bare.name) else None
    if bare.taken and not not_known:
        told.append(partial(name_sentences.more_in_name, said=bare.taken))
    if _DIGIT.search(bare.name) and not not_known:
        told.append(partial(name_sentences.digits_in_name, written=masked(bare.name)))
    return NameTold(
        name=None if not_known else bare.name or None,
        number=number,
        not_known=cpr.cut_likes_from(not_known, sentences.NUMBER_LEFT_OUT) if not_known else None,
        slip=slip[0] if slip else None,
        born=bare.born,
        age=bare.age,
        address=bare.address,
        sentences=tuple(told),
        moved=moved,
    )


@dataclass(frozen=True)
class _Bare:
    """A name without what stood beside it; `taken` is what that was, in words."""

    name: str
    taken: tuple[str, ...] = ()
    born: datetime.date | None = None
    age: int | None = None
    address: str | None = None


def _without_more(name: str, today: datetime.date) -> _Bare:
    taken: list[str] = []
    born, age = None, None
    if match := _BIRTH_DATE.search(name):
        born = _day(match[1], today)
        if born:
            taken.append(_quoted(match[0]))
            name = _trimmed(name[: match.start()] + " " + name[match.end() :])
    if match := _BIRTH_YEAR.search(name):
        taken.append(_quoted(match[0]))
        name = _trimmed(name[: match.start()] + " " + name[match.end() :])
    if match := _AGE.search(name):
        years = int(next(match[group] for group in (2, 4, 6, 7) if match[group]))
        if _FEWEST_YEARS <= years <= _MOST_YEARS:
            age = None if match[1] or match[3] or match[5] else years
            taken.append(_quoted(match[0]))
            name = _trimmed(name[: match.start()] + " " + name[match.end() :])
    first, *further = name.split(",")
    address = None
    at = next((place for place, part in enumerate(further) if _IS_ADDRESS.search(part)), None)
    if at is not None and not _DIGIT.search(first):
        address = ", ".join(part.strip() for part in further[at:] if part.strip())
        taken.append(name_sentences.ADDRESS)
        name = _trimmed(",".join([first, *further[:at]]))
    return _Bare(name, tuple(taken), born, age, address)


def _day(written: str, today: datetime.date) -> datetime.date | None:
    """The birth date, where a day that has been stands there."""
    if alone := cpr.birth_date_alone(written, today):
        return alone
    try:
        day = dates.parse(written, today=today)
    except dates.InvalidDate:
        return None
    return day if day <= today else None


def _quoted(written: str) -> str:
    return f"»{written.strip(' ,;()[]')}«"


def _trimmed(name: str) -> str:
    """The name without the signs that held what is taken out; a comma before which nothing is left out of it stays."""
    return re.sub(r"\s*([,;])(?:\s*[,;])*", r"\1", " ".join(name.split())).strip(_ENDS)
