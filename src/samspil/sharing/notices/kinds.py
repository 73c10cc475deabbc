"""What a notice may say. A domain registers its own kinds when it is ready: a sentence without name, school or content."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Kind:
    """One sort of notice: its code, its sentence, and the page that shows what it is about to those who may see it."""

    code: str
    sentence: str | Promise
    page: str


_kinds: dict[str, Kind] = {}
_rules: list[str] = []


def register(*kinds: Kind) -> None:
    """Add kinds; the same code again replaces it, so that `ready()` may run twice."""
    _kinds.update({kind.code: kind for kind in kinds})


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
