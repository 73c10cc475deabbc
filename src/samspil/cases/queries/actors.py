"""The checklist of actors of a case: whom the cooperation model says must be considered, and what came of it
(BRO-59).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from samspil.cases.models import Case, Involvement, InvolvementState
from samspil.organisations.models import Seat, Unit
from samspil.organisations.queries import may_receive


@dataclass(frozen=True)
class ActorLine:
    """One unit of the checklist. `line` is None while nobody has considered it; `may_receive` whether it can take
    part.
    """

    unit: Unit
    line: Involvement | None
    may_receive: bool

    @property
    def state(self) -> str:
        return self.line.state if self.line else ""

    @property
    def version(self) -> int:
        return self.line.version if self.line else 0


@dataclass(frozen=True)
class Checklist:
    """The units that must be considered, and others that were."""

    lines: list[ActorLine]

    @property
    def open(self) -> list[ActorLine]:
        """Units of which nobody has said anything yet, or that are still being considered."""
        return [line for line in self.lines if line.state in {"", InvolvementState.CONSIDERED}]

    @property
    def involved(self) -> list[ActorLine]:
        """Units that take part now: how large the effort is (UNG-45)."""
        return [line for line in self.lines if line.state == InvolvementState.INVOLVED]


def checklist(case: Case, own: Unit) -> Checklist:
    """The checklist of a case. Two statements.

    The units come from the municipality's profile: those with a seat in the forum that opened the case, or, for a case
    that no forum opened, in a forum of the body that discusses named children. Units added by hand stand there too.
    """
    lines = {line.unit_id: line for line in Involvement.objects.filter(case=case)}
    wanted = Unit.objects.filter(pk__in=_seats(case, own).values("unit_id")) | Unit.objects.filter(pk__in=list(lines))
    units = wanted.select_related("body").exclude(pk=own.pk).distinct().order_by("name", "pk")
    return Checklist([ActorLine(unit, lines.get(unit.pk), may_receive(unit)) for unit in units])


def _seats(case: Case, own: Unit) -> QuerySet[Seat]:
    """The seats whose units must be considered."""
    if case.forum_id:
        return Seat.objects.filter(forum_id=case.forum_id)
    return Seat.objects.filter(forum__body_id=own.body_id, forum__named_persons=True)


def is_on_checklist(case: Case, own: Unit, unit: Unit) -> bool:
    """Whether the profile says that a unit is considered, or somebody has put it there."""
    return (
        _seats(case, own).filter(unit=unit).exists() or Involvement.objects.filter(case=case, unit_id=unit.pk).exists()
    )


def get_line(case: Case, unit: Unit) -> ActorLine:
    """The case's line for one unit."""
    return ActorLine(unit, Involvement.objects.filter(case=case, unit_id=unit.pk).first(), may_receive(unit))
