"""Where mistakes are planted: what decides, reads and writes in every domain, and the functions in the database."""

from __future__ import annotations

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
SOURCE = CHECKOUT / "src"
KEPT = CHECKOUT / "build" / "mutation"  # what is gathered and tried, until the commit changes; never in the repository

KINDS = ("actions", "policies", "queries", "views", "forms", "lib")
ACROSS = ("tests/verbs", "tests/profiles")  # tests that run every domain's code in their own process
# Made-up people and measuring serve nobody's case; settings and the private server are tried by starting them.
LEFT_OUT = {"tests", "migrations", "demo", "bench", "config"}


def python_files() -> dict[Path, str]:
    """Each file that is mutated, with its kind, in the order of the names."""
    found = {}
    for file in sorted(SOURCE.glob("samspil/**/*.py")):
        parts = file.relative_to(SOURCE / "samspil").with_suffix("").parts
        kind = next((part for part in parts if part in KINDS), None)
        if kind and not LEFT_OUT & set(parts):
            found[file] = kind
    return found


def sql_files() -> list[Path]:
    """The files of functions and triggers, in the order of the names."""
    return sorted(SOURCE.glob("samspil/**/sql/*.sql"))
