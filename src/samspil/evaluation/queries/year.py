"""The year: what recurs, month by month, what ends, and what nobody has placed yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samspil.evaluation.models import AnnualDutyVersion, DocumentVersion
from samspil.organisations.models import Body
from samspil.organisations.profile import AnnualDuty, Document
from samspil.organisations.registers import Entry, entries_on, names_in_profile

MONTHS = range(1, 13)


@dataclass(frozen=True)
class Month:
    """A month: what is to be done in it, and the documents whose period ends in it."""

    first: date
    duties: Sequence[Entry[AnnualDuty]]
    ending: Sequence[Entry[Document]]
    is_now: bool


@dataclass(frozen=True)
class Year:
    """A calendar year. `unplaced`: due, but nobody has said in which month; `uncertain`: nobody has said in which years."""

    year: int
    months: Sequence[Month]
    unplaced: Sequence[Entry[AnnualDuty]]
    uncertain: Sequence[Entry[AnnualDuty]]
    names: Mapping[str, Mapping[str, str]]


def annual_wheel(body: Body, year: int, day: date) -> Year:
    """The year as the profile has it on that day (K51)."""
    duties = entries_on(AnnualDutyVersion, AnnualDuty, body, day)
    documents = entries_on(DocumentVersion, Document, body, day)
    months = [
        Month(
            date(year, number, 1),
            [entry for entry in duties if number in entry.part.months_in(year)],
            [entry for entry in documents if _ends_in(entry.part, year, number)],
            (year, number) == (day.year, day.month),
        )
        for number in MONTHS
    ]
    return Year(
        year,
        months,
        unplaced=[entry for entry in duties if entry.part.falls_in(year) and not entry.part.months_in(year)],
        uncertain=[entry for entry in duties if entry.part.falls_in(year) is None],
        names=names_in_profile(body),
    )


def _ends_in(document: Document, year: int, month: int) -> bool:
    last = document.period.last if document.period else None
    return last is not None and (last.year, last.month) == (year, month)
