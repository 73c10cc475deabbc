"""What can be wrong with a profile: a fault has a place, a line and a sentence with a remedy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from samspil.organisations.profile.sentences import Language, say

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """A fault as it is found: the sentence by its code, with the values that fill it."""

    place: Place
    line: int
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ProfileError:
    """A fault as it is told."""

    file: str
    line: int
    path: str
    message: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        return (
            f"{where}: {self.path}: {self.message} {self.remedy}"
            if self.path
            else f"{where}: {self.message} {self.remedy}"
        )


class ProfileErrors(Exception):
    """Everything that is wrong with a profile, in the order of the file. `errors` holds one `ProfileError` each."""

    def __init__(self, errors: Sequence[ProfileError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = tuple(errors)


def tell(faults: Sequence[Fault], file: str, language: Language) -> ProfileErrors:
    """Faults as sentences, in the order of the file, each once."""
    told = []
    for fault in sorted(faults, key=lambda fault: fault.line):
        message, remedy = say(fault.code, fault.values, language)
        error = ProfileError(file, fault.line, path_of(fault.place), message, remedy)
        if error not in told:
            told.append(error)
    return ProfileErrors(told)


def path_of(place: Place) -> str:
    """A place as people write it: forums[0].seats[2].unit."""
    written = ""
    for step in place:
        written += f"[{step}]" if isinstance(step, int) else f".{step}" if written else step
    return written
