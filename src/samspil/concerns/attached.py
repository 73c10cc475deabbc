"""Whose cases a colleague has or takes part in. Cases lie above this domain; they say it here when the product starts.

from samspil.concerns import attached
attached.register(cases_of)       # (actor) -> the open cases of theirs
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samspil.access.actor import Actor


@dataclass(frozen=True)
class AttachedCase:
    """An open case in which a colleague's unit works: its number, and the name of whom it is about."""

    id: int
    name: str


CasesOf = Callable[[Actor], Sequence[AttachedCase]]

_cases_of: list[CasesOf] = []


def register(cases_of: CasesOf) -> None:
    """Say who knows the cases; the last one registered answers."""
    _cases_of[:] = [cases_of]


def attached_cases(actor: Actor) -> list[AttachedCase]:
    """The open cases in which the actor's unit works; none where nobody knows them."""
    return list(_cases_of[0](actor)) if _cases_of else []
