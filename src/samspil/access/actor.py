"""Signing who acts. The token is checked in SQL (`sql/keys.sql`); Python can make one, injected SQL cannot."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BLOCK = 64


@dataclass(frozen=True)
class Actor:
    """A principal at an instant. Actions take one as their first argument; `at` is the only clock they read."""

    principal_id: int
    at: datetime


def now() -> datetime:
    """The instant for a new actor: Python's clock, or the database's test clock where one is set for this process."""
    return datetime.now(UTC) + _ahead


_ahead = timedelta(0)


def set_test_clock(ahead: timedelta) -> None:
    """Let this process sign instants `ahead` of the wall clock; the owner must have set `access_clock` to the same."""
    global _ahead  # noqa: PLW0603 - one clock for the whole process, as the database has one for all
    _ahead = ahead


def pads(key: str) -> tuple[bytes, bytes]:
    """Inner and outer HMAC pad (64 bytes each) of `key`: what the database keeps of it."""
    raw = key.encode()
    block = (hashlib.sha256(raw).digest() if len(raw) > _BLOCK else raw).ljust(_BLOCK, b"\0")
    return bytes(b ^ 0x36 for b in block), bytes(b ^ 0x5C for b in block)


def token(actor: Actor, backend_pid: int) -> str:
    """`principal.microseconds.backend.hmac` for the transaction-local variable `samspil.actor`.

    Bound to one server process: sessions of one role see each other's statements in pg_stat_activity, and a token read
    there must open nothing.
    """
    claim = f"{actor.principal_id}.{(actor.at - _EPOCH) // timedelta(microseconds=1)}.{backend_pid}"
    return f"{claim}.{hmac.new(settings.ACTOR_KEY.encode(), claim.encode(), hashlib.sha256).hexdigest()}"


def sign(actor: Actor) -> None:
    """Make the current transaction act as `actor`. Must be inside `atomic()`: the variable dies with the transaction."""
    connection.ensure_connection()
    signed = token(actor, connection.connection.info.backend_pid)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samspil.actor', %s, true)", [signed])


def sign_off() -> None:
    """Make the current transaction act as nobody, whatever the session was left with."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samspil.actor', '', true)")


@contextmanager
def acting(principal_id: int, at: datetime | None = None) -> Iterator[Actor]:
    """One transaction as `principal_id`, for commands and jobs. Rolls back when the block raises."""
    with transaction.atomic():
        actor = Actor(principal_id, at or now())
        sign(actor)
        yield actor


def renew(actor: Actor) -> Actor:
    """The same principal now, for work that outlives a minute."""
    fresh = Actor(actor.principal_id, now())
    sign(fresh)
    return fresh
