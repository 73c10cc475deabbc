"""The command line `samspil`.

Each command's module is imported when it is called, the one place in the product where imports stand inside functions:
most commands need settings, some need a database, and reading a list file needs neither.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

_ELSEWHERE = {
    "profile": ("samspil.organisations.profile_command", "check a municipality's profile, or apply it"),
    "policelist": ("samspil.concerns.policelist_command", "read a list file as the upload page reads it"),
    "audit": ("samspil.audit.audit_command", "verify the chain of the record of acts and readings"),
    "bench": ("samspil.bench.command", "measure the pages on a large made-up world"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and answer its exit status; 2 for an unknown one."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(
        prog="samspil",
        description="The shared workplace of school, social services and police (SSP).",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    demo = "try Samspil on this machine, with made-up people"
    commands.add_parser("demo", help=demo, add_help=False)
    manage = "set up and look after an installation: migrate, bootstrap-database and Django's own commands"
    commands.add_parser("manage", help=manage, add_help=False)
    for name, (_, told) in _ELSEWHERE.items():
        commands.add_parser(name, help=told, add_help=False)
    if not given:
        parser.print_help()
        return 0
    # The rest of the line belongs to the command, options included, so only the first word is parsed here.
    command = parser.parse_args(given[:1]).command
    rest = given[1:]
    if command == "demo":
        from samspil.config import demo_command  # noqa: PLC0415

        return demo_command.main(rest)
    if command == "manage":
        from samspil.config import manage_command  # noqa: PLC0415

        return manage_command.main(rest)
    if command in {"audit", "profile"}:
        from samspil.config import manage_command  # noqa: PLC0415

        # Checking a file, or printing its schema, asks nothing of a database, so none is started for it.
        manage_command.set_up(with_database=rest[:1] not in (["check"], ["schema"]))
    if command == "profile" and rest[:1] in (["apply"], ["diff"], ["export"]):
        # A file speaks to several domains, so applying stands above them all; checking belongs to the profile alone.
        from samspil.config import apply_command, profile_command  # noqa: PLC0415

        run = {"apply": apply_command.main, "diff": profile_command.diff, "export": profile_command.export}
        return run[rest[0]](rest[1:])
    module = importlib.import_module(_ELSEWHERE[command][0])
    return int(module.main(rest) or 0)


if __name__ == "__main__":
    sys.exit(main())
