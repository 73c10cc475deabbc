"""The whole database as a fingerprint, the record, and a record that is full."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from django.apps import apps
from django.db import connection, connections, router, transaction

from tests.cast import as_role

RECORD = "audit_event"


@cache
def tables(*, alias: str) -> tuple[str, ...]:
    """Every table of the product that is written on this connection, with the histories and the lock's own."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return tuple(sorted({model._meta.db_table for model in models if router.db_for_write(model) == alias}))


@cache
def _prints(alias: str) -> str:
    return " UNION ALL ".join(
        f"SELECT '{table}', count(*) || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {table} t"
        for table in tables(alias=alias)
    )


def world() -> dict[str, str]:
    """A fingerprint of every table, read past the policies: the domain's, and those of sign-in on their own connection.

    Planned once a connection: planning it costs as much as it does.
    """
    door = connections["door"]
    with as_role("NONE"), connection.connection.cursor() as cursor:
        prints = dict(cursor.execute(_prints("default"), prepare=True).fetchall())
    with door.cursor(), door.connection.cursor() as cursor:
        return prints | dict(cursor.execute(_prints("door"), prepare=True).fetchall())


def changed(before: dict[str, str]) -> set[str]:
    """The tables that are not as they were."""
    return {table for table, print_ in world().items() if before[table] != print_}


def last_event() -> int:
    with as_role("NONE") as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM audit_event")
        return int(cursor.fetchone()[0])


def events_since(number: int) -> list[tuple[str, int | None]]:
    """Act and principal of what has been recorded since, in this transaction, in order."""
    with as_role("NONE") as cursor:
        cursor.execute(
            "SELECT act, principal FROM audit_event WHERE id > %s"
            " AND transaction = pg_current_xact_id()::text::bigint ORDER BY id",
            [number],
        )
        return list(cursor.fetchall())


@contextmanager
def tried() -> Iterator[None]:
    """Whatever is done in here is taken back afterwards, on both connections."""
    points = {alias: transaction.savepoint(using=alias) for alias in ("default", "door")}
    try:
        yield
    finally:
        for alias, point in points.items():
            transaction.savepoint_rollback(point, using=alias)


@contextmanager
def no_record() -> Iterator[None]:
    """The record cannot be written: whatever is done in here must not have happened."""
    with pytest.raises(Exception, match="the record is full"), transaction.atomic():  # noqa: PT012
        with as_role("samspil_owner") as cursor:
            cursor.execute(
                "CREATE FUNCTION access.full() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'the record is full'; END $$"
            )
            cursor.execute("GRANT EXECUTE ON FUNCTION access.full() TO PUBLIC")
            cursor.execute(
                "CREATE TRIGGER full_record BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION access.full()"
            )
        yield


def settle() -> None:
    """What is checked at commit is checked now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
