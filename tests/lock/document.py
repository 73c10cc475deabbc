"""docs/reference/access-matrix.md, printed from the expectations that the matrix is tested against.

`make documents` writes it; `test_document` compares.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from tests.lock import expected, functions, pages

MEMBERS = (*functions.EVERYBODY, "nobody")
SHORT = {
    functions.ANYBODY: "anybody, signed in or not",
    functions.EVERYBODY: "everybody signed in",
    pages.MUNICIPALITY: "everybody of the municipality",
    functions.UNIT: "the unit",
    functions.FORUM: "the forum's standing seats",
    functions.DOOR: "the forum's door",
    (): "nobody",
}


def text() -> str:
    return "\n".join([*_head(), *_tables(), *_classes(), *_functions(), *_pages()]) + "\n"


def _head() -> Iterable[str]:
    yield "# Who gets what"
    yield ""
    yield "Made by `make documents` from the expectations in `tests/lock`; each line is tried in every run of the tests, as raw"
    yield "SQL under the role `samspil_app` or over HTTP, by each member of the cast (`tests/cast.py`)."
    yield ""
    yield "Answers: **row** or **nothing** where rows are asked for; **done** or **nothing** (no row was changed) where"
    yield "something is changed; **refused** by PostgreSQL."
    yield ""


def _tables() -> Iterable[str]:
    yield "## A confidential row"
    yield ""
    yield f"It belongs to one unit (owner: {_names(expected.OWNERS)}) and was disclosed to another"
    yield f"(receiver: {_names(expected.RECEIVERS)}). All confidential tables answer alike, those of the catalogue today and later ones."
    yield ""
    yield from _row("attempt", *expected.STANDINGS)
    yield from _rule(5)
    for attempt in expected.CONFIDENTIAL:
        yield from _row(attempt.told, *attempt.answers)
    yield ""
    yield "Where a table differs:"
    yield ""
    yield from _row("table", "attempt", *expected.STANDINGS)
    yield from _rule(6)
    for table, differences in sorted(expected.DIFFERENT.items()):
        for told, answers in differences.items():
            yield from _row(f"`{table}`", told, *answers)
    yield ""


def _classes() -> Iterable[str]:
    yield "## Other tables"
    yield ""
    yield from _row("class", "reads", "inserts", "updates", "deletes")
    yield from _rule(5)
    for name, answers in expected.CLASSES.items():
        yield from _row(name, *("what one's audiences were told" if each == "own" else each for each in answers))
    yield ""
    yield f"Of the key cabinet, {_names(f'`{each}`' for each in expected.READABLE_CABINET)} can be read: who there is, and the"
    yield "audiences that are no secret or one's own."
    yield ""
    yield from _row("record table", "read by")
    yield from _rule(2)
    for table, readers in sorted(expected.RECORDS.items()):
        yield from _row(f"`{table}`", _who(readers))
    yield ""
    yield "Open tables hold nothing about a child and are read by everybody. Rows of the first municipality are written by:"
    yield ""
    yield from _row("open table", "written by", "filled once")
    yield from _rule(3)
    for table, writers in sorted(expected.OPEN.items()):
        yield from _row(f"`{table}`", _who(writers), _names(f"`{each}`" for each in expected.FIXED.get(table, ())))
    yield ""


def _functions() -> Iterable[str]:
    yield "## Functions"
    yield ""
    yield f"Not for the app role: {_names(f'`{each}`' for each in sorted(functions.CLOSED))}."
    yield ""
    yield from _row("function", "call", "gets something", "everybody else")
    yield from _rule(4)
    for name, calls in functions.CALLS.items():
        for call in calls:
            rest = "" if set(call.may) == set(MEMBERS) else call.otherwise
            yield from _row(f"`{name}`", call.told, _who(call.may), rest)
    yield ""


def _pages() -> Iterable[str]:
    yield "## Pages"
    yield ""
    yield "Somebody who is not signed in is asked to sign in, unless told otherwise."
    yield ""
    yield from _row("address", "page", "everybody else", "not signed in", "but")
    yield from _rule(5)
    for name, page in sorted(pages.PAGES.items()):
        but = "; ".join(f"{member}: {answer}" for member, answer in page.but)
        rest = "" if set(page.sees) == set(functions.EVERYBODY) else page.others
        yield from _row(f"`{name}`", _who(page.sees), rest, page.nobody, but)


def _who(members: tuple[str, ...]) -> str:
    return SHORT.get(members) or _names(members)


def _names(names: Iterable[str]) -> str:
    return ", ".join(names)


def _row(*cells: str) -> Iterable[str]:
    yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _rule(width: int) -> Iterable[str]:
    yield "|" + "---|" * width


if __name__ == "__main__":
    sys.stdout.write(text())
