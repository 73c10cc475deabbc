"""What a profile leaves open: assumed, not confirmed, or not said. Unknown is allowed, and visible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from samspil.organisations.profile.bases import BasisReference
from samspil.organisations.profile.doors import Door
from samspil.organisations.profile.faults import Place, path_of
from samspil.organisations.profile.forums import Forum
from samspil.organisations.profile.parts import Part
from samspil.organisations.profile.retention import RetentionRule
from samspil.organisations.profile.roles import Staffing
from samspil.organisations.profile.root import Profile
from samspil.organisations.profile.units import Sector, Unit, UnitType

Kind = Literal["assumed", "unconfirmed", "not_settled", "not_stated", "differs"]


@dataclass(frozen=True)
class OpenQuestion:
    """Something to settle: assumed, to confirm, not settled by a legal role, not stated by any source, or stated twice."""

    path: str
    kind: Kind
    fields: tuple[str, ...] = ()


def open_questions(profile: Profile) -> list[OpenQuestion]:
    """Everything in a profile that somebody ought to look at, in the order of the file's sections."""
    return list(_questions(profile, ()))


def _questions(part: Any, place: Place) -> Iterator[OpenQuestion]:
    if isinstance(part, tuple):
        for number, inner in enumerate(part):
            yield from _questions(inner, (*place, number))
    if not isinstance(part, BaseModel):
        return
    path = path_of(place)
    if isinstance(part, Part) and part.assumed:
        yield OpenQuestion(path, "assumed", part.assumed if isinstance(part.assumed, tuple) else ())
    if isinstance(part, BasisReference) and not part.confirmed:
        yield OpenQuestion(path, "unconfirmed")
    if isinstance(part, RetentionRule):
        unconfirmed = tuple(
            name for name in ("must_confirmed_by", "may_confirmed_by") if not getattr(part, name)
        )  # fmt: skip
        if unconfirmed:
            yield OpenQuestion(path, "unconfirmed", unconfirmed)
    if isinstance(part, Forum) and part.is_ours and part.terms[-1].cadence is None:
        yield OpenQuestion(path, "not_stated", ("cadence",))
    if isinstance(part, Door) and part.takes and not part.receives:
        yield OpenQuestion(path, "not_stated", tuple(name for name in ("phone", "hours") if not getattr(part, name)))
    if isinstance(part, Staffing) and part.differs:
        yield OpenQuestion(path, "differs", ("stated", "posts"))
    to_settle = isinstance(part, Unit) and (
        part.type is UnitType.SELF_GOVERNING or part.sector is Sector.BENEFIT_CONTROL
    )
    if isinstance(part, Unit) and to_settle and part.may_take_part is None:
        yield OpenQuestion(path, "not_settled", ("may_take_part",))
    for name in type(part).model_fields:
        yield from _questions(getattr(part, name), (*place, name))
