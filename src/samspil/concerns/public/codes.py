"""The word code with which an anonymous question's answer is read: four words out of 1024, which is 40 bits.

A code is made from what the form carried, so that the same form sent twice shows the same code; it is kept nowhere. The row
keeps a slow hash of it, keyed with the installation's secret: somebody with a copy of the database alone cannot try codes.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from django.utils.crypto import salted_hmac

WORDS_IN_CODE = 4
_LIST = Path(__file__).with_name("words.txt")


@cache
def words() -> tuple[str, ...]:
    """The words of codes: short, without æ, ø and å, each once."""
    return tuple(_LIST.read_text(encoding="utf-8").split())


def code_of(nonce: str) -> str:
    """The code for this form."""
    number = int.from_bytes(_keyed("code", nonce)[:8], "big")
    known = words()
    chosen = []
    for _place in range(WORDS_IN_CODE):
        number, place = divmod(number, len(known))
        chosen.append(known[place])
    return " ".join(chosen)


def hashed(code: str) -> str:
    """What the row keeps. Capitals, commas and line breaks make no difference."""
    plain = " ".join(re.findall(r"[a-zæøå]+", code.lower()))
    return hashlib.scrypt(_keyed("hash", plain), salt=b"samspil.public", n=2**14, r=8, p=1, dklen=32).hex()


def _keyed(use: str, text: str) -> bytes:
    return salted_hmac(f"samspil.public.{use}", text, algorithm="sha256").digest()
