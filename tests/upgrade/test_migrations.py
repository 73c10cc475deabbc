"""An empty database gets its tables from the models at once; migrations, run one by one, end in the same tables."""

from __future__ import annotations

import os
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connections
from pytest_django import DjangoDbBlocker

from samspil.access import comparing
from samspil.config import roles
from samspil.config.tests import databases

NAME = f"migrated_{os.getpid()}"  # swept with the leftovers of killed runs
COLUMNS = """
SELECT table_name || '.' || column_name, data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
       || ' ' || is_identity || ' ' || coalesce(collation_name, '')
  FROM information_schema.columns WHERE table_schema = 'public'
"""
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
LOCK = f"SELECT object, digest FROM {comparing.NOTED}"


def tables(inside: psycopg.Connection[Any]) -> dict[str, str]:
    """Columns, indexes and every part of the lock, constraints among them."""
    return {key: told for query in (COLUMNS, INDEXES, LOCK) for key, told in inside.execute(query.encode()).fetchall()}


def test_migrations_one_by_one_end_in_the_tables_of_the_models(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with databases.administering() as admin:
        roles.create_database(admin, NAME)
    before = connections["default"].settings_dict["NAME"]
    try:
        with databases.administering(NAME) as inside, django_db_blocker.unblock():
            roles.close_to_the_public(inside, NAME)
            databases.point_at(NAME)
            call_command("migrate", one_by_one=True, verbosity=0, skip_checks=True)
            one_by_one = tables(inside)
    finally:
        with django_db_blocker.unblock():
            databases.point_at(before)
        with databases.administering() as admin:
            admin.execute(f"DROP DATABASE {NAME} WITH (FORCE)".encode())
    with databases.copy("fresh") as name, databases.administering(name) as fresh:
        at_once = tables(fresh)
    assert len(at_once) > 2000
    both = one_by_one.keys() | at_once.keys()
    different = {key for key in both if one_by_one.get(key) != at_once.get(key)}
    assert {key: (one_by_one.get(key), at_once.get(key)) for key in different} == {}
