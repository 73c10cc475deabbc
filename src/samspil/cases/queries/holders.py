"""Who has a case now: the holder, and who acts while the holder is away or has left (HAL-14). As for concerns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from samspil.access import cabinet
from samspil.cases.models import Case, CaseState, Duty, Responsibility
from samspil.concerns.chosen.queries import chosen_words, stopped_words
from samspil.organisations.models import Staff, Unit
from samspil.organisations.queries import staff_named, told_apart
from samspil.responsibility.queries import presence_in


@dataclass(frozen=True)
class Holder:
    """Who has a case. While the holder is away or gone, `acting` acts; a real change is a handover."""

    duty: Responsibility
    staff: Staff
    unit: Unit
    acting: Staff | None
    has_left: bool
    chosen: Staff | None = (
        None  # whom the child, the young person or the family chose; it may be another than who has it
    )
    stands_in: bool = False  # who acts works in the unit, and can be given the case

    @property
    def has_passed(self) -> bool:
        """Whether the case passed without the yes of those who had chosen another adult."""
        return self.chosen is not None and self.chosen.pk != self.staff.pk

    @property
    def asks_anew(self) -> bool:
        """Whether those who chose an adult are to be asked whom they want to talk with now: the case passed without their yes, or the
        adult has left.
        """
        return self.has_passed or (self.chosen is not None and self.has_left)

    @property
    def asks(self) -> Staff | None:
        """Who asks them: who has the case, or acts there for somebody who has left (`leaving.hear_choice`)."""
        if not self.asks_anew:
            return None
        return (self.acting if self.stands_in else None) if self.has_left else self.staff

    @property
    def stopped_words(self) -> str:
        """That the adult whom they chose has left, and who asks them; empty where it is not so."""
        if self.chosen is None or self.has_passed or not self.has_left:
            return ""
        return stopped_words(self.duty.chosen_by, self.chosen, self.asks.name if self.asks else "")

    @property
    def now(self) -> Staff:
        """Whom to ring."""
        return self.acting or self.staff

    @property
    def chosen_words(self) -> str:
        """Who chose this adult; empty where nobody did."""
        return chosen_words(self.duty.chosen_by, self.chosen.name) if self.chosen else ""


def who_has(cases: Iterable[Case], at: datetime) -> dict[int, Holder]:
    """Who has each of these open cases at that instant. A constant number of statements."""
    open_ = [case.pk for case in cases if case.state == CaseState.OPEN]
    duties = list(Responsibility.objects.filter(case_id__in=open_, duty=Duty.HOLDER, period__contains=at))
    chosen = _chosen(duties)
    staff = told_apart(Staff.objects.in_bulk({duty.staff_id for duty in duties} | set(chosen.values())))
    units = Unit.objects.select_related("body").in_bulk({duty.unit_id for duty in duties})
    here = presence_in(units, staff, at)
    found = {}
    for duty in duties:
        who = staff[duty.staff_id]
        unit, acting, gone = units[duty.unit_id], here.acting_for(who, duty.unit_id), here.has_left(who, duty.unit_id)
        stands_in = acting is not None and here.unit_at(acting, duty.unit_id) is not None
        adult = staff.get(chosen.get(duty.case_id, 0))
        found[duty.case_id] = Holder(duty, who, unit, acting, gone, adult, stands_in)
    return found


def chosen_in(cases: Iterable[int]) -> dict[int, tuple[int, str]]:
    """Whom, as a colleague and in words, somebody chose for each of these open cases. Four
    statements at most, one where nobody was chosen.
    """
    now = Responsibility.objects.filter(case_id__in=list(cases), duty=Duty.HOLDER, period__upper_inf=True)
    duties = list(now.exclude(chosen_by="").order_by("pk"))
    adults = _chosen(duties)
    names = staff_named(adults.values()) if adults else {}
    return {
        one.case_id: (adults[one.case_id], chosen_words(one.chosen_by, names[adults[one.case_id]])) for one in duties
    }


def choices_to_hear(cases: Iterable[int], at: datetime) -> dict[int, str]:
    """Of these open cases those whose adult somebody chose and has left: in words, that they are to be asked. A constant number of
    statements, one where nobody was chosen.
    """
    now = Responsibility.objects.filter(case_id__in=list(cases), duty=Duty.HOLDER, period__upper_inf=True)
    wanted = list(now.exclude(chosen_by="").values_list("case_id", flat=True))
    held = who_has(Case.objects.filter(pk__in=wanted), at) if wanted else {}
    return {
        pk: holder.stopped_words or holder.chosen_words
        for pk, holder in held.items()
        if holder.has_left and holder.asks
    }


def _chosen(duties: Iterable[Responsibility]) -> dict[int, int]:
    """The adult whom somebody chose for each of these cases, as `leaving.chosen_adult`. One statement, none where nobody chose."""
    wanted = [duty.case_id for duty in duties if duty.chosen_by]
    if not wanted:
        return {}
    adult: dict[int, int] = {}
    last: dict[int, int] = {}
    for row in Responsibility.objects.filter(case_id__in=wanted, duty=Duty.HOLDER).order_by("case_id", "period"):
        if not row.chosen_by:
            adult.pop(row.case_id, None)
        elif row.case_id not in adult or last[row.case_id] == row.staff_id:
            adult[row.case_id] = row.staff_id
        last[row.case_id] = row.staff_id
    return adult


def passes_along(case: Case, coordinates: Responsibility, at: datetime) -> bool:
    """Whether who coordinates a case holds it too and has left, or stops on a settled day and the actor shares out ahead: then
    both pass together (`leaving.pass_case`).
    """
    holder = who_has([case], at).get(case.pk)
    if holder is None or holder.staff.pk != coordinates.staff_id:
        return False
    if holder.chosen == holder.staff and not holder.has_left:
        return False  # who chose them is asked first: it is handed over
    ((ahead,),) = cabinet.read("SELECT leaving.shares_ahead(%s, %s)", [holder.staff.pk, holder.unit.pk])
    return holder.has_left or bool(ahead)
