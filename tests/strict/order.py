"""A query that says no order gets none: its rows come in a different order in every test.

PostgreSQL promises no order either, but keeps one as long as tables are small, so that code and tests that stand on it
pass until the day they do not. Whole answers are shuffled as they arrive; a query that takes the first of many without
saying which is given a random order in the database. pytest-randomly sets the seed: `--randomly-seed=…`
repeats a failure.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.query import MAX_GET_RESULTS
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.constants import MULTI

_pairs, _execute = SQLCompiler._order_by_pairs, SQLCompiler.execute_sql


def pytest_configure() -> None:
    """Take the accidental order away."""
    SQLCompiler._order_by_pairs = _shuffled_pairs  # type: ignore[method-assign]
    SQLCompiler.execute_sql = _shuffled_rows  # type: ignore[method-assign]


def pytest_unconfigure() -> None:
    """Leave the compiler as it was."""
    SQLCompiler._order_by_pairs = _pairs  # type: ignore[method-assign]
    SQLCompiler.execute_sql = _execute  # type: ignore[method-assign]


def _shuffled_pairs(self: SQLCompiler) -> Iterator[tuple[OrderBy, bool]]:
    """The query's own order; a random one where only some of the rows are taken and none is said."""
    said = False
    for pair in _pairs(self):
        said = True
        yield pair
    query = self.query
    one = query.high_mark in {1, MAX_GET_RESULTS} and not query.low_mark and _asks_only_whether(query)
    if not said and query.is_sliced and not (query.distinct or query.combinator or one):
        yield OrderBy(Random()), False


def _asks_only_whether(query: Any) -> bool:
    """`exists()` and `get()`: which row it is makes no difference, or there is but one."""
    return query.high_mark == MAX_GET_RESULTS or set(query.annotation_select) == {"a"}


def _shuffled_rows(self: SQLCompiler, result_type: str = MULTI, *args: Any, **kwargs: Any) -> Any:
    answer = _execute(self, result_type, *args, **kwargs)
    if result_type != MULTI or not answer or _is_ordered(self):
        return answer
    rows = list(chain.from_iterable(answer))
    random.shuffle(rows)
    return iter([rows]) if kwargs.get("chunked_fetch") else [rows]


def _is_ordered(compiler: SQLCompiler) -> bool:
    query = compiler.query
    if query.explain_info:  # the lines of a plan are no rows
        return True
    return bool(
        query.order_by or query.extra_order_by or (query.default_ordering and getattr(compiler, "_meta_ordering", None))
    )
