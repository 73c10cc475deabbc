"""Counts what a page asks of the database, when the bench asks for it; the requests that are timed pass it untouched.

Asked by the header `X-Bench-Probe`: `count` answers how many statements, how many rows were looked at in each
confidential table and how many came back; `plan` also explains each statement. The answer is JSON in `X-Bench-Told`, or
a file in the folder that `SAMSPIL_BENCH_PROFILES` names where it is too long for a header.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, connections
from django.http import HttpRequest, HttpResponseBase

from samspil.access.models import Confidential

ASKED, TOLD = "X-Bench-Probe", "X-Bench-Told"
# The transaction itself is not counted. A savepoint is: it is a round trip, and another to release it.
FRAME = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK)\b(?!\s+TO\b)", re.IGNORECASE)
READS = re.compile(r'\s*\(?SELECT\b.* FROM "(\w+)"', re.IGNORECASE | re.DOTALL)
ALIASES = ("default", "door")

GetResponse = Callable[[HttpRequest], HttpResponseBase]


@dataclass
class Statement:
    """One statement. `plan` is PostgreSQL's, where it was asked for and the statement only reads."""

    sql: str
    alias: str
    rows: int
    milliseconds: float
    plan: dict[str, Any] | None = None


@dataclass
class Tally:
    """What one request asked."""

    explain: bool = False
    statements: list[Statement] = field(default_factory=list)
    looked_at: dict[str, int] = field(default_factory=dict)

    def watch(self, alias: str) -> Callable[..., Any]:
        """A wrapper for the statements of one connection (`execute_wrapper`)."""

        def wrapper(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
            if FRAME.match(sql):
                return execute(sql, params, many, context)
            reads = READS.match(sql)
            plan = None
            if self.explain and reads and not many:
                execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params, many, context)
                plan = context["cursor"].fetchone()[0][0]["Plan"]
            begun = time.perf_counter()
            result = execute(sql, params, many, context)
            passed = (time.perf_counter() - begun) * 1000
            rows = context["cursor"].rowcount if reads else 0
            self.statements.append(Statement(sql, alias, max(rows, 0), round(passed, 3), plan))
            return result

        return wrapper

    @property
    def returned(self) -> int:
        """Rows of confidential tables that came back."""
        confidential = confidential_tables()
        reads = ((statement, READS.match(statement.sql)) for statement in self.statements)
        return sum(statement.rows for statement, found in reads if found and found[1] in confidential)

    @property
    def kept(self) -> Counter[str]:
        """Rows that passed the filters of the scans of each confidential table, as far as plans were asked for."""
        found: Counter[str] = Counter()
        for statement in self.statements:
            _kept(statement.plan or {}, found)
        return found

    def as_json(self) -> dict[str, Any]:
        return {
            "statements": len(self.statements),
            "returned": self.returned,
            "looked_at": self.looked_at,
            "kept": dict(self.kept),
        }


def _kept(plan: dict[str, Any], found: Counter[str]) -> None:
    if plan.get("Relation Name") in confidential_tables():
        found[plan["Relation Name"]] += plan["Actual Rows"] * plan["Actual Loops"]
    for part in plan.get("Plans", []):
        _kept(part, found)


def confidential_tables() -> frozenset[str]:
    """Tables with the header and its policies."""
    return frozenset(model._meta.db_table for model in apps.get_models() if issubclass(model, Confidential))


class Outside:
    """Stands first: sees the statements of sign-in too."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = request.headers.get(ASKED)
        if not asked:
            return self.get_response(request)
        tally = Tally(explain=asked == "plan")
        request.tally = tally  # type: ignore[attr-defined]
        with ExitStack() as stack:
            for alias in ALIASES:
                stack.enter_context(connections[alias].execute_wrapper(tally.watch(alias)))
            response = self.get_response(request)
        response.headers[TOLD] = json.dumps(tally.as_json())
        response.tally = tally  # type: ignore[attr-defined]
        folder = os.environ.get("SAMSPIL_BENCH_PROFILES")
        if folder and tally.explain:
            told = [asdict(statement) for statement in tally.statements]
            Path(folder, "last.json").write_text(json.dumps(told), encoding="utf-8")
        return response


class Inside:
    """Stands last, inside the request's transaction: PostgreSQL counts for each transaction what it looks at."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        tally: Tally | None = getattr(request, "tally", None)
        before = looked_at() if tally else {}
        response = self.get_response(request)
        if tally:
            now = looked_at()
            tally.looked_at = {
                table: now[table] - before.get(table, 0) for table in now if now[table] > before.get(table, 0)
            }
        return response


def looked_at() -> dict[str, int]:
    """Rows of confidential tables that this transaction has read so far, functions included."""
    # Past the wrappers: this is the bench's own statement. The driver's cursor asks without being counted.
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables "
            "WHERE relname = ANY (%s) AND coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) > 0",
            [sorted(confidential_tables())],
        )
        return {str(table): int(count) for table, count in cursor.fetchall()}
