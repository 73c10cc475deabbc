"""The bench's worlds: the whole one, and beside it that of one municipality, each in a database of its own."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from samspil.bench.server import environment, manage
from samspil.bench.world import Built, Size, Spot, build
from samspil.config import cluster, roles

# Like the app's role in everything but one: no policy holds it. It exists on the bench's private server and nowhere else.
BYPASSED = "samspil_bypassed"
SOURCE = Path(__file__).resolve().parents[1]

Say = Callable[[str], None]


@dataclass(frozen=True)
class World:
    """A world in a database of the bench's server."""

    name: str
    built: Built

    @contextmanager
    def admin(self, server: cluster.Cluster) -> Iterator[psycopg.Connection]:
        """Past every policy, committing each statement."""
        with psycopg.connect(server.url("samspil_admin", self.name), autocommit=True) as admin:
            yield admin


def bypassed_url(server: cluster.Cluster, database: str) -> str:
    """Make or renew the role that bypasses the policies; answers its address."""
    password = secrets.token_urlsafe(24)
    with psycopg.connect(server.admin_url, autocommit=True) as admin:
        role = sql.Identifier(BYPASSED)
        if not admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [BYPASSED]).fetchone():
            admin.execute(sql.SQL("CREATE ROLE {}").format(role))
        change = sql.SQL("ALTER ROLE {} LOGIN INHERIT BYPASSRLS PASSWORD {}")
        admin.execute(change.format(role, sql.Literal(password)))
        admin.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(roles.APP), role))
    address = server.url(roles.APP, database)
    return address.replace(
        f"{roles.APP}:{quote(server.passwords[roles.APP], safe='')}@", f"{BYPASSED}:{quote(password, safe='')}@"
    )


def world(server: cluster.Cluster, name: str, size: Size, *, seed: int, today: date, say: Say) -> World:
    """The world of that size in that database: the one that stands there, else a new one."""
    wanted = hashlib.sha256(f"{size}{seed}{today}{_schema()}".encode()).hexdigest()[:16]
    found = _standing(server, name, wanted)
    if found:
        say(f"{name} stands from an earlier run")
        return World(name, found)
    say(f"Making {name}: {size.municipalities} municipalities")
    with psycopg.connect(server.admin_url, autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        roles.create_database(admin, name)
    with psycopg.connect(server.url("samspil_admin", name), autocommit=True) as admin:
        roles.close_to_the_public(admin, name)
        manage(environment(server, name), "migrate", "--verbosity", "0", "--skip-checks")
        built = build(admin, size, seed=seed, today=today, say=say)
        note = json.dumps({"wanted": wanted, "built": asdict(built)})
        admin.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(note)))
    return World(name, built)


def _standing(server: cluster.Cluster, name: str, wanted: str) -> Built | None:
    """What an earlier run has left in that database, where it is what is wanted now."""
    with psycopg.connect(server.admin_url) as admin:
        row = admin.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
    noted = json.loads(row[0]) if row and row[0] else {}
    if noted.get("wanted") != wanted:
        return None
    known = noted["built"]
    spots = tuple(
        Spot(**spot | {"items": tuple(spot["items"]), "colleagues": tuple(spot["colleagues"])})
        for spot in known["spots"]
    )
    return Built(known["rows"], known["seconds"], spots)


def _schema() -> str:
    """Changes with whatever the tables and the world are made from."""
    files = {*SOURCE.glob("**/migrations/*.py"), *SOURCE.glob("**/*.sql"), *SOURCE.glob("bench/world/*.py")}
    files |= {*SOURCE.glob("**/lock.py"), *SOURCE.glob("access/*.py")}
    return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(files))).hexdigest()
