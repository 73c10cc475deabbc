"""One handover of a case: who has agreed, who is missing, and to whom a case can be offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.cases.models import Agreement, Case, HandoverState
from samspil.cases.queries import names
from samspil.cases.queries.choices import get_unit, staff_in
from samspil.cases.queries.holders import who_has
from samspil.organisations.models import Staff, Unit
from samspil.organisations.queries import staff_named, staff_of
from samspil.responsibility.notes import notes_of
from samspil.responsibility.outcomes import Outcome, outcome
from samspil.responsibility.queries import PartyLine, party_lines, presence_in, sides
from samspil.responsibility.states import PARENTS_LEFT_OUT, RECEIVER

SIDES = "SELECT * FROM cases.sides(%s)"


@dataclass(frozen=True)
class HandoverPage:
    """A handover: where each party stands, and what the actor can do. Without a case there is nobody else to ask."""

    handover: names.NamedHandover
    giver: str
    receiver: str
    note: str  # that who is asked is away, or stops soon
    parties: tuple[PartyLine, ...]
    outcome: Outcome
    reads_case: bool
    may_ask_others: bool  # nobody takes it over by this question, and the actor can put another
    is_asked: bool
    is_giver: bool
    excepted: int
    parents_left_out: bool
    giver_has_left: bool
    acting: str  # who acts for the giver while they are not there

    @property
    def is_open(self) -> bool:
        return self.handover.state == HandoverState.PROPOSED

    @property
    def between_units(self) -> bool:
        """Whether the case would leave the unit, so that notes go along or stay."""
        return self.handover.from_unit_id != self.handover.to_unit_id


def handover_page(actor: Actor, handover: names.NamedHandover) -> HandoverPage:
    """Everything about a handover that the actor reads."""
    staff, pen = staff_of(actor), cabinet.own_keys()
    said = list(Agreement.objects.filter(handover=handover).order_by("pk"))
    standing = sides(SIDES, handover.pk)
    people = {one.staff_id for one in said} | {one for side in standing for one in side.confirmers}
    told = staff_named(people | {handover.from_staff_id or 0, handover.to_staff_id or 0})
    waits, has_it = handover.state == HandoverState.PROPOSED, handover.owner_audience_id in pen
    asked = get_unit(handover.to_unit_id).audience_id in pen and handover.to_staff_id in {None, staff.pk}
    lines = party_lines(standing, said, told)
    giver = Staff.objects.filter(pk=handover.from_staff_id or 0).first()
    here = presence_in([handover.from_unit_id], [giver.pk] if giver else [], actor.at) if giver and waits else None
    acting = here.acting_for(giver, handover.from_unit_id) if here and giver else None
    case = Case.objects.filter(pk=handover.case_id or 0).first()
    holder = who_has([case], actor.at).get(case.pk) if case and not waits else None  # until it ends, the giver
    from_, to = (
        told.get(handover.from_staff_id or 0, "") or handover.from_name or "",
        told.get(handover.to_staff_id or 0, "") or handover.to_name or "",
    )
    note = notes_of([handover.to_staff_id or 0] if waits else [], timezone.localdate(actor.at))
    became = outcome(handover.state, lines, giver=from_, receiver=to, holder=holder.now.name if holder else "")
    answered = any(line.party == RECEIVER and line.standing == "agrees" for line in lines)
    return HandoverPage(
        handover=handover,
        giver=from_,
        receiver=to,
        note=f"{to}: {note[handover.to_staff_id or 0]}" if note else "",
        parties=lines,
        outcome=became,
        reads_case=case is not None,
        may_ask_others=became.is_refused and holder is not None and case is not None and case.owner_audience_id in pen,
        is_asked=waits and asked and not answered,
        is_giver=waits and has_it,
        excepted=sum(line.standing == "excepted" for line in lines),
        parents_left_out=handover.suspicion in PARENTS_LEFT_OUT,
        giver_has_left=bool(here and giver and here.has_left(giver, handover.from_unit_id)),
        acting=acting.name if acting else "",
    )


def takers(case: Case, own: Unit, holder: int, day: date) -> list[Staff]:
    """Colleagues of the unit who can be asked to hold the case, or who can ask for it."""
    return [staff for staff, _unit in staff_in([own], day) if staff.pk != holder]
