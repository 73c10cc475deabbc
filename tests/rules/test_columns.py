"""What a column may hold is said in the database: words that the code knows, and rows that other rows refer to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import connection, models
from psycopg import sql
from pytest_django import DjangoDbBlocker

from samspil.access.models import Confidential
from samspil.lib.privacy import TableClass

OURS = [model for model in apps.get_models() if model.__module__.startswith("samspil.")]
WRONG = "noget helt andet"


@dataclass(frozen=True)
class Column:
    """A column of text with the words that it may hold."""

    table: str
    name: str
    words: frozenset[str]

    @property
    def check(self) -> str:
        return f"{self.table}_{self.name}_known"

    def __str__(self) -> str:
        return f"{self.table}.{self.name}"


def columns() -> list[Column]:
    """All columns of text whose values the code knows."""
    return [
        Column(
            model._meta.db_table,
            field.column,
            frozenset(str(value) for value, _label in field.flatchoices) | ({""} if field.blank else set()),
        )
        for model in OURS
        for field in model._meta.concrete_fields
        if isinstance(field, models.TextField | models.CharField) and field.choices
    ]


COLUMNS = columns()


@pytest.fixture(scope="module")
def cursor(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[psycopg.Cursor[Any]]:
    """Reads the catalogue as superuser, and makes tables that nobody else sees."""
    with django_db_blocker.unblock():
        connection.ensure_connection()
        with connection.connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            yield cursor
        connection.close()


# --- words ------------------------------------------------------------------------------------------------------------
def test_every_word_that_the_code_knows_is_known_to_the_database(cursor: psycopg.Cursor[Any]) -> None:
    cursor.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c'"
    )
    checks = {(table, name): text for table, name, text in cursor.fetchall()}
    assert len(COLUMNS) > 80
    differing = {}
    for column in COLUMNS:
        text = checks.pop((column.table, column.check), "")
        found = set(re.findall(r"'([^']*)'::text", text))
        if found != column.words or f"({column.name} = " not in text:
            differing[str(column)] = (text, sorted(column.words))
    assert differing == {}
    assert [name for _table, name in checks if name.endswith("_known")] == []  # no word that the code has forgotten


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_a_word_that_nobody_knows_is_refused(cursor: psycopg.Cursor[Any], column: Column) -> None:
    """The table's own constraints, on a copy in which the other columns may be empty."""
    cursor.execute("BEGIN")
    try:
        table, name = sql.Identifier(column.table), sql.Identifier(column.name)
        cursor.execute(sql.SQL("CREATE TEMP TABLE copied (LIKE {} INCLUDING CONSTRAINTS) ON COMMIT DROP").format(table))
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = 'copied'::regclass AND attnotnull AND attnum > 0"
        )
        for (other,) in cursor.fetchall():
            if other != column.name:
                cursor.execute(sql.SQL("ALTER TABLE copied ALTER {} DROP NOT NULL").format(sql.Identifier(other)))
        insert = sql.SQL("INSERT INTO copied ({}) VALUES (%s)").format(name)
        for word in sorted(column.words):
            cursor.execute(insert, [word])
        with pytest.raises(psycopg.errors.CheckViolation) as refused:
            cursor.execute(insert, [WRONG])
        assert refused.value.diag.constraint_name == column.check
    finally:
        cursor.execute("ROLLBACK")


# --- references -------------------------------------------------------------------------------------------------------
def test_a_number_is_a_foreign_key_or_says_why_not() -> None:
    """`bigint` is what ids are made of: one that refers to nothing is named in the model's `Privacy.numbers`."""
    silent, stale, known = [], [], 0
    for model in OURS:
        said: dict[str, str] = dict(getattr(model.Privacy, "numbers", {}))  # type: ignore[attr-defined]
        header = {field.name for field in Confidential._meta.get_fields()} if issubclass(model, Confidential) else set()
        for field in model._meta.concrete_fields:
            is_number = isinstance(field, models.BigIntegerField) or (
                isinstance(field, models.IntegerField) and field.name.endswith("_id")
            )
            if not is_number or isinstance(field, models.BigAutoField) or field.name in header:
                continue
            known += 1
            if not said.pop(field.name, ""):
                silent.append(f"{model.__name__}.{field.name}")
        stale += [f"{model.__name__}.{name}" for name in said]
    assert silent == []
    assert stale == []
    assert known > 20


def test_what_refers_to_an_open_table_is_bound_to_it(cursor: psycopg.Cursor[Any]) -> None:
    """The model says so, and the database holds it: a number of nobody is refused."""
    cursor.execute(
        "SELECT k.conrelid::regclass::text, a.attname, k.confrelid::regclass::text FROM pg_constraint k "
        "JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] "
        "WHERE k.contype = 'f' AND k.convalidated AND cardinality(k.conkey) = 1"
    )
    bound = set(cursor.fetchall())
    loose, known = [], 0
    for model in OURS:
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey):
                continue
            target = field.related_model
            assert isinstance(target, type)
            if getattr(getattr(target, "Privacy", None), "table", None) is not TableClass.OPEN:
                continue
            known += 1
            if (model._meta.db_table, field.column, target._meta.db_table) not in bound:
                loose.append(f"{model.__name__}.{field.name}")
    assert loose == []
    assert known > 110
