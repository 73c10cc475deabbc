"""`samspil profile check FILE …` and `samspil profile schema`, without a database.

`samspil profile diff`, `apply` and `export` speak to several domains and stand in `config`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from samspil.organisations.profile import (
    OpenQuestion,
    Profile,
    ProfileErrors,
    describe_schema,
    load,
    open_questions,
    unresolved,
)
from samspil.organisations.profile.sentences import COMMAND

IN_CONFIG = {
    "diff": "tell what a file would change, and what would happen to living records",
    "apply": "bring the installation to what files say",
    "export": "write what holds now as a file",
}


def main(argv: Sequence[str]) -> int:
    """Run the command; answers 0, or 1 when a profile has faults."""
    arguments = _parser().parse_args(list(argv))
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8")
    status: int = arguments.run(arguments)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="samspil profile", description="A municipality's profile.", allow_abbrev=False
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser(
        "check",
        help="say everything that is wrong with a profile, or that it is right",
        description="Exit 0 when every file is right, 1 with file, line, place, fault and remedy when one is not.",
    )
    check.add_argument("files", nargs="+", metavar="FILE", help="the profile's YAML file")
    check.add_argument("--language", choices=["da", "en"], default="da", help="language of the sentences (da)")
    check.add_argument("--open", action="store_true", help="list what is assumed, not confirmed or not settled")
    check.set_defaults(run=_check)
    for name, told in IN_CONFIG.items():
        commands.add_parser(name, help=told, add_help=False)
    schema = commands.add_parser("schema", help="print the format as JSON Schema, for editors that complete and check")
    schema.set_defaults(run=_schema)
    return parser


def _check(arguments: argparse.Namespace) -> int:
    status = 0
    for file in arguments.files:
        try:
            profile = load(file, language=arguments.language)
            elsewhere = unresolved(Path(file), profile, [Path(one) for one in arguments.files], arguments.language)
            if elsewhere is not None:
                raise elsewhere
        except ProfileErrors as errors:
            status = 1
            print(COMMAND["faults"][arguments.language].format(file=file, count=len(errors.errors)), file=sys.stderr)
            for error in errors.errors:
                print(
                    f"\n{error.file}:{error.line}  {error.path}\n  {error.message}\n  {error.remedy}", file=sys.stderr
                )
        else:
            _tell_right(file, profile, arguments)
    return status


def _tell_right(file: str, profile: Profile, arguments: argparse.Namespace) -> None:
    open_ones = open_questions(profile)
    said = COMMAND["right"][arguments.language]
    print(
        said.format(
            file=file, name=profile.whose.name, units=len(profile.units), forums=len(profile.forums),
            open=len(open_ones),
        )
    )  # fmt: skip
    for question in open_ones if arguments.open else ():
        print(f"  {_question(question, arguments.language)}")


def _question(question: OpenQuestion, language: str) -> str:
    fields = f" ({', '.join(question.fields)})" if question.fields else ""
    return f"{question.path or '.'}{fields}: {COMMAND[question.kind][language]}"


def _schema(arguments: argparse.Namespace) -> int:
    print(json.dumps(describe_schema(), ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
