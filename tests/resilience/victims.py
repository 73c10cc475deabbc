"""What is killed: a PostgreSQL and a web server that one test alone has, both started anew after each blow."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psycopg

from samspil.config import cluster, roles

NAME = "samspil"
WORKERS, THREADS = 2, 2
# Whoever kills the test must not leave a web server behind (Linux; 1 is PR_SET_PDEATHSIG).
WITH_US = (
    "import ctypes, os, signal, sys; ctypes.CDLL(None).prctl(1, signal.SIGTERM); os.execv(sys.argv[1], sys.argv[1:])"
)


def children(pid: int) -> dict[int, str]:
    """The child processes of `pid`, with what each calls itself."""
    if not Path("/proc/self/stat").exists():
        told = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,command="], capture_output=True, text=True, check=True)
        lines = (line.split(None, 2) for line in told.stdout.splitlines())
        return {int(line[0]): line[2] for line in lines if int(line[1]) == pid}
    found = {}
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
            if int(parent) == pid:
                found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    return found


def kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


class Database:
    """A cluster in a folder of its own. fsync is on: what was acknowledged must be there after any blow."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._uses: list[cluster.Cluster] = []
        self.start()

    def start(self) -> None:
        """Start it, or recover it after a blow."""
        self._uses.append(cluster.ensure("test", self._place))

    @property
    def running(self) -> cluster.Cluster:
        return self._uses[-1]

    def fill(self, source: str) -> None:
        """Roles, and a copy of the database at the address `source`."""
        roles.bootstrap(self.running.admin_url, passwords=self.running.passwords, database=None)
        with psycopg.connect(self.running.admin_url, autocommit=True) as admin:
            roles.create_database(admin, NAME)
        programs = self.running.binaries
        dump = subprocess.Popen([programs.program("pg_dump"), f"--dbname={source}"], stdout=subprocess.PIPE)
        load = [
            programs.program("psql"),
            "-qX",
            "--single-transaction",
            "--set=ON_ERROR_STOP=1",
            f"--dbname={self.url('samspil_admin')}",
        ]
        with dump:
            subprocess.run(load, stdin=dump.stdout, stdout=subprocess.DEVNULL, check=True)
        assert dump.returncode == 0
        with psycopg.connect(self.running.admin_url, autocommit=True) as admin:
            # What a recovery has to go through is then what the test itself wrote.
            admin.execute("CHECKPOINT")
            if sys.platform == "linux":
                admin.execute("ALTER SYSTEM SET recovery_init_sync_method = 'syncfs'")
                admin.execute("SELECT pg_reload_conf()")

    def url(self, role: str) -> str:
        return self.running.url(role, NAME)

    def kill(self) -> None:
        """The postmaster and every backend at once, as when the machine loses power."""
        postmaster = self.running.pid
        assert postmaster is not None
        backends = children(postmaster)
        for pid in (postmaster, *backends):
            kill(pid)

    def kill_a_backend(self, chance: random.Random) -> None:
        """One backend of the product: PostgreSQL throws everybody out and recovers by itself."""
        postmaster = self.running.pid
        assert postmaster is not None
        backends = [pid for pid, title in children(postmaster).items() if roles.APP in title]
        if backends:
            kill(chance.choice(backends))

    def remove(self) -> None:
        for use in self._uses:
            use.stop()
        shutil.rmtree(self.running.folder.path)


class WebServer:
    """The product as it is served in an installation: several processes, each with threads and connections of its own."""

    def __init__(self, database: Database, log: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        # The demo's keys are those of the tests, so what the cast signed in with before is still good.
        own = {"SAMSPIL_TEST_ROLES": "0", "SAMSPIL_DEMO": "1", "PYTHONWARNINGS": "ignore"}
        self._environment = os.environ | database.running.environment(NAME) | own
        self._log = log
        self.start()

    def start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "granian",
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
        ]
        command += ["--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning"]
        command += ["--respawn-failed-workers", "--respawn-interval", "0.5", "samspil.config.wsgi:application"]
        if sys.platform == "linux":
            command = [sys.executable, "-c", WITH_US, *command]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )

    def keep_running(self) -> None:
        """What a supervisor does: start it again when it has given up (after a second dead worker in a few seconds it does)."""
        if self._process.poll() is not None:
            self.start()

    def kill(self) -> None:
        """All its processes at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def kill_a_worker(self, chance: random.Random) -> None:
        """One of its processes; the others go on, and it is replaced."""
        workers = [pid for pid, title in children(self._process.pid).items() if "tracker" not in title]
        if workers:
            kill(chance.choice(workers))


__all__ = ["Database", "WebServer"]
