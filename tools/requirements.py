"""Looks through requirements/*.txt for what pip or uv would refuse on another machine; asks no network.

`requirements.py FILE...` says a sentence for each complaint and ends with 1. Run in an environment in which the locked
packages lie: their own wishes are read from there.
"""

import itertools
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parent.parent
FILES = [CHECKOUT / "requirements" / f"{name}.txt" for name in ("base", "demo", "dev")]
ADDRESS = re.compile(r"--(?:extra-)?index-url|--find-links|--trusted-host|\w+://")


@dataclass(frozen=True)
class Pin:
    """One locked package."""

    version: str
    extras: frozenset[str]
    hashed: bool


def main(arguments: list[str]) -> int:
    """Say what is wrong with each file; answers 1 where something is."""
    locks = {file: read(file.read_text()) for file in (map(Path, arguments) if arguments else FILES)}
    told = [f"{file.name}: {what}" for file in locks for what in complaints(file.read_text(), locks[file])]
    told += differing({file.name: pins for file, pins in locks.items()})
    print("\n".join(told), end="\n" if told else "")
    return 1 if told else 0


def read(text: str) -> dict[str, Pin]:
    """The pins of a lock file, by normalised name. What is not a pin is left for `complaints`."""
    pins = {}
    for line in joined(text):
        wish, *hashes = re.split(r"\s+--hash=", line)
        if line.startswith("-") or not (asked := Requirement(wish)).specifier:
            continue
        version = str(asked.specifier).removeprefix("==")
        pins[canonicalize_name(asked.name)] = Pin(version, normalised(asked.extras), bool(hashes))
    return pins


def joined(text: str) -> list[str]:
    """The lines of a lock file without comments, those that go on below put together."""
    whole = re.sub(r"\\\n", " ", text).splitlines()
    return [line.strip() for line in whole if line.strip() and not line.lstrip().startswith("#")]


def normalised(extras: set[str]) -> frozenset[str]:
    return frozenset(str(canonicalize_name(extra)) for extra in extras)


def complaints(text: str, pins: dict[str, Pin]) -> Iterator[str]:
    """One sentence for each thing in this file that an installer would refuse, or that works on one machine only."""
    for line in joined(text):
        if ADDRESS.search(line):
            yield f"`{line.split()[0]}` names an address; a lock file works with whatever registry a machine knows."
    for name, pin in pins.items():
        if not pin.hashed:
            yield f"{name} has no hash."
        if not re.fullmatch(r"[\w.+!-]+", pin.version):
            yield f"{name} is not pinned to one version."
        try:
            asked = wishes(metadata.requires(name) or (), pin.extras)
        except metadata.PackageNotFoundError:
            yield f"{name} is locked and not installed: run make environment."
        else:
            yield from unmet(name, asked, pins)
    own = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]["dependencies"]
    yield from unmet("pyproject.toml", wishes(own), pins)


def wishes(lines: Iterable[str], extras: Iterable[str] = ()) -> list[Requirement]:
    """Those of a package's wishes that hold on this machine, for the extras that it is locked with."""
    asked = map(Requirement, lines)
    return [wish for wish in asked if not wish.marker or any(wish.marker.evaluate({"extra": e}) for e in {"", *extras})]


def unmet(who: str, asked: Iterable[Requirement], pins: dict[str, Pin]) -> Iterator[str]:
    """The wishes that the lock file does not answer as an installer wants it."""
    for wish in asked:
        pin = pins.get(canonicalize_name(wish.name))
        if pin is None:
            yield f"{who} needs {wish}, which is not locked."
        elif missing := normalised(wish.extras) - pin.extras:
            yield f"{who} needs {wish}, which is locked without [{', '.join(sorted(missing))}]: pip takes it for unpinned."
        elif not wish.specifier.contains(pin.version, prereleases=True):
            yield f"{who} needs {wish}, and {pin.version} is locked: run make lock."


def differing(locks: dict[str, dict[str, Pin]]) -> Iterator[str]:
    """A smaller lock file names nothing that the larger ones do not name alike."""
    names = list(locks)
    for smaller, larger in itertools.pairwise(names):
        for name, pin in locks[smaller].items():
            if locks[larger].get(name) != pin:
                yield f"{larger} does not have {name} as {smaller} has it: run make lock."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
