"""The stage of the matrix: the cast in one transaction that never ends, rows for them to try, and what came of a try.

Everything here is undone when the stage is struck, so the tests may also break the lock on it (tests of mutations).
"""

from __future__ import annotations

import hashlib
import itertools
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.db import connection, transaction
from psycopg import sql

from samspil.access.actor import Actor, now, token
from tests import cast as casting
from tests.lock import catalogue

NUMBERS = itertools.count(1_000_000)


def sample(type_: str) -> Any:
    """A value that no other row has."""
    number = next(NUMBERS)
    return {
        "text": f"x{number}", "bigint": number, "integer": number, "smallint": number % 100,
        "boolean": False, "jsonb": "{}", "date": "2026-01-01",
        "bytea": str(number).encode(), "timestamp with time zone": "2026-01-01 12:00+01", "tstzrange": "[2026-01-01,)",
        "bigint[]": "{}", "text[]": "{}", "date[]": "{}", "uuid": str(uuid.UUID(int=number)),
    }[type_.partition("(")[0].replace("character varying", "text")]  # fmt: skip


NOBODY = "nobody"


@dataclass
class Stage:
    """`tries()` answers what one member of the cast gets for one statement; nothing tried remains."""

    cast: casting.Cast
    cursor: psycopg.Cursor[Any]
    things: dict[str, Any] = field(default_factory=dict)

    @property
    def members(self) -> list[str]:
        return [*self.cast.members, NOBODY]

    def unit_of(self, member: str) -> int:
        """The audience of the member's unit; somebody without sign-in tries with the first unit's."""
        key = "consultant" if member == NOBODY else member
        return int(self.cast.members[key].unit.audience_id)

    def signature(self, member: str) -> str:
        if member == NOBODY:
            return ""
        pid = self.cursor.connection.info.backend_pid
        return token(Actor(self.cast.members[member].principal_id, now()), pid)

    def become(self, member: str, role: str = "samspil_app") -> None:
        self.cursor.execute(
            sql.SQL("SELECT set_config('samspil.actor', {}, true), set_config('role', {}, true)").format(
                sql.Literal(self.signature(member)), sql.Literal(role)
            )
        )

    @contextmanager
    def undone(self) -> Iterator[psycopg.Cursor[Any]]:
        """Whatever happens in here, roles and signatures too, has not happened afterwards."""
        self.cursor.execute("SAVEPOINT undone")
        try:
            yield self.cursor
        finally:
            self.cursor.execute("ROLLBACK TO SAVEPOINT undone; RELEASE SAVEPOINT undone")

    def tries(self, member: str, statement: str, things: Mapping[str, Any], role: str = "samspil_app") -> str:
        """`row` or `nothing` for what answers rows, `done` or `nothing` for what changes them, `refused` for a refusal."""
        with self.undone() as cursor:
            self.become(member, role)
            return answer(cursor, statement, things)

    # --- rows -------------------------------------------------------------------------------------------------------

    def values(
        self, table: str, owner: int, readers: list[int] | None = None, *, parents: int | None = None, **given: Any
    ) -> dict[str, Any]:
        """Values for the columns that a row of `table` must have; rows that it hangs on are built (owner `parents`)."""
        made: dict[str, Any] = {}
        for column in catalogue.columns(self.cursor, table):
            if column.name in given:
                continue
            if column.name == "owner_audience":
                made[column.name] = owner
            elif column.name == "audiences":
                made[column.name] = [owner, *(readers or [])]
            elif not column.required or column.given:
                continue
            elif column.parent == "access_audience":
                made[column.name] = owner
            elif column.parent:
                made[column.name] = self.parent(column.parent, parents or owner, readers)
            else:
                made[column.name] = column.words[0] if column.words else sample(column.type)
        if table == "sharing_file" and "parent_id" not in given:
            # On a row that everybody reads, so that the attempts show what the table itself lets through.
            everybody = [self.unit_of(member) for member in self.members]
            concern = self.row("concerns_concern", parents or owner, everybody)
            made |= {"parent_table": "concerns_concern", "parent_id": concern, "scanned": "clean"}
            made |= {"data": b"x", "size": 1, "sha256": hashlib.sha256(b"x").digest()}
        if table == "cases_responsibility":
            made |= {"duty": "coordinator"}  # what a holder is, functions alone change
        if table == "meetings_attendance":
            # One line a colleague: the next one each time.
            colleagues = catalogue.rows(self.cursor, "SELECT id FROM organisations_staff ORDER BY id")
            made |= {"staff_id": colleagues[next(NUMBERS) % len(colleagues)][0]}
        if table == "enquiries_onthespot":
            made |= {"times": 1}
        return made | given

    def parent(self, table: str, owner: int, readers: list[int] | None = None) -> int:
        if catalogue.is_confidential(self.cursor, table):
            return self.row(table, owner, readers)
        found = self.cursor.execute(sql.SQL("SELECT min(id) FROM {}").format(sql.Identifier(table))).fetchone()
        return int(found[0]) if found and found[0] is not None else self.row(table, owner)

    def row(self, table: str, owner: int, readers: list[int] | None = None, **given: Any) -> int:
        """A row of `table`, past every policy."""
        values = self.values(table, owner, readers, **given)
        found = self.cursor.execute(insertion(table, values), values).fetchone()
        assert found
        return int(found[0])


def insertion(table: str, values: Mapping[str, Any], returning: bool = True) -> sql.Composed:
    columns = sql.SQL(", ").join(map(sql.Identifier, values))
    places = sql.SQL(", ").join(map(sql.Placeholder, values))
    text = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(sql.Identifier(table), columns, places)
    return text + sql.SQL(" RETURNING id") if returning else text


def answer(cursor: psycopg.Cursor[Any], statement: Any, things: Mapping[str, Any]) -> str:
    try:
        cursor.execute(statement, things)
    except psycopg.errors.InsufficientPrivilege:
        return "refused"
    except psycopg.Error as error:
        return f"broke: {type(error).__name__}"
    if cursor.description is not None and (cursor.statusmessage or "").startswith("SELECT"):
        return "nothing" if cursor.fetchone() is None else "row"
    return "done" if cursor.rowcount > 0 else "nothing"


@contextmanager
def set_up() -> Iterator[Stage]:
    """The cast on the default connection, as superuser, in a transaction that is rolled back at the end."""
    with transaction.atomic():
        cast = casting.build()
        cursor = connection.connection.cursor()
        cursor.execute("SET LOCAL ROLE NONE")
        # Proved by a test of its own (cases/tests/test_cover.py); here it would ask every case for its holder.
        for table, trigger in catalogue.rows(
            cursor, "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgdeferrable AND NOT tgisinternal"
        ):
            cursor.execute(
                sql.SQL("ALTER TABLE {} DISABLE TRIGGER {}").format(sql.Identifier(table), sql.Identifier(trigger))
            )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        try:
            yield Stage(cast, cursor)
        finally:
            transaction.set_rollback(True)
