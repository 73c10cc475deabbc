"""`samspil policelist read FILE [--json]`: what the upload page would understand, without a database."""

import argparse
import json
import stat
import sys
from pathlib import Path

from samspil.concerns.reader import MOST_BYTES, ListReading, NotAList, read_list
from samspil.concerns.reader.sentences import Reason


def main(argv: list[str]) -> int:
    """Run the command; return 0 with rows on standard output, 2 with one sentence on standard error."""
    arguments = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8")
    try:
        reading = read_list(_contents(arguments.file), arguments.file.name)
    except NotAList as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 2
    print(json.dumps(reading.as_json(), ensure_ascii=False, indent=2) if arguments.json else _as_text(reading))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="samspil policelist", description="Read a list from the police.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    read = commands.add_parser(
        "read",
        help="show what a list is understood as; nothing is stored",
        description="Read xlsx, xls, ods, csv or txt. Exit 0 with rows, 2 with a sentence when it is no list.",
    )
    read.add_argument("file", type=Path, metavar="FILE", help="the list as it came")
    read.add_argument("--json", action="store_true", help="print rows, columns and problems as JSON")
    return parser


def _contents(path: Path) -> bytes:
    """The bytes of a plain file, never more than one beyond the limit. Raises NotAList."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotAList(Reason.NOT_FOUND)
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise NotAList(Reason.NOT_FOUND) from error


def _as_text(reading: ListReading) -> str:
    where = f"arket »{reading.sheet}«" if reading.sheet is not None else f"tekst i {reading.encoding}"
    lines = [f"{len(reading.rows)} rækker læst, {where}."]
    lines += [f"{key}: {header}" for key, header in reading.columns.items()]
    lines += [problem.message for problem in reading.problems]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
