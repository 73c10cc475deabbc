"""The databases of the tests, and the pytest plugin that points the settings at them.

One template a state of the schema, migrated once by the owner as an operator does it; each pytest process works on a
copy of its own, and so does each test that commits. Loaded by `-p` (see pyproject), because pytest-django reads the
settings before any conftest is read.
"""

from __future__ import annotations

import ast
import atexit
import hashlib
import os
import re
import subprocess
import sys
import uuid
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from samspil.config import cluster, manage_command, roles

CHECKOUT = Path(__file__).resolve().parents[4]
SOURCE = CHECKOUT / "src"
KEPT_TEMPLATES = 4  # somebody may be testing an earlier state of the same checkout right now
_UNUSED = "samspil_tests"  # stands in the settings until a test database takes its place


class MigrationFailed(Exception):
    """The migrations do not run on an empty database; the message is what they said."""


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None]:
    """Point the settings at the private server, before pytest-django reads them."""
    server = running()
    os.environ["SAMSPIL_TEST_ROLES"] = "1"
    # A browser driven by a test leaves an event loop in the thread, and Django would take every later test for async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    # One administrator who takes on each role: the settings add assume_role. Never a server from our environment.
    os.environ.update(dict.fromkeys(server.environment(), server.url("samspil_admin", _UNUSED)))
    return (yield)


@cache
def running() -> cluster.Cluster:
    """The private server of this checkout's tests, with its roles, until this process ends."""
    server = cluster.ensure("test", CHECKOUT)
    atexit.register(server.stop)
    roles.bootstrap(server.admin_url, passwords=server.passwords, database=None)
    return server


@contextmanager
def copy(purpose: str, *, of: str | None = None) -> Iterator[str]:
    """A database of its own, dropped afterwards: as `of` is, which nobody visits, or migrated and empty.

    Answers its name.
    """
    name = f"{purpose}_{os.getpid()}_{uuid.uuid4().hex[:8]}"
    made = of or template()
    with administering() as admin:
        roles.create_database(admin, name, template=made)
    try:
        yield name
    finally:
        with administering() as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def point_at(name: str) -> None:
    """From here on every connection of this process leads to that database."""
    from django.db import connections  # noqa: PLC0415 - Django is not set up when this file is read

    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


@contextmanager
def administering(database: str = "postgres") -> Iterator[psycopg.Connection]:
    """A connection as superuser to the private server, committing each statement."""
    with psycopg.connect(running().url("samspil_admin", database), autocommit=True) as admin:
        yield admin


@cache
def template() -> str:
    """The template of today's schema, made once and kept for the next run; answers its name."""
    name = f"tpl_{fingerprint()}"
    with administering() as admin:
        admin.execute("SELECT pg_advisory_lock(hashtext('samspil templates'))")
        _sweep(admin, keep=name)
        if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            building = f"building_{os.getpid()}"
            roles.create_database(admin, building)
            _migrate(building)
            admin.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(building), sql.Identifier(name))
            )
            # Nobody may sit in it: a copy needs it empty of visitors.
            admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(sql.Identifier(name)))
    return name


def fingerprint() -> str:
    """Changes with every file that the schema is made from: migrations, the lock, what they import, and SQL."""
    files = {*SOURCE.glob("samspil/**/migrations/*.py"), *SOURCE.glob("samspil/**/*.sql")}
    files |= {*SOURCE.glob("samspil/**/lock.py"), *SOURCE.glob("samspil/access/management/commands/*.py")}
    files |= {*SOURCE.glob("samspil/**/register.yaml")}  # rows that come with the lock
    files |= {Path(roles.__file__), Path(manage_command.__file__)}
    waiting = list(files)
    while waiting:
        for found in _imported(waiting.pop()) - files:
            files.add(found)
            waiting.append(found)
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file.relative_to(SOURCE)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _imported(file: Path) -> set[Path]:
    """The files of the product that `file` imports."""
    if file.suffix != ".py":
        return set()
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    paths = {SOURCE / name.replace(".", "/") for name in names if name.startswith("samspil")}
    return {file for path in paths for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()}


def _migrate(database: str) -> None:
    """Migrate as the real owner, with a password and no rights beyond the owner's: as an operator does it."""
    environment = os.environ | running().environment(database) | {"SAMSPIL_TEST_ROLES": "0", "SAMSPIL_DEMO": "1"}
    with administering(database) as inside:
        roles.close_to_the_public(inside, database)
    done = subprocess.run(
        [sys.executable, "-m", "samspil.config.cli", "manage", "migrate", "--verbosity", "0", "--skip-checks"],
        cwd=CHECKOUT,
        check=False,
        env=environment,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        with administering() as admin:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))
        raise MigrationFailed(f"`samspil manage migrate` failed on an empty database:\n{done.stdout}{done.stderr}")


def _sweep(admin: psycopg.Connection, *, keep: str) -> None:
    """Drop what killed runs left behind, and templates of old schemas."""
    known = [name for (name,) in admin.execute("SELECT datname FROM pg_database ORDER BY oid DESC").fetchall()]
    templates = [name for name in known if name.startswith("tpl_")]
    old = [name for name in templates[KEPT_TEMPLATES:] if name != keep]
    owned = ((name, re.fullmatch(r"[a-z]\w*?_(\d+)(_[0-9a-f]{8})?", name)) for name in known if name not in templates)
    orphaned = [name for name, parts in owned if parts and not _lives(int(parts[1]))]
    for name in old + orphaned:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
