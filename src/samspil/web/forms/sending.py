"""What was sent in one press: the same form twice is one submission, the same form with another text is two."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

# What a browser or a script adds: it may differ between two presses of the same button. So may all that begins with "_".
BESIDE = frozenset({"csrfmiddlewaretoken", "version", "next", "back"})


class SentKey(str):
    """The key of a form as it was sent, and a digest of what was sent with it."""

    __slots__ = ("digest",)
    digest: str

    def __new__(cls, value: object, digest: str) -> SentKey:
        key = super().__new__(cls, value)
        key.digest = digest
        return key


def digest_of(data: Mapping[str, Any], files: Any = None, *, without: str = "") -> str:
    """A digest of everything that was sent but its key and what a browser adds; of a file, its name and size."""
    beside = BESIDE | {without}
    said = sorted((name, values) for name, values in _lists(data) if name not in beside and not name.startswith("_"))
    enclosed = sorted((name, [(one.name, one.size) for one in found]) for name, found in _lists(files or {}))
    return hashlib.sha256(json.dumps([said, enclosed], default=str).encode()).hexdigest()


def _lists(data: Any) -> Iterator[tuple[str, list[Any]]]:
    """Each name with all its values: of a QueryDict, or of plain data in which a list is several values."""
    if hasattr(data, "lists"):
        yield from data.lists()
    else:
        yield from ((name, value if isinstance(value, list) else [value]) for name, value in data.items())
