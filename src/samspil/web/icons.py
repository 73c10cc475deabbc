"""The icons of the sprite `static/web/icons.svg`; theme/build.sh makes the sprite from theme/icons.txt."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_LIST = Path(__file__).parent / "theme" / "icons.txt"
# the levels of Django's messages, named as their icons
_ALIASES = {"debug": "info"}


@cache
def known() -> frozenset[str]:
    return frozenset(line for line in _LIST.read_text("utf-8").split() if line)


def named(name: str) -> str:
    """The sprite's id for `name`. Raises KeyError with what to do for an icon that is not in the sprite."""
    name = _ALIASES.get(name, name)
    if name not in known():
        raise KeyError(f"No icon {name!r} in the sprite: add it to theme/icons.txt and run theme/build.sh.")
    return name
