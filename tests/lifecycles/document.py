"""docs/reference/life-cycles.md, drawn from the life cycles that the product declares. `make documents` writes it."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import django

from samspil.lib.lifecycles import LifeCycle

SOURCE = Path(__file__).resolve().parents[2] / "src"


def declared() -> dict[str, LifeCycle]:
    """Every life cycle of the product, by the name under which its domain declares it: `cases.states.TASK`."""
    found: dict[str, LifeCycle] = {}
    for file in sorted(SOURCE.glob("samspil/**/states.py")):
        module = ".".join(file.relative_to(SOURCE).with_suffix("").parts)
        names = vars(importlib.import_module(module)).items()
        found |= {f"{module}.{name}": value for name, value in names if isinstance(value, LifeCycle)}
    return found


def text() -> str:
    """The document."""
    lines = [
        "# Life cycles",
        "",
        "Made by `make documents` from the tables in each domain's `states.py`. An arrow is a step that somebody can take; the",
        "black dot at the end marks the states in which nobody waits for anything. `tests/lifecycles` takes every step through",
        "the pages and finds that from every state reached there is a way to one that rests.",
    ]
    for name, cycle in declared().items():
        lines += ["", f"## `{cycle.table}` ({name.removeprefix('samspil.')})", "", "```mermaid", cycle.drawn(), "```"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspil.config.settings")
    django.setup()
    sys.stdout.write(text())
