"""The database of the first version, restored from its backup, is brought up to this version and works."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from pytest_django import DjangoDbBlocker

from samspil.access import comparing
from samspil.config import roles, start
from samspil.config.tests import databases
from samspil.organisations.signin.models import User
from tests.upgrade.dump import FILE, LARGEST

NAME = f"upgraded_{os.getpid()}"  # swept with the leftovers of killed runs
PAGES = ("/", "/hvem-ringer-jeg-til/")


@pytest.fixture(scope="module")
def upgraded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[psycopg.Connection[Any]]:
    """Restored by the server's administrator, migrated by the owner; a connection past every policy."""
    before = connections["default"].settings_dict["NAME"]
    with databases.administering() as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)".encode())
        roles.create_database(admin, NAME)
    with databases.administering(NAME) as inside:
        inside.execute(gzip.decompress(FILE.read_bytes()))
    with databases.administering(NAME) as inside, django_db_blocker.unblock():
        roles.close_to_the_public(inside, NAME)
        databases.point_at(NAME)
        call_command("migrate", verbosity=0, skip_checks=True)
        yield inside
        databases.point_at(before)
    with databases.administering() as admin:
        admin.execute(f"DROP DATABASE {NAME} WITH (FORCE)".encode())


def test_the_dump_is_small_enough_to_keep() -> None:
    assert FILE.stat().st_size <= LARGEST


def test_the_lock_is_that_of_this_version(upgraded: psycopg.Connection[Any]) -> None:
    """Nothing of it is left from the version that was dumped: it is that of a new database, part by part."""
    start.refuse_changed_lock(databases.running().url("samspil_app", NAME))
    assert run_checks(databases=["default"]) == []
    with databases.copy("fresh") as name, databases.administering(name) as fresh:
        assert _parts(upgraded) == _parts(fresh)


def _parts(inside: psycopg.Connection[Any]) -> dict[str, str]:
    return dict(inside.execute(f"SELECT object, digest FROM {comparing.NOTED}".encode()).fetchall())


def test_everybody_comes_in_and_sees_their_day(upgraded: psycopg.Connection[Any]) -> None:
    users = User.objects.using("door").order_by("id")[:6]
    assert len(users) == 6
    for user in users:
        client = Client()
        client.force_login(user)
        assert {page: client.get(page).status_code for page in PAGES} == dict.fromkeys(PAGES, 200), user.email
        connection.close()


def test_what_was_written_is_there_and_still_locked(upgraded: psycopg.Connection[Any]) -> None:
    written = upgraded.execute("SELECT count(*) FROM meetings_decision").fetchone()
    assert written
    assert written[0] > 20
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM meetings_decision")
        assert cursor.fetchone() == (0,)  # nobody acts, so nobody reads
