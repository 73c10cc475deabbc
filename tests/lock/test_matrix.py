"""Every confidential table x every member of the cast x every attempt, in raw SQL as the app role."""

from __future__ import annotations

import pytest
from django.apps import apps

from samspil.lib.privacy import TableClass
from tests.lock import catalogue, matrix
from tests.lock.stage import Stage

CONFIDENTIAL = sorted(
    model._meta.db_table
    for model in apps.get_models()
    if getattr(getattr(model, "Privacy", None), "table", None) is TableClass.CONFIDENTIAL
)


def test_the_catalogue_knows_no_other_confidential_table(stage: Stage) -> None:
    assert catalogue.confidential(stage.cursor) == CONFIDENTIAL


@pytest.mark.parametrize("table", CONFIDENTIAL)
def test_confidential(stage: Stage, table: str) -> None:
    assert [str(each) for each in matrix.confidential(stage, table)] == []
