"""Who has the case that a concern led to. Cases stand a floor above: they say so here, where they are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from samspil.access.actor import Actor
from samspil.concerns.models import Concern
from samspil.concerns.queries.hours import Number
from samspil.organisations.models import Staff, Unit


@dataclass(frozen=True)
class CaseNow:
    """Whom to ring about an open case: who has it, or who acts for `stands_in_for`, who is away or has left; with their unit, and an
    address for who reads the case.
    """

    staff: Staff
    unit: Unit
    address: str = ""
    stands_in_for: Staff | None = None
    has_left: bool = False

    @property
    def name(self) -> str:
        """Whom to ring: the unit, where who has it has left and nobody acts."""
        return self.unit.name if self.has_left and self.stands_in_for is None else self.staff.name

    @property
    def number(self) -> Number | None:
        """Where whoever has it is reached: their own number, else that of the unit, under its name; None where there is neither."""
        gone = self.has_left and self.stands_in_for is None
        if self.staff.phone and not gone:
            return Number(self.staff.name, self.staff.phone)
        return Number(self.unit.name, self.unit.phone) if self.unit.phone else None


Answer = Callable[[Actor, Sequence[Concern]], Mapping[int, CaseNow]]
_answers: list[Answer] = []


def register(answer: Answer) -> None:
    """Say who has the open case of each of these concerns, by the number of the concern; `ready()` may run twice."""
    _answers[:] = [answer]


def cases_of(actor: Actor, concerns: Sequence[Concern]) -> Mapping[int, CaseNow]:
    """By concern; nothing where no case came of it, or it is closed. Nothing is asked without concerns."""
    return _answers[0](actor, concerns) if _answers and concerns else {}
