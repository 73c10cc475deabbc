"""The migrations lay the lock by the operations of this package and by nothing else."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunSQL

from samspil.access.actor import renew
from samspil.access.router import Doors
from samspil.access.tables import LIBRARY_TABLES
from samspil.lib.privacy import TableClass
from tests.cast import Cast

CLASS_BY_SQL = {
    "CREATE POLICY samspil_change ON {table} FOR UPDATE TO samspil_app\n  USING (owner_audience": TableClass.CONFIDENTIAL,
    "CREATE POLICY samspil_read ON {table} FOR SELECT USING (true)": TableClass.OPEN,
    "CREATE POLICY samspil_read ON {table} FOR SELECT TO samspil_app USING (audiences": TableClass.RECORD,
}


@pytest.fixture(scope="module")
def laid() -> str:
    """All SQL that our migrations run."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    ours = [each for (app, _), each in loader.disk_migrations.items() if each.__module__.startswith("samspil.")]
    texts = [
        part
        for migration in ours
        for operation in migration.operations
        if isinstance(operation, RunSQL)
        for part in ([operation.sql] if isinstance(operation.sql, str) else operation.sql)
    ]
    assert len(texts) > 50
    return "\n".join(map(str, texts))


def test_every_table_is_laid_by_the_operation_of_its_class(laid: str) -> None:
    """A confidential table whose migration forgot `confide` would stand open from the first row."""
    wrong = {}
    for model in apps.get_models(include_auto_created=True):
        declared = getattr(getattr(model, "Privacy", None), "table", None)
        table = model._meta.db_table
        found = {class_ for sql, class_ in CLASS_BY_SQL.items() if sql.format(table=table) in laid}
        if declared in CLASS_BY_SQL.values() and found != {declared}:
            wrong[table] = found
    assert wrong == {}


def test_no_table_of_a_library_is_laid_open(laid: str) -> None:
    for table, class_ in LIBRARY_TABLES.items():
        assert class_ in {TableClass.DOOR, TableClass.HIDDEN}, table
        assert not re.search(rf"CREATE POLICY \w+ ON {table} ", laid), table


def test_only_the_owner_migrates_and_the_door_keeps_its_own(laid: str) -> None:
    doors, user, child = Doors(), apps.get_model("signin", "User"), apps.get_model("people", "Person")
    assert [doors.allow_migrate(alias, "people") for alias in ("owner", "default", "door", "keeper")] == [
        True, False, False, False,
    ]  # fmt: skip
    assert (doors.db_for_read(user), doors.db_for_write(child)) == ("door", None)
    assert not doors.allow_relation(user, child)
    assert doors.allow_relation(child, child)


def test_work_that_outlives_a_minute_signs_anew(cast: Cast) -> None:
    first = cast.consultant.sign()
    later = renew(first)
    assert (later.principal_id, later.at > first.at) == (first.principal_id, True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT access.actor(), access.at()")
        assert cursor.fetchone() == (first.principal_id, later.at)
