"""Makes `.venv`: locked packages, checked by hash, and the product itself by a link to `src`.

Run by make with any Python; needs nothing but the standard library. Running it again when nothing changed does nothing.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
VENV = CHECKOUT / ".venv"
LOCK = CHECKOUT / "requirements" / "dev.txt"
STAMP = VENV / ".installed"
COMMAND = """#!{python}
import sys

from samspil.config.cli import main

sys.exit(main())
"""


def main() -> int:
    """Bring `.venv` to the state of the lock file; answers 0, or 1 after one sentence."""
    wanted = hashlib.sha256(LOCK.read_bytes() + Path(__file__).read_bytes() + str(VENV).encode()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return 0
    uv = shutil.which("uv")
    try:
        if not (VENV / "bin" / "python").exists():
            make(uv)
        install(uv)
    except subprocess.CalledProcessError as failed:
        print(f"The packages are not installed: {' '.join(map(str, failed.cmd))} failed.", file=sys.stderr)
        return 1
    link()
    STAMP.write_text(wanted)
    return 0


def make(uv: str | None) -> None:
    """An empty environment."""
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


def install(uv: str | None) -> None:
    """The locked packages."""
    print("Installing the locked packages (a minute or two the first time)", flush=True)
    python = VENV / "bin" / "python"
    if uv:
        command = [uv, "pip", "install", "--quiet", "--python", python]
    else:
        command = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    # Nothing is compiled on the way; odfpy, pure Python for the tests, comes as source only.
    binary = ["--only-binary", ":all:", "--no-binary", "odfpy"]
    subprocess.run([*command, "--require-hashes", *binary, "-r", LOCK], check=True)


def link() -> None:
    """The product is imported from `src`, and `samspil` calls it: no build step, no network."""
    python = VENV / "bin" / "python"
    asked = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    Path(asked.stdout.strip(), "samspil.pth").write_text(f"{CHECKOUT / 'src'}\n")
    command = VENV / "bin" / "samspil"
    command.write_text(COMMAND.format(python=python))
    command.chmod(0o755)


if __name__ == "__main__":
    sys.exit(main())
