"""What the database says of itself. The tests of the lock read the catalogue, so that a new table joins by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import psycopg

SYSTEM = "('pg_catalog', 'information_schema', 'pg_toast')"


@dataclass(frozen=True)
class Column:
    name: str
    type: str
    required: bool
    given: bool  # has a default, is an identity, or is generated
    parent: str | None
    words: tuple[str, ...]  # where it may hold these alone


def rows(cursor: psycopg.Cursor[Any], query: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    return cursor.execute(query, parameters).fetchall()


def tables(cursor: psycopg.Cursor[Any]) -> list[str]:
    """Every ordinary or partitioned table of ours."""
    return [
        name
        for (name,) in rows(
            cursor,
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            f"WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN {SYSTEM} AND n.nspname !~ '^pg_temp' ORDER BY 1",
        )
    ]


def confidential(cursor: psycopg.Cursor[Any]) -> list[str]:
    """Tables with the header of a confidential row, whether or not anything locks them."""
    return [name for name in tables(cursor) if is_confidential(cursor, name)]


def is_confidential(cursor: psycopg.Cursor[Any], table: str) -> bool:
    """Whether the table has the header of a confidential row."""
    return {column.name for column in columns(cursor, table)} >= {"owner_audience", "audiences", "retention_kind"}


@cache
def _columns(database: str, cursor: Any, table: str) -> tuple[Column, ...]:
    found = rows(
        cursor,
        """
        SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
               a.atthasdef OR a.attidentity <> '' OR a.attgenerated <> '',
               (SELECT f.relname FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
                 WHERE k.conrelid = a.attrelid AND k.contype = 'f' AND k.conkey = ARRAY[a.attnum] LIMIT 1),
               ARRAY(SELECT m[1] FROM pg_constraint k, regexp_matches(pg_get_constraintdef(k.oid), '''([^'']*)''::text', 'g') AS m
                 WHERE k.conrelid = a.attrelid AND k.contype = 'c' AND k.conname = c.relname || '_' || a.attname || '_known')
          FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relname = %s AND n.nspname = 'public' AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
        """,
        [table],
    )
    return tuple(Column(*each, words=tuple(words)) for *each, words in found)


def columns(cursor: psycopg.Cursor[Any], table: str) -> tuple[Column, ...]:
    return _columns(cursor.connection.info.dbname, cursor, table)


def rights(cursor: psycopg.Cursor[Any], table: str, role: str = "samspil_app") -> set[str]:
    """What a role may do with a table or any column of it."""
    held = rows(
        cursor,
        "SELECT r FROM unnest(ARRAY['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES','TRIGGER']) AS r "
        "WHERE has_table_privilege(%s, %s::regclass, r) "
        "OR r NOT IN ('DELETE', 'TRUNCATE', 'TRIGGER') AND has_any_column_privilege(%s, %s::regclass, r)",
        [role, table, role, table],
    )
    return {right for (right,) in held}


def functions(cursor: psycopg.Cursor[Any]) -> dict[str, bool]:
    """Every function of ours that is no trigger: name with schema -> whether it runs with its owner's rights."""
    return dict(
        rows(
            cursor,
            f"""
            SELECT n.nspname || '.' || p.proname, p.prosecdef FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
             WHERE n.nspname NOT IN {SYSTEM} AND p.prorettype <> 'trigger'::regtype
               AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') ORDER BY 1
            """,
        )
    )


def triggers(cursor: psycopg.Cursor[Any]) -> list[str]:
    """Every trigger function of ours."""
    return [
        name
        for (name,) in rows(
            cursor,
            "SELECT n.nspname || '.' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
            f"WHERE n.nspname NOT IN {SYSTEM} AND p.prorettype = 'trigger'::regtype ORDER BY 1",
        )
    ]


def source(cursor: psycopg.Cursor[Any], function: str) -> str:
    """CREATE OR REPLACE FUNCTION … as PostgreSQL would write it."""
    return str(rows(cursor, "SELECT pg_get_functiondef(%s::regproc)", [function])[0][0])
