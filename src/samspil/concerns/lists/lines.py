"""One line of a list while its reader looks at it. Lies in a draft of that person alone, the CPR number encrypted.

The address is not here: it is read for the district, and dropped before anything is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from samspil.concerns.reader import ListRow
from samspil.lib.names import fold
from samspil.people import cpr_at_rest
from samspil.people.queries import Child

ChildKey = tuple[str, ...]


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

    @property
    def child(self) -> Child:
        """Whom the line tells of, as a record would hold them."""
        return Child(self.name, self.birth_date, self.cpr, self.district_id, identified=bool(self.name))

    @property
    def child_keys(self) -> tuple[ChildKey, ...]:
        """By what two lines are known to tell of one child: the number, and name and birth date together."""
        return child_keys(self.name, self.birth_date, self.cpr)

    @property
    def fingerprint(self) -> bytes:
        """The same for two lines that say the same."""
        dates = [day.isoformat() if day else None for day in (self.birth_date, self.happened_on)]
        texts = [" ".join(text.split()) for text in (self.name, self.text, self.place, self.reference)]
        return cpr_at_rest.fingerprint(self.cpr, self.role, *dates, *texts)

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
        }


def line_from_json(kept: Mapping[str, Any]) -> Line:
    """The line that `as_json` was made from. Raises cpr_at_rest.Unreadable when the key is another one by now."""
    days = {name: date.fromisoformat(kept[name]) if kept[name] else None for name in ("birth_date", "happened_on")}
    cpr = cpr_at_rest.from_text(kept["cpr"]) if kept["cpr"] else None
    choices = tuple(date.fromisoformat(day) for day in kept.get("date_choices", ()))
    return Line(**{**kept, **days, "cpr": cpr, "date_choices": choices})


def line_of(row: ListRow, districts: Mapping[str, int], part: str = "") -> Line:
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
    )


def district_of(address: str | None, districts: Mapping[str, int]) -> int | None:
    """The district whose name stands in the address; of several the longest name. None where none does."""
    written = f" {_plain(address or '')} "
    named = [name for name in districts if _plain(name) and f" {_plain(name)} " in written]
    return districts[max(named, key=len)] if named else None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def names_of(lines: Iterable[Line]) -> list[str]:
    """The names on some lines, each once."""
    return list(dict.fromkeys(line.name for line in lines if line.name))
