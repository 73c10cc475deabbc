"""Words of somebody outside, who may write a CPR number among them: at a public door none is refused."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspil.lib import cpr
from samspil.lib.encodings import without_invisible


def in_heading(text: str) -> str:
    """The text with each CPR number left out: in a heading, in a list, and wherever else than at the door that received it."""
    return _without_numbers(text, _("[CPR number left out]"))


def beside_number(text: str) -> str:
    """The same on the page of the door, which shows the number beside the words."""
    return _without_numbers(text, _("[CPR number: see the field]"))


def numbers_in(text: str) -> list[str]:
    """The numbers that are left out, as they were written."""
    return cpr.likes_in(without_invisible(text))


def _without_numbers(text: str, instead: str) -> str:
    plain = without_invisible(text)
    return cpr.cut_likes_from(plain, instead) if cpr.looks_like_one(plain) else text
