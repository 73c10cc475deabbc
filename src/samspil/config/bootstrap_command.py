"""`samspil manage bootstrap-database`: everything an empty PostgreSQL server needs before the first migration."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from collections.abc import Sequence
from urllib.parse import quote, urlencode

import psycopg
from psycopg.conninfo import conninfo_to_dict

from samspil.config import roles

_VARIABLES = {
    roles.APP: "DATABASE_URL",
    roles.OWNER: "DATABASE_OWNER_URL",
    roles.DOOR: "DATABASE_DOOR_URL",
    roles.KEEPER: "DATABASE_KEEPER_URL",
}
UNCHANGED = "PASSWORD"  # stands for a password that only the role's own server knows


def main(arguments: Sequence[str]) -> int:
    """Make or mend roles and database; answers 0, or 1 after one sentence on stderr."""
    options = _parser().parse_args(arguments)
    passwords = {role: value for role in roles.WITH_PASSWORD if (value := os.environ.get(f"{role.upper()}_PASSWORD"))}
    try:
        with psycopg.connect(options.admin_url) as admin:
            known = {name for (name,) in admin.execute("SELECT rolname FROM pg_roles").fetchall()}
        for role in roles.WITH_PASSWORD:
            if role not in passwords and (options.new_passwords or role not in known):
                passwords[role] = secrets.token_urlsafe(24)
        made = roles.bootstrap(options.admin_url, passwords=passwords, database=options.database)
    except (roles.BootstrapError, psycopg.Error) as failed:
        print(f"The database is not set up: {str(failed).strip()}", file=sys.stderr)
        return 1
    told = "made " + ", ".join(sorted(made)) if made else "all roles were there"
    print(f"Database {options.database} is ready ({told}). Next: samspil manage migrate", file=sys.stderr)
    if options.print_urls or made or options.new_passwords:
        for role, variable in _VARIABLES.items():
            print(f"{variable}={_url(options.admin_url, role, passwords.get(role, UNCHANGED), options.database)}")
        if len(passwords) < len(_VARIABLES):
            print(
                f"Where {UNCHANGED} stands, the role keeps its own; --new-passwords gives new ones.",
                file=sys.stderr,
            )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="samspil manage bootstrap-database",
        description="Make the roles and the database on an empty PostgreSQL server (15 or newer). May be run again.",
        epilog="Passwords are generated, or taken from SAMSPIL_OWNER_PASSWORD, SAMSPIL_APP_PASSWORD, "
        "SAMSPIL_DOOR_PASSWORD and SAMSPIL_KEEPER_PASSWORD. Keep what is printed where you keep secrets.",
    )
    parser.add_argument("--admin-url", required=True, help="postgresql:// address of an administrator of the server")
    parser.add_argument("--database", default="samspil", help="name of the database (samspil)")
    parser.add_argument("--print-urls", action="store_true", help="print the four addresses although nothing was made")
    parser.add_argument("--new-passwords", action="store_true", help="give every role a new password")
    return parser


def _url(admin_url: str, role: str, password: str, database: str) -> str:
    """The administrator's address with another role, password and database."""
    parts = {name: str(value) for name, value in conninfo_to_dict(admin_url).items() if value is not None}
    host, port = parts.pop("host", ""), parts.pop("port", "")
    for name in ("user", "password", "dbname"):
        parts.pop(name, None)
    if host.startswith("/"):  # a socket's folder cannot stand before the slash
        parts = {"host": host, **({"port": port} if port else {}), **parts}
        place = ""
    else:
        place = f"[{host}]" if ":" in host else host
        place += f":{port}" if port else ""
    query = f"?{urlencode(parts)}" if parts else ""
    return f"postgresql://{role}:{quote(password, safe='')}@{place}/{quote(database, safe='')}{query}"
