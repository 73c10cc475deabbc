"""What must be true before a process serves anybody: the lock stands, and no role of ours is able to open it."""

from __future__ import annotations

from collections.abc import Iterable

import psycopg

from samspil.access import comparing
from samspil.config.roles import LOCK, OWNER

_STRONG = """
SELECT current_user::text, rolsuper, rolbypassrls,
       pg_has_role(current_user, datdba, 'MEMBER') OR EXISTS (
           SELECT FROM pg_roles strong
           WHERE strong.rolname = ANY (%s) AND pg_has_role(current_user, strong.oid, 'MEMBER'))
FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()
"""


class StartRefused(Exception):
    """The server must not start as it is set up; the message says which address to mend."""


def refuse_strong_roles(addresses: Iterable[tuple[str, str]]) -> None:
    """Look at the role behind each (variable, address): no superuser, none that bypasses policies, owns or may own.

    With such a role every policy would be decoration, and nothing on a page would show it. Raises StartRefused,
    psycopg.OperationalError where the database does not answer.
    """
    for variable, address in addresses:
        with psycopg.connect(address, connect_timeout=10) as connection:
            row = connection.execute(_STRONG, [[OWNER, LOCK]]).fetchone()
        if row is None or any(row[1:]):
            raise StartRefused(
                f"{variable} signs in as {row[0] if row else 'nobody'}, whom the policies do not hold (superuser, "
                "BYPASSRLS, or owner of the database). Use the address that bootstrap-database printed for it."
            )


def refuse_test_clock(address: str) -> None:
    """A test clock moves every period: memberships that have ended would open again. For demo and tests alone.

    Raises StartRefused, psycopg.OperationalError where the database does not answer.
    """
    with psycopg.connect(address, connect_timeout=10) as connection:
        row = connection.execute("SELECT access.test_clock()").fetchone()
    if row is None or row[0]:
        raise StartRefused("The database runs on a test clock. As samspil_owner: DELETE FROM access_clock.")


def refuse_changed_lock(address: str) -> None:
    """Functions, policies, triggers and rights are those that this version lays, and nobody has changed them since.

    Django is set up. Raises StartRefused, psycopg.OperationalError where the database does not answer.
    """
    with psycopg.connect(address, connect_timeout=10) as connection:
        complaint = comparing.complaint(connection.cursor())
    if complaint:
        raise StartRefused(complaint)
