"""Says in one sentence each which system libraries and programs are missing, with their Debian packages.

`machine.py pango chromium` ends with 1 where one is missing; `--only-say` warns and goes on.
"""

import ctypes
import shutil
import sys

LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
ELSEWHERE = ("libpango-1.0.dylib", "libpangoft2-1.0.dylib", "libharfbuzz-subset.dylib")  # macOS
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(arguments: list[str]) -> int:
    """Look for each thing named; answers 1 where one is missing and that matters."""
    only_say = "--only-say" in arguments
    looks = {"pango": pango, "chromium": chromium, "faketime": faketime}
    missing = [told for name in arguments if name in looks and (told := looks[name]())]
    for told in missing:
        print(told, file=sys.stderr)
    return 1 if missing and not only_say else 0


def pango() -> str | None:
    """What to install for documents as PDF; None where it is there."""
    names = ELSEWHERE if sys.platform == "darwin" else LIBRARIES
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            return (
                "Documents as PDF need Pango: install Debian's packages "
                "libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0."
            )
    return None


def chromium() -> str | None:
    """What to install for the journeys; None where it is there."""
    if any(map(shutil.which, BROWSERS)):
        return None
    return "The journeys need a browser: install Debian's package chromium."


def faketime() -> str | None:
    """What to install to try another day; None where it is there."""
    return None if shutil.which("faketime") else "To try another day needs faketime: install Debian's package faketime."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
