"""Every confidential table x every member of the cast x every attempt, in raw SQL as the app role."""

from __future__ import annotations

import pytest
from django.apps import apps

from samspil.access.tables import LIBRARY_TABLES
from samspil.lib.privacy import TableClass
from tests.lock import catalogue, expected, matrix, scene
from tests.lock.stage import Stage

pytestmark = pytest.mark.wheel

DECLARED = {
    model._meta.db_table: model.Privacy.table  # type: ignore[attr-defined]
    for model in apps.get_models(include_auto_created=True)
    if hasattr(model, "Privacy")
} | LIBRARY_TABLES
CONFIDENTIAL = sorted(table for table, class_ in DECLARED.items() if class_ is TableClass.CONFIDENTIAL)
CLOSED = [
    (class_, table)
    for table, class_ in sorted(DECLARED.items())
    if class_ not in {TableClass.CONFIDENTIAL, TableClass.OPEN}
]


def test_the_catalogue_knows_no_other_confidential_table(stage: Stage) -> None:
    assert catalogue.confidential(stage.cursor) == CONFIDENTIAL


@pytest.mark.parametrize("table", CONFIDENTIAL)
def test_confidential(stage: Stage, table: str) -> None:
    assert [str(each) for each in matrix.confidential(stage, table)] == []


def test_functions(stage: Stage) -> None:
    with stage.undone():
        scene.arrange(stage)
        assert [str(each) for each in matrix.functions(stage)] == []


def test_records(stage: Stage) -> None:
    with stage.undone():
        scene.arrange(stage)
        assert [str(each) for table in expected.RECORDS for each in matrix.records(stage, table)] == []
        assert [str(each) for each in matrix.audiences(stage)] == []


def test_open_tables(stage: Stage) -> None:
    assert [str(each) for each in matrix.open_tables(stage)] == []


@pytest.mark.parametrize(("class_", "table"), CLOSED)
def test_closed_tables(stage: Stage, class_: TableClass, table: str) -> None:
    assert [str(each) for each in matrix.rights(stage, table, class_.value)] == []


def test_every_table_is_in_the_matrix(stage: Stage) -> None:
    known = {*CONFIDENTIAL, *expected.OPEN, *(table for _, table in CLOSED)}
    assert set(catalogue.tables(stage.cursor)) == known
    assert set(expected.RECORDS) == {table for class_, table in CLOSED if class_ is TableClass.RECORD}
