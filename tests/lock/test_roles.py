"""The role of the product, signed in for real with its password: what it cannot do however it asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from samspil.access.actor import Actor, now, token
from samspil.people.models import Person
from tests.cast import Cast

pytestmark = pytest.mark.wheel

ROLES = (
    "samspil_owner",
    "samspil_lock",
    "samspil_door",
    "samspil_keeper",
    "samspil_admin",
    "postgres",
    "pg_read_all_data",
)
REFUSED = {
    **{f"becomes {role}": f"SET ROLE {role}" for role in ROLES},
    **{f"becomes {role} for good": f"SET SESSION AUTHORIZATION {role}" for role in ROLES},
    "becomes the keeper by a setting": "SELECT set_config('role', 'samspil_keeper', false)",
    "makes itself a superuser": "ALTER ROLE samspil_app SUPERUSER",
    "bypasses row security": "ALTER ROLE samspil_app BYPASSRLS",
    "joins the lock": "GRANT samspil_lock TO samspil_app",
    "makes a role": "CREATE ROLE more",
    "makes a table": "CREATE TABLE public.mine (id int)",
    "makes a temporary table": "CREATE TEMPORARY TABLE mine (id int)",
    "makes a function": "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "makes a function beside the lock's": "CREATE FUNCTION access.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "makes a schema": "CREATE SCHEMA mine",
    "replaces a function": "CREATE OR REPLACE FUNCTION access.keys() RETURNS bigint[] LANGUAGE sql AS 'SELECT NULL::bigint[]'",
    "makes a view": "CREATE VIEW public.mine AS SELECT * FROM people_person",
    "drops a policy": "DROP POLICY samspil_read ON people_person",
    "adds a policy": "CREATE POLICY mine ON people_person USING (true)",
    "drops a trigger": "DROP TRIGGER samspil_guard ON people_person",
    "turns triggers off": "SET session_replication_role = replica",
    "turns triggers of a table off": "ALTER TABLE people_person DISABLE TRIGGER ALL",
    "reads password hashes": "SELECT * FROM pg_authid",
    "reads a file": "SELECT pg_read_file('/etc/passwd')",
    "writes a file": "COPY (SELECT 1) TO '/tmp/x'",
    "runs a program": "COPY (SELECT 1) TO PROGRAM 'true'",
    "loads an extension": "CREATE EXTENSION dblink",
    "loads a library": "LOAD 'auto_explain'",
    "sets the clock": "INSERT INTO access_clock (ahead) VALUES ('1 day')",
    "reads the signing key": "SELECT * FROM access_signingkey",
    "copies the memberships": "COPY access_membership TO STDOUT",
    "reads past row security": "SET row_security = off; SELECT * FROM people_person",
    "shows its statements again": "SET track_activities = on",
}


@pytest.fixture
def app(fresh_database: Any) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(fresh_database.url("samspil_app")) as signed_in:
        yield signed_in


def _sign(signed_in: psycopg.Connection[Any], principal: int) -> None:
    signature = token(Actor(principal, now()), signed_in.info.backend_pid)
    signed_in.execute("SELECT set_config('samspil.actor', %s, true)", [signature])


def test_the_product_signs_in_for_real(settlers: Cast, app: psycopg.Connection[Any]) -> None:
    """The smoke test: the app's own password, a committed cast, reading and writing as two of them."""
    assert app.execute("SELECT session_user, current_user").fetchone() == ("samspil_app", "samspil_app")
    assert app.execute("SELECT count(*) FROM people_person").fetchone() == (0,)
    _sign(app, settlers.consultant.principal_id)
    unit = settlers.consultant.unit.audience_id
    app.execute(
        "INSERT INTO people_person (name, owner_audience, audiences, origin, retention_kind, hold, version, identified, "
        "protected_address, name_folded) VALUES ('Alma', %s, ARRAY[%s::bigint], 'own', '', false, 1, true, false, 'alma')",
        [unit, unit],
    )
    app.commit()
    _sign(app, settlers.social_worker.principal_id)
    assert app.execute("SELECT count(*) FROM people_person").fetchone() == (0,)
    app.rollback()
    _sign(app, settlers.colleague.principal_id)
    assert app.execute("SELECT name FROM people_person").fetchall() == [("Alma",)]
    assert Person.objects.count() == 0  # the test's own connection acts as nobody


def test_what_the_role_cannot_do(app: psycopg.Connection[Any]) -> None:
    done = []
    for told, statement in REFUSED.items():
        try:
            with app.transaction():
                app.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            continue
        except psycopg.errors.InvalidParameterValue as error:
            if "does not exist" in str(error):
                continue  # no such role on this server
        done.append(told)
    assert done == []


def test_a_token_seen_in_another_session_is_void_in_ones_own(
    settlers: Cast, fresh_database: Any, app: psycopg.Connection[Any]
) -> None:
    """Sessions of one role see each other's statements: a token read there must not open anything here."""
    with psycopg.connect(fresh_database.url("samspil_app")) as victim:
        _sign(victim, settlers.consultant.principal_id)
        (stolen,) = victim.execute("SELECT current_setting('samspil.actor')").fetchone() or ("",)
        assert victim.execute("SELECT access.actor()").fetchone() == (settlers.consultant.principal_id,)
        app.execute("SELECT set_config('samspil.actor', %s, true)", [stolen])
        assert app.execute("SELECT access.actor()").fetchone() == (None,)


def test_a_signature_ends_with_its_transaction(settlers: Cast, app: psycopg.Connection[Any]) -> None:
    _sign(app, settlers.consultant.principal_id)
    app.commit()
    assert app.execute("SELECT access.actor()").fetchone() == (None,)


def test_other_sessions_statements_are_not_shown(fresh_database: Any, app: psycopg.Connection[Any]) -> None:
    """Statements carry names; a session of the product must not read what the others are doing."""
    with psycopg.connect(fresh_database.url("samspil_app"), cursor_factory=psycopg.ClientCursor) as other:
        other.execute("SELECT %s", ["Alma"])
        seen = app.execute("SELECT query FROM pg_stat_activity WHERE pid <> pg_backend_pid()").fetchall()
    assert not [query for (query,) in seen if "Alma" in (query or "")]
