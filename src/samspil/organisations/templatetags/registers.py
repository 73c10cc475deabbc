"""What templates of registers say: the words of kinds and fields, numbers as they are written in Denmark."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Any

from django import template
from django.utils.translation import get_language

from samspil.organisations.profile import AgeScope, Grades
from samspil.organisations.profile.sentences import word_for
from samspil.organisations.registers import words

register = template.Library()


@register.filter
def word(kind: StrEnum) -> str:
    """The word for a kind."""
    return str(words.word(kind))


@register.filter
def field_words(names: tuple[str, ...]) -> str:
    """Fields of the profile in words, with commas."""
    return ", ".join(word_for(name, "en" if get_language() == "en" else "da") for name in names)


@register.filter
def bounds(scope: AgeScope | Grades | None) -> str:
    """0–18, 13–30, 18+; both bounds are included. Nothing where there are none."""
    if scope is None or (scope.at_least is None and scope.at_most is None):
        return ""
    if scope.at_most is None:
        return f"{scope.at_least}+"
    return f"{scope.at_least or 0}–{scope.at_most}" if scope.at_least != scope.at_most else str(scope.at_most)


@register.filter
def number(value: Decimal) -> str:
    """A number without needless zeros, with a comma."""
    return f"{value.normalize():f}".replace(".", ",")


@register.filter
def named(names: Any, key: str) -> str:
    """The name of what a key stands for, as the profile has it; the key where it has none."""
    return str(names.get(key, key))
