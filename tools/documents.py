"""Writes the documents that are made from the code; `--check` says which are out of date.

Each is printed by a module of the tests or of the product; those stand in `PRINTED`.
"""

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
# Nothing is asked of this database; the settings only want an address.
ENVIRONMENT = {"DATABASE_URL": "postgresql:///unused", "SAMSPIL_DEMO": "1"}
# Document -> the module whose output it is. A module that is not there yet is passed over.
PRINTED: dict[str, str] = {
    "docs/reference/access-matrix.md": "tests.lock.document",
    "docs/reference/life-cycles.md": "tests.lifecycles.document",
    "docs/reference/seed-coverage.md": "tests.proof.document",
    "docs/reference/mutation.md": "tools.mutation.document",
    "docs/reference/profile.md": "samspil.organisations.profile.reference",
}


def main(arguments: list[str]) -> int:
    """Write or check every document; answers 1 where one is out of date."""
    check = "--check" in arguments
    stale: list[str] = []
    made = {name: printed(module) for name, module in PRINTED.items()}
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


def printed(module: str) -> str:
    """What `python -m MODULE` prints."""
    command = [sys.executable, "-m", module]
    done = subprocess.run(
        command, cwd=CHECKOUT, env=ENVIRONMENT | os.environ, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{module}: {done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
