"""Names as people write them: when two are the same name, and whether a text mentions somebody.

"Åse Holm-Lund", "AASE HOLM LUND" and "Holm Lund, Aase" are one name. Accents are never stripped: ø is not o, and é is
not e. Two names that are the same prove nothing about two children; with the same birth date they are worth a question.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

SHORTEST_TELLING = 3  # "af", "de" and initials stand in every text

_WORD = re.compile(r"[^\W\d_]+")
_SILENT = re.compile(r"['’‘´`.]")  # O'Neil, Jr.


def fold(name: str) -> str:
    """The name in the form in which it is compared: small letters, aa as å, no punctuation, its words in order.

    Empty for a text without letters.
    """
    return " ".join(sorted(_words(name)))


def words_of_names_in(text: str, names: Iterable[str]) -> list[str]:
    """Which words of `names` stand in `text`, in the order of the names; short ones are not asked for."""
    mentioned = set(_words(text))
    # "Jonas'", "Jonas's" and "Veras" are mentions too
    mentioned |= {word[:-1] for word in mentioned if word.endswith("s")}
    found: dict[str, None] = {}
    for name in names:
        for word in _WORD.findall(unicodedata.normalize("NFC", name)):
            if len(word) >= SHORTEST_TELLING and _fold_word(word) in mentioned:
                found.setdefault(word)
    return list(found)


def _words(text: str) -> list[str]:
    return [_fold_word(word) for word in _WORD.findall(_SILENT.sub("", unicodedata.normalize("NFC", text)))]


def _fold_word(word: str) -> str:
    # Casefolding makes "ß" two letters and can decompose; composing again keeps å one letter.
    return unicodedata.normalize("NFC", word.casefold()).replace("aa", "å")
