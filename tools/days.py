"""Runs a command as if it were another day, with everything that it starts, PostgreSQL included: `make test-days`.

`days.py leap-day .venv/bin/python -m pytest src/samspil/cases` runs one command on that day, `days.py any …` on the day
whose turn it is, `days.py all …` on each; `days.py files` names one file of tests of each part.

Neither the product nor a test knows of it: Python gets its clock from time-machine (`clock/sitecustomize.py`),
PostgreSQL from Debian's package faketime (`samspil.config.cluster.clock`). The test clock of the product
(`access_clock`) would not do: it moves who acts and when, and leaves every other look at the time where it was. The
browser keeps the machine's clock; pages are told by the server which day it is.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

CHECKOUT = Path(__file__).resolve().parent.parent
DENMARK = ZoneInfo("Europe/Copenhagen")
# The clock is set before pytest can read its own plugin of that name.
BEFORE_PYTEST = "-W 'ignore:Module already imported so cannot be rewritten; time_machine'"

# How a test asks what day it is; and what runs too long to be tried with every commit.
ASKS = re.compile(r"\b(?:now|today|later|localdate|timedelta|made_on)\(")
SLOW = re.compile(r"pytestmark = .*\b(?:journey|long)\b|\bfresh_database\b|Popen\b")


def here(day: date, hour: int, minute: int = 0) -> datetime:
    """That hour in Denmark."""
    return datetime.combine(day, time(hour, minute), DENMARK)


def coming(now: datetime, month: int, day: int) -> date:
    """The next such day of the year, at least a month ahead, so that nothing was written on it already."""
    for year in range(now.year, now.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found > now.date() + timedelta(days=30):
            return found
    raise ValueError((month, day))


def last_sunday(now: datetime, month: int) -> datetime:
    """Two minutes before the clocks change on the last Sunday of the next such month: 01.00 UTC in all of Europe."""
    last = coming(now, month, 31)
    sunday = last - timedelta(days=(last.weekday() + 1) % 7)
    return datetime.combine(sunday, time(0, 58), UTC)


# Each with the hour that is hardest on that day.
DAYS: dict[str, Callable[[datetime], datetime]] = {
    "new-years-eve": lambda now: here(coming(now, 12, 31), 21),
    "leap-day": lambda now: here(coming(now, 2, 29), 0, 20),  # in UTC it is still the 28th
    "spring-sunday": lambda now: last_sunday(now, 3),
    "autumn-sunday": lambda now: last_sunday(now, 10),
    "last-of-school-year": lambda now: here(coming(now, 7, 31), 0, 20),
    "three-years-on": lambda now: now + timedelta(days=3 * 365),
}


def main(arguments: list[str]) -> int:
    """Run the command on the day or days named; answers the worst exit code."""
    if arguments == ["files"]:
        print(" ".join(str(file.relative_to(CHECKOUT)) for file in one_of_each()))
        return 0
    if len(arguments) < 2 or arguments[0] not in {*DAYS, "any", "all"}:
        print(f"Say a day and a command: days.py {'|'.join([*DAYS, 'any', 'all'])} COMMAND …", file=sys.stderr)
        return 2
    wished, command = arguments[0], arguments[1:]
    library = preloaded()
    if library is None:
        print("To try another day needs faketime: install Debian's package faketime.", file=sys.stderr)
        return 1
    names = list(DAYS) if wished == "all" else [whose_turn() if wished == "any" else wished]
    failed = [name for name in names if run(name, command, library)]
    print(f"{len(names) - len(failed)} of {len(names)} days pass{': not ' + ', '.join(failed) if failed else ''}")
    return 1 if failed else 0


def preloaded() -> str | None:
    """The library that sets the clock of a program; its own program knows where it lies."""
    if shutil.which("faketime") is None:
        return None
    told = subprocess.run(["faketime", "-f", "+0s", "env"], capture_output=True, text=True, check=True).stdout
    lines = (line.partition("=") for line in told.splitlines())
    return next((path for name, _, path in lines if name in {"LD_PRELOAD", "DYLD_INSERT_LIBRARIES"}), None)


def run(name: str, command: list[str], library: str) -> int:
    """The command on that day; its exit code."""
    now = datetime.now(UTC)
    moment = DAYS[name](now)
    told = moment.astimezone(DENMARK)
    print(f"As if it were {told:%A %d %B %Y %H:%M} in Denmark ({name})", flush=True)
    paths = filter(None, [str(CHECKOUT / "tools" / "clock"), os.environ.get("PYTHONPATH")])
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTEST_ADDOPTS": f"{os.environ.get('PYTEST_ADDOPTS', '')} {BEFORE_PYTEST}",
        "SAMSPIL_CLOCK": f"{told:%Y-%m-%d}",
        "SAMSPIL_CLOCK_AHEAD": str(round((moment - now).total_seconds())),
        "SAMSPIL_CLOCK_LIBRARY": library,
    }
    return subprocess.run(command, cwd=CHECKOUT, env=environment, check=False).returncode


def whose_turn() -> str:
    """One day for each commit, in turn; without git, for each day of the calendar."""
    counted = subprocess.run(
        ["git", "rev-list", "--count", "HEAD"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    number = int(counted.stdout) if counted.returncode == 0 else datetime.now(UTC).toordinal()
    return list(DAYS)[number % len(DAYS)]


def one_of_each() -> list[Path]:
    """Of each part of the product, and of the tests of the whole, the file that asks most often what day it is.

    Where none asks, a part is left out: its tests cannot tell one day from another.
    """
    asking: dict[Path, tuple[int, Path]] = {}
    for file in sorted(CHECKOUT.glob("src/samspil/*/**/test_*.py")) + sorted(CHECKOUT.glob("tests/*/test_*.py")):
        text = file.read_text("utf-8")
        if SLOW.search(text):
            continue
        part = CHECKOUT / Path(*file.relative_to(CHECKOUT).parts[: 3 if "src" in file.parts else 2])
        asks = len(ASKS.findall(text))
        if asks > asking.get(part, (0, file))[0]:
            asking[part] = (asks, file)
    return [file for _, file in asking.values()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
