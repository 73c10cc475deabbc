"""The rows of the requirements as data: what each asks of the product, and what would prove it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
REQUIREMENTS = CHECKOUT / "docs" / "reference" / "requirements.csv"
SEEN = CHECKOUT / "docs" / "reference" / "proof.csv"
UNBUILT = CHECKOUT / "docs" / "reference" / "unbuilt.csv"
KINDS = {
    "act": "somebody does it in the product",
    "rule": "the product enforces or checks it",
    "figure": "a number entered or counted, and shown",
    "register": "it stands in the product, from data, and its readers see it",
}
ROW = re.compile(r"\b(BAL|BRO|HAL|UNG|VAL)-(\d+)\b")


@dataclass(frozen=True)
class Row:
    """One sentence of a source that the product has to make true."""

    row: str
    line: str
    kind: str
    quote: str
    sentence: str
    actor: str
    capabilities: str
    must: str
    who: str
    what_the_test_must_do: str

    @property
    def areas(self) -> list[int]:
        """Numbers of the capabilities it belongs to: 15 for K15."""
        return [int(each[1:]) for each in self.capabilities.split()]


@dataclass(frozen=True)
class Seen:
    """What was seen to prove a row: where, and the verb that ended or the page that was read there."""

    row: str
    where: str  # a test's address, or the profile whose line stands on the page
    verb: str
    ended: str  # carried_out or refused
    page: str


@cache
def requirements() -> dict[str, Row]:
    """Every row by its id, in the order of the sources."""
    with REQUIREMENTS.open(encoding="utf-8", newline="") as file:
        return {line["row"]: Row(**line) for line in csv.DictReader(file)}


def unbuilt() -> dict[str, str]:
    """What the product lacks for rows that cannot be proved by a test alone."""
    with UNBUILT.open(encoding="utf-8", newline="") as file:
        return {line["row"]: line["lacks"] for line in csv.DictReader(file)}


def seen() -> set[Seen]:
    """What the last whole run of the tests saw."""
    if not SEEN.exists():
        return set()
    with SEEN.open(encoding="utf-8", newline="") as file:
        return {Seen(**line) for line in csv.DictReader(file)}


def keep(lines: Iterable[Seen]) -> None:
    """Write down what was seen."""
    with SEEN.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["row", "where", "verb", "ended", "page"])
        for each in sorted(
            set(lines), key=lambda each: (order(each.row), each.where, each.verb, each.ended, each.page)
        ):
            writer.writerow([each.row, each.where, each.verb, each.ended, each.page])


def order(row: str) -> tuple[str, int]:
    """BRO-9 before BRO-54."""
    parts = ROW.fullmatch(row)
    if parts is None:
        raise SystemExit(f"{row} is no row of the requirements (such as BRO-54).")
    return parts[1], int(parts[2])


def lacking(must: str, verb: str, ended: str, page: str) -> str:
    """Why that is too little for a row of this kind, or nothing.

    Who does something is seen by the verb; a rule may also refuse it; a figure is entered or counted by a verb and read on
    a page; what stands in a register is read.
    """
    if must == "register":
        return "" if page else "a register is read: name the page"
    if must == "rule":
        return "" if verb or page else "name the verb that is refused or carried out, or the page that is read"
    if not verb:
        return "name the verb"
    if ended and ended != "carried_out":
        return f"{verb} was only {ended}"
    return "" if must == "act" or page else "a figure is shown: name the page too"
