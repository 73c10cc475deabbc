"""Whether a server that was started earlier is still the one that runs, and how it is stopped.

A pid alone proves nothing: after a kill -9 or a restart of the machine another process may have it. So the record
holds the pid *and* the instant the kernel started it.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from pathlib import Path

PATIENCE = 20.0  # seconds for each way of asking a server to stop


def started(pid: int) -> str | None:
    """When the kernel started process `pid`; None where there is none, or only its corpse."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None if Path("/proc/self/stat").exists() else _started_elsewhere(pid)
    fields = told[told.rindex(")") + 2 :].split()
    if fields[0] in {"Z", "X"}:
        return None
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return f"{boot} {fields[19]}"


def _started_elsewhere(pid: int) -> str | None:
    """As `started`, where there is no /proc (macOS)."""
    command = ["ps", "-o", "stat=,lstart=", "-p", str(pid)]
    state, _, start = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip().partition(" ")
    return start.strip() if start and not state.startswith("Z") else None


def recorded(record: Path) -> int | None:
    """The pid of the running server that `record` names; None where that one is gone."""
    try:
        known = json.loads(record.read_text())
        pid, start = int(known["pid"]), str(known["started"])
    except (OSError, ValueError, KeyError):
        return None
    return pid if started(pid) == start else None


def stop(record: Path) -> None:
    """Stop the server that `record` names: politely, then firmly. Nothing happens where it is gone."""
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):  # PostgreSQL: fast, immediate, none
        pid = recorded(record)
        if pid is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, how)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and recorded(record) is not None:
            _bury(pid)
            time.sleep(0.02)


def _bury(pid: int) -> None:
    """Where the server is our own child, take its exit status: an unburied process keeps its pid."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


def forget_pid(lock_file: Path) -> None:
    """Put a pid that is surely dead into PostgreSQL's own lock file, when the server that wrote it is gone.

    PostgreSQL refuses to start while *any* process has the pid in the file, even one that got the number later. The
    rest of the file stays: its line about shared memory is what keeps two servers from one data folder.
    """
    try:
        lines = lock_file.read_text().splitlines(keepends=True)
    except OSError:
        return
    if not lines:
        return
    with subprocess.Popen(["/bin/sh", "-c", ":"]) as dead:
        dead.wait()
    lines[0] = f"{dead.pid}\n"
    with open(lock_file, "r+") as stream:
        stream.writelines(lines)
        stream.truncate()
