"""What a notice may say. A domain registers its own kinds when it is ready: a sentence without name, school or content."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GONE = _("You were told of something here. It is settled, taken back or given to others, and you read it no more.")

# Of questions to take something over.
OVER = _("The question has been answered or taken back. You no longer read what it was about.")
TAKEN_BACK = _("The question has been taken back. You no longer read what it was about.")


@dataclass(frozen=True)
class Kind:
    """One sort of notice: its code, its sentence, the page that shows what it is about to those who may see it, and what is said
    there to who was told and may see it no more: what became of it, and nothing of what it was. `whence` answers from which
    colleague each of these things came; it stands on the page of notices and in no mail.
    """

    code: str
    sentence: str | Promise
    page: str
    gone: str | Promise = GONE
    whence: Callable[[Collection[int]], Mapping[int, str]] | None = None


@dataclass(frozen=True)
class Letter:
    """A sort of letter that somebody without sign-in asks for. `write` makes subject and text when it goes, with the keeper's
    cursor, the instant, the address, and what was kept of the asking.
    """

    code: str
    write: Callable[[Any, datetime, str, Mapping[str, Any]], tuple[str, str]]


# A notice outlives its kind: an older version told of something that this one knows no more.
UNKNOWN = Kind("", _("Something was told to you that this version of Samspil no longer shows."), "notices:notices")

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
    """The sentence of a kind."""
    return str(_kinds.get(code, UNKNOWN).sentence)


def gone(page: str) -> dict[str, str]:
    """What is said on this page of what has gone, by the kind of the notice that told of it."""
    return {kind.code: str(kind.gone) for kind in _kinds.values() if kind.page == page}


def whence(told: Collection[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """From which colleague each of what these notices tell of came, by kind and number; those that came from somebody alone."""
    found: dict[tuple[str, int], str] = {}
    for code in {code for code, _about in told}:
        if ask := _kinds.get(code, UNKNOWN).whence:
            names = ask([about for its, about in told if its == code])
            found |= {(code, about): name for about, name in names.items()}
    return found


def address(code: str, about: int) -> str:
    """Where one reads more; empty where there is no such page."""
    page = _kinds.get(code, UNKNOWN).page
    try:
        return reverse(page, args=[about])
    except NoReverseMatch:
        return reverse(page)
