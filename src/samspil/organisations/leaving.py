"""What a colleague holds is known by the floors above. They say here which functions count it, and which one sees to it that
somebody acts when a colleague leaves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from samspil.access import cabinet
from samspil.organisations.models import Post, Staff, Unit


@dataclass(frozen=True)
class Keeper:
    """One floor that keeps what colleagues hold: `held` counts it by kind, in all or in one unit; `left` is called when somebody
    has left, `post_ended` when one post of several has ended.
    """

    held: str
    left: str
    post_ended: str
    words: Mapping[str, str | Promise]


_keepers: dict[str, Keeper] = {}


def register(*, held: str, left: str, post_ended: str, words: Mapping[str, str | Promise]) -> None:
    """Add a floor; the same again replaces it, so that `ready()` may run twice."""
    _keepers[held] = Keeper(held, left, post_ended, words)


def held_by(staff: Staff, unit: Unit | None = None) -> list[tuple[str, int]]:
    """How much a colleague holds, in all or in one unit, by kind and in words. Numbers only: who asks reads no case. Raises Refused."""
    lines = []
    for keeper in _keepers.values():
        counted = dict(cabinet.call(keeper.held, [staff.pk, unit.pk if unit else None]))
        lines += [(str(word), int(counted[kind])) for kind, word in keeper.words.items() if counted.get(kind)]
    return lines


def left(staff: Staff) -> None:
    """The colleague has left: whoever acts now is told, and what only this colleague could answer ends."""
    for keeper in _keepers.values():
        cabinet.call(keeper.left, [staff.pk])


def post_ended(post: Post) -> None:
    """A post has ended, and others may run on: for what was held in its unit the same holds, where no other post is held there."""
    for keeper in _keepers.values():
        cabinet.call(keeper.post_ended, [post.pk])
