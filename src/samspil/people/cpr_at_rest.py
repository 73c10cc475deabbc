"""CPR numbers at rest: a keyed hash to find a child again, and ciphertext to show the number. The key is not in the
database, so that a copy of it tells no number: an unkeyed hash of ten digits is undone in seconds.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

Bytes = bytes | memoryview
_NONCE = 12


class Unreadable(Exception):
    """The ciphertext does not belong to this hash, or the key is another one."""


def keyed_hash(cpr: str) -> bytes:
    """The same ten digits give the same 32 bytes; without the key nothing can be told from them."""
    return hmac.new(_subkey("hash"), cpr.encode("ascii"), hashlib.sha256).digest()


def encrypt(cpr: str) -> bytes:
    """Ciphertext that only opens beside the hash of its own number (AES-256-GCM, nonce first)."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(_subkey("cipher")).encrypt(nonce, cpr.encode("ascii"), keyed_hash(cpr))


def decrypt(cipher: Bytes, hashed: Bytes) -> str:
    """The ten digits. Raises Unreadable when ciphertext and hash were not made together, or with another key."""
    cipher, hashed = bytes(cipher), bytes(hashed)
    try:
        return AESGCM(_subkey("cipher")).decrypt(cipher[:_NONCE], cipher[_NONCE:], hashed).decode("ascii")
    except (InvalidTag, ValueError) as error:
        raise Unreadable from error


def as_text(cpr: str) -> str:
    """A number for a draft: hash and ciphertext as one text."""
    return base64.b64encode(keyed_hash(cpr) + encrypt(cpr)).decode("ascii")


def from_text(text: str) -> str:
    """The number that `as_text` hid. Raises Unreadable."""
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Unreadable from error
    return decrypt(raw[32:], raw[:32])


def fingerprint(*parts: str | None) -> bytes:
    """A keyed digest of texts, to see that a line is the same as before without keeping a second copy of it."""
    joined = "\x1f".join("\x00" if part is None else part for part in parts)
    return hmac.new(_subkey("fingerprint"), joined.encode(), hashlib.sha256).digest()


def _subkey(purpose: str) -> bytes:
    return _derived(settings.CPR_KEY, purpose)


@lru_cache(maxsize=8)
def _derived(key: str, purpose: str) -> bytes:
    return hmac.new(key.encode(), f"samspil.people.cpr:{purpose}".encode(), hashlib.sha256).digest()
