"""Who has it now: the holder of a concern, and who acts while the holder is away or has left (HAL-14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from samspil.audit.queries import events_of
from samspil.concerns.models import Concern, Footing, Holding
from samspil.organisations.models import ConcernDoor, Staff, Unit
from samspil.organisations.queries import told_apart
from samspil.responsibility.queries import first_units, presence


@dataclass(frozen=True)
class Holder:
    """Who has a concern. While the holder is away or gone, `acting` acts; a real change is a handover. `unit` is the holder's,
    `unit_now` that of whom to ring.
    """

    holding: Holding
    staff: Staff
    unit: Unit
    acting: Staff | None
    has_left: bool
    unit_now: Unit

    @property
    def now(self) -> Staff:
        """Whom to ring."""
        return self.acting or self.staff

    @property
    def is_first(self) -> bool:
        """Nobody has taken it yet: it lies with the first at the door."""
        return self.holding.footing == Footing.RECEIVED

    @property
    def is_left(self) -> bool:
        """Somebody had taken it, and has left: nobody can be asked to hand it over."""
        return self.has_left and not self.is_first and not self.is_chosen

    @property
    def is_chosen(self) -> bool:
        """The child chose this adult (HAL-13)."""
        return self.holding.footing == Footing.CHOSEN


def was_given(concern: Concern, holder: Holder | None, staff: Staff) -> bool:
    """Whether the reader has a concern that somebody gave them after a colleague who left: they may give it back. One statement,
    none for everybody else.
    """
    if holder is None or holder.staff.pk != staff.pk or holder.holding.footing != Footing.TAKEN or concern.closed_at:
        return False
    event = events_of(concern).filter(act="concern.taken_over").first()
    return event is not None and event.detail.get("to") == staff.pk and "had" in event.detail


def who_has(concerns: Iterable[Concern], at: datetime) -> dict[int, Holder]:
    """Who has each of these concerns at that instant (the last one, where it is closed). A constant number of
    statements, one more where somebody acts from above.
    """
    concerns = [concern for concern in concerns if concern.door_id is not None]
    holdings = {
        each.concern_id: each
        for each in Holding.objects.filter(
            Q(period__contains=at) | Q(concern__closed_at__lte=at), concern_id__in=[concern.pk for concern in concerns]
        ).order_by("period")
    }
    staff = told_apart(Staff.objects.in_bulk({each.staff_id for each in holdings.values()}))
    units = Unit.objects.in_bulk({each.unit_id for each in holdings.values()})
    doors = list(ConcernDoor.objects.filter(pk__in={concern.door_id for concern in concerns}))
    here = presence(doors, staff, at)
    found: dict[int, Holder] = {}
    above: dict[int, int] = {}  # who acts from above, and speaks for a unit of their own
    for concern in concerns:
        held = holdings.get(concern.pk)
        if held is None or concern.door_id is None:
            continue
        who = staff[held.staff_id]
        chosen, acting = held.footing == Footing.CHOSEN, None
        if concern.closed_at is None:
            acting = here.acting_for(who, concern.door_id, anywhere=chosen)
        gone = here.has_left(who, None if chosen else concern.door_id)
        unit = units[held.unit_id]
        there = here.unit_at(acting, concern.door_id) if acting is not None else unit
        found[concern.pk] = Holder(held, who, unit, acting, gone, there or unit)
        if there is None and acting is not None:
            above[concern.pk] = acting.pk
    own = first_units(above.values(), at) if above else {}
    return found | {pk: replace(found[pk], unit_now=own[who]) for pk, who in above.items() if who in own}


def history(concern: Concern) -> list[Holding]:
    """Everybody who has had it, in order."""
    return list(Holding.objects.filter(concern=concern).order_by("period"))
