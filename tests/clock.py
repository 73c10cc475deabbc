"""The one clock of the tests: the machine's, which `make test-days` sets to other days, and from there on or back.

A test that needs a certain day, such as a Monday of a known school year, turns the clock to it; one that needs what
comes later lets time go on. Both move Python's actors and PostgreSQL together, as the demo does, in the transaction of
the test. Everything else happens on whatever day it is, so it names no day of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from django.db import connection
from django.utils import timezone
from psycopg.pq import TransactionStatus

from samspil.access import actor
from tests.roles import as_role

# When the cast's posts, seats and keys begin: before every day that a test turns to.
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def today() -> date:
    """The day in Denmark, by the clock as it stands."""
    return timezone.localdate(actor.now())


def late() -> str:
    """A deadline as it is written on a form: years from now, and no slip of the finger."""
    return f"31.12.{today().year + 5}"


def turn(ahead: timedelta) -> None:
    """From here on it is so much later than on the machine, or earlier; no time at all turns the clock back.

    Whoever turns it without `at` or `later` turns it back: the transaction forgets, this process does not.
    """
    with as_role("samspil_owner") as owner:
        owner.execute("DELETE FROM access_clock")
        if ahead:
            owner.execute("INSERT INTO access_clock (ahead) VALUES (%s)", [ahead])
    actor.set_test_clock(ahead)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """It is that moment inside, and time goes on from there."""
    with _ahead(moment - datetime.now(UTC)):
        yield


@contextmanager
def later(**ahead: float) -> Iterator[None]:
    """It is so much later inside than outside: `later(days=14)`."""
    with _ahead(_told() + timedelta(**ahead)):
        yield


@contextmanager
def _ahead(ahead: timedelta) -> Iterator[None]:
    before = _told()
    turn(ahead)
    try:
        yield
    finally:
        actor.set_test_clock(before)
        if connection.connection.info.transaction_status == TransactionStatus.INTRANS:  # else it is rolled back
            turn(before)


def _told() -> timedelta:
    return actor._ahead
