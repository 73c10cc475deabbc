"""What one colleague has of concerns: on their day it stands until it is closed, sent or answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.concerns.arrivals.queries import (
    TABLES,
    DoorPanel,
    Late,
    Waiting,
    door_panel,
    led_only,
    seen_from_above,
    waiting_at_my_doors,
)
from samspil.concerns.models import Concern, Footing, Handover, HandoverState, Holding, Step, StepKind
from samspil.concerns.notifying.queries import who_cannot
from samspil.concerns.queries.adults import asking_doors, talked_with
from samspil.concerns.queries.cases import CaseNow, cases_of
from samspil.concerns.queries.clocks import UNSENT, Clock, my_clocks, urgent_questions
from samspil.concerns.queries.holders import who_has
from samspil.organisations.models import Unit
from samspil.organisations.queries import staff_named, staff_of
from samspil.responsibility.states import CHILD, GIVER, PARENTS, RECEIVER

SHOWN = 20


@dataclass(frozen=True)
class Matter:
    """A concern that the actor has, is to send on, or has said that they act on; with the clock that runs about it."""

    concern: Concern
    clock: Clock | None
    has_it: bool
    is_chosen: bool
    in_danger: bool
    case: CaseNow | None  # told at the door alone, as on the page of the concern
    at: datetime
    holder: str = ""  # who has it, where the actor has not
    named: str = ""  # who was named to send the notification, where it is not the actor
    named_cannot: bool = False  # and has written that they cannot

    @property
    def others_send(self) -> bool:
        """Somebody else was named to send the notification, and can; whoever has the concern may send it instead."""
        return self.clock is not None and self.clock.waits == UNSENT and not self.sends and bool(self.named)

    @property
    def sends(self) -> bool:
        """It is the actor who sends the notification."""
        return self.clock is not None and self.clock.is_mine

    @property
    def is_late(self) -> bool:
        """The 24 hours are over."""
        return self.clock is not None and self.clock.is_late(self.at)


def my_matters(actor: Actor, staff_id: int, waiting: Sequence[Waiting]) -> list[Matter]:
    """Danger first, then by the end of the 24 hours. `waiting`: what waits at the doors that the actor answers. Two statements
    where there is nothing, a dozen at most where there is something, however much it is.
    """
    held = {
        one.concern_id: one
        for one in Holding.objects.filter(period__upper_inf=True, staff=staff_id, concern__closed_at__isnull=True)
        .exclude(footing=Footing.RECEIVED)
        .select_related("concern")
        .order_by("pk")
    }
    clocks = my_clocks()
    dangers = {one.id: one for one in waiting if one.table == TABLES["concern"] and one.in_danger}
    further = {concern for concern, clock in clocks.items() if clock.is_mine}
    further |= {concern for concern, one in dangers.items() if one.taken_by == staff_id}
    concerns = {concern: one.concern for concern, one in held.items()}
    if further - set(held):
        concerns |= Concern.objects.filter(closed_at__isnull=True).in_bulk(sorted(further - set(held)))
    cases = cases_of(actor, list(concerns.values()))
    at_my_doors = {one.id for one in waiting if one.table == TABLES["concern"]}
    elsewhere = sorted(set(concerns) - set(held))
    # Whom to ring: who acts, while who has it is away or gone.
    now = who_has([concerns[pk] for pk in elsewhere], actor.at) if elsewhere else {}
    has = {pk: one.now.pk for pk, one in now.items()}
    named = {pk: clocks[pk].named or 0 for pk in concerns if pk in clocks and clocks[pk].named != staff_id}
    people = {*has.values(), *named.values()} - {0}
    names = staff_named(people) if people else {}
    unsent = {pk: who for pk, who in named.items() if who and clocks[pk].waits == UNSENT}
    cannot = who_cannot(unsent) if unsent else {}
    matters = [
        Matter(
            concern=concern,
            clock=clocks.get(pk),
            has_it=pk in held or has.get(pk) == staff_id,
            is_chosen=pk in held and held[pk].footing == Footing.CHOSEN,
            in_danger=pk in dangers,
            case=cases.get(pk) if pk in at_my_doors else None,
            at=actor.at,
            holder=_holder(cases.get(pk), names.get(has.get(pk, 0), ""), is_mine=has.get(pk) == staff_id),
            named=names.get(named.get(pk, 0), ""),
            named_cannot=pk in cannot,
        )
        for pk, concern in concerns.items()
    ]
    return sorted(matters, key=_turn)


def _holder(case: CaseNow | None, name: str, *, is_mine: bool) -> str:
    """Who has it, where the actor has not: whom the page of the concern names."""
    if is_mine or not name:
        return ""
    return case.name if case is not None else name


def _turn(matter: Matter) -> tuple[bool, bool, datetime, int]:
    due = matter.clock.due if matter.clock else matter.concern.received_at
    assert due is not None  # a concern at a door was received
    return not matter.in_danger, matter.clock is None, due, matter.concern.pk


@dataclass(frozen=True)
class Asked:
    """A handover of a concern that waits for the actor: what it is called, and what they are asked for."""

    handover: Handover
    who: str  # empty where the actor does not read the concern
    giver: str
    words: str
    cannot_wait: bool


def handovers_for_me(staff_id: int) -> list[Asked]:
    """Handovers of concerns that wait for the actor: for a yes or a no, for what a child or parents say, or for a leader's
    confirmation; what cannot wait comes first. One statement where there is none, five where there is one, however many.
    """
    open_now = list(Handover.objects.filter(state=HandoverState.PROPOSED).order_by("pk")[: 5 * SHOWN])
    if not open_now:
        return []
    rows = cabinet.read(
        "SELECT h, s.party, s.may_confirm, s.met FROM unnest(%s::bigint[]) AS h CROSS JOIN LATERAL concerns.sides(h) AS s"
        " WHERE s.may_confirm OR s.may_say AND NOT s.met AND s.standing IS NULL ORDER BY h",
        [[one.pk for one in open_now]],
    )
    names = dict(Concern.objects.filter(pk__in=[one.concern_id for one in open_now]).values_list("pk", "who"))
    by_id = {one.pk: one for one in open_now}
    urgent, givers = urgent_questions(by_id), staff_named({one.from_staff_id for one in open_now})
    found: dict[int, Asked] = {}
    for number, party, may_confirm, _met in rows:
        one = by_id[number]
        if party in {CHILD, PARENTS} and not may_confirm and one.from_staff_id != staff_id:
            continue  # whoever has it writes down what child and parents say
        found.setdefault(
            number,
            Asked(
                one,
                names.get(one.concern_id, ""),
                givers.get(one.from_staff_id, ""),
                _asked_for(party, may_confirm),
                number in urgent,
            ),
        )
    return sorted(found.values(), key=lambda one: not one.cannot_wait)[:SHOWN]


def _asked_for(party: str, may_confirm: bool) -> str:
    if may_confirm:
        return _("You confirm that somebody is not asked.")
    return {
        RECEIVER: _("You are asked to take it over."),
        GIVER: _("You are asked to hand it over."),
        CHILD: _("Write what the child says to the handover."),
    }.get(party, _("Write what the parents say to the handover."))


@dataclass(frozen=True)
class Question:
    """What the door has asked about something that the actor has sent, and that is not answered yet."""

    concern_id: int
    who: str
    text: str


def questions_to_me(staff_id: int) -> list[Question]:
    """The newest question about each open concern that the actor sent, until it is answered. One statement."""
    asked = Step.objects.filter(
        kind__in=[StepKind.ASKED, StepKind.ANSWERED], concern__sender=staff_id, concern__closed_at__isnull=True
    )
    newest = {step.concern_id: step for step in asked.select_related("concern").order_by("pk")}
    return [
        Question(step.concern_id, step.concern.who, step.text)
        for step in newest.values()
        if step.kind == StepKind.ASKED
    ]


@dataclass(frozen=True)
class TakeOverAsked:
    """A concern at one's door whose adult asks the door to take over."""

    concern: Concern
    adult: str


def take_overs_asked(actor: Actor, waiting: Sequence[Waiting]) -> list[TakeOverAsked]:
    """At the doors that the actor answers themselves; `waiting` is what waits there. Two statements where nobody asks."""
    doors = {one.id: one.door_id for one in waiting if one.table == TABLES["concern"]}
    asking = asking_doors(doors)
    if not asking:
        return []
    led = led_only(staff_of(actor), timezone.localdate(actor.at))
    concerns = Concern.objects.in_bulk([pk for pk in asking if doors[pk] not in led])
    return [TakeOverAsked(concern, asking[pk]) for pk, concern in sorted(concerns.items())]


@dataclass(frozen=True)
class Day:
    """Everything of concerns on somebody's day."""

    matters: Sequence[Matter]
    asked: Sequence[Asked]
    panel: DoorPanel | None
    late: Sequence[Late]
    step_in: Sequence[Unit]  # somebody may be in danger there, and nobody who answers is here
    questions: Sequence[Question]
    take_overs: Sequence[TakeOverAsked]
    talks: Sequence[Concern]  # the actor is the adult of its child, and has nothing of it


def day_of_concerns(actor: Actor, staff_id: int) -> Day:
    """What one has, what one is asked for, what waits at one's doors, and what is late where one leads."""
    waiting = waiting_at_my_doors()
    matters = my_matters(actor, staff_id, waiting)
    above = seen_from_above()
    return Day(
        matters,
        handovers_for_me(staff_id),
        door_panel(actor, waiting),
        above.late,
        above.step_in,
        questions_to_me(staff_id),
        take_overs_asked(actor, waiting),
        talked_with(staff_id, [one.concern.pk for one in matters]),
    )
