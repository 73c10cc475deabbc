"""Everything a machine can check without running the product: `make check`. Says all complaints, not just the first."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
# Nothing is asked of this database; the settings only want an address.
ENVIRONMENT = {
    "DATABASE_URL": "postgresql:///unused",
    "SAMSPIL_DEMO": "1",
    "DJANGO_SETTINGS_MODULE": "samspil.config.settings",
    "PATH": f"{Path(PYTHON).parent}{os.pathsep}{os.environ.get('PATH', '')}",
}
CHECKS = {
    "lint": ["ruff", "check", "--quiet", "."],
    "format": ["ruff", "format", "--check", "--quiet", "."],
    "types": ["mypy"],
    "layers": ["lint-imports", "--no-logo"],
    "lock files": [PYTHON, "tools/requirements.py"],
    "settings and models": [PYTHON, "-m", "django", "check", "--fail-level", "WARNING"],
    "migrations": [PYTHON, "-W", "ignore", "-m", "django", "makemigrations", "--check", "--dry-run"],
    "translations": [PYTHON, "tools/messages.py", "--check"],
    "rows that are proved": [PYTHON, "-m", "tests.proof.document", "--check"],
    "generated documents": [PYTHON, "tools/documents.py", "--check"],
}
NEVER_TRACKED = re.compile(r"(^|/)(uv\.lock|\.env|node_modules/.*|.*\.pyc|\.coverage)$")
# A lock file or note that names a registry, or a path of somebody's machine, works on that machine only.
NEVER_WRITTEN = re.compile(
    r"--(?:extra-)?index-url\s+\S|--find-links\s+\S|files\.pythonh[o]sted\.org|pyp[i]\.org|registry\.np[m]js\.org|deb\.deb[i]an"
    r"|(?<![\w.])/w[o]rk/(?:main|shared)\b|(?<![\w.])/home/[a-z]\w*/|/root/\."
)


def main() -> int:
    """Run every check; answers 1 where one complains."""
    failed = [name for name, command in CHECKS.items() if not run(name, command)]
    if complaints := tracked():
        print("✗ tracked files\n" + "\n".join(complaints))
        failed.append("tracked files")
    print(f"{len(failed)} of {len(CHECKS) + 1} checks complain: {', '.join(failed)}" if failed else "All checks passed")
    return 1 if failed else 0


def run(name: str, command: list[str]) -> bool:
    """One check; what it says is shown only where it complains."""
    begun = time.monotonic()
    done = subprocess.run(
        command, cwd=CHECKOUT, env=os.environ | ENVIRONMENT, capture_output=True, text=True, check=False
    )
    good = done.returncode == 0
    print(f"{'✓' if good else '✗'} {name} ({time.monotonic() - begun:.0f} s)", flush=True)
    if not good:
        print(done.stdout + done.stderr, flush=True)
    return good


def tracked() -> list[str]:
    """Tracked files that should not be, and lines that work on one machine only."""
    told: list[str] = []
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    for name in filter(None, listed.stdout.split("\0")):
        file = CHECKOUT / name
        if NEVER_TRACKED.search(name):
            told.append(f"{name}: take it out of git")
        if name == "tools/check.py" or not file.is_file() or file.stat().st_size > 2_000_000:
            continue
        try:
            lines = file.read_text().splitlines()
        except UnicodeDecodeError:
            continue
        told += [
            f"{name}:{number}: {line.strip()[:100]}"
            for number, line in enumerate(lines, 1)
            if NEVER_WRITTEN.search(line)
        ]
    return told


if __name__ == "__main__":
    sys.exit(main())
