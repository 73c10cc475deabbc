"""Who has it now: the holder of a concern, and who acts while the holder is away or has left (HAL-14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q
from django.utils import timezone

from samspil.concerns.models import Absence, Concern, Footing, Holding
from samspil.organisations.models import ConcernDoor, Post, Staff, Unit
from samspil.organisations.queries.concern_doors import answering


@dataclass(frozen=True)
class Holder:
    """Who has a concern. While the holder is away or gone, `acting` acts; a real change is a handover."""

    holding: Holding
    staff: Staff
    unit: Unit
    acting: Staff | None
    has_left: bool

    @property
    def now(self) -> Staff:
        """Whom to ring."""
        return self.acting or self.staff

    @property
    def is_first(self) -> bool:
        """Nobody has taken it yet: it lies with the first at the door."""
        return self.holding.footing == Footing.RECEIVED

    @property
    def is_chosen(self) -> bool:
        """The child chose this adult (HAL-13)."""
        return self.holding.footing == Footing.CHOSEN


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

    def first_at(self, door_id: int, *, but: int = 0) -> Post | None:
        """The first of those who answer the door and are here; where nobody is, the leader of the unit behind, else the
        first in the order: there is always somebody.
        """
        others = [post for _place, post in self.order.get(door_id, []) if post.staff_id != but]
        here = next((post for post in others if self.is_here(post.staff)), None)
        return here or next((post for post in others if post.leads), None) or (others[0] if others else None)

    def acting_for(self, staff: Staff, door_id: int) -> Staff | None:
        """Who acts for somebody who is not here: the deputy that was named, else the next at the door."""
        if self.is_here(staff):
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


def who_has(concerns: Iterable[Concern], at: datetime) -> dict[int, Holder]:
    """Who has each of these concerns at that instant (the last one, where it is closed). A constant number of
    statements.
    """
    concerns = [concern for concern in concerns if concern.door_id is not None]
    holdings = {
        each.concern_id: each
        for each in Holding.objects.filter(
            Q(period__contains=at) | Q(concern__closed_at__lte=at), concern_id__in=[concern.pk for concern in concerns]
        ).order_by("period")
    }
    staff = Staff.objects.in_bulk({each.staff_id for each in holdings.values()})
    units = Unit.objects.in_bulk({each.unit_id for each in holdings.values()})
    doors = list(ConcernDoor.objects.filter(pk__in={concern.door_id for concern in concerns}))
    here = presence(doors, staff, at)
    found = {}
    for concern in concerns:
        held = holdings.get(concern.pk)
        if held is None or concern.door_id is None:
            continue
        who = staff[held.staff_id]
        acting = here.acting_for(who, concern.door_id) if concern.closed_at is None else None
        gone = who.ended_at is not None and who.ended_at <= at
        found[concern.pk] = Holder(held, who, units[held.unit_id], acting, gone)
    return found


def history(concern: Concern) -> list[Holding]:
    """Everybody who has had it, in order."""
    return list(Holding.objects.filter(concern=concern).order_by("period"))
