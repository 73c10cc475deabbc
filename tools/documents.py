"""Writes the documents that are made from the code; `--check` says which are out of date.

`docs/reference/seed-coverage.md`: which test proves which row of the requirements, and which line of a profile comes
from one. Others are printed by a test or a management command and stand in `PRINTED`.
"""

import ast
import os
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
COVERAGE = Path("docs/reference/seed-coverage.md")
# Document -> the module whose output it is. A module that is not there yet is passed over.
PRINTED: dict[str, str] = {
    "docs/reference/access-matrix.md": "tests.lock.document",
    "docs/reference/mutation.md": "tools.mutation.document",
    "docs/reference/profile.md": "samspil.organisations.profile.reference",
}
ROW = re.compile(r"\b(BAL|BRO|HAL|UNG|VAL)-(\d+)\b")


def main(arguments: list[str]) -> int:
    """Write or check every document; answers 1 where one is out of date or a row's name is none."""
    check = "--check" in arguments
    stale: list[str] = []
    made = {str(COVERAGE): coverage()} | {name: printed(module) for name, module in PRINTED.items()}
    for name, text in made.items():
        file = CHECKOUT / name
        if file.exists() and file.read_text() == text:
            continue
        if check:
            stale.append(name)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
            print(f"wrote {name}")
    for name in stale:
        print(f"{name} is out of date: make documents", file=sys.stderr)
    return 1 if stale else 0


def coverage() -> str:
    """The table of rows, tests and lines of profiles."""
    proofs: dict[str, list[str]] = defaultdict(list)
    for file in sorted([*CHECKOUT.glob("src/**/test_*.py"), *CHECKOUT.glob("tests/**/test_*.py")]):
        for row, test in marked(file):
            proofs[row].append(f"`{test}` in {file.relative_to(CHECKOUT)}")
    for file in sorted(CHECKOUT.glob("profiles/**/*.yaml")):
        for line in file.read_text().splitlines():
            if "source:" in line:
                for found in ROW.finditer(line.split("source:", 1)[1]):
                    proofs[found[0]].append(f"{file.relative_to(CHECKOUT)}")
    lines = [
        "# Which requirement is proved where",
        "",
        "Made by `make documents` from the tests marked `covers` and the `source:` lines of the profiles.",
        "A row that is missing here is not proved.",
        "",
        "| row | proved by |",
        "|---|---|",
    ]
    lines += [f"| {row} | {'<br>'.join(dict.fromkeys(proofs[row]))} |" for row in sorted(proofs, key=order)]
    return "\n".join(lines) + "\n"


def order(row: str) -> tuple[str, int]:
    """BRO-9 before BRO-54."""
    parts = ROW.fullmatch(row)
    if parts is None:
        raise SystemExit(f"{row} is no row of the requirements (such as BRO-54).")
    return parts[1], int(parts[2])


def marked(file: Path) -> list[tuple[str, str]]:
    """Each row named by a `covers` mark in `file`, with the test, class or module that bears it."""
    tree = ast.parse(file.read_bytes())
    found: list[tuple[str, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found += [(row, node.name) for mark in node.decorator_list for row in rows(mark)]
        elif isinstance(node, ast.Assign) and any(
            isinstance(to, ast.Name) and to.id == "pytestmark" for to in node.targets
        ):
            found += [(row, file.stem) for row in rows(node.value)]
    return found


def rows(mark: ast.expr) -> list[str]:
    """The rows in `pytest.mark.covers("…")`, also inside a list of marks."""
    told: list[str] = []
    for node in ast.walk(mark):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "covers":
            told += [str(word.value) for word in node.args if isinstance(word, ast.Constant)]
    return told


def printed(module: str) -> str:
    """What `python -m MODULE` prints."""
    command = [sys.executable, "-m", module]
    done = subprocess.run(command, cwd=CHECKOUT, env=os.environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{module}: {done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
