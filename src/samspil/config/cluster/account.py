"""As whom the private server runs. PostgreSQL refuses root, so root steps down to an account without rights."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from samspil.config.cluster import clock
from samspil.config.cluster.binaries import ClusterError


@dataclass(frozen=True)
class Account:
    """The user and group the server runs as; `dropped` says that they are not our own."""

    uid: int
    gid: int
    dropped: bool

    def start(
        self, command: Sequence[str], *, folder: Path, log: int, own_session: bool = False
    ) -> subprocess.Popen[bytes]:
        """Start `command` as this account. Raises OSError where the account may not reach the program."""
        return subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # Nothing of our environment (passwords, library paths) is the server's business, but the clock.
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"} | clock.variables(),
            start_new_session=own_session,
            user=self.uid if self.dropped else None,
            group=self.gid if self.dropped else None,
            extra_groups=[] if self.dropped else None,
        )

    def may_run(self, program: str) -> bool:
        """Whether this account reaches `program`: below /root, for one, it does not."""
        try:
            return self.start([program, "--version"], folder=Path("/"), log=subprocess.DEVNULL).wait() == 0
        except OSError:
            return False

    def may_enter(self, folder: Path) -> bool:
        """Whether this account can pass through `folder`."""
        if not self.dropped:
            return os.access(folder, os.W_OK | os.X_OK)
        try:
            return self.start(["/bin/sh", "-c", "cd ."], folder=folder, log=subprocess.DEVNULL).wait() == 0
        except OSError:
            return False


def choose() -> Account:
    """Ourselves; as root, the account `postgres` where it exists, else `nobody`.

    Raises ClusterError where root has neither.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), dropped=False)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, dropped=True)
    raise ClusterError("PostgreSQL does not run as root and there is no account postgres or nobody: use another user.")
