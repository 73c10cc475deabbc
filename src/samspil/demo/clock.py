"""The demo's past is lived, not written down: the same clock that tests move is set back, meeting by meeting.

Only this process signs instants of the past, and only while the owner's row says so. It is gone before anybody signs in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import connections, transaction

from samspil.access.actor import set_test_clock


def turn_to(moment: datetime) -> None:
    """From here on it is `moment`, and time goes on from there."""
    _set(moment - datetime.now(UTC))


def turn_back() -> None:
    """Real time again; no row of a clock is left."""
    _set(None)


@contextmanager
def lived_time() -> Iterator[None]:
    """Whatever happens inside, afterwards it is real time."""
    try:
        yield
    finally:
        turn_back()


def _set(ahead: timedelta | None) -> None:
    with transaction.atomic(using="owner"), connections["owner"].cursor() as owner:
        owner.execute("DELETE FROM access_clock")
        if ahead is not None:
            owner.execute(
                "INSERT INTO access_clock (ahead) VALUES (make_interval(secs => %s))", [ahead.total_seconds()]
            )
    set_test_clock(ahead or timedelta(0))
