"""What can go wrong in a function of the database: each operator makes one mistake in its text.

The first is the one of tests/lock/test_mutated_functions.py, which takes out every refusal there is; here they are drawn
together with conditions, records and figures. Policies and rights are broken one by one in tests/lock/test_mutations.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.mutation.operators import Mutant

FUNCTION = re.compile(
    r"CREATE (?:OR REPLACE )?FUNCTION (?P<name>[a-z_]+\.[a-z_]+)\(.*?AS (?P<mark>\$[a-z]*\$)(?P<body>.*?)(?P=mark)[^;]*;",
    re.DOTALL,
)
# Name, what is looked for in the body, and what stands there instead.
OPERATORS: tuple[tuple[str, str, str], ...] = (
    ("refusal left out", r"access\.refuse\('", "pg_catalog.length('"),
    ("record left out", r"PERFORM audit\.record\(.*?\);", "NULL;"),
    ("call left out", r"PERFORM (?!audit\.record|access\.refuse)[a-z_]+\.[a-z_]+\(.*?\);", "NULL;"),
    ("and or", r"\bAND\b(?! COALESCE)", "OR"),
    ("and or", r"\bOR\b(?! REPLACE)", "AND"),
    ("comparison", r"(?<![<>:!=|&@])=(?![>=])", "<>"),
    ("comparison", r"<>", "="),
    ("comparison", r"(?<![<@&\-])<(?![>=@&])", "<="),
    ("comparison", r"(?<![\-@&<>])>(?![=>@&])", ">="),
    ("comparison", r"<=", "<"),
    ("comparison", r">=", ">"),
    ("not", r"\bIS NOT NULL\b", "IS NULL"),
    ("not", r"\bIS NULL\b", "IS NOT NULL"),
    ("not", r"\bNOT (?=EXISTS|\()", ""),
    ("not", r"(?<!NOT )\bEXISTS\b", "NOT EXISTS"),
    ("constant", r"\btrue\b", "false"),
    ("constant", r"\bfalse\b", "true"),
    ("function", r"\bgreatest\b", "least"),
    ("function", r"\bleast\b", "greatest"),
    ("distinct", r"count\(DISTINCT ", "count("),
    ("every", r"= ANY \(", "<> ALL ("),
)


def mutants(file: str, text: str) -> Iterator[Mutant]:
    """Every mistake that can be planted in the functions of a file."""
    for found in FUNCTION.finditer(text):
        counts: dict[str, int] = {}
        for operator, start, end, by in sorted(_sites(found["body"]), key=lambda site: (site[1], site[0])):
            number = counts[operator] = counts.get(operator, 0) + 1
            line = text.count("\n", 0, found.start("body") + start) + 1
            before, after = _shown(found["body"], start, end, by)
            yield Mutant(file, "sql", found["name"], line, operator, number, before, after)


def planted(text: str, mutant: Mutant) -> str:
    """The statement that puts the function with the mistake in the place of the one that is there."""
    for found in FUNCTION.finditer(text):
        counts: dict[str, int] = {}
        for operator, start, end, by in sorted(_sites(found["body"]), key=lambda site: (site[1], site[0])):
            number = counts[operator] = counts.get(operator, 0) + 1
            if (found["name"], operator, number) == (mutant.function, mutant.operator, mutant.number):
                whole, offset = found[0], found.start("body") - found.start()
                changed = whole[: offset + start] + by + whole[offset + end :]
                return re.sub(r"^CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", changed)
    raise LookupError(mutant.place)


def _sites(body: str) -> Iterator[tuple[str, int, int, str]]:
    """Comments are no code; what stands between quotation marks is, where it is SQL to be executed."""
    silent = [match.span() for match in re.finditer(r"--[^\n]*", body)]
    silent += [
        m.span() for m in re.finditer(r"'(?:[^']|'')*'", body) if not re.search(r"\b(SELECT|UPDATE|WHERE)\b", m[0])
    ]
    for operator, pattern, by in OPERATORS:
        for match in re.finditer(pattern, body, re.DOTALL):
            inside = any(start <= match.start() < end for start, end in silent)
            if not inside:
                yield operator, match.start(), match.end(), by


def _shown(body: str, start: int, end: int, by: str) -> tuple[str, str]:
    """The lines around the mistake, before and after, in one line each."""
    first = body.rfind("\n", 0, start) + 1
    last = body.find("\n", end)
    last = len(body) if last < 0 else last
    lines = body[first:last], body[first:start] + by + body[end:last]
    return tuple(" ".join(one.split()) for one in lines)  # type: ignore[return-value]
