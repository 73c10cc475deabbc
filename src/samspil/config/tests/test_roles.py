"""`samspil manage bootstrap-database` on an empty server: once, twice, and after somebody loosened what it made."""

from __future__ import annotations

import os
import subprocess
import sys

import psycopg
import pytest
from psycopg import sql

from samspil.config import bootstrap_command, cluster, roles
from samspil.config.tests.conftest import Start

pytestmark = pytest.mark.wheel


def bootstrap(admin_url: str, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as an operator types it, with nothing of the tests' own environment."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "SAMSPIL_"))}
    command = [sys.executable, "-m", "samspil.config.cli", "manage", "bootstrap-database", "--admin-url", admin_url]
    return subprocess.run(
        [*command, *more], env=clean | environment, capture_output=True, text=True, check=False, cwd="/"
    )


def addresses(told: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in told.splitlines())


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(query.encode()).fetchall()


ATTRIBUTES = (
    "SELECT rolname, rolcanlogin, rolinherit, "
    "rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls OR rolreplication "
    "FROM pg_roles WHERE rolname LIKE 'samspil%' AND rolname <> 'samspil_admin' ORDER BY rolname"
)
EXPECTED = [
    ("samspil_app", True, False, False),
    ("samspil_door", True, False, False),
    ("samspil_keeper", True, False, False),
    ("samspil_lock", False, False, False),
    ("samspil_owner", True, True, False),
]
MEMBERS = (
    "SELECT roleid::regrole::text, member::regrole::text FROM pg_auth_members "
    "WHERE roleid::regrole::text LIKE 'samspil%' AND member::regrole::text <> 'manager'"
)


def test_twice_on_an_empty_server(start: Start) -> None:
    admin = start().admin_url
    first = bootstrap(admin)
    assert first.returncode == 0, first.stderr
    urls = addresses(first.stdout)
    assert list(urls) == ["DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_DOOR_URL", "DATABASE_KEEPER_URL"]
    second = bootstrap(admin, "--print-urls")
    assert second.returncode == 0, second.stderr
    assert bootstrap_command.UNCHANGED in addresses(second.stdout)["DATABASE_URL"]

    # Each address signs in, also after the second time, as the role it is for.
    found = [rows(url, "SELECT current_user::text, current_database()::text")[0] for url in urls.values()]
    assert found == [(role, "samspil") for role in ("samspil_app", "samspil_owner", "samspil_door", "samspil_keeper")]
    assert rows(admin, ATTRIBUTES) == EXPECTED
    assert rows(admin, MEMBERS) == [("samspil_lock", "samspil_owner")]
    owner = "SELECT datdba::regrole::text, datcollate FROM pg_database WHERE datname = 'samspil'"
    assert rows(admin, owner) == [("samspil_owner", "C")]
    assert rows(urls["DATABASE_URL"], "SELECT lower('ÆØÅ')") == [("æøå",)]


def test_the_owner_can_do_what_migrations_do(start: Start) -> None:
    urls = addresses(bootstrap(start().admin_url).stdout)
    with psycopg.connect(urls["DATABASE_OWNER_URL"]) as owner:
        owner.execute("CREATE EXTENSION btree_gist")
        owner.execute("CREATE SCHEMA access")
        owner.execute("GRANT USAGE, CREATE ON SCHEMA access TO samspil_lock")
        owner.execute("CREATE FUNCTION access.look() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'")
        owner.execute("ALTER FUNCTION access.look() OWNER TO samspil_lock")
        owner.execute(
            "CREATE OR REPLACE FUNCTION access.look() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 2'"
        )
        owner.execute("REVOKE EXECUTE ON FUNCTION access.look() FROM PUBLIC")
    with psycopg.connect(urls["DATABASE_URL"]) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("SELECT access.look()")


@pytest.mark.parametrize("role", roles.WORKING)
def test_a_working_role_makes_nothing(start: Start, role: str) -> None:
    private = start()
    roles.bootstrap(private.admin_url, passwords=private.passwords)
    for statement in (
        "CREATE TABLE mine ()",
        "CREATE SCHEMA mine",
        "CREATE TEMPORARY TABLE mine ()",
        "CREATE ROLE mine",
        "CREATE DATABASE mine",
        "SET ROLE samspil_owner",
        "SET ROLE samspil_lock",
    ):
        with (
            psycopg.connect(private.url(role), autocommit=True) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(statement.encode())


def test_what_somebody_loosened_is_mended(start: Start) -> None:
    private = start()
    roles.bootstrap(private.admin_url, passwords=private.passwords)
    with psycopg.connect(private.admin_url, autocommit=True) as admin:
        admin.execute("ALTER ROLE samspil_app BYPASSRLS CREATEDB INHERIT")
        admin.execute("ALTER ROLE samspil_lock LOGIN")
        admin.execute("GRANT samspil_lock TO samspil_app")
        admin.execute("GRANT ALL ON DATABASE samspil TO PUBLIC")
    assert rows(private.admin_url, ATTRIBUTES) != EXPECTED
    roles.bootstrap(private.admin_url, passwords={})
    assert rows(private.admin_url, ATTRIBUTES) == EXPECTED
    assert rows(private.admin_url, MEMBERS) == [("samspil_lock", "samspil_owner")]
    public = "SELECT grantee FROM pg_database, aclexplode(datacl) WHERE datname = 'samspil' AND grantee = 0"
    assert rows(private.admin_url, public) == []


def test_nobody_else_comes_in(start: Start) -> None:
    private = start()
    roles.bootstrap(private.admin_url, passwords=private.passwords)
    with psycopg.connect(private.admin_url, autocommit=True) as admin:
        admin.execute("CREATE ROLE passer_by LOGIN PASSWORD 'known'")
    url = private.url("samspil_app").replace(f"samspil_app:{private.passwords['samspil_app']}", "passer_by:known")
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        rows(url, "SELECT 1")


def test_an_administrator_need_not_be_superuser(start: Start) -> None:
    """Hosted servers give no superuser: the rights to make roles and databases are enough."""
    private = start()
    with psycopg.connect(private.admin_url, autocommit=True) as admin:
        admin.execute("CREATE ROLE manager LOGIN CREATEROLE CREATEDB PASSWORD 'known'")
    admin_url = private.admin_url.replace(f"samspil_admin:{private.passwords['samspil_admin']}", "manager:known")
    for _ in range(2):
        told = bootstrap(admin_url, "--print-urls", SAMSPIL_APP_PASSWORD="chosen by the operator")
        assert told.returncode == 0, told.stderr
    assert rows(private.admin_url, ATTRIBUTES) == EXPECTED
    assert rows(addresses(told.stdout)["DATABASE_URL"], "SELECT current_user::text") == [("samspil_app",)]


def test_new_passwords_replace_the_old(start: Start) -> None:
    admin = start().admin_url
    old = addresses(bootstrap(admin).stdout)["DATABASE_URL"]
    new = addresses(bootstrap(admin, "--new-passwords").stdout)["DATABASE_URL"]
    assert rows(new, "SELECT 1") == [(1,)]
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        rows(old, "SELECT 1")


def test_a_server_that_is_not_there_is_told_in_one_sentence() -> None:
    told = bootstrap("postgresql:///postgres?host=/nowhere")
    assert told.returncode == 1
    assert told.stderr.startswith("The database is not set up:")
    assert "Traceback" not in told.stderr


def test_a_new_role_needs_a_password(start: Start) -> None:
    private: cluster.Cluster = start()
    with pytest.raises(roles.BootstrapError, match="needs a password"):
        roles.bootstrap(private.admin_url, passwords={})
    with psycopg.connect(private.admin_url, autocommit=True) as admin:
        made = admin.execute(sql.SQL("SELECT rolname FROM pg_roles WHERE rolname = 'samspil_app'")).fetchall()
    assert made == []
