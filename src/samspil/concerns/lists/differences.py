"""What is new, the same, changed or gone since the earlier lists of the week (a late or corrected list is ordinary)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from samspil.concerns.lists.likeness import Deed, are_like, deed_of, plain
from samspil.concerns.lists.lines import ChildKey, Line

CHANGING = ("name", "birth_date", "role", "text", "place", "happened_on", "happened_at", "reference")


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
    happened_at: time | None = None
    has_number: bool = False
    list_id: int = 0
    subject: int | None = None
    child_name: str = ""  # as the child's record has it
    row: int | None = None
    listed_at: datetime | None = None
    version: int = 0

    def differs_in(self, line: Line, role: str | None) -> tuple[str, ...]:
        """Which of its words the new line has otherwise; `role` is the line's role as it may be written.

        What the new line does not say is no difference: a list without a column takes nothing back.
        """
        told = {field: getattr(line, field) for field in CHANGING} | {"role": role}
        changed = [field for field in CHANGING if told[field] and _plain(getattr(self, field)) != _plain(told[field])]
        if line.cpr and not self.has_number:
            changed.append("cpr")
        return tuple(changed)


@dataclass(frozen=True)
class Difference:
    """For one new line: the earlier entry that says the same, or the one of the same child that it may change. `deed` is
    what the two are to each other. `beside` are further entries of that child, which it does not change.
    """

    same: Earlier | None = None
    changed: Earlier | None = None
    deed: Deed = Deed.SAME
    beside: tuple[Earlier, ...] = ()


def differences(
    lines: Sequence[Line], earlier: Iterable[Earlier], roles: Sequence[str | None] = ()
) -> tuple[list[Difference], list[Earlier]]:
    """For each line what it is to the earlier entries, and the entries that no line tells of any more. `roles` are those of the
    lines as they may be written.

    A line is the same when its fingerprint is, unless a person has corrected it to say something else. It is set beside an
    entry of the same child: the one with the same reference, else of the same place and day (of several the one with like
    words), else the only one that is left of that child on both sides, which may be another deed. Never by name alone.
    """
    left = {entry.id: entry for entry in earlier}
    answer: dict[int, Difference] = {}
    said_roles = roles or [line.role for line in lines]
    by_mark: dict[bytes, list[Earlier]] = defaultdict(list)
    for entry in left.values():
        if entry.fingerprint is not None:
            by_mark[entry.fingerprint].append(entry)
    for index, line in enumerate(lines):
        alike = by_mark.get(line.fingerprint, []) if by_mark else []
        if same := next((entry for entry in alike if _says_the_same(line, entry, said_roles[index])), None):
            alike.remove(same)
            answer[index] = Difference(same=left.pop(same.id))
    pairs = _pairs_of_one_child(
        [(index, line) for index, line in enumerate(lines) if index not in answer], left.values()
    )
    tests: tuple[Callable[[Line, Earlier], bool], ...] = (_one_reference, _one_place_and_deed, _one_place_and_day)
    for test in tests:
        for index, entry in pairs:
            if index not in answer and entry.id in left and test(lines[index], entry):
                answer[index] = _changed(lines[index], left.pop(entry.id))
    open_pairs = [(index, entry) for index, entry in pairs if index not in answer and entry.id in left]
    of_line, of_entry = Counter(index for index, _ in open_pairs), Counter(entry.id for _, entry in open_pairs)
    for index, entry in open_pairs:
        if of_line[index] == of_entry[entry.id] == 1:
            answer[index] = _changed(lines[index], left.pop(entry.id))
    beside: dict[int, list[Earlier]] = defaultdict(list)
    for index, entry in pairs:
        if index not in answer:
            beside[index].append(entry)
    told = [answer.get(index) or Difference(beside=tuple(beside[index])) for index in range(len(lines))]
    return told, list(left.values())


def missing(
    lines: Sequence[Line], found: Sequence[Difference], earlier: Sequence[Earlier], left: Sequence[Earlier]
) -> list[Earlier]:
    """The entries that a corrected list has dropped: of a list most of which stands on this one too, about children who do
    not. Another list of the same week takes nothing back.
    """
    repeated = Counter(entry.list_id for one in found if (entry := one.same or one.changed))
    of_list = Counter(entry.list_id for entry in earlier)
    told = {key for line in lines for key in line.child_keys}
    return [
        entry
        for entry in left
        if 2 * repeated[entry.list_id] >= of_list[entry.list_id] and not told.intersection(entry.child_keys)
    ]


def _says_the_same(line: Line, entry: Earlier, role: str | None) -> bool:
    """Of two lines that stood alike in their files."""
    return not line.original or not entry.differs_in(line, role)


def _changed(line: Line, entry: Earlier) -> Difference:
    deed = deed_of(line, entry)
    # Without one day that both tell, a person must say, whatever their words are.
    is_one_day = line.happened_on is not None and line.happened_on == entry.happened_on
    if deed is Deed.SAME and not (is_one_day or _one_reference(line, entry)):
        deed = Deed.UNCLEAR
    return Difference(changed=entry, deed=deed)


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
    return bool(line.reference) and plain(line.reference) == plain(entry.reference)


def _one_place_and_day(line: Line, entry: Earlier) -> bool:
    return bool(line.place and line.happened_on) and (
        (plain(line.place), line.happened_on) == (plain(entry.place), entry.happened_on)
    )


def _one_place_and_deed(line: Line, entry: Earlier) -> bool:
    return _one_place_and_day(line, entry) and are_like(line.text, entry.text)


def _plain(value: object) -> object:
    return plain(value) if isinstance(value, str) else value
