"""Prints docs/reference/seed-coverage.md: what each row needs, what was seen, and what is missing.

`python -m tests.proof.document --check` says which marks were never seen to happen, and which rows were proved and are
no longer.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator

from tests.proof.marks import Mark, marks, stated
from tests.proof.rows import KINDS, Row, Seen, lacking, order, requirements, seen, unbuilt

FOUNDATION = 19  # capabilities K01 to K19: what stands, to be proved first
INTRODUCTION = """\
Made by `make documents` from `requirements.csv` (what each row asks for), `proof.csv` (what the tests were seen to do) and
`unbuilt.csv` (what the product lacks). A row counts only where, while its test ran, the verb that its mark names was carried
out or refused, or the page that it names was answered; without that verb the test fails (`make test-noop` tries forty). What
stands in a profile counts only for a register, and only where one of its readers read its words on a page."""
LESS = """\
Before it was measured, 324 rows of 413 were called proved, most of them by a line in a file or by a test in which nobody did
anything. The number is smaller now because it is honest; every issue that builds something raises it.

What a test was seen to do is less than all that a row may ask for: the last column of `requirements.csv` says what the whole
proof would be. For a register it is that somebody reads it; that an administrator changes it and readers see that, is proved
for the sections of a profile as such (`tests/profiles/test_changing.py`), not row by row."""


def main(arguments: list[str]) -> int:
    """Print the document, or check what stands in the files against what was seen."""
    if "--check" not in arguments:
        sys.stdout.write(document())
        return 0
    complaints = [*unseen(marks(), seen()), *lost(marks(), seen()), *too_little(marks())]
    for each in complaints:
        sys.stderr.write(f"{each}\n")
    return 1 if complaints else 0


def unseen(said: Iterable[Mark], was: set[Seen]) -> Iterator[str]:
    """Marks that no run of the tests has seen."""
    known = {(each.row, each.where, each.verb, each.page) for each in was}
    for mark in sorted(said, key=lambda mark: (order(mark.row), mark.where)):
        if (mark.row, mark.where, mark.verb, mark.page) not in known:
            yield f"{mark.row}: {mark.where} has not been seen to do what its mark says: run make test, then make documents"


def lost(said: Iterable[Mark], was: set[Seen]) -> Iterator[str]:
    """What was seen, and stands no longer."""
    known = {(each.row, each.where, each.verb, each.page) for each in said}
    for each in sorted(was, key=lambda each: (order(each.row), each.where)):
        stands = (each.row, each.where, each.verb, each.page) in known or (each.row, each.where) in stated()
        if not stands:
            yield (
                f"{each.row} was proved by {each.where} ({each.verb or each.page}) and is no longer: prove it again, or "
                "take the line out of docs/reference/proof.csv and say so in CHANGELOG.md"
            )


def too_little(said: Iterable[Mark]) -> Iterator[str]:
    """Marks that could not prove what they say, whatever happens in the test."""
    for mark in sorted(said, key=lambda mark: (order(mark.row), mark.where)):
        row = requirements().get(mark.row)
        why = (
            f"{mark.row} is no row of the requirements" if row is None else lacking(row.must, mark.verb, "", mark.page)
        )
        if why:
            yield f"{mark.where}: {mark.row} is {row.must if row else 'unknown'}: {why}"


def document() -> str:
    """The whole text."""
    rows = requirements()
    proofs: dict[str, list[Seen]] = defaultdict(list)
    for each in sorted(seen(), key=lambda each: (each.where, each.verb, each.ended, each.page)):
        proofs[each.row].append(each)
    lacks = unbuilt()
    missing = [row for row in rows.values() if row.row not in proofs]
    founded = [row for row in missing if max(row.areas) <= FOUNDATION]
    return "\n".join(
        [
            "# Which requirement is proved, and by what",
            "",
            INTRODUCTION,
            "",
            f"**{len(rows) - len(missing)} of {len(rows)} rows are proved.**",
            "",
            *_count(rows.values(), proofs),
            "",
            LESS,
            "",
            "## Proved",
            "",
            "| row | must be | proved by |",
            "|---|---|---|",
            *(
                f"| {row.row} | {row.must} | {'<br>'.join(dict.fromkeys(map(_told, proofs[row.row])))} |"
                for row in rows.values()
                if row.row in proofs
            ),
            "",
            "## Not proved: what stands lacks a true test",
            "",
            f"Rows of what is built first (K01 to K{FOUNDATION}) where the product can do it and no test has shown it.",
            "",
            *_listed([row for row in founded if row.row not in lacks]),
            "",
            "## Not proved: the product lacks it",
            "",
            "### Concern, list, triage, responsibility and sparring (K15 to K19)",
            "",
            *_lacks([row for row in founded if row.row in lacks and max(row.areas) >= 15], lacks),
            "",
            "### Organisation, plans, goals and forums (K01 to K14)",
            "",
            *_lacks([row for row in founded if row.row in lacks and max(row.areas) < 15], lacks),
            "",
            f"## Not proved: what comes later (K{FOUNDATION + 1} to K61)",
            "",
            *(
                f"* **{kind}**: {', '.join(row.row for row in missing if row.must == kind and row not in founded) or 'none'}"
                for kind in KINDS
            ),
            "",
        ]
    )


def _count(rows: Iterable[Row], proofs: dict[str, list[Seen]]) -> Iterator[str]:
    rows = list(rows)
    yield "| kind | what it is | needed | seen | missing |"
    yield "|---|---|---:|---:|---:|"
    for kind, meaning in KINDS.items():
        needed = [row for row in rows if row.must == kind]
        proved = sum(row.row in proofs for row in needed)
        yield f"| {kind} | {meaning} | {len(needed)} | {proved} | {len(needed) - proved} |"


def _told(each: Seen) -> str:
    what = " and ".join(
        filter(
            None, [each.verb and f"`{each.verb}` {each.ended.replace('_', ' ')}", each.page and f"`{each.page}` read"]
        )
    )
    name = f"`{each.where.rsplit('::', 1)[1]}` in {each.where.split('::', 1)[0]}" if "::" in each.where else each.where
    return f"{name}: {what}"


def _listed(rows: list[Row]) -> Iterator[str]:
    if not rows:
        yield "None."
    for row in rows:
        yield f"* {row.row} ({row.must}): {row.what_the_test_must_do}"


def _lacks(rows: list[Row], lacks: dict[str, str]) -> Iterator[str]:
    if not rows:
        yield "None."
    for row in rows:
        yield f"* {row.row} ({row.must}): {lacks[row.row]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
