"""What a colleague holds is known by the floors above. They say here which functions count it, and which one sees to it that
somebody acts when a colleague leaves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from samspil.access import cabinet
from samspil.organisations.models import Staff


@dataclass(frozen=True)
class Keeper:
    """One floor that keeps what colleagues hold: `held` counts it by kind, `left` is called when somebody has left."""

    held: str
    left: str
    words: Mapping[str, str | Promise]


_keepers: dict[str, Keeper] = {}


def register(*, held: str, left: str, words: Mapping[str, str | Promise]) -> None:
    """Add a floor; the same again replaces it, so that `ready()` may run twice."""
    _keepers[held] = Keeper(held, left, words)


def held_by(staff: Staff) -> list[tuple[str, int]]:
    """How much a colleague holds, by kind and in words. Numbers only: who asks reads no case. Raises Refused."""
    lines = []
    for keeper in _keepers.values():
        counted = dict(cabinet.call(keeper.held, [staff.pk]))
        lines += [(str(word), int(counted[kind])) for kind, word in keeper.words.items() if counted.get(kind)]
    return lines


def left(staff: Staff) -> None:
    """The colleague has left: whoever acts now is told, and what only this colleague could answer ends."""
    for keeper in _keepers.values():
        cabinet.call(keeper.left, [staff.pk])
