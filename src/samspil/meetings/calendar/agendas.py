"""What stands on a meeting's agenda elsewhere: a part that keeps agendas says how much waits there, and moves it to another meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from samspil.access.actor import Actor
from samspil.meetings.models import Meeting


@dataclass(frozen=True)
class Agenda:
    """One sort of agenda: `waiting` counts what would be lost with its meeting, `move` takes it along. Where nothing is changed
    any more at a cancelled meeting it `moves_first`; else when the blocks of the coming meetings are known.
    """

    key: str
    waiting: Callable[[Meeting], int]
    move: Callable[[Actor, Meeting, Meeting], object]
    moves_first: bool = False


_agendas: dict[str, Agenda] = {}


def register(agenda: Agenda) -> None:
    """Add an agenda; the same key again replaces it, so that `ready()` may run twice."""
    _agendas[agenda.key] = agenda


def waiting(meeting: Meeting) -> int:
    """How much waits on a meeting's agendas. One statement each."""
    return sum(agenda.waiting(meeting) for agenda in _agendas.values())


def move(actor: Actor, from_meeting: Meeting, to_meeting: Meeting, *, first: bool) -> None:
    """Take along what waits: what moves first, or the rest."""
    for agenda in _agendas.values():
        if agenda.moves_first == first:
            agenda.move(actor, from_meeting, to_meeting)


__all__ = ["Agenda", "move", "register", "waiting"]
