"""Letters without their marks, for a search by somebody who does not have them on the keyboard: "demirtas" finds "Demirtaş".

The Danish letters stay what they are: ø is not o, and å is not a. For search alone; what a name *is*, `lib.names` says.
"""

from __future__ import annotations

import unicodedata

DANISH = "æøåÆØÅ"
# Letters that no decomposition makes plain.
FURTHER = {"ı": "i", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t", "Đ": "d", "Ł": "l", "Ħ": "h", "Ŧ": "t"}


def _pairs() -> dict[str, str]:
    found = dict(FURTHER)
    for code in range(0xC0, 0x250):
        letter = chr(code)
        base = unicodedata.normalize("NFD", letter)[0]
        if letter not in DANISH and base.isascii() and base.isalpha():
            found[letter] = base.lower()
    return found | dict(zip(DANISH[3:], DANISH[:3], strict=True))


_PAIRS = _pairs()
FROM, TO = "".join(_PAIRS), "".join(_PAIRS.values())  # letter by letter, as SQL's translate() takes them
_TABLE = str.maketrans(_PAIRS)


def plain(text: str) -> str:
    """Small letters without marks; the Danish ones kept."""
    return unicodedata.normalize("NFC", text).translate(_TABLE).lower()
