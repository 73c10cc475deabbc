"""Makes `.venv`: locked packages, checked by hash, and the product itself by a link to `src`.

`environment.py demo` brings what the demo needs, `environment.py dev` (or no word) what tests and checks need beside it.
Nothing is taken away again: the demo runs in an environment made for the tests. Run by make with any Python; needs
nothing but the standard library. Running it again when nothing changed does nothing.

It uses uv where there is one, else pip; `SAMSPIL_INSTALLER=pip` leaves no choice.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {name: CHECKOUT / "requirements" / f"{name}.txt" for name in ("demo", "dev")}
WITHIN = {"demo": ["demo"], "dev": ["demo", "dev"]}  # what is there once this one is installed
STAMP = VENV / ".installed"
# Nothing is compiled on the way; odfpy, pure Python for the tests, comes as source only.
BINARY = ["--only-binary", ":all:", "--no-binary", "odfpy"]
COMMAND = """#!{python}
import sys

from samspil.config.cli import main

sys.exit(main())
"""


def main(arguments: list[str]) -> int:
    """Bring `.venv` to the state of the lock file; answers 0, or 1 after one sentence."""
    name = arguments[0] if arguments else "dev"
    if name not in LOCKS:
        print(f"There is no lock {name}: say {' or '.join(LOCKS)}.", file=sys.stderr)
        return 1
    if state(name) == installed().get(name):
        return 0
    uv = None if os.environ.get("SAMSPIL_INSTALLER") == "pip" else shutil.which("uv")
    try:
        make(uv)
        install(uv, LOCKS[name])
        link()
    except subprocess.CalledProcessError as failed:
        print(f"The packages are not installed: {' '.join(map(str, failed.cmd))} failed.", file=sys.stderr)
        return 1
    STAMP.write_text(json.dumps(installed() | {each: state(each) for each in WITHIN[name]}))
    return 0


def state(name: str) -> str:
    """Changes with the lock file, with this program and with the place."""
    content = LOCKS[name].read_bytes() + Path(__file__).read_bytes() + str(VENV).encode()
    return hashlib.sha256(content).hexdigest()


def installed() -> dict[str, str]:
    """The state of each lock file when it was last installed whole."""
    try:
        known = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def make(uv: str | None) -> None:
    """An empty environment, where none is there yet that the installer can use."""
    if PYTHON.exists() and (uv or has_pip()):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    print("Making .venv", flush=True)
    if uv:
        subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, VENV], check=True)
        return
    try:
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    except subprocess.CalledProcessError:
        shutil.rmtree(VENV, ignore_errors=True)  # a half-made one would be taken for whole next time
        print("This Python makes no environments: install Debian's package python3-venv.", file=sys.stderr)
        raise


def has_pip() -> bool:
    """Whether pip is in there; uv makes environments without it."""
    return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def install(uv: str | None, lock: Path) -> None:
    """The locked packages."""
    installer = "uv" if uv else "pip"
    print(f"Installing requirements/{lock.name} with {installer} (a minute or two the first time)", flush=True)
    if uv:
        command = [uv, "pip", "install", "--quiet", "--python", PYTHON]
    else:
        command = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    subprocess.run([*command, "--require-hashes", *BINARY, "-r", lock], check=True)


def link() -> None:
    """The product is imported from `src`, and `samspil` calls it: no build step, no network."""
    asked = subprocess.run(
        [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    Path(asked.stdout.strip(), "samspil.pth").write_text(f"{CHECKOUT / 'src'}\n")
    command = VENV / "bin" / "samspil"
    command.write_text(COMMAND.format(python=PYTHON))
    command.chmod(0o755)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
