"""Who may have given a list that is read aloud, and who is taken to have given it where nobody says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Subquery

from samspil.access.actor import Actor
from samspil.concerns.models import ListEntry
from samspil.organisations.models import Forum, Post, Seat, SeatHolder, Unit
from samspil.organisations.queries import unit_of
from samspil.sharing.queries import POLICE


@dataclass(frozen=True)
class Givers:
    """The units that may have given a list read aloud at a forum; `usual` is the one that is proposed."""

    units: tuple[Unit, ...]
    usual: Unit

    @property
    def are_asked(self) -> bool:
        """Whether somebody has to say which of them it is."""
        return len(self.units) > 1

    def of(self, unit_id: int | None) -> Unit:
        """The unit that was chosen; where none was, or one that sits here no more, the usual one."""
        return next((unit for unit in self.units if unit.pk == unit_id), self.usual)


def givers_aloud(actor: Actor, forum: Forum, day: date, owner_audience: int) -> Givers:
    """The units of the police that have a seat in the forum; else the units that have one. Proposed is who gave the latest line of
    `owner_audience` that was read aloud, then who gave the forum's latest list, then the unit for which the actor sits there, then the
    actor's own. One statement.
    """
    given = ListEntry.objects.filter(removed_at=None).order_by("-pk")
    lines = given.filter(owner_audience_id=owner_audience, row=None)
    lists = given.filter(owner_audience_id=forum.door_id).exclude(row=None)
    sits = SeatHolder.objects.on(day).filter(seat=OuterRef("pk"), staff__principal_id=actor.principal_id)
    works = Post.objects.on(day).filter(unit=OuterRef("unit"), staff__principal_id=actor.principal_id)
    seats = list(
        Seat.objects.on(day)
        .filter(forum=forum)
        .select_related("unit")
        .annotate(
            latest=Subquery(lines.values("giver_unit_id")[:1]),
            listed=Subquery(lists.values("giver_unit_id")[:1]),
            sits=Exists(sits),
            works=Exists(works),
        )
        .order_by("position", "pk")
    )
    seats = [seat for seat in seats if seat.unit.sector == POLICE] or seats
    if not seats:
        own = unit_of(actor, day)
        return Givers((own,), own)
    units = {seat.unit_id: seat.unit for seat in seats}
    proposed = min(
        seats,
        key=lambda seat: (seat.unit_id != seat.latest, seat.unit_id != seat.listed, not seat.sits, not seat.works),
    )
    return Givers(tuple(units.values()), proposed.unit)


__all__ = ["Givers", "givers_aloud"]
