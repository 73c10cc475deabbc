"""`samspil profile diff FILE …` and `samspil profile export KEY`: what a file would change, and what holds now as one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.utils import translation

from samspil.config import applying
from samspil.lib.refusals import Refused
from samspil.organisations.profile import Difference, ProfileErrors, load, written


def diff(arguments: Sequence[str]) -> int:
    """Tell what files would change and what would happen to living records; answers 0, or 1 where one has faults."""
    parser = argparse.ArgumentParser(
        prog="samspil profile diff",
        description="Tell in plain Danish what a profile would change, and what would happen to posts, seats and "
        "meetings. Changes nothing.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a profile (YAML)")
    options = parser.parse_args(arguments)
    status = 0
    with translation.override("da"):
        for file in options.files:
            try:
                profile = load(file)
            except ProfileErrors as wrong:
                print(wrong, file=sys.stderr)
                status = 1
                continue
            body = applying.body_of(profile)
            found = applying.differences_from(body, profile)
            print(f"{profile.whose.name}: {_summary(found, is_new=body is None)}")
            for line in _lines(found):
                print(line)
    return status


def _summary(found: Sequence[Difference], *, is_new: bool) -> str:
    if is_new:
        return f"findes ikke i installationen endnu. Den stiftes, og {len(found)} ting oprettes."
    return f"{len(found)} ændringer." if found else "intet ændres."


def _lines(found: Sequence[Difference]) -> Iterator[str]:
    for one in found:
        yield f"  {one.sentence}"
        for sentence in one.living:
            yield f"    {sentence}"


def export(arguments: Sequence[str]) -> int:
    """Write the profile that holds now, with what was changed in the product; answers 0, or 1 where there is none."""
    parser = argparse.ArgumentParser(
        prog="samspil profile export",
        description="Write the profile that holds now, with what has been settled in the product. Applying it again "
        "changes nothing.",
    )
    parser.add_argument("key", metavar="KEY", help="the municipality's or body's key, as in its file")
    parser.add_argument("--output", type=Path, metavar="FILE", help="where to write it (standard output)")
    options = parser.parse_args(arguments)
    with translation.override("da"):
        try:
            name, content = applying.exported(options.key)
        except Refused as refused:
            print(refused.sentence, file=sys.stderr)
            return 1
    text = written(content, name)
    if options.output is None:
        sys.stdout.write(text)
    else:
        options.output.write_text(text, encoding="utf-8")
    return 0
