"""A case by the arenas of the child's life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samspil.cases.arenas.models import Line, Where
from samspil.cases.models import Case
from samspil.cases.queries import names


@dataclass(frozen=True)
class Arena:
    """One arena; without lines where nothing is written yet."""

    value: str
    name: str
    lines: Sequence[Line]


def arenas_of(case: Case) -> list[Arena]:
    """All arenas in their order, with what the actor may read of each, the newest first. One statement.

    There is one line to an arena; a case that went to another unit without its notes and came back has both units'.
    """
    found = list(
        Line.objects.filter(case=case).annotate(who=names.colleague("said_by_id")).order_by("-status_on", "-pk")
    )
    return [
        Arena(arena.value, str(arena.label), [line for line in found if line.arena == arena.value]) for arena in Where
    ]


def line_of(case: Case, arena: str) -> Line | None:
    """What the unit that has the case has written of an arena, if anything."""
    mine = Line.objects.filter(case=case, arena=arena, owner_audience_id=case.owner_audience_id)
    return mine.order_by("-status_on", "-pk").first()
