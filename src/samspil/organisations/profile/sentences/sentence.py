"""A fault and what to do about it, in both languages."""

from __future__ import annotations

from typing import NamedTuple


class Sentence(NamedTuple):
    """A fault and its remedy in both languages."""

    da: str
    da_remedy: str
    en: str
    en_remedy: str
