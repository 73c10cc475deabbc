"""No template lies about that nothing draws: each is reached from the code, by name, over includes and extends."""

from __future__ import annotations

import ast
import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "samspil"
BY_NAME = {"400.html", "403.html", "404.html", "500.html"}  # Django asks for these by itself
NAMED = re.compile(r"""["']([\w/.-]+\.(?:html|txt))(?:#([\w-]+))?["']""")


def templates() -> dict[str, Path]:
    """Every template of the product by the name under which it is asked for."""
    folders = [folder for folder in SOURCE.rglob("templates") if "tests" not in folder.relative_to(SOURCE).parts]
    return {str(file.relative_to(folder)): file for folder in folders for file in folder.rglob("*") if file.is_file()}


def in_code() -> set[str]:
    """The names of templates that stand in Python as a value; what a docstring mentions draws nothing."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        if {"tests", "migrations"} & set(path.relative_to(SOURCE).parts):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        values = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in said]
        found |= {node.value for node in values if isinstance(node.value, str) and NAMED.fullmatch(f'"{node.value}"')}
    return found


def unreached(files: dict[str, str], roots: set[str]) -> list[str]:
    """The templates that cannot be reached from the roots. `files`: their texts by name."""
    waiting, reached = [root.partition("#")[0] for root in roots], set()
    while waiting:
        name = waiting.pop()
        if name in files and name not in reached:
            reached.add(name)
            waiting += [found for found, _ in NAMED.findall(files[name])]
    return sorted(set(files) - reached)


def idle_partials(files: dict[str, str], roots: set[str]) -> list[str]:
    """The partials that stand in a file, are not drawn where they stand, and are asked for nowhere."""
    idle = []
    asked = {name for name in roots if "#" in name}
    asked |= {f"{file}#{partial}" for text in files.values() for file, partial in NAMED.findall(text) if partial}
    for name, text in files.items():
        here = set(re.findall(r"\{%\s*partial\s+([\w-]+)", text))
        for partial, inline in re.findall(r"\{%\s*(?:partialdef|startpartial)\s+([\w-]+)(\s+inline)?", text):
            if not inline and partial not in here and f"{name}#{partial}" not in asked:
                idle.append(f"{name}#{partial}")
    return idle


def test_every_template_is_drawn_by_something() -> None:
    files = {name: path.read_text(encoding="utf-8") for name, path in templates().items()}
    assert len(files) > 200
    assert unreached(files, in_code() | BY_NAME) == []
    assert idle_partials(files, in_code()) == []


def test_a_template_that_is_only_included_by_an_unused_one_is_unused() -> None:
    files = {"a.html": '{% include "b.html" %}', "b.html": "", "c.html": '{% include "d.html" %}', "d.html": ""}
    assert unreached(files, {"a.html"}) == ["c.html", "d.html"]
    files = {"a.html": "{% partialdef x %}{% endpartialdef %}{% partialdef y inline %}{% endpartialdef %}"}
    assert idle_partials(files, set()) == ["a.html#x"]
    assert idle_partials(files, {"a.html#x"}) == []
