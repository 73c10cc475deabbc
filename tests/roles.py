"""A test's transaction as one of the database's roles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def as_role(role: str) -> Iterator[Any]:
    """The test's transaction as another database role; back to the app role afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        try:
            yield cursor
        finally:
            cursor.execute("SET LOCAL ROLE samspil_app")
