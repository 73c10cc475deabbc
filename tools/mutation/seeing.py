"""A pytest plugin that notes which test runs which line of the product and which function of the database.

Loaded by `make mutate` alone (`-p tools.mutation.seeing`); what it notes stands in build/mutation/seen.sqlite.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Generator
from pathlib import Path

import coverage
import psycopg
import pytest

from tools.mutation import places
from tools.mutation.operators import Mutant

SEEN = places.KEPT / "seen.sqlite"
# Everybody of the cast calls every function here, on a connection of their own; last, because it takes longest.
LOCK, LOCK_SECONDS = "tests/lock/test_matrix.py::test_functions", 60.0
TABLES = """
CREATE TABLE IF NOT EXISTS test (id INTEGER PRIMARY KEY, name TEXT UNIQUE, seconds REAL, passed INTEGER);
CREATE TABLE IF NOT EXISTS line (file TEXT, digest TEXT, line INTEGER, test INTEGER, UNIQUE (file, digest, line, test));
CREATE TABLE IF NOT EXISTS called (function TEXT, test INTEGER, UNIQUE (function, test));
CREATE TABLE IF NOT EXISTS gathered (part TEXT PRIMARY KEY, commit_name TEXT);
"""


def opened() -> sqlite3.Connection:
    """What has been noted so far."""
    places.KEPT.mkdir(parents=True, exist_ok=True)
    notes = sqlite3.connect(SEEN, timeout=60)
    notes.executescript(TABLES)
    return notes


def digest(file: Path) -> str:
    """Changes with the content: lines of another state of a file tell nothing about this one."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


def parts() -> set[str]:
    """The domains whose tests have been looked at."""
    with opened() as notes:
        return {part for (part,) in notes.execute("SELECT part FROM gathered")}


def tests_of(mutant: Mutant, *, longest: float) -> tuple[list[str], float]:
    """The tests that run the line or call the function, the fastest first, as many as fit into `longest` seconds."""
    if mutant.kind == "sql":
        asked, by = "SELECT test FROM called WHERE function = ?", [mutant.function]
    else:
        asked = "SELECT test FROM line WHERE file = ? AND digest = ? AND line = ?"
        by = [mutant.file, digest(places.CHECKOUT / mutant.file), mutant.line]
    with opened() as notes:
        asked = f"SELECT name, seconds FROM test WHERE passed AND id IN ({asked}) ORDER BY seconds"  # noqa: S608 - ours
        rows = notes.execute(asked, by)
        found, total = [], 0.0
        for name, seconds in rows.fetchall():
            total += seconds
            if found and total > longest:
                break
            found.append(name)
    return ([*found, LOCK], total + LOCK_SECONDS) if mutant.kind == "sql" else (found, total)


class Seeing:
    """One run of the tests under coverage, with the test as context."""

    def __init__(self) -> None:
        self.coverage = coverage.Coverage(
            data_file=None, config_file=False, branch=False, include=[str(file) for file in places.python_files()]
        )
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()
        self.called: dict[str, set[str]] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self.coverage.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self.coverage.switch_context("")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        """Before the transaction of the test is rolled back: PostgreSQL counts the calls of each function."""
        from django.db import connection  # noqa: PLC0415 - Django is not set up when this file is read

        if not {"db", "cast"} & set(getattr(item, "fixturenames", ())) or connection.connection is None:
            return
        try:
            with connection.connection.cursor() as cursor:
                cursor.execute("SELECT schemaname || '.' || funcname FROM pg_catalog.pg_stat_xact_user_functions")
                self.called[item.nodeid] = {name for (name,) in cursor.fetchall()}
        except psycopg.Error:  # the test has ended in an error of the database
            self.called.setdefault(item.nodeid, set())

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration
        if not report.passed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        self.coverage.stop()
        data = self.coverage.get_data()
        notes = opened()
        with notes:
            numbers = {}
            for name, seconds in self.seconds.items():
                notes.execute(
                    "INSERT INTO test (name, seconds, passed) VALUES (?, ?, ?) ON CONFLICT (name)"
                    " DO UPDATE SET seconds = excluded.seconds, passed = excluded.passed",
                    [name, seconds, name not in self.failed],
                )
                (numbers[name],) = notes.execute("SELECT id FROM test WHERE name = ?", [name]).fetchone()
            for measured in data.measured_files():
                file = Path(measured)
                place, state = str(file.relative_to(places.CHECKOUT)), digest(file)
                notes.executemany(
                    "INSERT OR IGNORE INTO line VALUES (?, ?, ?, ?)",
                    (
                        (place, state, line, numbers[context])
                        for line, contexts in data.contexts_by_lineno(measured).items()
                        for context in contexts
                        if context in numbers
                    ),
                )
            for name, functions in self.called.items():
                notes.executemany(
                    "INSERT OR IGNORE INTO called VALUES (?, ?)", ((function, numbers[name]) for function in functions)
                )
            part, _sign, state = os.environ.get("SAMSPIL_GATHERED", "").partition("=")
            if part:
                notes.execute("INSERT OR REPLACE INTO gathered VALUES (?, ?)", [part, state])


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Begin before the first test. PostgreSQL counts for the administrator's sessions, whom the tests sign in as."""
    from samspil.config.tests import databases  # noqa: PLC0415 - only in a pytest process

    with databases.administering() as admin:
        admin.execute("ALTER ROLE samspil_admin SET track_functions = 'all'")
    seeing = Seeing()
    seeing.coverage.start()
    config.pluginmanager.register(seeing, "samspil-seeing")
