"""`samspil demo`: the whole product on this machine, with made-up people, until Ctrl-C.

Nothing outside a closed folder below the temporary directory is touched, and nothing is left running.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import http.client
import importlib
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from types import FrameType

import psycopg
from psycopg import sql

from samspil.config import cluster, manage_command, roles

DATABASE = "samspil"
KEPT = "samspil_as_made"  # the people before anybody typed
BUILDER = "samspil.demo.build"  # by name: the demo may import everything, and nothing imports the demo
PATIENCE = 60.0  # seconds until the web server must answer
WORKERS, THREADS = 2, 4  # two cores; a request mostly waits for PostgreSQL


class DemoError(Exception):
    """The demo cannot run; the message says why and what to do."""


def main(arguments: Sequence[str]) -> int:
    """Prepare, serve and clear up; answers 0 after Ctrl-C or SIGTERM, 1 after one sentence on stderr."""
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _interrupted)
    server = None
    try:
        _refuse_taken(options.host, options.port)
        _say("Starting the private database")
        os.environ["SAMSPIL_DEMO"] = "1"
        os.environ.setdefault("SAMSPIL_HOSTS", f"127.0.0.1,localhost,{options.host}")
        server = cluster.ensure("demo", manage_command.CHECKOUT)
        _say(f"PostgreSQL {server.binaries.major} runs in {server.folder.path}")
        prepare(server, fresh=options.fresh)
        with _serving(options.host, options.port) as web:
            _await_answer(web, options.host, options.port)
            print(f"Samspil is ready at http://{options.host}:{options.port}", flush=True)
            _say("Ctrl-C stops it")
            web.wait()
        print("The web server has stopped by itself; what it said stands above.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        _say("Stopping")
        return 0
    except (DemoError, cluster.ClusterError, roles.BootstrapError) as failed:
        print(failed, file=sys.stderr)
        return 1
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # clearing up is not interrupted twice
        if server is not None:
            server.stop()


def prepare(server: cluster.Cluster, *, fresh: bool) -> None:
    """Roles, schema and made-up people in the demo database; what was built whole before is kept unless `fresh`.

    The people as they were made, before anybody typed, are kept in a database beside it: made anew on the same day from
    the same code, they are copied instead.
    """
    roles.bootstrap(server.admin_url, passwords=server.passwords, database=None)
    os.environ.update(server.environment(DATABASE))
    manage_command.set_up()

    from django.core.management import CommandError, call_command  # noqa: PLC0415 - Django is set up just now

    builder = importlib.import_module(BUILDER) if importlib.util.find_spec(BUILDER) else None
    with psycopg.connect(server.admin_url, autocommit=True) as admin:
        built = None if fresh else _note(admin, DATABASE)
        if built is None:
            _drop(admin, DATABASE)
            if builder and _note(admin, KEPT) == builder.made_from():
                _say("Taking the municipality and its people as they were made earlier today")
                built = _copy(admin, KEPT, DATABASE, _today())
    roles.bootstrap(server.admin_url, passwords=server.passwords, database=DATABASE)
    with psycopg.connect(server.admin_url, autocommit=True) as admin, _in_haste(admin):
        _say("Bringing the database up to date")
        try:
            call_command("migrate", database="owner", verbosity=0)
        except CommandError as refused:
            raise DemoError(str(refused)) from refused
        if built is None and builder:
            _say("Making the municipality and its people; this takes a minute, the first time each day")
            builder.build()
        elif built and built != _today():
            _say(f"The people were made on {built} and their dates count from there; --fresh makes them anew")
        _close_connections()
        if built is None and builder:
            _write_note(admin, DATABASE, _today())  # last: a demo that was killed while it was made is made anew
            _drop(admin, KEPT)
            _copy(admin, DATABASE, KEPT, builder.made_from())


@contextlib.contextmanager
def _in_haste(admin: psycopg.Connection) -> Iterator[None]:
    """Meanwhile nobody waits for the disk after each act: a world that a crash cuts off is made anew anyway."""
    database = sql.Identifier(DATABASE)
    admin.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(database))
    try:
        yield
    finally:
        admin.execute(sql.SQL("ALTER DATABASE {} RESET synchronous_commit").format(database))
        admin.execute("CHECKPOINT")


def _close_connections() -> None:
    from django.db import connections  # noqa: PLC0415 - Django is set up

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def _copy(admin: psycopg.Connection, source: str, target: str, note: str) -> str:
    """Make one database as the other is, and write the note when it is whole; answers the note."""
    roles.create_database(admin, target, template=source)
    _write_note(admin, target, note)
    return note


def _drop(admin: psycopg.Connection, database: str) -> None:
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))


def _write_note(admin: psycopg.Connection, database: str, note: str) -> None:
    admin.execute(
        sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(database), sql.Literal(f"built {note}"))
    )


def _note(admin: psycopg.Connection, database: str) -> str | None:
    """The day on which the demo database was built whole, or what the kept one was made from; None where there is none."""
    row = admin.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [database]
    ).fetchone()
    return str(row[0]).removeprefix("built ") if row and row[0] else None


def _today() -> str:
    """The day as the person at the machine has it."""
    return date.today().isoformat()  # noqa: DTZ011


@contextlib.contextmanager
def _serving(host: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The web server as a process group of its own, ended with us however we end."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws"]
    command += ["--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--log-level", "warning"]
    command += ["--respawn-failed-workers", "samspil.config.wsgi:application"]
    web = subprocess.Popen(command, start_new_session=True, preexec_fn=_die_with_parent)  # noqa: PLW1509, S603 - no threads yet
    try:
        yield web
    finally:
        web.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            web.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(web.pid, signal.SIGKILL)
        web.wait()


def _die_with_parent() -> None:
    """Ask the kernel to stop the web server when we are killed; only Linux can."""
    if sys.platform == "linux":
        set_death_signal = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(set_death_signal, signal.SIGTERM)


def _await_answer(web: subprocess.Popen[bytes], host: str, port: int) -> None:
    end = time.monotonic() + PATIENCE
    status = failures = 0
    while time.monotonic() < end and web.poll() is None and failures < 3:
        connection = http.client.HTTPConnection(host, port, timeout=30)
        try:
            connection.request("GET", "/")
            status = connection.getresponse().status
        except OSError:
            time.sleep(0.1)
            continue
        finally:
            connection.close()
        if status < 500:
            return
        failures += 1
        time.sleep(0.5)
    raise DemoError(f"The web server does not answer (last status {status or 'none'}); what it said stands above.")


def _refuse_taken(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise DemoError(f"{host}:{port} cannot be used ({taken.strerror}): choose another with --port.") from taken


def _interrupted(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _say(what: str) -> None:
    print(f"- {what}", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="samspil demo",
        description="Try Samspil on this machine with made-up people. One click signs in as each of them.",
    )
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1: this machine only)")
    parser.add_argument("--fresh", action="store_true", help="throw away what was typed and make the people anew")
    return parser
