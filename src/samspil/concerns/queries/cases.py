"""Who has the case that a concern led to. Cases stand a floor above: they say so here, where they are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from samspil.access.actor import Actor
from samspil.concerns.models import Concern
from samspil.organisations.models import Staff, Unit


@dataclass(frozen=True)
class CaseNow:
    """Who has an open case, with the unit behind; an address for who reads the case."""

    staff: Staff
    unit: Unit
    address: str = ""


Answer = Callable[[Actor, Sequence[Concern]], Mapping[int, CaseNow]]
_answers: list[Answer] = []


def register(answer: Answer) -> None:
    """Say who has the open case of each of these concerns, by the number of the concern; `ready()` may run twice."""
    _answers[:] = [answer]


def cases_of(actor: Actor, concerns: Sequence[Concern]) -> Mapping[int, CaseNow]:
    """By concern; nothing where no case came of it, or it is closed. Nothing is asked without concerns."""
    return _answers[0](actor, concerns) if _answers and concerns else {}
