"""What a form without session or cookie carries: a signed token, good for some hours, that also tells the same form sent
twice. Nothing of who asks for the form is in it.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.utils.crypto import salted_hmac

FORM_LIVES = timedelta(hours=8)


class Stale(Exception):
    """The token is too old, of another form, or not ours."""


def new(purpose: str) -> str:
    """A token for a form of this purpose."""
    return signing.dumps(secrets.token_urlsafe(16), salt=_salt(purpose))


def nonce_of(token: str, purpose: str) -> str:
    """The random part of a token. Raises Stale."""
    try:
        return str(signing.loads(token, salt=_salt(purpose), max_age=FORM_LIVES))
    except signing.BadSignature as bad:
        raise Stale from bad


def key_of(nonce: str) -> UUID:
    """The key under which what the form writes is written once; the nonce cannot be read from it."""
    return UUID(bytes=salted_hmac("samspil.public.key", nonce, algorithm="sha256").digest()[:16])


def _salt(purpose: str) -> str:
    return f"samspil.public.{purpose}"
