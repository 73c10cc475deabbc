"""The organisation drawn: forums by level and whom they report to, or units and what they belong to (BRO-43)."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samspil.organisations.models import Body
from samspil.organisations.profile import Level
from samspil.organisations.queries.structure import stated_by

WIDTH, HEIGHT, GAP, RISE = 176, 64, 16, 56  # of a box, and between boxes; in units of the picture
PER_ROW = 5
LETTERS = 21  # to a line of a box
ORDER = [*Level, None]


@dataclass(frozen=True)
class Node:
    """One box before it has a place."""

    key: str
    name: str
    rank: int
    above: str | None
    note: str = ""


@dataclass(frozen=True)
class Box:
    """One box of the picture."""

    x: int
    y: int
    lines: tuple[tuple[int, str], ...]  # where each line of the name stands
    outside: bool

    @property
    def middle(self) -> int:
        return self.x + WIDTH // 2


@dataclass(frozen=True)
class Picture:
    """Boxes and the lines between them, and the same as rows of a table."""

    boxes: tuple[Box, ...]
    lines: tuple[str, ...]
    rows: tuple[tuple[str, str, str], ...]  # name, what it reports to or belongs to, note
    width: int
    height: int
    box_width: int = WIDTH
    box_height: int = HEIGHT


def forums_picture(body: Body, day: date) -> Picture:
    """The forums of a body by level; a forum above it is drawn at the top."""
    profile = stated_by(body)
    forums = [forum for forum in profile.forums if forum.holds_on(day)] if profile else []
    above = dict.fromkeys(forum.parent for forum in forums if forum.parent and "/" in forum.parent)
    names = _names_above(above)
    nodes = [Node(key, names[key], 0, None, "above") for key in above]
    nodes += [
        Node(
            forum.key,
            forum.name,
            1 + ORDER.index(forum.level),
            forum.parent,
            str(forum.level.value if forum.level else ""),
        )
        for forum in forums
    ]
    return drawn(nodes)


def units_picture(body: Body, day: date) -> Picture:
    """The units of a body by what they belong to."""
    profile = stated_by(body)
    units = [unit for unit in profile.units if unit.holds_on(day)] if profile else []
    parents = {unit.key: unit.parent for unit in units}

    def depth(key: str) -> int:
        above = parents.get(key)
        return 0 if above is None or above not in parents else 1 + depth(above)

    return drawn([Node(unit.key, unit.name, depth(unit.key), unit.parent) for unit in units])


def _names_above(references: Sequence[str] | dict[str, None]) -> dict[str, str]:
    """Forums of other bodies by their own names; one that is not in the installation by its key."""
    found = {}
    for reference in references:
        body_key, _, forum_key = reference.partition("/")
        body = Body.objects.filter(key=body_key).first()
        profile = stated_by(body) if body else None
        names = {forum.key: forum.name for forum in profile.forums} if profile else {}
        found[reference] = names.get(forum_key) or (body.name if body else reference)
    return found


def drawn(nodes: Sequence[Node]) -> Picture:
    """Nodes in rows by rank, no row longer than fits, joined to what stands above them."""
    boxes: dict[str, Box] = {}
    y = 0
    for rank in sorted({node.rank for node in nodes}):
        row = [node for node in nodes if node.rank == rank]
        for first in range(0, len(row), PER_ROW):
            for place, node in enumerate(row[first : first + PER_ROW]):
                boxes[node.key] = _box(node, place * (WIDTH + GAP), y)
            y += HEIGHT + RISE
    names = {node.key: node.name for node in nodes}
    lines = tuple(
        _line(boxes[node.above], boxes[node.key]) for node in nodes if node.above is not None and node.above in boxes
    )
    return Picture(
        boxes=tuple(boxes.values()),
        lines=lines,
        rows=tuple((node.name, names.get(node.above or "", ""), node.note) for node in nodes),
        width=max((box.x + WIDTH for box in boxes.values()), default=0) + 2,
        height=max(y - RISE, 0) + 2,
    )


def _box(node: Node, x: int, y: int) -> Box:
    written = textwrap.wrap(node.name, LETTERS, max_lines=3, placeholder="…") or [node.key]
    first = y + HEIGHT // 2 - 9 * (len(written) - 1) + 5
    return Box(
        x + 1, y + 1, tuple((first + 18 * number, text) for number, text in enumerate(written)), node.note == "above"
    )


def _line(above: Box, below: Box) -> str:
    """Down from one box, across between the rows, down to the other."""
    start, end = above.y + HEIGHT, below.y
    across = end - RISE // 2
    return f"M{above.middle} {start}V{across}H{below.middle}V{end}"
