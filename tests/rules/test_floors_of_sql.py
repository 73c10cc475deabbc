"""SQL keeps to its floor as imports do: it names tables and functions of its own part and of the parts below it."""

from __future__ import annotations

import ast
import configparser
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps

CHECKOUT = Path(__file__).resolve().parents[2]
SOURCE = CHECKOUT / "src" / "samspil"
# Where the design demands that a lower floor looks up: (file, part that it names) -> why.
ASKS_THE_LOCK = "the record is written and read under the lock, so its functions ask who acts and who may read"
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("audit/sql/record.sql", "access"): ASKS_THE_LOCK,
    ("audit/sql/each.sql", "access"): ASKS_THE_LOCK,
    ("audit/sql/subjects.sql", "access"): ASKS_THE_LOCK,
    ("audit/sql/subjects.sql", "people"): (
        "what was done about a child is told only to those who may read the child's record, in the same function, "
        "because nobody else may ask which key of the record is whose"
    ),
}
NOT_THE_PRODUCT = {"demo", "bench", "tests"}


@cache
def floors() -> dict[str, int]:
    """Each part of the house and its floor, the cellar being 0; from the contract of the imports."""
    contract = configparser.ConfigParser()
    contract.read(CHECKOUT / ".importlinter", encoding="utf-8")
    lines = contract["importlinter:contract:house"]["layers"].splitlines()
    layers = [re.findall(r"\w+", line) for line in lines if line.strip() and not line.strip().startswith("#")]
    return {part: floor for floor, parts in enumerate(reversed(layers)) for part in parts}


@cache
def owners() -> dict[str, str]:
    """Which part each table belongs to."""
    models = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("samspil.")]
    return {model._meta.db_table: model.__module__.split(".")[1] for model in models}


def named(sql: str) -> set[str]:
    """The parts whose tables, or whose functions, a piece of SQL names."""
    code = re.sub(r"--[^\n]*|/\*.*?\*/", " ", sql, flags=re.DOTALL)
    tables = {owners()[word] for word in re.findall(r"\w+", code) if word in owners()}
    return tables | {part for part in re.findall(r"(?<![\w.])(\w+)\.\w+\s*\(", code) if part in floors()}


def statements() -> Iterator[tuple[Path, str]]:
    """Every piece of SQL of the product: the files, and the texts in Python that name one of our tables."""
    for path in sorted(SOURCE.rglob("*.sql")):
        yield path, path.read_text(encoding="utf-8")
    for path in sorted(SOURCE.rglob("*.py")):
        if NOT_THE_PRODUCT & set(path.relative_to(SOURCE).parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_sql(node.value):
                yield path, node.value


def is_sql(text: str) -> bool:
    return bool(re.search(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER|GRANT|FROM|JOIN)\b", text))


def looks_up(path: Path, sql: str) -> set[tuple[str, str]]:
    """The parts above its own that a piece of SQL names."""
    part = path.relative_to(SOURCE).parts[0]
    return {(str(path.relative_to(SOURCE)), other) for other in named(sql) if floors()[other] > floors()[part]}


def test_sql_names_no_table_of_a_floor_above() -> None:
    found = {upward for path, sql in statements() for upward in looks_up(path, sql)}
    assert not found - set(EXCEPTIONS), "\n".join(f"{file} names {part}" for file, part in sorted(found))


def test_no_exception_has_outlived_its_reason() -> None:
    found = {upward for path, sql in statements() for upward in looks_up(path, sql)}
    assert sorted(set(EXCEPTIONS) - found) == []
    assert all(len(reason) > 20 for reason in EXCEPTIONS.values())


def test_the_rule_reads_what_it_says_it_reads() -> None:
    files = {path.suffix for path, _ in statements()}
    assert files == {".sql", ".py"}
    assert sum(len(named(sql)) > 0 for _, sql in statements()) > 40
    path = SOURCE / "people" / "sql" / "search.sql"
    assert looks_up(path, "SELECT 1 FROM public.cases_case") == {("people/sql/search.sql", "cases")}
    assert looks_up(path, "SELECT cases.mine(1)") == {("people/sql/search.sql", "cases")}
    assert looks_up(path, "SELECT 1 FROM public.access_audience -- not public.cases_case") == set()
