"""Makes `first.sql.gz`, the database that the upgrade test brings up: a small demo, as the backup of an installation.

    make upgrade-dump

It is made at the first commit whose tables stand, and never again: whoever installed that version has such a database.
Until the first version is out, it is made anew whenever the migrations are squashed again.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from samspil.config import manage_command
from samspil.config.tests import databases

FILE = Path(__file__).with_name("first.sql.gz")
SCALE = 0.05
DAY = date(2026, 11, 21)  # a Saturday
LARGEST = 2 * 1024 * 1024


def main() -> int:
    """Build the demo and dump it; answers 1 where this machine has no pg_dump, or the dump is too large to keep."""
    program = shutil.which("pg_dump")
    if program is None:
        print("pg_dump is missing: install Debian's package postgresql-client.", file=sys.stderr)
        return 1
    with databases.copy("upgrade") as name:
        _build(name)
        address = databases.running().url("samspil_admin", name)
        dump = subprocess.run(
            [program, "--inserts", "--rows-per-insert=500", "--encoding=UTF8", address],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    # What begins with a backslash is spoken to psql alone.
    text = "".join(line for line in dump.splitlines(keepends=True) if not line.startswith("\\"))
    packed = gzip.compress(text.encode(), mtime=0)
    if len(packed) > LARGEST:
        print(f"The dump has {len(packed)} bytes; {LARGEST} are the most to keep in the repository.", file=sys.stderr)
        return 1
    FILE.write_bytes(packed)
    print(f"{FILE.name}: {len(packed)} bytes, {len(text)} unpacked")
    return 0


def _build(name: str) -> None:
    os.environ.update(databases.running().environment(name) | {"SAMSPIL_DEMO": "1", "SAMSPIL_TEST_ROLES": "0"})
    manage_command.set_up()
    from django.db import connections  # noqa: PLC0415 - Django is set up just now

    from samspil.access.installing import lay_signing_key  # noqa: PLC0415 - as above
    from samspil.demo.build import build  # noqa: PLC0415 - as above

    lay_signing_key(connections["owner"])
    with tempfile.TemporaryDirectory() as folder:
        build(today=DAY, scale=SCALE, folder=Path(folder), say=lambda _: None)
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


if __name__ == "__main__":
    sys.exit(main())
