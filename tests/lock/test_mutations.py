"""The matrix can fail: each part of the lock is taken away alone, and the matrix must name the table or function.

Changes of the schema are transactional in PostgreSQL, so each stands in a savepoint of the stage and is rolled back.
"""

from __future__ import annotations

import pytest

from tests.lock import catalogue, matrix
from tests.lock.stage import Stage
from tests.lock.test_matrix import CLOSED, CONFIDENTIAL

pytestmark = pytest.mark.wheel

# One of each standing is enough to notice; the whole cast tries in the matrix itself.
FEW = ("consultant", "police_officer", "outsider", "nobody")

TABLE = {
    "row security disabled": "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    "everybody reads": "ALTER POLICY samspil_read ON {table} USING (true)",
    "everybody writes": "ALTER POLICY samspil_write ON {table} WITH CHECK (true)",
    "any audiences at insert": "ALTER POLICY samspil_write ON {table} WITH CHECK "
    "(owner_audience = ANY ((SELECT access.own_keys())::bigint[]))",
    "any owner at insert": "ALTER POLICY samspil_write ON {table} WITH CHECK (audiences = ARRAY[owner_audience])",
    "readers change the row": "ALTER POLICY samspil_change ON {table} USING (audiences && (SELECT access.keys()))",
    "no guard": "DROP TRIGGER samspil_guard ON {table}",
    "the app may truncate": "GRANT TRUNCATE ON {table} TO samspil_app",
    "the app may delete": "GRANT DELETE ON {table} TO samspil_app; CREATE POLICY more ON {table} FOR DELETE USING (true)",
    "a policy more": "CREATE POLICY more ON {table} USING (true)",
}
# History has one writer, so it has no policy for writing.
HISTORY = {
    "row security disabled": TABLE["row security disabled"],
    "everybody reads": TABLE["everybody reads"],
    "the app may write": "GRANT INSERT, UPDATE ON {table} TO samspil_app; CREATE POLICY more ON {table} USING (true)",
    "the app may delete": TABLE["the app may delete"],
    "the app may truncate": TABLE["the app may truncate"],
}
TABLES = [
    (table, name, sql)
    for table in CONFIDENTIAL
    for name, sql in (HISTORY if table == "access_history" else TABLE).items()
]


@pytest.mark.parametrize(
    ("table", "sql"), [pytest.param(table, sql, id=f"{table}-{name}") for table, name, sql in TABLES]
)
def test_a_broken_table_is_named(stage: Stage, table: str, sql: str) -> None:
    with stage.undone() as cursor:
        cursor.execute(sql.format(table=table))
        first = next(matrix.confidential(stage, table, FEW), None)
    assert first is not None
    assert first.thing == table


@pytest.mark.parametrize("table", CONFIDENTIAL)
def test_a_guard_that_forgets_a_reference_is_named(stage: Stage, table: str) -> None:
    """The guard and the policy know each reference to a confidential table."""
    parents = [each for each in catalogue.columns(stage.cursor, table) if each.parent in CONFIDENTIAL]
    for parent in parents:
        with stage.undone() as cursor:
            cursor.execute(
                # Where the reference is fixed once and for all, that is a second lock: taken away, so that the guard is tried.
                f"DROP TRIGGER IF EXISTS samspil_fixed ON {table}; DROP TRIGGER samspil_guard ON {table}; "
                f"CREATE TRIGGER samspil_guard BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION access.guard()"
            )
            named = {(each.thing, each.attempt) for each in matrix.confidential(stage, table, ["outsider"])}
        assert (table, f"hangs one's own row on the row afterwards ({parent.name})") in named


@pytest.mark.parametrize(("table", "class_"), [(table, class_.value) for class_, table in CLOSED])
def test_a_right_too_many_is_named(stage: Stage, table: str, class_: str) -> None:
    for right in ("SELECT, UPDATE", "INSERT", "DELETE", "TRUNCATE"):
        with stage.undone() as cursor:
            cursor.execute(f"GRANT {right} ON {table} TO samspil_app; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
            first = next(matrix.rights(stage, table, class_), None)
        assert first is not None, right
        assert first.thing == table
