"""`samspil profile apply FILE …`: bring the installation to what a municipality's profile says. May be run again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from email.utils import parseaddr
from pathlib import Path

from django.db import connections
from django.utils import translation

from samspil.config import applying
from samspil.lib.refusals import Refused
from samspil.organisations.profile import ProfileErrors, load


def main(arguments: Sequence[str]) -> int:
    """Apply a profile; answers 0, or 1 with everything that is wrong with the file on stderr."""
    options = _parser().parse_args(arguments)
    name, email = parseaddr(options.administrator)
    if options.administrator and not (name and "@" in email):
        print('Write the administrator as "Name <address@example.org>".', file=sys.stderr)
        return 1
    if options.administrator and len(options.files) > 1:
        print("Name one file with --administrator: each place has an administrator of its own.", file=sys.stderr)
        return 1
    if "owner" not in connections.settings:
        print("A new municipality is founded by samspil_owner: set DATABASE_OWNER_URL.", file=sys.stderr)
        return 1
    with translation.override("da"):
        try:
            # Every file is right before the first is applied, and bodies above come before what lies in them.
            profiles = sorted((load(file) for file in options.files), key=lambda profile: profile.body is None)
            for profile in profiles:
                installed = applying.install(profile)
                _tell(installed)
                if options.administrator:
                    path = applying.first_administrator(installed.body, name=name, email=email)
                    print(f"{name} chooses a password at {path} (works once, for three days)")
        except ProfileErrors as wrong:
            print(wrong, file=sys.stderr)
            return 1
        except Refused as refused:
            print(refused.sentence, file=sys.stderr)
            return 1
    return 0


def _tell(installed: applying.Installed) -> None:
    done = installed.total
    told = ", ".join(f"{done[word]} {word}" for word in ("added", "changed", "ended") if done[word])
    print(f"{installed.body.name}: {told or 'nothing to change'}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="samspil profile apply",
        description="Bring the installation to what a municipality's profile says. Nothing is deleted: what the file "
        "no longer names ends yesterday. May be run again.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a profile (YAML); several may be named")
    parser.add_argument(
        "--administrator",
        default="",
        metavar='"NAME <ADDRESS>"',
        help="enrol the first administrator, who enrols everybody else; prints a one-time link",
    )
    return parser
