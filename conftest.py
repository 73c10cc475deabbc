"""What every test of the product may ask for: a database of its own, and a browser."""

from __future__ import annotations

import gc
import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from samspil.config.tests import databases

if TYPE_CHECKING:
    from tests.cast import Cast

pytest_plugins = ["tests.proof.watching", "tests.strict.variables", "tests.strict.order"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sign-in has a connection of its own, and a journey talks to a server on this machine."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        uses_database = mark or "db" in getattr(item, "fixturenames", ())
        if uses_database and "databases" not in (mark.kwargs if mark else {}):
            known = mark.kwargs if mark else {}
            item.add_marker(pytest.mark.django_db(**known, databases=["default", "door"]), append=False)
        if item.get_closest_marker("journey") and not item.get_closest_marker("allow_hosts"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))
        if uses_database and "fresh_database" not in getattr(item, "fixturenames", ()):
            # First of all, before the test's transaction begins on whatever database we point at.
            named = item.fixturenames  # type: ignore[attr-defined]  # a test function; other items have no fixtures
            named.insert(0, "_among_the_cast" if "cast" in named else "_in_an_empty_place")


def pytest_collection_finish() -> None:
    """What was imported and collected stays until the end. Walking it again and again for garbage was a fifth of the work of a test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@dataclass(frozen=True)
class TestDatabase:
    """A database that this test alone uses; what it commits is gone with it."""

    __test__ = False  # a name for readers, not a test

    name: str

    def url(self, role: str) -> str:
        """Address for one of the roles, signed in for real."""
        return databases.running().url(role, self.name)

    def environment(self) -> dict[str, str]:
        """The variables that point another process, such as a web server, at this database."""
        return databases.running().environment(self.name) | {"SAMSPIL_TEST_ROLES": "0"}


@pytest.fixture(scope="session")
def _empty_database(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The database of this pytest process: a copy of the migrated template."""
    with django_db_blocker.unblock(), databases.copy(f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}") as name:
        databases.point_at(name)
        yield name
        databases.point_at("")


@pytest.fixture(scope="session")
def django_db_setup(_empty_database: str) -> None:
    """Takes the place of pytest-django's own, which migrates as the app role."""


@pytest.fixture
def fresh_database(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[TestDatabase]:
    """A database for a test that commits: all connections of this test lead there. Not together with `db`."""
    if {"db", "transactional_db"} & set(request.fixturenames) or request.node.get_closest_marker("django_db"):
        raise pytest.UsageError("fresh_database commits for real; take away django_db or db from this test.")
    from django.db import connections  # noqa: PLC0415 - Django is not set up when this file is read

    before = connections["default"].settings_dict["NAME"]
    lived_in = request.getfixturevalue("_settled")[0] if "settlers" in request.fixturenames else None
    with databases.copy("fresh", of=lived_in) as name, django_db_blocker.unblock():
        databases.point_at(name)
        yield TestDatabase(name)
        databases.point_at(before)


@pytest.fixture
def settlers(_settled: tuple[str, bytes], fresh_database: TestDatabase) -> Cast:
    """The cast, committed, in the database of a test that commits."""
    everybody: Cast = pickle.loads(_settled[1])
    return everybody


@pytest.fixture
def owner_sql(request: pytest.FixtureRequest) -> Iterator[psycopg.Connection]:
    """SQL past every policy, committing each statement, on the database that this test uses.

    Signed in as superuser: the owner itself is under the policies too. `SET ROLE samspil_owner` for the owner's view.
    Rows that a `db` test has not committed are invisible here, and what is written here stays: mend or use
    `fresh_database`.
    """
    if "fresh_database" not in request.fixturenames:
        request.getfixturevalue("django_db_setup")
    from django.db import connections  # noqa: PLC0415 - as above

    with databases.administering(connections["default"].settings_dict["NAME"]) as connection:
        yield connection


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser of the journeys. Fails, never skips, where there is none."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return Path(found)
    pytest.fail("Journeys need a browser: install Debian's package chromium.", pytrace=False)


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """One browser for all journeys of a process: Playwright starts once per process, and no more."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=str(chromium), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def _settled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[str, bytes]]:
    """A database in which the cast lives and that nobody visits, made once a process, and the cast as it was then."""
    from django.db import connections, transaction  # noqa: PLC0415 - Django is not set up when this file is read

    from tests.cast import build  # noqa: PLC0415 - as above

    before = connections["default"].settings_dict["NAME"]
    with django_db_blocker.unblock(), databases.copy("settled") as name:
        databases.point_at(name)
        with transaction.atomic():
            built = pickle.dumps(build())
        databases.point_at(before)
        yield name, built


@pytest.fixture(scope="session")
def _committed_cast(_settled: tuple[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """A database of this process in which the cast lives, for tests that roll back, and the cast as it was then."""
    with databases.copy(f"cast_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}", of=_settled[0]) as name:
        yield name, _settled[1]


@pytest.fixture
def _among_the_cast(_committed_cast: tuple[str, bytes]) -> None:
    _work_in(_committed_cast[0])


@pytest.fixture(scope="session")
def empty_place(_empty_database: str) -> Callable[[], None]:
    """For fixtures that outlast a test: from the call on, connections lead to the database without the cast."""
    return lambda: _work_in(_empty_database)


@pytest.fixture
def _in_an_empty_place(empty_place: Callable[[], None]) -> None:
    empty_place()


def _work_in(name: str) -> None:
    from django.db import connections  # noqa: PLC0415 - as above

    if connections["default"].settings_dict["NAME"] != name:
        databases.point_at(name)


@pytest.fixture
def cast(_committed_cast: tuple[str, bytes], db: None) -> Cast:
    """The cast of `tests/cast.py`: one municipality, its neighbour, and people of every role.

    What the test does to it is rolled back with the test's transaction.
    """
    from samspil.access.actor import Actor, now, sign  # noqa: PLC0415 - as above

    everybody: Cast = pickle.loads(_committed_cast[1])
    sign(Actor(everybody.body.installer_id, now()))
    return everybody


@pytest.fixture(autouse=True)
def _the_language_is_turned_back() -> Iterator[None]:
    """A request leaves its language in the thread; the next test is no part of it."""
    yield
    from django.utils import translation  # noqa: PLC0415 - Django is not set up when this file is read

    translation.deactivate()


@pytest.fixture(autouse=True)
def _the_clock_is_turned_back() -> Iterator[None]:
    """Whoever turned the clock of this process turns it back, by the microsecond: the next test is no part of it."""
    yield
    from samspil.access import actor  # noqa: PLC0415 - Django is not set up when this file is read

    left, actor._ahead = actor._ahead, timedelta(0)
    assert not left, f"The clock was left turned by {left}."
