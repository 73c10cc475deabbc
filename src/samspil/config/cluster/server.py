"""Start a private server, find it again, recover it, share it and stop it."""

from __future__ import annotations

import fcntl
import locale
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any, Literal
from urllib.parse import quote

import psycopg

from samspil.config.cluster import account as accounts
from samspil.config.cluster import binaries as programs
from samspil.config.cluster import folder as folders
from samspil.config.cluster import postmaster
from samspil.config.cluster.account import Account
from samspil.config.cluster.binaries import Binaries, ClusterError
from samspil.config.cluster.folder import PORT, Folder

Kind = Literal["demo", "test", "bench"]

PATIENCE = 60.0  # seconds until a server that recovers after a crash must answer
CONNECT = 5  # seconds for one attempt
RETRIES = 75.0  # seconds for the remains of a killed server to leave; it looks for its own lock file once a minute
SETTINGS = {
    "listen_addresses": "",  # the socket is the only way in
    "unix_socket_permissions": "0700",
    "port": str(PORT),
    "max_connections": "90",
    "shared_buffers": "128MB",
    "fsync": "on",  # what was acknowledged survives a crash, here as in an installation
    "jit": "off",  # compiling costs more than our short queries
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "1GB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "logging_collector": "off",
    "shared_preload_libraries": "",
}
OF_KIND: dict[Kind, dict[str, str]] = {
    "demo": {},
    # Autovacuum would sit in a template database just when a test copies it. What tests write need not outlive the
    # machine: it still outlives each killed process, which is what they ask.
    "test": {"autovacuum": "off", "checkpoint_timeout": "30min", "fsync": "off"},
    # As much as a small server of a region gives its database; the rest of the memory is the system's cache.
    "bench": {"shared_buffers": "1GB", "max_wal_size": "4GB"},
}


@dataclass
class Cluster:
    """A private server in use by this process, until `stop()` or the end of the process."""

    kind: Kind
    folder: Folder
    binaries: Binaries
    account: Account
    passwords: dict[str, str]
    _use: IO[str] | None = field(default=None, repr=False)

    def url(self, role: str, database: str = "samspil") -> str:
        """Address of `database` for `role`, as settings and psycopg read it."""
        return (
            f"postgresql://{role}:{quote(self.passwords[role], safe='')}@/{quote(database, safe='')}"
            f"?host={quote(str(self.folder.sockets), safe='')}&port={PORT}"
        )

    @property
    def admin_url(self) -> str:
        """Address for the superuser, whom only private servers have."""
        return self.url("samspil_admin", "postgres")

    def environment(self, database: str = "samspil") -> dict[str, str]:
        """The four variables by which the settings find this server."""
        return {
            "DATABASE_URL": self.url("samspil_app", database),
            "DATABASE_OWNER_URL": self.url("samspil_owner", database),
            "DATABASE_DOOR_URL": self.url("samspil_door", database),
            "DATABASE_KEEPER_URL": self.url("samspil_keeper", database),
        }

    @property
    def pid(self) -> int | None:
        """The server's process; None where it is gone."""
        return postmaster.recorded(self.folder.record)

    def stop(self) -> None:
        """Leave the server, and stop it where nobody else uses it. May be called again."""
        if self._use is None:
            return
        self._use.close()
        self._use = None
        end = time.monotonic() + PATIENCE
        with open(self.folder.users, "a") as users:
            while self.pid is not None and time.monotonic() < end:
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    pass  # somebody uses it still, or the warden is stopping it
                else:
                    postmaster.stop(self.folder.record)
                    return
                try:
                    fcntl.flock(users, fcntl.LOCK_SH | fcntl.LOCK_NB)
                except BlockingIOError:
                    time.sleep(0.02)
                else:
                    return  # shared is granted, alone was not: others use it


def ensure(kind: Kind, checkout: Path) -> Cluster:
    """The private server of this checkout: the running one, or a new one, or the last one recovered after a crash.

    Raises ClusterError with a sentence that says what to do.
    """
    account = accounts.choose()
    binaries = programs.find()
    folder = folders.prepare(kind, checkout, binaries, account)
    with folder.starting():
        use = open(folder.users, "a")  # noqa: SIM115 - held until the cluster is left
        try:
            fcntl.flock(use, fcntl.LOCK_SH)
            cluster = Cluster(kind, folder, binaries, account, folder.passwords(), use)
            if cluster.pid is None or not _answers(cluster):
                postmaster.stop(folder.record)  # it runs but does not answer: not to be trusted with a new start
                _start(cluster)
                _post_warden(cluster)
        except BaseException:
            use.close()
            raise
    return cluster


def _answers(cluster: Cluster) -> bool:
    """Whether the server that runs lets us in; one that is still starting gets time."""
    end = time.monotonic() + PATIENCE
    while cluster.pid is not None and time.monotonic() < end:
        try:
            with psycopg.connect(cluster.admin_url, connect_timeout=CONNECT) as connection:
                _same_clock(cluster, connection)
            return True
        except psycopg.OperationalError as refused:
            if "password authentication failed" in str(refused):
                raise ClusterError(
                    f"The server in {cluster.folder.path} does not know our password: remove that folder and try again."
                ) from refused
            time.sleep(0.05)
    return False


def _same_clock(cluster: Cluster, connection: psycopg.Connection[Any]) -> None:
    (told,) = connection.execute("SELECT clock_timestamp()").fetchone() or (None,)
    if told is None or abs(told - datetime.now(UTC)) > timedelta(minutes=1):
        raise ClusterError(
            f"The server in {cluster.folder.path} runs by another clock than ours: somebody tries another day with "
            "it. Wait until that is done, and try again."
        )


def _start(cluster: Cluster) -> None:
    binaries = folders.reachable(cluster.binaries, cluster.folder, cluster.account)
    if not (cluster.folder.data / "PG_VERSION").exists():
        _create(cluster, binaries)
    settings = SETTINGS | OF_KIND[cluster.kind] | {"unix_socket_directories": str(cluster.folder.sockets)}
    command = [binaries.program("postgres"), "-D", str(cluster.folder.data)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    end = time.monotonic() + RETRIES
    while time.monotonic() < end:
        # After a kill -9 of the server its children may live a moment longer; until they are gone it cannot start.
        postmaster.forget_pid(cluster.folder.data / "postmaster.pid")
        for left in cluster.folder.sockets.iterdir():
            left.unlink()
        with open(cluster.folder.log, "ab") as log:
            server = cluster.account.start(command, folder=cluster.folder.data, log=log.fileno(), own_session=True)
        start = postmaster.started(server.pid)
        folders.write(cluster.folder.record, f'{{"pid": {server.pid}, "started": "{start}"}}')
        server.returncode = 0  # it outlives this object on purpose; `postmaster` looks after it
        if _answers(cluster):
            return
        postmaster.stop(cluster.folder.record)
        if not any(words in _last_words(cluster.folder.log) for words in ("still in use", "lock file")):
            break
        time.sleep(0.2)
    raise ClusterError(f"PostgreSQL does not start; {cluster.folder.log} ends with: {_last_words(cluster.folder.log)}")


def _create(cluster: Cluster, binaries: Binaries) -> None:
    """Make the data folder beside its place and move it in whole, so that a kill leaves nothing half made."""
    new = cluster.folder.path / "data.new"
    secret = cluster.folder.path / "secret"
    for leftover in (new, cluster.folder.data):
        shutil.rmtree(leftover, ignore_errors=True)
    new.mkdir(mode=0o700)
    folders.write(secret, cluster.passwords["samspil_admin"])
    if cluster.account.dropped:
        for path in (new, secret):
            os.chown(path, cluster.account.uid, cluster.account.gid)
    command = [binaries.program("initdb"), f"--pgdata={new}", "--username=samspil_admin", f"--pwfile={secret}"]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", *_locale(binaries)]
    with open(cluster.folder.log, "wb") as log:
        done = cluster.account.start(command, folder=cluster.folder.path, log=log.fileno()).wait()
    secret.unlink()
    if done != 0:
        raise ClusterError(f"PostgreSQL cannot make its data folder: {_last_words(cluster.folder.log)}")
    new.rename(cluster.folder.data)


def _locale(binaries: Binaries) -> list[str]:
    """Sorting is by code point everywhere; upper and lower case know æ, ø and å. The wheel has no ICU."""
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if binaries.major >= 17 else []
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "C.utf8", "en_US.UTF-8", "da_DK.UTF-8"):
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return ["--locale=C", f"--lc-ctype={name}", *builtin]
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    raise ClusterError("The machine has no UTF-8 locale: install Debian's package locales and generate da_DK.UTF-8.")


def _post_warden(cluster: Cluster) -> None:
    warden = subprocess.Popen(
        [sys.executable, "-m", "samspil.config.cluster.warden", str(cluster.folder.path)],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C at the terminal is for us, not for the one who clears up after us
    )
    warden.returncode = 0  # it outlives us on purpose


def _last_words(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return " / ".join(lines[-3:]) or "nothing"
