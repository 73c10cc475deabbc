"""The bench's own PostgreSQL: a private server, and an environment as an installation has it. Knows no models.

By default all of it is removed when the bench ends. `--keep` leaves it, and the next bench with the same scale, seed,
schema and day uses its worlds again.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from samspil.config import cluster, manage_command, roles

WHOLE, ONE = "samspil_bench", "samspil_bench_one"
# All that they open is made up, in a folder closed to others.
KEYS = {
    f"SAMSPIL_{name}_KEY": f"only-for-the-bench-{name.lower()}-" * 3 for name in ("SECRET", "ACTOR", "AUDIT", "CPR")
}


def start() -> cluster.Cluster:
    """The bench's server, running, with its roles."""
    server = cluster.ensure("bench", manage_command.CHECKOUT)
    roles.bootstrap(server.admin_url, passwords=server.passwords, database=None)
    return server


def remove(server: cluster.Cluster) -> None:
    """Stop the server and delete its folder, where nobody else uses it."""
    server.stop()
    if server.pid is None:
        shutil.rmtree(server.folder.path, ignore_errors=True)


def environment(server: cluster.Cluster, database: str) -> dict[str, str]:
    """The variables of an installation on that database: real roles, keys of its own, gathered files."""
    static = server.folder.path / "static"
    return (
        KEYS
        | server.environment(database)
        | {
            "DJANGO_SETTINGS_MODULE": "samspil.bench.settings",
            "SAMSPIL_DEMO": "0",
            "SAMSPIL_TEST_ROLES": "0",
            "SAMSPIL_STATIC": str(static),
            "SAMSPIL_HOSTS": "127.0.0.1",
        }
    )


def manage(environment: dict[str, str], *command: str) -> None:
    """One management command in a process of its own, as an operator runs it."""
    subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "samspil.config.cli", "manage", *command], env=os.environ | environment, check=True
    )
