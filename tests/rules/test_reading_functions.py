"""`cabinet.read` asks without a savepoint: only functions that read and refuse nothing, and all of those."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import psycopg

from samspil.config.tests.databases import SOURCE

FUNCTION = re.compile(r"\b([a-z_]+\.[a-z_]+)\(")


def asked() -> Iterator[tuple[Path, str, list[str]]]:
    """Each call of the cabinet with SQL in its place: the file, `call` or `read`, and which functions it asks."""
    for file in sorted(SOURCE.glob("samspil/**/*.py")):
        if "tests" in file.relative_to(SOURCE).parts:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if name in {"call", "read"} and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield file, name, FUNCTION.findall(first.value)


def test_what_only_reads_is_asked_without_a_savepoint_and_nothing_else_is(owner_sql: psycopg.Connection) -> None:
    rows = owner_sql.execute(
        "SELECT n.nspname || '.' || p.proname, p.provolatile IN ('s', 'i'), p.prosrc FROM pg_proc p"
        " JOIN pg_namespace n ON n.oid = p.pronamespace"
    ).fetchall()
    refusing = {"access.refuse"}
    while more := {name for name, _is_stable, text in rows if refusing & set(FUNCTION.findall(text))} - refusing:
        refusing |= more
    reads = {name: is_stable and name not in refusing for name, is_stable, _text in rows}
    found = list(asked())
    assert {name for _file, name, _functions in found} == {"call", "read"}
    wrong = [
        f"{file.name}: {name} {', '.join(functions)}"
        for file, name, functions in found
        if functions and all(one in reads for one in functions)
        if (name == "read") != all(reads[one] for one in functions)
    ]
    assert wrong == []
