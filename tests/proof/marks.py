"""The marks of the tests and the `source:` lines of the profiles, as they stand in the files. Nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.proof.rows import CHECKOUT, ROW


@dataclass(frozen=True)
class Mark:
    """One row that a test says it proves."""

    row: str
    where: str
    verb: str
    page: str


@cache
def marks() -> frozenset[Mark]:
    """Every `covers` mark of every test."""
    files = [*CHECKOUT.glob("src/**/test_*.py"), *CHECKOUT.glob("tests/**/test_*.py")]
    return frozenset(mark for file in files for mark in within(file))


@cache
def stated() -> frozenset[tuple[str, str]]:
    """Each row that a `source:` line of a profile names, with the profile's file."""
    found = set()
    for file in sorted(CHECKOUT.glob("profiles/**/*.yaml")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if "source:" in line:
                named = line.split("source:", 1)[1]
                found |= {(match[0], str(file.relative_to(CHECKOUT))) for match in ROW.finditer(named)}
    return frozenset(found)


def within(file: Path) -> Iterator[Mark]:
    """The marks of one file."""
    name = str(file.relative_to(CHECKOUT))
    yield from _of(ast.parse(file.read_bytes()).body, name)


def _of(body: list[ast.stmt], where: str, above: tuple[ast.Call, ...] = ()) -> Iterator[Mark]:
    for node in body:
        if isinstance(node, ast.Assign) and any(
            isinstance(to, ast.Name) and to.id == "pytestmark" for to in node.targets
        ):
            above += tuple(_calls(node.value))
    for node in body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        borne = (*above, *(call for mark in node.decorator_list for call in _calls(mark)))
        address = f"{where}::{node.name}"
        if isinstance(node, ast.ClassDef):
            yield from _of(node.body, address, borne)
        elif node.name.startswith("test"):
            for call in borne:
                said = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
                for row in call.args:
                    yield Mark(str(ast.literal_eval(row)), address, said.get("verb", ""), said.get("page", ""))


def _calls(mark: ast.expr) -> Iterator[ast.Call]:
    for node in ast.walk(mark):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "covers":
            yield node
