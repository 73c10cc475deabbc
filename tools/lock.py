"""Writes `requirements/*.txt` from `pyproject.toml`: with hashes, without the address of any registry."""

import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
# The largest first: the others are parts of it, so that all three name the same versions.
ALL = "requirements/dev.txt"
LOCKS = {
    ALL: ["--group", "dev"],
    "requirements/demo.txt": ["--group", "demo", "--constraint", ALL],
    "requirements/base.txt": ["--constraint", ALL],
}
# An installation without uv uses pip, so the file must be one that both read. Without the extras (coverage[toml]) pip
# takes such a requirement for unpinned as soon as a newer version is out.
OPTIONS = ["--generate-hashes", "--no-header", "--no-emit-index-url", "--no-annotate", "--no-strip-extras"]
OPTIONS += ["--python-version", "3.11"]


def main() -> int:
    """Lock the three files anew; answers 0, or 1 after one sentence."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(CHECKOUT / ".venv" / "bin"))
    if uv is None:
        print("Locking needs uv: .venv/bin/pip install uv", file=sys.stderr)
        return 1
    for file, more in LOCKS.items():
        command = [uv, "pip", "compile", "--quiet", *OPTIONS, *more, *sys.argv[1:], "pyproject.toml", "-o", file]
        if subprocess.run(command, cwd=CHECKOUT, stdout=subprocess.DEVNULL, check=False).returncode:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
