"""What a fault in a profile is called, and what to do about it, in Danish and English. All sentences stand here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from samspil.organisations.profile.sentences.contents import CONTENTS
from samspil.organisations.profile.sentences.registers import REGISTERS
from samspil.organisations.profile.sentences.sentence import Sentence
from samspil.organisations.profile.sentences.shape import SHAPE
from samspil.organisations.profile.sentences.structure import STRUCTURE
from samspil.organisations.profile.sentences.words import WORDS, change_sentence, list_sentence, word_for

__all__ = [
    "COMMAND",
    "HINTS",
    "SENTENCES",
    "WORDS",
    "Language",
    "change_sentence",
    "hint",
    "list_sentence",
    "say",
    "word_for",
]

Language = Literal["da", "en"]

SENTENCES: dict[str, Sentence] = {**SHAPE, **CONTENTS, **STRUCTURE, **REGISTERS}


class Hint(NamedTuple):
    """A thing that may be said inside a remedy, such as what was probably meant."""

    da: str
    en: str


HINTS = {
    "meant": Hint("Mente du {guess}?", "Did you mean {guess}?"),
    "known": Hint("Kendte felter: {choices}.", "Known fields: {choices}."),
    "choices": Hint("Vælg mellem {choices}.", "Choose between {choices}."),
}


COMMAND = {
    "faults": {"da": "{file}: {count} fejl.", "en": "{file}: {count} faults."},
    "right": {
        "da": "{file}: i orden. {name}: {units} enheder, {forums} fora; {open} ting er antaget eller ikke bekræftet.",
        "en": "{file}: right. {name}: {units} units, {forums} forums; {open} things are assumed or not confirmed.",
    },
    "assumed": {"da": "antaget", "en": "assumed"},
    "unconfirmed": {"da": "ikke bekræftet", "en": "not confirmed"},
    "not_settled": {"da": "ikke afklaret", "en": "not settled"},
    "not_stated": {"da": "ikke fastlagt", "en": "not stated"},
    "differs": {
        "da": "kilden siger to forskellige tal; begge vises",
        "en": "the source states two numbers; both are shown",
    },
}
"""What the command line says."""


def say(code: str, values: Mapping[str, Any], language: Language) -> tuple[str, str]:
    """The fault and its remedy. A value that names a hint (`hint`, with what fills it) is said in the same language."""
    sentence = SENTENCES[code]
    filled = {name: _written(value) for name, value in values.items()} | {"hint": hint(values, language)}
    if language == "da":
        return sentence.da.format_map(filled), sentence.da_remedy.format_map(filled).strip()
    return sentence.en.format_map(filled), sentence.en_remedy.format_map(filled).strip()


def hint(values: Mapping[str, Any], language: Language) -> str:
    """What may have been meant, or what may be chosen."""
    said = [HINTS[name] for name in values.get("hints", ())]
    written = {name: _written(value) for name, value in values.items()}
    return "".join(f" {getattr(one, language).format_map(written)}" for one in said)


def _written(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
