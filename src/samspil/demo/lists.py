"""The police's lists of the demo: what happens in a week, to whom, in which role. Pure and by seed.

Children who did something together live near each other and are of one age; some come again, most never do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from samspil.demo.children import Child
from samspil.demo.story import story

LINES_A_WEEK = 17
COMES_AGAIN = 0.3  # of those who begin something
CAMP_SIZE = 12
MANY = 7  # so many come from all over the town


@dataclass(frozen=True)
class Line:
    """One child on one list. Without `child` somebody whom nobody knows, without a name; `number` is False where the list has no CPR."""

    child: Child | None
    name: str
    role: str
    text: str
    place: str
    day: date
    reference: str
    grave: int
    code: str
    number: bool = True


@dataclass(frozen=True)
class Sheet:
    """The list that the police give to one meeting."""

    received_on: date
    meets_on: date
    lines: tuple[Line, ...]

    @property
    def week(self) -> int:
        """The week number that people call it by."""
        return self.meets_on.isocalendar().week


@dataclass
class _Town:
    """Who has been heard of so far, week by week."""

    random: Random
    children: Sequence[Child]
    known: dict[int, Child] = field(default_factory=dict)
    serial: int = 411

    def reference(self, day: date) -> str:
        self.serial += self.random.randint(3, 60)
        return f"VP-{day.year}-{self.serial:05}"

    def company(self, anchor: Child, size: int, ages: Sequence[int], day: date, taken: set[int]) -> list[Child]:
        """Others of the same district (many: of all) and about the same age; brothers and sisters too."""
        near = [
            child
            for child in self.children
            if child.number not in taken
            and (child.district == anchor.district or size > MANY)
            and ages[0] <= child.age(day) <= ages[1]
            and abs(child.age(day) - anchor.age(day)) <= (2 if size > MANY else 1)
        ]
        return self.random.sample(near, min(size, len(near)))

    def anchor(self, ages: Sequence[int], day: date, taken: set[int]) -> Child | None:
        fit = [c for c in self.children if ages[0] <= c.age(day) <= ages[1] and c.number not in taken]
        again = [child for child in fit if child.number in self.known]
        fresh = [child for child in fit if child.number not in self.known]
        pool = again if again and (not fresh or self.random.random() < COMES_AGAIN) else fresh
        return self.random.choice(pool) if pool else None


def make_lists(
    seed: int, children: Sequence[Child], days: Sequence[date], today: date, *, lines: int = LINES_A_WEEK
) -> list[Sheet]:
    """One list for each meeting in `days` (oldest first), and last the one that waits for the meeting of `today`."""
    town = _Town(Random(f"{seed}:lists"), children)
    sheets = [_sheet(town, day, lines + town.random.randint(-2, 2)) for day in days]
    return [*sheets, _waiting(town, today, lines)]


def _sheet(town: _Town, meets_on: date, lines: int) -> Sheet:
    """An ordinary week."""
    taken: set[int] = set()
    rows: list[Line] = []
    kinds = story()["events"]
    while len(rows) < lines:
        kind = town.random.choices(kinds, [kind["weight"] for kind in kinds])[0]
        rows += _event(town, kind, meets_on, taken)
    return _known(town, Sheet(meets_on - timedelta(days=1), meets_on, tuple(rows)))


def _waiting(town: _Town, meets_on: date, lines: int) -> Sheet:
    """The week's list as a meeting has it at its worst: an event of twelve, a child with one's name and birthday only,
    somebody nobody knows, somebody too young for the forum.
    """
    taken: set[int] = set()
    rows: list[Line] = []
    by_code = {kind["code"]: kind for kind in story()["events"]}
    spelled = _spelled_otherwise(town, meets_on, taken)
    rows += _event(town, story()["camp"] | {"size": [CAMP_SIZE, CAMP_SIZE], "places": ["Fælleshuset"]}, meets_on, taken)
    for code in ("fight", "shoplifting", "dealing", "cannabis"):
        if len(rows) < lines + CAMP_SIZE:
            rows += _event(town, by_code[code], meets_on, taken)
    rows += _event(town, by_code["traffic"] | {"ages": [9, 9]}, meets_on, taken)
    return _known(town, Sheet(meets_on, meets_on, (*rows, *spelled, _unknown(town, meets_on))))


def _event(town: _Town, kind: dict[str, Any], meets_on: date, taken: set[int]) -> list[Line]:
    day = meets_on - timedelta(days=town.random.randint(1, 6))
    anchor = town.anchor(kind["ages"], meets_on, taken)  # ages count on the day of the meeting
    if anchor is None:
        return []
    taken.add(anchor.number)
    size = town.random.randint(*kind["size"])
    others = town.company(anchor, size - 1, kind["ages"], meets_on, taken)
    taken.update(child.number for child in others)
    place, reference = town.random.choice(kind["places"]), town.reference(day)
    roles = _roles(town.random, kind["roles"], 1 + len(others))
    return [
        Line(child, child.name, role, kind["text"], place, day, reference, kind["grave"], kind["code"])
        for child, role in zip([anchor, *others], roles, strict=True)
    ]


def _roles(random: Random, shares: dict[str, int], size: int) -> list[str]:
    """A role each; whoever begins it is not its victim while somebody else is there, and each sort is there if it can."""
    by_share = sorted(shares, key=lambda role: -shares[role])
    roles = by_share[:size]
    roles += random.choices(list(shares), list(shares.values()), k=size - len(roles))
    return (
        [*roles[:1], *random.sample(roles[1:], len(roles) - 1)]
        if size > 1
        else random.choices(list(shares), list(shares.values()))
    )


def _spelled_otherwise(town: _Town, meets_on: date, taken: set[int]) -> list[Line]:
    """A known child whose line has no number, and the name the other way round: to be decided by a person."""
    known = [c for c in town.known.values() if 11 <= c.age(meets_on) < 17]
    if not known:
        return []
    child = town.random.choice(known)
    taken.add(child.number)
    given, _, surname = child.name.rpartition(" ")
    kind = next(kind for kind in story()["events"] if kind["code"] == "late")
    day = meets_on - timedelta(days=2)
    return [
        Line(
            child,
            f"{surname}, {given}",
            "other",
            kind["text"],
            "Skaterbanen",
            day,
            town.reference(day),
            0,
            "late",
            False,
        )
    ]


def _unknown(town: _Town, meets_on: date) -> Line:
    told = town.random.choice(story()["unknown"])
    day = meets_on - timedelta(days=3)
    return Line(None, "", "other", told, "Skolegården", day, town.reference(day), 0, "unknown")


def _known(town: _Town, sheet: Sheet) -> Sheet:
    for line in sheet.lines:
        if line.child is not None and line.grave:
            town.known[line.child.number] = line.child
    return sheet


def corrected(sheet: Sheet) -> Sheet:
    """The list as it comes once more: one role put right, one line taken away."""
    lines = list(sheet.lines)
    index = next(i for i, line in enumerate(lines) if line.role == "suspected")
    lines[index] = replace(lines[index], role="witness")
    return replace(sheet, lines=tuple(lines[:-2] + lines[-1:]))


def children_in(sheets: Iterable[Sheet]) -> set[int]:
    """The numbers of all children on these lists."""
    return {line.child.number for sheet in sheets for line in sheet.lines if line.child is not None}
