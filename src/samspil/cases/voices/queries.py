"""What is written of the child's and the network's part, and the municipality's figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samspil.access import cabinet
from samspil.cases.models import Case
from samspil.cases.origins.queries import parents_of
from samspil.cases.queries import names
from samspil.cases.voices.models import Statement, Voice, Whose
from samspil.cases.voices.policies import missing


@dataclass(frozen=True)
class Heard:
    """The lines of a case, the newest first, and whose part is still missing."""

    lines: Sequence[Voice]
    missing: Sequence[str]
    parents_last: bool  # nobody asks for the family's part while nobody talks with the parents first


def heard_in(case: Case) -> Heard:
    """The same few statements, however many lines."""
    lines = list(Voice.objects.filter(case=case).annotate(writer=names.writer()).order_by("-on", "-pk"))
    last = parents_of(case).last
    unheard = missing({line.whose for line in lines} | ({str(Whose.NETWORK)} if last else set()))
    return Heard(lines, [str(Whose(whose).label) for whose in unheard], last)


@dataclass(frozen=True)
class Figure:
    """How many said yes to a sentence in a half-year, and how many answered something else."""

    since: date
    whose: str
    statement: str
    yes: int
    other: int

    @property
    def asked(self) -> int:
        return self.yes + self.other


def figures() -> list[Figure]:
    """The actor's municipality, the newest half-year first; sentences that fewer than five answered are not among them."""
    return [
        Figure(since, str(Whose(whose).label), str(Statement(statement).label), yes, other)
        for since, whose, statement, yes, other in cabinet.read("SELECT * FROM voices.experience()", [])
    ]
