"""What is new, the same, changed or gone since the earlier list of the week (a late or corrected list is ordinary)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from samspil.concerns.lists.lines import ChildKey, Line

CHANGING = ("name", "birth_date", "role", "text", "place", "happened_on", "reference")


@dataclass(frozen=True)
class Earlier:
    """An entry that has been received before; `text` is the event's where the entry has none of its own."""

    id: int
    name: str
    birth_date: date | None
    role: str | None
    text: str
    place: str
    happened_on: date | None
    reference: str
    fingerprint: bytes | None
    child_keys: tuple[ChildKey, ...]
    other_number: bool  # the child's CPR number is known, and is none of the list's

    def differs_in(self, line: Line, role: str | None) -> tuple[str, ...]:
        """Which of its words the new line has otherwise; `role` is the line's role as it may be written."""
        return tuple(
            field
            for field in CHANGING
            if _plain(getattr(self, field)) != _plain(role if field == "role" else getattr(line, field))
        )


@dataclass(frozen=True)
class Difference:
    """For one new line: the earlier entry it repeats or changes, if there is one."""

    same: Earlier | None = None
    changed: Earlier | None = None


def differences(lines: Sequence[Line], earlier: Iterable[Earlier]) -> tuple[list[Difference], list[Earlier]]:
    """For each line what it is to the earlier entries, and the entries that no line tells of any more.

    A line is the same when its fingerprint is. It changes an entry of the same child: the one with the same reference,
    else of the same place and day, else the only one that is left of that child on both sides. Never by name alone.
    """
    left = {entry.id: entry for entry in earlier}
    answer: dict[int, Difference] = {}
    by_mark: dict[bytes, list[Earlier]] = defaultdict(list)
    for entry in left.values():
        if entry.fingerprint is not None:
            by_mark[entry.fingerprint].append(entry)
    for index, line in enumerate(lines):
        if by_mark and (alike := by_mark.get(line.fingerprint)):
            answer[index] = Difference(same=left.pop(alike.pop(0).id))
    pairs = _pairs_of_one_child(
        [(index, line) for index, line in enumerate(lines) if index not in answer], left.values()
    )
    for test in (_one_reference, _one_place_and_day):
        for index, entry in pairs:
            if index not in answer and entry.id in left and test(lines[index], entry):
                answer[index] = Difference(changed=left.pop(entry.id))
    open_pairs = [(index, entry) for index, entry in pairs if index not in answer and entry.id in left]
    of_line, of_entry = Counter(index for index, _ in open_pairs), Counter(entry.id for _, entry in open_pairs)
    for index, entry in open_pairs:
        if of_line[index] == of_entry[entry.id] == 1:
            answer[index] = Difference(changed=left.pop(entry.id))
    return [answer.get(index, Difference()) for index in range(len(lines))], list(left.values())


def _pairs_of_one_child(lines: list[tuple[int, Line]], entries: Iterable[Earlier]) -> list[tuple[int, Earlier]]:
    """Each line with each entry of the same child, in the order of the lines."""
    by_key: dict[ChildKey, list[Earlier]] = defaultdict(list)
    for entry in entries:
        for key in entry.child_keys:
            by_key[key].append(entry)
    pairs: dict[tuple[int, int], tuple[int, Earlier]] = {}
    for index, line in lines:
        for key in line.child_keys:
            for entry in by_key.get(key, ()):
                if not (line.cpr and entry.other_number):
                    pairs.setdefault((index, entry.id), (index, entry))
    return list(pairs.values())


def _one_reference(line: Line, entry: Earlier) -> bool:
    return bool(line.reference) and _plain(line.reference) == _plain(entry.reference)


def _one_place_and_day(line: Line, entry: Earlier) -> bool:
    return bool(line.place and line.happened_on) and (
        (_plain(line.place), line.happened_on) == (_plain(entry.place), entry.happened_on)
    )


def _plain(value: object) -> object:
    return " ".join(value.casefold().split()) if isinstance(value, str) else value
