"""`samspil manage …`: Django's management commands, on the installation's database or a private one."""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from samspil.config import bootstrap_command, cluster, roles
from samspil.config.environment import MissingSetting

# The private server belongs to the checkout, or to wherever the package is installed.
CHECKOUT = Path(__file__).resolve().parents[3]
HELP = """usage: samspil manage COMMAND …

  bootstrap-database    make the roles and the database on an empty server
  migrate               bring the database up to this version and lay its lock (signs in as samspil_owner)
  check                 tell what is wrong with this installation; its database's lock too

Without DATABASE_URL the private demo database is used. Django's own commands follow.
"""


def main(arguments: Sequence[str]) -> int:
    """Run one management command; answers its exit status."""
    given = list(arguments)
    if given[:1] == ["bootstrap-database"]:
        return bootstrap_command.main(given[1:])
    try:
        set_up()
    except (MissingSetting, cluster.ClusterError) as missing:
        print(missing, file=sys.stderr)
        return 1
    if not given or given[0] in {"help", "--help", "-h"}:
        print(HELP)
    if not any(word.split("=")[0] == "--database" for word in given):
        if given[:1] == ["migrate"] and not os.environ.get("DATABASE_OWNER_URL"):
            print("Migrations run as samspil_owner: set DATABASE_OWNER_URL.", file=sys.stderr)
            return 1
        given += {"migrate": ["--database", "owner"], "check": ["--database", "default"]}.get(
            given[0] if given else "", []
        )
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - Django is set up just now

    execute_from_command_line(["samspil manage", *given])
    return 0


def set_up(*, with_database: bool = True) -> None:
    """Set Django up, on the private demo server where `DATABASE_URL` is not set.

    Raises MissingSetting and ClusterError with what to do. Without a database, commands that only read a file work.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspil.config.settings")
    if not os.environ.get("DATABASE_URL"):
        os.environ.setdefault("SAMSPIL_DEMO", "1")
        if with_database:
            print("DATABASE_URL is not set: using the private demo database of this checkout.", file=sys.stderr)
            use_private("demo")
        else:
            os.environ["DATABASE_URL"] = "postgresql:///unused"
    import django  # noqa: PLC0415 - after the environment stands

    django.setup()


def use_private(kind: cluster.Kind) -> cluster.Cluster:
    """Start or find the private server, see to its roles and database, and name it in the environment."""
    server = cluster.ensure(kind, CHECKOUT)
    atexit.register(server.stop)
    roles.bootstrap(server.admin_url, passwords=server.passwords)
    os.environ.update(server.environment())
    return server
