"""`samspil audit …`: seal the record of acts and readings, and verify that nothing in it was changed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import timedelta

from django.db import DatabaseError, connections
from django.utils import timezone

from samspil.audit.seal import seal
from samspil.audit.verify import Verdict, verify

HOLDS, BROKEN, UNUSABLE = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Run one command. Answers 0 where all holds, 1 where something was changed, 2 where it could not be asked."""
    options = _parser().parse_args(arguments)
    if "keeper" not in connections.databases:
        print("Set DATABASE_KEEPER_URL to the address that bootstrap-database printed for the keeper.", file=sys.stderr)
        return UNUSABLE
    try:
        if options.command == "seal":
            sealed = seal()
            print(f"Sealed {sealed.events} events in {sealed.batches} batches. The chain ends with {sealed.head}")
            return HOLDS
        return _tell(verify(), expected=options.expect, patience=options.tail_hours)
    except DatabaseError as failed:
        print(f"The record cannot be read: {str(failed).strip()}", file=sys.stderr)
        return UNUSABLE


def _tell(found: Verdict, *, expected: str | None, patience: int | None) -> int:
    for what, numbers in (
        ("were changed", found.changed),
        ("were removed", found.removed),
        ("were put in afterwards", found.inserted),
    ):
        if numbers:
            print(f"Events that {what}: {', '.join(map(str, numbers))}")
    if found.broken_seals:
        print(f"Seals that do not follow from those before them: {', '.join(map(str, found.broken_seals))}")
    cut = expected is not None and expected not in found.heads
    if cut:
        print("The chain never ended with the expected digest: seals were taken off.")
    print(f"{found.sealed} events are sealed; the chain ends with {found.heads[-1]}")
    late = False
    if found.oldest is None:
        print("Nothing waits to be sealed.")
    else:
        age = timezone.now() - found.oldest
        print(f"{found.unsealed} events wait to be sealed, the oldest for {_words(age)}.")
        late = patience is not None and age > timedelta(hours=patience)
        if late:
            print(f"That is longer than {patience} hours: see whether `samspil audit seal` still runs.")
    return HOLDS if found.holds and not cut and not late else BROKEN


def _words(age: timedelta) -> str:
    hours, rest = divmod(max(int(age.total_seconds()), 0), 3600)
    return f"{hours} h {rest // 60} min" if hours else f"{rest // 60} min"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="samspil audit", description="Seal and verify the record of acts and readings.", allow_abbrev=False
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    commands.add_parser("seal", help="chain what has been recorded since; run it every night, and keep what it prints")
    check = commands.add_parser(
        "verify", help="read every sealed event again; names what was changed, removed or put in"
    )
    check.add_argument("--expect", metavar="DIGEST", help="a digest that the chain has ended with, kept elsewhere")
    check.add_argument("--tail-hours", metavar="HOURS", type=int, help="complain where something waits longer")
    return parser
