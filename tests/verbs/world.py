"""The whole database as a fingerprint, the record, and a record that is full."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

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


class Fingerprints:
    """What each table holds, on one connection, as a short text; read anew only where something was written since.

    PostgreSQL counts what a transaction has written to each table, also what was rolled back, so that a count that
    stands still means a table that does. Holds within one test: the counts begin anew between transactions.
    """

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self.known: dict[str, tuple[int, str]] = {}

    def forget(self) -> None:
        """Another transaction has begun."""
        self.known = {}

    def today(self) -> dict[str, str]:
        """Each table's fingerprint, past the policies."""
        with self.past_the_policies() as cursor:
            written = self._written(cursor)
            moved = [table for table, count in written.items() if self.known.get(table, (-1, ""))[0] != count]
            if moved:
                cursor.execute(" UNION ALL ".join(map(_fingerprint, moved)))
                self.known |= {table: (written[table], print_) for table, print_ in cursor.fetchall()}
        return {table: print_ for table, (_count, print_) in self.known.items()}

    def return_to(self, prints: dict[str, str]) -> None:
        """Everything since `prints` was rolled back: what was written is counted, and is not there."""
        with self.past_the_policies() as cursor:
            self.known = {table: (count, prints[table]) for table, count in self._written(cursor).items()}

    def _written(self, cursor: Any) -> dict[str, int]:
        cursor.execute(
            "SELECT name, pg_stat_get_xact_tuples_inserted(at) + pg_stat_get_xact_tuples_updated(at)"
            " + pg_stat_get_xact_tuples_deleted(at) FROM unnest(%s::text[], %s::regclass[]) AS t(name, at)",
            [list(tables(alias=self.alias))] * 2,
        )
        return dict(cursor.fetchall())

    @contextmanager
    def past_the_policies(self) -> Iterator[Any]:
        if self.alias == "default":
            with as_role("NONE") as cursor:
                yield cursor
        else:
            with connections[self.alias].cursor() as cursor:
                yield cursor


def _fingerprint(table: str) -> str:
    rows = "coalesce(string_agg(t::text, '|' ORDER BY t::text), '')"
    return f"SELECT '{table}', count(*) || md5({rows}) FROM {table} t"


PRINTS = (Fingerprints("default"), Fingerprints("door"))  # sign-in is written on its own connection


def world() -> dict[str, str]:
    """A fingerprint of every table, read past the policies: the domain's, and those of sign-in."""
    return {table: print_ for prints in PRINTS for table, print_ in prints.today().items()}


def begins() -> None:
    """A test's transactions have begun: nothing is known of the tables."""
    for prints in PRINTS:
        prints.forget()


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
    before = world()
    points = {prints.alias: transaction.savepoint(using=prints.alias) for prints in PRINTS}
    try:
        yield
    finally:
        for prints in PRINTS:
            transaction.savepoint_rollback(points[prints.alias], using=prints.alias)
            prints.return_to(before)


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
