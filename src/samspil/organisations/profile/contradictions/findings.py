"""What the contradiction checks look at, and where they put what they find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from samspil.organisations.profile.checking import guess
from samspil.organisations.profile.faults import Fault, Place
from samspil.organisations.profile.marks import Document
from samspil.organisations.profile.root import Profile

Part = TypeVar("Part")


@dataclass
class Findings:
    """The sound part of a profile, and the faults found in it.

    Elements of lists that do not fit the schema have been left out before; `kept` tells, list by list, where the others
    stood in the file. What an absent element would explain is no contradiction: `is_whole` says whether any is absent.
    """

    profile: Profile
    document: Document
    kept: Mapping[Place, Sequence[int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def add(self, place: Place, code: str, **values: Any) -> None:
        """A fault at a place of the sound part."""
        where = self.in_file(place)
        self.faults.append(Fault(where, self.document.line_of(where), code, values))

    def line_of(self, place: Place) -> int:
        """The line of a place of the sound part."""
        return self.document.line_of(self.in_file(place))

    def in_file(self, place: Place) -> Place:
        """The same place in the file."""
        steps: list[str | int] = []
        for number, step in enumerate(place):
            kept = self.kept.get(place[:number])
            steps.append(kept[step] if isinstance(step, int) and kept is not None else step)
        return tuple(steps)

    def is_whole(self, place: Place) -> bool:
        """Whether nothing was left out of the list."""
        kept = self.kept.get(place)
        if kept is None:
            return True
        value: Any = self.document.data
        for step in self.in_file(place):
            value = value[step]
        return len(value) == len(kept)

    def keys_of(self, section: str) -> set[str]:
        """Every key written in a section, in elements that were left out too."""
        return keys_in(self.document.data.get(section))

    def check_known(self, place: Place, key: str | None, known: Iterable[str], code: str) -> bool:
        """Whether a reference names something; a fault with a guess where it does not."""
        choices = set(known)
        if key is None or key in choices:
            return True
        self.add(place, code, key=key, **guess(key, sorted(choices)))
        return False


def keys_in(section: Any) -> set[str]:
    """The keys of the elements of a list in the file."""
    if not isinstance(section, list):
        return set()
    return {element["key"] for element in section if isinstance(element, dict) and isinstance(element.get("key"), str)}


def placed(parts: Sequence[Part], *place: str | int) -> Iterator[tuple[Place, Part]]:
    """The elements of a list with their places."""
    for number, part in enumerate(parts):
        yield (*place, number), part
