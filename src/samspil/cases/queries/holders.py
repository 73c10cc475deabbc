"""Who has a case now: the holder, and who acts while the holder is away or has left (HAL-14). As for concerns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from samspil.access import cabinet
from samspil.cases.models import Case, CaseState, Duty, Responsibility
from samspil.concerns.chosen.queries import chosen_words
from samspil.organisations.models import Staff, Unit
from samspil.responsibility.queries import presence_in


@dataclass(frozen=True)
class Holder:
    """Who has a case. While the holder is away or gone, `acting` acts; a real change is a handover."""

    duty: Responsibility
    staff: Staff
    unit: Unit
    acting: Staff | None
    has_left: bool

    @property
    def now(self) -> Staff:
        """Whom to ring."""
        return self.acting or self.staff

    @property
    def chosen_words(self) -> str:
        """Who chose this adult; empty where nobody did."""
        return chosen_words(self.duty.chosen_by, self.staff.name) if self.duty.chosen_by else ""


def who_has(cases: Iterable[Case], at: datetime) -> dict[int, Holder]:
    """Who has each of these open cases at that instant. A constant number of statements."""
    open_ = [case.pk for case in cases if case.state == CaseState.OPEN]
    duties = list(Responsibility.objects.filter(case_id__in=open_, duty=Duty.HOLDER, period__contains=at))
    staff = Staff.objects.in_bulk({duty.staff_id for duty in duties})
    units = Unit.objects.select_related("body").in_bulk({duty.unit_id for duty in duties})
    here = presence_in(units, staff, at)
    found = {}
    for duty in duties:
        who = staff[duty.staff_id]
        unit, acting, gone = units[duty.unit_id], here.acting_for(who, duty.unit_id), here.has_left(who, duty.unit_id)
        found[duty.case_id] = Holder(duty, who, unit, acting, gone)
    return found


def passes_along(case: Case, coordinates: Responsibility, at: datetime) -> bool:
    """Whether who coordinates a case holds it too and has left, or stops on a settled day and the actor shares out ahead: then
    both pass together (`leaving.pass_case`).
    """
    holder = who_has([case], at).get(case.pk)
    if holder is None or holder.staff.pk != coordinates.staff_id:
        return False
    ((ahead,),) = cabinet.read("SELECT leaving.shares_ahead(%s, %s)", [holder.staff.pk, holder.unit.pk])
    return holder.has_left or bool(ahead)
