"""Free words in the form in which they are searched: "Demirtas" finds "Demirtaş", and "Soeren" and "Soren" find "Søren".

As `lib.names.sought`, but for a text of which nothing is kept beside it: what Python folds here, the database folds in the same way
(`concerns.queries.plain`).
"""

from __future__ import annotations

import re
import unicodedata

# Letters that no decomposition makes plain, each as the first of those that stand for it.
FURTHER = {
    "æ": "a",
    "œ": "o",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "t",
    "ł": "l",
    "ı": "i",
    "ħ": "h",
    "ŋ": "n",
    "ŧ": "t",
    "ß": "s",
}
SPELLINGS = r"(a)[ae]+|([ou])e+"
DOUBLED = r"([a-z])\1+"


def _pairs() -> dict[str, str]:
    found = dict(FURTHER)
    for code in range(0xC0, 0x250):
        letter = chr(code).lower()
        base = unicodedata.normalize("NFD", letter)[0]
        if len(letter) == 1 and base.isascii() and base.isalpha():
            found[letter] = base
    return found


_PAIRS = _pairs()
FROM, TO = "".join(_PAIRS), "".join(_PAIRS.values())  # letter by letter, as SQL's translate() takes them
_TABLE = str.maketrans(_PAIRS)


def plain(text: str) -> str:
    """Small letters without marks; letters for which there may be no key as others spell them, and doubled ones as one."""
    small = unicodedata.normalize("NFC", text).lower().translate(_TABLE)
    return re.sub(DOUBLED, r"\1", re.sub(SPELLINGS, r"\1\2", small))
