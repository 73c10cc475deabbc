"""One line of a list while its reader looks at it. Lies in a draft of that person alone, the CPR number encrypted.

The address is not here: it is read for the district, and dropped before anything is kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from samspil.concerns.reader import ListRow
from samspil.concerns.reader.sentences import NUMBER_LEFT_OUT, ROLES
from samspil.lib import cpr as numbers
from samspil.lib.names import fold
from samspil.people import cpr_at_rest
from samspil.people.queries import Child

ChildKey = tuple[str, ...]
BY_NUMBER, BY_LIST = "number", "list"  # which of the two birth dates of a line is right
_FEWEST_DIGITS, _LONGEST_NUMBER = 6, 20  # of what may be a number with a slip in it


def child_keys(name: str, birth_date: date | None, cpr: str | None) -> tuple[ChildKey, ...]:
    """The keys of one child; none for a name alone."""
    folded = fold(name)
    born: tuple[ChildKey, ...] = (("born", birth_date.isoformat(), folded),) if birth_date and folded else ()
    return (("cpr", cpr), *born) if cpr else born


@dataclass(frozen=True)
class Line:
    """A row of the file, or of what was pasted, as it was understood."""

    row: int
    name: str = ""
    cpr: str | None = None
    birth_date: date | None = None
    role: str | None = None
    text: str = ""
    place: str = ""
    happened_on: date | None = None
    reference: str = ""
    district_id: int | None = None
    date_choices: tuple[date, ...] = ()  # the days that it can be, where the file does not say it clearly
    part: str = ""  # of a part that is left out until somebody takes it; empty for the list's own lines
    sheet: str = ""  # where the row stands on another sheet than the list's
    age: int | None = None  # as the list tells it
    happened_at: time | None = None
    by_hand: bool = False  # a person wrote it; it does not stand in the file
    name_told: str = ""  # the words that say that nobody knows the name
    role_told: str = ""  # the words for the role, where it is called otherwise here
    number_told: str = ""  # what stood in the column of numbers and is none
    original: str = ""  # the fingerprint of the row as it was read, where a person has corrected it since

    @property
    def child(self) -> Child:
        """Whom the line tells of, as a record would hold them."""
        told = None if self.birth_date else self.age
        return Child(self.name, self.birth_date, self.cpr, self.district_id, identified=bool(self.name), age_told=told)

    @property
    def child_keys(self) -> tuple[ChildKey, ...]:
        """By what two lines are known to tell of one child: the number, and name and birth date together."""
        return child_keys(self.name, self.birth_date, self.cpr)

    @property
    def number_slip(self) -> str:
        """What stood in the column of numbers, where it may be a number with a slip in it: a whole one is kept as `cpr` alone."""
        digits = sum(sign.isdigit() for sign in self.number_told)
        is_slip = digits >= _FEWEST_DIGITS and len(self.number_told) <= _LONGEST_NUMBER
        return self.number_told if is_slip and NUMBER_LEFT_OUT not in self.number_told else ""

    @property
    def births(self) -> tuple[date, date] | None:
        """The birth date in the CPR number and the one that is told beside it, where they differ: a person chooses."""
        by_number = numbers.birth_date(self.cpr) if self.cpr else None
        return (by_number, self.birth_date) if by_number and self.birth_date and by_number != self.birth_date else None

    def with_birth(self, said: str) -> Line:
        """The line with the birth date that was chosen of two: by the other one the number is wrong, and is left out."""
        if self.births is None or said not in {BY_NUMBER, BY_LIST}:
            return self
        right: dict[str, Any] = {"birth_date": self.births[0]} if said == BY_NUMBER else {"cpr": None}
        return replace(self, original=self.fingerprint.hex(), **right)

    @property
    def fingerprint(self) -> bytes:
        """The same for two lines that said the same when they were read."""
        if self.original:
            return bytes.fromhex(self.original)
        dates = [day.isoformat() if day else None for day in (self.birth_date, self.happened_on)]
        texts = [" ".join(text.split()) for text in (self.name, self.text, self.place, self.reference)]
        clock = self.happened_at.isoformat("minutes") if self.happened_at else None
        age = str(self.age) if self.age is not None else None
        in_doubt = [] if self.happened_on else [day.isoformat() for day in self.date_choices]
        return cpr_at_rest.fingerprint(self.cpr, self.role, *dates, clock, age, *texts, *in_doubt)

    def as_json(self) -> dict[str, Any]:
        """For the draft."""
        return {
            "row": self.row,
            "name": self.name,
            "cpr": cpr_at_rest.as_text(self.cpr) if self.cpr else None,
            "birth_date": self.birth_date.isoformat() if self.birth_date else None,
            "role": self.role,
            "text": self.text,
            "place": self.place,
            "happened_on": self.happened_on.isoformat() if self.happened_on else None,
            "reference": self.reference,
            "district_id": self.district_id,
            "date_choices": [day.isoformat() for day in self.date_choices],
            "part": self.part,
            "sheet": self.sheet,
            "age": self.age,
            "happened_at": self.happened_at.isoformat("minutes") if self.happened_at else None,
            "name_told": self.name_told,
            "role_told": self.role_told,
            "number_told": cpr_at_rest.as_text(json.dumps(self.number_told)) if self.number_told else "",
            "original": self.original,
            "by_hand": self.by_hand,
        }


def line_from_json(kept: Mapping[str, Any]) -> Line:
    """The line that `as_json` was made from. Raises cpr_at_rest.Unreadable when the key is another one by now."""
    days = {name: date.fromisoformat(kept[name]) if kept[name] else None for name in ("birth_date", "happened_on")}
    cpr = cpr_at_rest.from_text(kept["cpr"]) if kept["cpr"] else None
    choices = tuple(date.fromisoformat(day) for day in kept.get("date_choices", ()))
    clock = time.fromisoformat(kept["happened_at"]) if kept.get("happened_at") else None
    number = json.loads(cpr_at_rest.from_text(kept["number_told"])) if kept.get("number_told") else ""
    read = {"cpr": cpr, "date_choices": choices, "happened_at": clock, "number_told": number}
    return Line(**{**kept, **days, **read})


def line_of(row: ListRow, districts: Mapping[str, int], part: str = "", sheet: str = "") -> Line:
    """The line for a row that the reader understood; `districts` are ids by name."""
    return Line(
        row=row.row,
        name=row.name or "",
        cpr=row.cpr,
        birth_date=row.birth_date,
        role=row.role,
        text=row.text or "",
        place=row.place or "",
        happened_on=row.date,
        reference=row.reference or "",
        district_id=district_of(row.address, districts),
        date_choices=row.date_choices,
        part=part,
        sheet=sheet,
        age=row.age,
        happened_at=row.time,
        name_told=row.name_told or "",
        role_told=" ".join((row.role_told or "").split()),
        number_told=" ".join((row.number_told or "").split()),
    )


def district_of(address: str | None, districts: Mapping[str, int]) -> int | None:
    """The district whose name stands in the address; of several the longest name. None where none does."""
    written = f" {_plain(address or '')} "
    named = [name for name in districts if _plain(name) and f" {_plain(name)} " in written]
    return districts[max(named, key=len)] if named else None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def hidden_words(plain: Line, whole: Line) -> str:
    """What a row says more with the hidden columns of its sheet."""
    said = []
    for name in ("name", "birth_date", "role", "place", "happened_on", "happened_at", "reference", "age"):
        if getattr(whole, name) not in {None, "", getattr(plain, name)}:
            value = getattr(whole, name)
            said.append(f"{value:%d.%m.%Y}" if isinstance(value, date) else ROLES.get(value, str(value)))
    if whole.cpr and whole.cpr != plain.cpr:
        said.append("CPR")
    shown = plain.text.splitlines()
    said += [line for line in whole.text.splitlines() if line not in shown]
    return ", ".join(said)


def names_of(lines: Iterable[Line]) -> list[str]:
    """The names on some lines, each once."""
    return list(dict.fromkeys(line.name for line in lines if line.name))
