"""Who is here, who acts for somebody who is not, and where each party of a handover stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from samspil.access import cabinet
from samspil.organisations.models import ConcernDoor, Post, Staff
from samspil.organisations.queries.concern_doors import answering
from samspil.responsibility.models import Absence, Said


@dataclass(frozen=True)
class Presence:
    """Who is away at an instant, and in which order a door is answered, or a unit's matters are."""

    at: datetime
    absences: dict[int, Absence]
    without_post: frozenset[int]
    order: dict[int, list[tuple[int, Post]]]

    def is_here(self, staff: Staff) -> bool:
        """At work: not away, not ended, in a post."""
        return (
            staff.pk not in self.absences
            and staff.pk not in self.without_post
            and (staff.ended_at is None or staff.ended_at > self.at)
        )

    def belongs(self, staff: Staff, door_id: int) -> bool:
        """Whether somebody answers this door, or has a post in this unit, that day."""
        return any(post.staff_id == staff.pk for _place, post in self.order.get(door_id, []))

    def has_left(self, staff: Staff, door_id: int, *, elsewhere: bool = False) -> bool:
        """The access has ended, or there is no post any more at this door or in this unit, though perhaps another one. `elsewhere`:
        it lies with somebody who need not be there, such as the adult whom a child chose.
        """
        ended = staff.ended_at is not None and staff.ended_at <= self.at
        return ended or staff.pk in self.without_post or not (elsewhere or self.belongs(staff, door_id))

    def first_at(self, door_id: int, *, but: int = 0) -> Post | None:
        """The first of those who answer the door and are here; where nobody is, the leader of the unit behind, else the
        first in the order: there is always somebody.
        """
        others = [post for _place, post in self.order.get(door_id, []) if post.staff_id != but]
        here = next((post for post in others if self.is_here(post.staff)), None)
        return here or next((post for post in others if post.leads), None) or (others[0] if others else None)

    def acting_for(self, staff: Staff, door_id: int, *, elsewhere: bool = False) -> Staff | None:
        """Who acts for somebody who is not here, or no longer there: the deputy that was named, else the next at the door."""
        if self.is_here(staff) and not self.has_left(staff, door_id, elsewhere=elsewhere):
            return None
        absence = self.absences.get(staff.pk)
        at_door = {post.staff_id: post.staff for _place, post in self.order.get(door_id, [])}
        if absence is not None and absence.deputy_id in at_door and self.is_here(at_door[absence.deputy_id]):
            return at_door[absence.deputy_id]
        post = self.first_at(door_id, but=staff.pk)
        return post.staff if post else None


def presence(doors: Iterable[ConcernDoor], staff: Iterable[int], at: datetime) -> Presence:
    """Who is here at that instant, of these colleagues and those who answer these doors. Three statements."""
    return _presence(answering(doors, timezone.localdate(at)), staff, at)


def presence_in(units: Iterable[int], staff: Iterable[int], at: datetime) -> Presence:
    """The same for units: the leader first, then the others, the longest there first."""
    order: dict[int, list[tuple[int, Post]]] = {unit: [] for unit in units}
    posts = Post.objects.filter(unit_id__in=order, staff__ended_at__isnull=True).on(timezone.localdate(at))
    for post in posts.select_related("staff").order_by("-leads", F("valid_from").asc(nulls_first=True), "pk"):
        order[post.unit_id].append((0 if post.leads else 1, post))
    return _presence(order, staff, at)


def _presence(order: dict[int, list[tuple[int, Post]]], staff: Iterable[int], at: datetime) -> Presence:
    day = timezone.localdate(at)
    ids = {*staff, *(post.staff_id for posts in order.values() for _place, post in posts)}
    away = Absence.objects.filter(staff_id__in=ids, away__contains=at).order_by("pk")
    posted = set(Post.objects.filter(staff_id__in=ids).on(day).values_list("staff_id", flat=True))
    return Presence(at, {each.staff_id: each for each in away}, frozenset(ids - posted), order)


@dataclass(frozen=True)
class Side:
    """One party of a handover, as the database says: where it stands, and whether the actor may answer or confirm."""

    party: str
    standing: str
    met: bool
    may_say: bool
    may_confirm: bool
    is_told: bool


def sides(statement: str, handover_id: int) -> list[Side]:
    """The parties of a handover; `statement` is the call of the domain's own function `sides`."""
    rows = cabinet.call(statement, [handover_id])
    return [Side(party, standing or "", *rest) for party, standing, *rest in rows]


@dataclass(frozen=True)
class PartyLine:
    """One party of a handover with what was answered, each with the name of who wrote it down."""

    side: Side
    answers: tuple[tuple[Said, str], ...]

    @property
    def party(self) -> str:
        return self.side.party

    @property
    def standing(self) -> str:
        return self.side.standing

    @property
    def may_answer(self) -> bool:
        return self.side.may_say

    @property
    def may_confirm(self) -> bool:
        return self.side.may_confirm


def party_lines(of: Iterable[Side], said: Iterable[Said], names: Mapping[int, str]) -> tuple[PartyLine, ...]:
    """The parties with their answers, in order."""
    said = list(said)
    return tuple(
        PartyLine(side, tuple((one, names.get(one.staff_id, "")) for one in said if one.party == side.party))
        for side in of
    )
