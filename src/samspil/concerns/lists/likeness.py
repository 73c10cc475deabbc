"""Whether two lines tell of one deed: never guessed where they differ. Pure."""

from __future__ import annotations

import re
from enum import Enum
from typing import Protocol

from samspil.lib.names import is_slip

_WORD = re.compile(r"\w+")
_SHORTEST_WITH_SLIP = 4


class Told(Protocol):
    """What a line says of a deed; what it does not say is empty."""

    @property
    def text(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def happened_on(self) -> object | None: ...
    @property
    def reference(self) -> str: ...


class Timed(Told, Protocol):
    """The same with the time of day."""

    @property
    def happened_at(self) -> object | None: ...


class Deed(Enum):
    """What two lines about one child are to each other."""

    SAME = "same"
    OTHER = "other"
    UNCLEAR = "unclear"  # a person must say


def deed_of(one: Told, other: Told) -> Deed:
    """Two lines about one child are one deed by the police's own number; another by day or place; else by their words."""
    references = plain(one.reference), plain(other.reference)
    if all(references) and references[0] == references[1]:
        return Deed.SAME
    days = one.happened_on, other.happened_on
    places = plain(one.place), plain(other.place)
    if (all(days) and days[0] != days[1]) or (all(places) and places[0] != places[1]):
        return Deed.OTHER
    if all(references) or not are_like(one.text, other.text):
        return Deed.UNCLEAR
    return Deed.SAME


def deed_key(subject: int | None, told: Timed, role: str | None, text: str) -> tuple[object, ...]:
    """The same for two lines that say one thing of one child; `text` as it is shown, which may be the event's."""
    return subject, role, plain(text), plain(told.place), told.happened_on, told.happened_at, plain(told.reference)


def are_like(one: str, other: str) -> bool:
    """Whether two texts may tell of one thing: all words of the shorter stand in the longer, one letter may differ.

    Numbers are taken at their word: "sag 1" is not "sag 12". A text that says nothing is like every other.
    """
    ours, theirs = sorted((_words(one), _words(other)), key=len)
    return all(word in theirs or any(_is_slip(word, known) for known in theirs) for word in ours)


def plain(text: str) -> str:
    """A text in the form in which it is compared: small letters, single spaces."""
    return " ".join(text.casefold().split())


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _is_slip(one: str, other: str) -> bool:
    return (
        min(len(one), len(other)) >= _SHORTEST_WITH_SLIP and one.isalpha() and other.isalpha() and is_slip(one, other)
    )
