"""Tries whether the lock files install on another machine today: in empty environments, with old and new installers.

Each installer resolves the largest file against the index of the day, hashes required, and installs nothing
(`--dry-run`); the smaller ones are parts of it, alike to the letter, as `make check` sees to. pip 23.0 is Debian 12's.
Says one sentence for each that does not manage, and ends with 1.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from environment import BINARY, CHECKOUT

LOCK = CHECKOUT / "requirements" / "dev.txt"
INSTALLERS = {"pip 23.0": "pip==23.0", "the newest pip": "pip", "uv": "uv"}


def main() -> int:
    """Every installer; answers 1 where one fails."""
    failed = 0
    for name, package in INSTALLERS.items():
        with tempfile.TemporaryDirectory(prefix="samspil-installs-") as folder:
            python = Path(folder, "tools", "bin", "python")
            try:
                run([sys.executable, "-m", "venv", python.parent.parent])
                run([python, "-m", "pip", "install", "-qq", "--upgrade", package])
                run([sys.executable, "-m", "venv", "--without-pip", Path(folder, "empty")])
            except subprocess.CalledProcessError as error:
                print(f"✗ {name} cannot be had: {last(error)}", flush=True)
                failed += 1
                continue
            failed += not resolves(name, python, Path(folder, "empty"))
    return 1 if failed else 0


def resolves(name: str, python: Path, empty: Path) -> bool:
    """Whether this installer would install the lock file into an empty environment; says so."""
    begun = time.monotonic()
    inside = empty / "bin" / "python"
    if name == "uv":
        command = [python.parent / "uv", "pip", "install", "--quiet", "--python", inside]
    else:
        # Into the environment of the installer itself, as though nothing else lay there.
        command = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--ignore-installed"]
    try:
        run([*command, "--dry-run", "--require-hashes", *BINARY, "-r", LOCK])
    except subprocess.CalledProcessError as error:
        print(f"✗ {name} does not install requirements/{LOCK.name}: {last(error)}", flush=True)
        return False
    print(f"✓ {name} installs requirements/{LOCK.name} ({time.monotonic() - begun:.0f} s)", flush=True)
    return True


def run(command: list[str | Path]) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)


def last(error: subprocess.CalledProcessError) -> str:
    """The line that says what is wrong."""
    lines = [line.strip() for line in f"{error.stdout}\n{error.stderr}".splitlines() if line.strip()]
    return next(
        (line for line in lines if "ERROR" in line or line.startswith("error")), lines[-1] if lines else "no word"
    )


if __name__ == "__main__":
    sys.exit(main())
