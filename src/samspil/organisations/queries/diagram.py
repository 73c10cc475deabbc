"""The organisation drawn: forums and whom they report to, units and what they belong to (BRO-43).

What belongs to something stands below it and to the right, so that no line runs through a box.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from samspil.organisations.models import Body
from samspil.organisations.profile import Level
from samspil.organisations.queries.structure import stated_by

WIDTH, HEIGHT, GAP = 340, 44, 12  # of a box, and between boxes; in units of the picture
INDENT, STEM = 40, 18  # how far to the right, and where the line goes down
LETTERS = 44  # to a line of a box
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
    """Each node below what it belongs to, in the order of ranks; joined by lines."""
    names = {node.key: node.name for node in nodes}
    boxes: dict[str, Box] = {}
    lines: list[str] = []
    for number, (node, depth) in enumerate(_in_order(nodes)):
        boxes[node.key] = box = _box(node, depth * INDENT, number * (HEIGHT + GAP))
        if node.above in boxes:
            lines.append(_line(boxes[node.above], box))
    return Picture(
        boxes=tuple(boxes.values()),
        lines=tuple(lines),
        rows=tuple((node.name, names.get(node.above or "", ""), node.note) for node in nodes),
        width=max((box.x + WIDTH for box in boxes.values()), default=0) + 2,
        height=max((box.y + HEIGHT for box in boxes.values()), default=0) + 2,
    )


def _in_order(nodes: Sequence[Node]) -> Iterator[tuple[Node, int]]:
    """Every node once, after what it belongs to, with its depth."""
    known = {node.key for node in nodes}
    below: dict[str | None, list[Node]] = {}
    for node in sorted(nodes, key=lambda node: node.rank):
        below.setdefault(node.above if node.above in known else None, []).append(node)
    waiting = [(node, 0) for node in reversed(below.get(None, []))]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting += [(child, depth + 1) for child in reversed(below.get(node.key, []))]


def _box(node: Node, x: int, y: int) -> Box:
    written = textwrap.wrap(node.name, LETTERS, max_lines=2, placeholder="…") or [node.key]
    first = y + HEIGHT // 2 - 9 * (len(written) - 1) + 6
    lines = tuple((first + 18 * number, text) for number, text in enumerate(written))
    return Box(x + 1, y + 1, lines, node.note == "above")


def _line(above: Box, below: Box) -> str:
    """Down from one box at its left, and across to the other."""
    return f"M{above.x + STEM} {above.y + HEIGHT}V{below.y + HEIGHT // 2}H{below.x}"
