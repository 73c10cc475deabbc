"""Rows that tell of one thing that happened (hændelse): one reference, or one place on one day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samspil.concerns.lists.likeness import are_like, plain
from samspil.concerns.lists.lines import Line, names_of
from samspil.lib.names import words_of_names_in


@dataclass(frozen=True)
class Event:
    """What several rows may tell of. Where their words are like each other, `text` is what most of them say, and `names` are
    names of theirs that stand in it; else it is empty, and a person says whether it is one event.
    """

    key: str
    members: tuple[int, ...]  # places in the list of lines
    text: str
    place: str
    happened_on: date | None
    reference: str
    names: tuple[str, ...]
    texts: tuple[str, ...] = ()  # what the rows say, each once

    @property
    def is_sure(self) -> bool:
        """Whether the words of its rows are like each other."""
        return bool(self.text) or len(self.texts) < 2

    @property
    def differs(self) -> bool:
        """Whether its rows say it in other words, be they like each other."""
        return len({plain(text) for text in self.texts}) > 1


def events(lines: Sequence[Line]) -> list[Event]:
    """The events that two or more of the lines tell of, in the order of the list.

    A reference goes before place and day: two numbers at one place are two events.
    """
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.reference.strip():
            groups["reference", plain(line.reference)].append(index)
        elif line.place.strip() and line.happened_on:
            groups["place", plain(line.place), line.happened_on.isoformat()].append(index)
    # Each is named by its first row, so that rows taken in afterwards do not rename it.
    return [_event(str(members[0]), members, lines) for members in groups.values() if len(members) > 1]


def _event(key: str, members: list[int], lines: Sequence[Line]) -> Event:
    rows = [lines[index] for index in members]
    commonest = _commonest([row.text for row in rows])
    text = commonest if all(are_like(commonest, row.text) for row in rows) else ""
    return Event(
        key=key,
        members=tuple(members),
        text=text,
        place=_commonest([row.place for row in rows]),
        happened_on=next((row.happened_on for row in rows if row.happened_on), None),
        reference=_commonest([row.reference for row in rows]),
        names=tuple(words_of_names_in(text, names_of(rows))),
        texts=tuple(dict.fromkeys(row.text.strip() for row in rows if row.text.strip())),
    )


def _commonest(texts: Sequence[str]) -> str:
    counted = Counter(text.strip() for text in texts if text.strip())
    return max(counted, key=lambda text: (counted[text], len(text)), default="")
