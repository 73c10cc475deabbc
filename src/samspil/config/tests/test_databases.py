"""The test set-up itself: each test finds a migrated database, as the product's own role."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection, connections

from samspil.config.tests import databases


@pytest.mark.django_db
def test_a_test_acts_as_the_product_does() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        user, name = cursor.fetchone()
    assert user == "samspil_app"
    assert name.startswith("test_")
    with connections["door"].cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("samspil_door",)


def test_a_fresh_database_keeps_what_is_committed_to_itself(fresh_database) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE committed ()")
    with psycopg.connect(fresh_database.url("samspil_app")) as app:
        assert app.execute("SELECT to_regclass('committed') IS NOT NULL, current_user").fetchone() == (
            True,
            "samspil_app",
        )
    with databases.copy("test_other") as other, databases.administering(other) as admin:
        assert admin.execute("SELECT to_regclass('committed')").fetchone() == (None,)


def test_owner_sql_sees_the_same_database(fresh_database, owner_sql) -> None:
    assert owner_sql.execute("SELECT current_database()").fetchone() == (fresh_database.name,)
