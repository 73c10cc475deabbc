"""What a column may hold: the words that the code knows, for the database too."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models


def known(table: str, **columns: Iterable[str]) -> tuple[models.CheckConstraint, ...]:
    """A CHECK for each column, named `<table>_<column>_known`: `known("cases_task", kind=TaskKind, state=TaskState)`.

    Where a column may also be empty, say so: `because=["", *Because]`. A rule test compares with the fields' `choices`.
    """
    return tuple(
        models.CheckConstraint(
            condition=models.Q(**{f"{column}__in": [str(value) for value in values]}), name=f"{table}_{column}_known"
        )
        for column, values in columns.items()
    )
