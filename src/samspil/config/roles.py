"""The roles and the database that Samspil needs on a PostgreSQL server, made by whoever administers it.

Five roles, because nobody who works holds the right to open the lock (docs/how-to/install.md):

* samspil_owner   owns the database and its objects and runs migrations; nothing else signs in with it
* samspil_lock    cannot sign in; owns the functions that may look past a policy. The owner is its member, so that a
                  migration can hand such a function over
* samspil_app     the product; owns nothing, bypasses nothing
* samspil_door    sign-in and sessions
* samspil_keeper  the nightly deletion
"""

from __future__ import annotations

from collections.abc import Mapping

import psycopg
from psycopg import sql

OWNER, LOCK, APP, DOOR, KEEPER = "samspil_owner", "samspil_lock", "samspil_app", "samspil_door", "samspil_keeper"
WITH_PASSWORD = (OWNER, APP, DOOR, KEEPER)
WORKING = (APP, DOOR, KEEPER)
OLDEST_SERVER = 150_000

# What pg_roles must say of each role. Only what differs is altered: an administrator who is no superuser may not even
# name some of these.
_ATTRIBUTES = {
    "rolsuper": "SUPERUSER",
    "rolcreatedb": "CREATEDB",
    "rolcreaterole": "CREATEROLE",
    "rolreplication": "REPLICATION",
    "rolbypassrls": "BYPASSRLS",
    "rolcanlogin": "LOGIN",
    "rolinherit": "INHERIT",
}
_QUIET = {"track_activities": "off", "log_min_error_statement": "panic", "log_error_verbosity": "terse"}
_ONE_AT_A_TIME = 7767_115  # advisory lock: two set-ups at once would race for the same names


class BootstrapError(Exception):
    """The server cannot be set up; the message says why and what to do."""


def bootstrap(admin_url: str, *, passwords: Mapping[str, str], database: str | None = "samspil") -> set[str]:
    """Make roles and database on the server at `admin_url`, or mend what is there; answers the roles that were made.

    Running it again changes nothing but the passwords given. A role that exists and has none in `passwords` keeps its
    own; one that does not exist must have one. `database=None` makes the roles only.

    Raises BootstrapError for a server that is too old or a missing password, psycopg.Error where the administrator
    lacks a right.
    """
    with psycopg.connect(admin_url, autocommit=True) as admin:
        if admin.info.server_version < OLDEST_SERVER:
            raise BootstrapError("Samspil needs PostgreSQL 15 or newer; this server is older.")
        admin.execute("SELECT pg_advisory_lock(%s)", [_ONE_AT_A_TIME])
        with admin.transaction():  # all or none: a role without its password would be taken for finished
            made = {role for role in (OWNER, LOCK, *WORKING) if _make_role(admin, role, passwords.get(role))}
            _make_members(admin)
        _hide_statements(admin)
        if database is not None and not _exists(admin, database):
            create_database(admin, database)
    if database is not None:
        with psycopg.connect(admin_url, autocommit=True, dbname=database) as inside:
            close_to_the_public(inside, database)
    return made


def create_database(admin: psycopg.Connection, name: str, *, template: str | None = None) -> None:
    """CREATE DATABASE owned by samspil_owner: an empty one, or a copy of `template`; open to the four roles only."""
    statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
        sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(template or "template0")
    )
    if template is None:
        statement += _locale(admin)
    admin.execute(statement)
    _close_database(admin, name)


def close_to_the_public(inside: psycopg.Connection, database: str) -> None:
    """Take from everybody what PostgreSQL gives to everybody, in the database that `inside` is connected to."""
    _close_database(inside, database)
    row = inside.execute("SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'public'").fetchone()
    if row and row[0] != "pg_database_owner":  # a server upgraded from before 15
        inside.execute("ALTER SCHEMA public OWNER TO pg_database_owner")
    inside.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    inside.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(_names(LOCK, *WORKING)))


def _close_database(admin: psycopg.Connection, name: str) -> None:
    # Rights on a database are not copied with its template, so each new one gets its own.
    database = sql.Identifier(name)
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, _names(*WITH_PASSWORD)))


def _make_role(admin: psycopg.Connection, role: str, password: str | None) -> bool:
    """Make or mend one role; answers whether it is new."""
    columns = sql.SQL(", ").join(map(sql.Identifier, _ATTRIBUTES))
    query = sql.SQL("SELECT {} FROM pg_roles WHERE rolname = %s").format(columns)
    found = admin.execute(query, [role]).fetchone()
    if found is None and role in WITH_PASSWORD and not password:
        raise BootstrapError(f"The role {role} is new and needs a password.")
    if found is None:
        admin.execute(sql.SQL("CREATE ROLE {} NOINHERIT").format(sql.Identifier(role)))
    present = dict(zip(_ATTRIBUTES, admin.execute(query, [role]).fetchone() or (), strict=True))
    wanted = dict.fromkeys(_ATTRIBUTES, False) | {"rolcanlogin": role in WITH_PASSWORD, "rolinherit": role == OWNER}
    for name, word in _ATTRIBUTES.items():
        if present[name] != wanted[name]:
            change = sql.SQL(word if wanted[name] else f"NO{word}")
            admin.execute(sql.SQL("ALTER ROLE {} {}").format(sql.Identifier(role), change))
    if password:
        # Sent as a SCRAM verifier: the server's log never sees the password.
        verifier = admin.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
        admin.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(verifier)))
    return found is None


def _make_members(admin: psycopg.Connection) -> None:
    """The owner is a member of the lock; the working roles are members of nothing and nobody is a member of them."""
    if admin.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() != (True,):
        # Needed to make a database for somebody else; a superuser may do so anyway.
        admin.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(_names(OWNER, LOCK)))
    admin.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(LOCK), sql.Identifier(OWNER)))
    surplus = admin.execute(
        "SELECT groups.rolname, members.rolname FROM pg_auth_members "
        "JOIN pg_roles groups ON groups.oid = roleid JOIN pg_roles members ON members.oid = member "
        "WHERE members.rolname = ANY (%s)",
        [[LOCK, *WORKING]],
    ).fetchall()
    for group, member in surplus:
        admin.execute(sql.SQL("REVOKE {} FROM {}").format(sql.Identifier(group), sql.Identifier(member)))


def _hide_statements(admin: psycopg.Connection) -> None:
    """Statements hold names: show none to other sessions of the role, and write none to the server's log when one fails.

    Sessions of one role read each other's in pg_stat_activity; a failed statement is logged whole, and the row that it
    failed on with it. Only a superuser may say so; elsewhere ask the provider to set these for the working roles.
    """
    if admin.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() == (True,):
        for role in WORKING:
            for setting, value in _QUIET.items():
                change = sql.SQL("ALTER ROLE {} SET {} = {}")
                admin.execute(change.format(sql.Identifier(role), sql.Identifier(setting), sql.Literal(value)))


def _exists(admin: psycopg.Connection, database: str) -> bool:
    return admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone() is not None


def _locale(admin: psycopg.Connection) -> sql.Composed:
    """Sorting by code point, so that every server sorts alike; upper and lower case know æ, ø and å."""
    row = admin.execute(
        "SELECT collctype FROM pg_collation "
        "WHERE collprovider = 'c' AND lower(replace(collctype, '-', '')) = ANY (%(known)s) "
        "ORDER BY array_position(%(known)s, lower(replace(collctype, '-', ''))) LIMIT 1",
        {"known": ["c.utf8", "da_dk.utf8", "en_us.utf8"]},
    ).fetchone()
    if row is None:
        raise BootstrapError(
            "The server has no UTF-8 locale: install Debian's package locales, generate da_DK.UTF-8, restart."
        )
    clause = sql.SQL(" ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE {}").format(sql.Literal(row[0]))
    if admin.info.server_version >= 170_000:
        return clause + sql.SQL(" LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'")
    return clause + sql.SQL(" LOCALE_PROVIDER libc")


def _names(*roles: str) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, roles))
