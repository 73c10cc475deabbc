"""Rows that tell of one thing that happened (hændelse): one reference, or one place on one day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samspil.concerns.lists.lines import Line, names_of
from samspil.lib.names import words_of_names_in


@dataclass(frozen=True)
class Event:
    """What several rows tell of. `text` is what most of them say; `names` are names of theirs that stand in it."""

    key: str
    members: tuple[int, ...]  # places in the list of lines
    text: str
    place: str
    happened_on: date | None
    reference: str
    names: tuple[str, ...]


def events(lines: Sequence[Line]) -> list[Event]:
    """The events that two or more of the lines tell of, in the order of the list.

    A reference goes before place and day: two numbers at one place are two events.
    """
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.reference.strip():
            groups["reference", _plain(line.reference)].append(index)
        elif line.place.strip() and line.happened_on:
            groups["place", _plain(line.place), line.happened_on.isoformat()].append(index)
    # Each is named by its first row, so that rows taken in afterwards do not rename it.
    return [_event(str(members[0]), members, lines) for members in groups.values() if len(members) > 1]


def _event(key: str, members: list[int], lines: Sequence[Line]) -> Event:
    rows = [lines[index] for index in members]
    text = _commonest([row.text for row in rows])
    return Event(
        key=key,
        members=tuple(members),
        text=text,
        place=_commonest([row.place for row in rows]),
        happened_on=next((row.happened_on for row in rows if row.happened_on), None),
        reference=_commonest([row.reference for row in rows]),
        names=tuple(words_of_names_in(text, names_of(rows))),
    )


def _commonest(texts: Sequence[str]) -> str:
    counted = Counter(text.strip() for text in texts if text.strip())
    return max(counted, key=lambda text: (counted[text], len(text)), default="")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
