"""What a notice may say. A domain registers its own kinds when it is ready: a sentence without name, school or content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Kind:
    """One sort of notice: its code, its sentence, and the page that shows what it is about to those who may see it."""

    code: str
    sentence: str | Promise
    page: str


@dataclass(frozen=True)
class Letter:
    """A sort of letter that somebody without sign-in asks for. `write` makes subject and text when it goes, with the keeper's
    cursor, the instant, the address, and what was kept of the asking.
    """

    code: str
    write: Callable[[Any, datetime, str, Mapping[str, Any]], tuple[str, str]]


_kinds: dict[str, Kind] = {}
_letters: dict[str, Letter] = {}
_rules: list[str] = []


def register(*kinds: Kind) -> None:
    """Add kinds; the same code again replaces it, so that `ready()` may run twice."""
    _kinds.update({kind.code: kind for kind in kinds})


def register_letter(letter: Letter) -> None:
    """Add a sort of letter; the same code again replaces it."""
    _letters[letter.code] = letter


def letter(code: str) -> Letter:
    """A sort of letter. Raises KeyError for one that nobody registered."""
    return _letters[code]


def remind_by(function: str) -> None:
    """Name a database function of (instant) that tells of what time alone makes due. The keeper calls it."""
    if function not in _rules:
        _rules.append(function)


def rules() -> tuple[str, ...]:
    """The functions that tell of what time makes due."""
    return tuple(_rules)


def sentence(code: str) -> str:
    """The sentence of a kind. Raises KeyError for a kind that nobody registered."""
    return str(_kinds[code].sentence)


def address(code: str, about: int) -> str:
    """Where one reads more; empty where there is no such page."""
    try:
        return reverse(_kinds[code].page, args=[about])
    except NoReverseMatch:
        return reverse(_kinds[code].page)
