"""Long lists of choices: grouped, in the order in which they are handed in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

FEW = 7  # so many lines are read at a glance; more stand under the names of their groups
NOT_CHOSEN = ("", "–")


def in_groups(lines: Iterable[tuple[Any, Any, Any]], *, first: Iterable[tuple[Any, Any]] = (NOT_CHOSEN,)) -> list[Any]:
    """Choices of a field from (group, value, words): under the names of their groups where there are more than a few, and more
    than one group. `first` stands before them; the groups come in the order in which each is met.
    """
    lines = list(lines)
    groups: dict[str, list[tuple[Any, Any]]] = {}
    for group, value, words in lines:
        groups.setdefault(str(group), []).append((value, words))
    if len(lines) <= FEW or len(groups) == 1:
        return [*first, *((value, words) for _group, value, words in lines)]
    return [*first, *groups.items()]
