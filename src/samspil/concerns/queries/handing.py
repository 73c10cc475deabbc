"""Handovers of concerns: to whom, and where one stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.cabinet import own_keys
from samspil.concerns.arrivals.queries import promise_about
from samspil.concerns.chosen.models import ChosenAdult
from samspil.concerns.chosen.states import Chooser
from samspil.concerns.models import Agreement, Assessment, Concern, Handover, HandoverState
from samspil.concerns.queries.at_home import is_to_be_judged, may_be_at_home
from samspil.concerns.queries.clocks import my_clocks, urgent_questions
from samspil.concerns.queries.holders import Holder, who_has
from samspil.concerns.queries.hours import Number, door_now, rules_of
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import ConcernDoor, Post, Staff, Unit
from samspil.organisations.queries import (
    OfferedUnit,
    by_kind,
    may_receive,
    meets_with,
    posts_with_children,
    staff_named,
    staff_of,
)
from samspil.organisations.queries.concern_doors import answering, doors_of, get_door, is_inside, units_asked
from samspil.responsibility.notes import notes_of, with_notes
from samspil.responsibility.outcomes import Outcome, outcome
from samspil.responsibility.queries import PartyLine, Side, party_lines, sides, stops_on
from samspil.responsibility.states import CHILD, PARENTS, PARENTS_LEFT_OUT, RECEIVER, Answer

SAME = timedelta(milliseconds=1)  # one act: in the database who has it follows after what is said of it


@dataclass(frozen=True)
class Receivers:
    """To whom a concern can be offered: the others at its door, the other doors of the municipality, its units without a door, and
    the adults whom a child can choose instead of the one who has it.
    """

    staff: list[Staff]
    doors: list[ConcernDoor]
    units: list[OfferedUnit]
    adults: list[OfferedAdult]


def receivers(actor: Actor, concern: Concern) -> Receivers:
    """To whom the actor can offer a concern. The adult whom the child chose offers it to a colleague at the door, or to an adult whom
    the child chooses now, with a role that the profile names.
    """
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    door = get_door(concern.door_id or 0)
    holder = who_has([concern], actor.at).get(concern.pk)
    others = {
        post.staff_id: post.staff
        for _place, post in answering([door], today)[door.pk]
        if holder is None or post.staff_id != holder.staff.pk
    }
    at_door = concern.owner_audience_id in own_keys()
    further = [other for other in may_be_offered(staff, today) if other.pk != door.pk] if at_door else []
    units = [unit for unit in units_asked(staff.body, today) if unit.pk != door.unit_id] if at_door else []
    adults = adults_for(actor, concern, holder, staff)
    with_notes([*others.values(), *(one.post.staff for one in adults)], today)
    near = {unit.pk for unit in units if door.district_id is not None and unit.district_id == door.district_id}
    return Receivers(list(others.values()), further, by_kind(units, usual=meets_with(door.unit, today) | near), adults)


@dataclass(frozen=True)
class OfferedAdult:
    """A colleague whom a child can choose, in the unit in which they work, under the name of its group."""

    post: Post
    group: str


def adults_for(actor: Actor, concern: Concern, holder: Holder | None, me: Staff) -> list[OfferedAdult]:
    """The adults whom the actor can name as the one whom the child chooses now: the adult who has it as the one whom the child chose;
    and where that adult has stopped or stops, whoever has the concern at its door, or acts there.
    """
    today = timezone.localdate(actor.at)
    door = get_door(concern.door_id or 0)
    if holder is not None and holder.is_chosen and holder.staff.pk == me.pk:
        return adults_to_choose(door, me, today)
    if holder is None or holder.now.pk != me.pk or concern.owner_audience_id not in own_keys():
        return []
    left = adult_who_stops(concern, actor.at)
    return [] if left is None else adults_to_choose(door, left, today, anybody=True)


def adult_who_stops(concern: Concern, at: datetime) -> Staff | None:
    """The adult whom a child chose to talk with, where that adult has stopped, or stops on a settled day. Three statements, one
    where nobody was chosen.
    """
    chosen = ChosenAdult.objects.select_related("staff").filter(concern=concern).first()
    return chosen.staff if chosen is not None and chosen.staff_id in stops_on([chosen.staff_id], at) else None


def adults_to_choose(door: ConcernDoor, holder: Staff, day: date, *, anybody: bool = False) -> list[OfferedAdult]:
    """The colleagues to whom the adult whom a child chose can hand the matter over: with one of the roles that the profile names, in
    units that may be told of children; none who answers the door. Those of the adult's own units come first, then of units near it.
    `anybody`: where the profile names no role, whoever works with children; the adult has stopped, and there must be somebody.
    """
    roles = rules_of(door.body).stated.chosen_adult_roles
    if not roles and not anybody:
        return []
    at_door = {post.staff_id for _place, post in answering([door], day)[door.pk]} | {holder.pk}
    named = posts_with_children(day).filter(role__key__in=roles) if roles else posts_with_children(day)
    found = named.filter(unit__body_id=door.body_id)
    posts: dict[int, Post] = {}
    for post in found.select_related("staff", "unit", "role").order_by("staff__name", "staff_id", "pk"):
        if post.staff_id not in at_door and may_receive(post.unit):
            posts.setdefault(post.staff_id, post)
    own = set(Post.objects.on(day).filter(staff=holder).values_list("unit_id", flat=True))
    near = {post.unit.district_id for post in posts.values() if post.unit_id in own} - {None}
    units = list({post.unit_id: post.unit for post in posts.values()}.values())
    usual = own | {unit.pk for unit in units if unit.district_id in near}
    offered = {one.unit.pk: (place, one.group) for place, one in enumerate(by_kind(units, usual=usual))}
    lines = sorted(posts.values(), key=lambda post: offered[post.unit_id][0])
    return [OfferedAdult(post, offered[post.unit_id][1]) for post in lines]


def may_be_offered(staff: Staff, day: date) -> list[ConcernDoor]:
    """The doors to which a concern can be handed, and at which somebody answers: not those for one sort of matter, at which the
    police may stand; a unit without a door is offered by its name.
    """
    doors = [door for door in doors_of(staff.body, day) if not door.matter and not is_inside(door)]
    there = answering(doors, day)
    return [door for door in doors if there[door.pk]]


SIDES = "SELECT * FROM concerns.sides(%s)"


@dataclass(frozen=True)
class HandoverPage:
    """A handover: giver, receiver, reason, and where each party stands."""

    handover: Handover
    concern: Concern | None
    giver: str
    receiver: str
    note: str  # that who is asked is away, or stops soon
    choice: str  # that it is asked too whether they will talk with who is asked, after an adult who has stopped
    parties: tuple[PartyLine, ...]
    waits_for: (
        str  # who still has to confirm it, for a reader whose own answer is given and who does not read what it is
    )
    outcome: Outcome
    is_open: bool
    may_ask_others: bool  # nobody takes it over by this question, and the actor can put another
    may_withdraw: bool
    excepted: int
    parents_left_out: bool
    cannot_wait: bool  # danger, or the 24 hours run
    is_to_answer: bool  # the reader is asked, reads no more than the question, and it is they who are waited for
    giver_number: Number  # where who has it is reached
    may_be_at_home: bool  # nobody talks with the parents first
    warns_of_parents: bool  # that is so, or the door has answered that it can be a notification
    parents_numbers: list[Number]  # whom to ring before anybody does
    unsent: bool  # the notification is not sent, and whoever takes it over sends it
    may_be_unsent: bool  # the reader does not know whether there is one
    no_leader: bool  # then that somebody is not asked needs its reason alone; what one child asked of one adult waits for a leader


@dataclass(frozen=True)
class Standing:
    """A question that stands about a concern, and whom it asks."""

    handover: Handover
    receiver: str


def standing_offer(concern: Concern) -> Standing | None:
    """The question that waits for an answer, as the actor reads it. Two statements, one where there is none."""
    found = Handover.objects.filter(concern=concern, state=HandoverState.PROPOSED).order_by("-pk").first()
    if found is None:
        return None
    if found.to_staff_id:
        return Standing(found, staff_named([found.to_staff_id]).get(found.to_staff_id, ""))
    return Standing(found, Unit.objects.get(pk=found.to_unit_id).name)


def get_handover(handover_id: int) -> Handover:
    """One handover. Raises NotVisible."""
    found = Handover.objects.filter(pk=handover_id).first()
    if found is None:
        raise NotVisible
    return found


def ended_with(concern: Concern, handover: Handover) -> bool:
    """The question ended because the concern was closed: nobody took it back."""
    ends = concern.closed_at, handover.settled_at
    return ends[0] is not None and ends[1] is not None and abs(ends[0] - ends[1]) < SAME


def _choice(handover: Handover, receiver: str, at: datetime) -> str:
    """That whoever chose an adult who stops is asked about this colleague; empty where nobody did, they are not asked, or the adult
    stays. Three statements.
    """
    chosen = ChosenAdult.objects.select_related("staff").filter(concern=handover.concern_id).first()
    if chosen is None or (PARENTS if chosen.chosen_by == Chooser.FAMILY else CHILD) not in handover.needs:
        return ""
    if chosen.staff_id not in stops_on({chosen.staff_id}, at):
        return ""
    return _(
        "%(adult)s, whom they had chosen to talk with, has stopped or stops. With a yes they talk with %(name)s from now on."
    ) % {"adult": chosen.staff.name, "name": receiver}


def handover_page(actor: Actor, handover: Handover) -> HandoverPage:
    """Everything about a handover that the actor reads."""
    staff = staff_of(actor)
    said = list(Agreement.objects.filter(handover=handover).order_by("pk"))
    standing = sides(SIDES, handover.pk)
    people = {one.staff_id for one in said} | {one for side in standing for one in side.confirmers}
    names = staff_named(people | {handover.from_staff_id, handover.to_staff_id or 0})
    door = ConcernDoor.objects.filter(pk=handover.to_door_id).first() if handover.to_door_id else None
    unit = Unit.objects.get(pk=handover.to_unit_id)
    is_open = handover.state == HandoverState.PROPOSED
    concern = Concern.objects.filter(pk=handover.concern_id).first()
    gives = handover.owner_audience_id in own_keys() or handover.from_staff_id == staff.pk
    parties = party_lines(standing, said, names, hides=is_open and not gives)
    giver = names.get(handover.from_staff_id, "")
    receiver = names.get(handover.to_staff_id or 0, "") or (door.name if door else unit.name)
    note = notes_of([handover.to_staff_id or 0], timezone.localdate(actor.at)).get(handover.to_staff_id or 0, "")
    holder = who_has([concern], actor.at).get(concern.pk) if concern and concern.closed_at is None else None
    urgent = handover.pk in urgent_questions([handover.pk])
    has_no = any(side.standing == Answer.DISAGREES for side in standing)
    became = outcome(
        handover.state, parties, giver=giver, receiver=receiver, holder=holder.now.name if holder else "", has_no=has_no
    )
    clock = my_clocks().get(concern.pk) if is_open and concern is not None else None
    at_home, warns = _of_parents(concern) if is_open and concern is not None else (False, False)
    if handover.state == HandoverState.WITHDRAWN and concern is not None and ended_with(concern, handover):
        became = replace(became, heading=_("The question ended"), sentence=_("The concern was closed."))
    return HandoverPage(
        handover=handover,
        concern=concern,
        giver=giver,
        receiver=receiver,
        note=f"{receiver}: {note}" if note and is_open else "",
        choice=_choice(handover, receiver, actor.at) if concern and is_open and handover.to_staff_id else "",
        parties=parties,
        waits_for=_waits_for(standing, names) if is_open and not gives and not has_no else "",
        outcome=became,
        is_open=is_open,
        may_ask_others=became.is_refused
        and concern is not None
        and holder is not None
        and (concern.owner_audience_id in own_keys() or (holder.is_chosen and holder.staff.pk == staff.pk)),
        may_withdraw=is_open and gives,
        excepted=sum(line.standing == "excepted" for line in parties),
        parents_left_out=handover.suspicion in PARENTS_LEFT_OUT,
        cannot_wait=urgent,
        is_to_answer=concern is None
        and not has_no
        and any(side.party == RECEIVER and not side.standing for side in standing),
        giver_number=_number_of(handover),
        may_be_at_home=at_home,
        warns_of_parents=warns,
        parents_numbers=_before_parents(actor, concern, staff) if warns and concern else [],
        unsent=is_open and clock is not None and clock.goes_along(handover),
        may_be_unsent=is_open and urgent and handover.owner_audience_id not in own_keys(),
        no_leader=urgent and concern is not None and not (holder is not None and holder.is_chosen),
    )


def _waits_for(standing: Iterable[Side], names: Mapping[int, str]) -> str:
    """The names of those who are to confirm something, once the receiver has said yes: of which party it is stays hidden from them."""
    standing = list(standing)
    if not any(side.party == RECEIVER and side.standing for side in standing):
        return ""
    people = {one for side in standing if not side.met and not side.may_confirm for one in side.confirmers}
    return ", ".join(sorted(names[one] for one in people if one in names))


def _of_parents(concern: Concern) -> tuple[bool, bool]:
    """Whether it may be somebody at home, and whether the page warns of the parents."""
    promise = promise_about(concern)
    answers = Assessment.objects.filter(concern=concern).values_list("first_answer", flat=True)
    return may_be_at_home(concern, promise), is_to_be_judged(concern, promise, next(iter(answers), ""))


def _before_parents(actor: Actor, concern: Concern, staff: Staff) -> list[Number]:
    now = door_now(get_door(concern.door_id or 0), rules_of(staff.body), actor.at)
    return now.before_parents(at_door=concern.owner_audience_id in own_keys())


def _number_of(handover: Handover) -> Number:
    """Where whoever asks is reached: their own number, else that of their unit or door, under its name. Three statements at most."""
    giver = Staff.objects.get(pk=handover.from_staff_id)
    if giver.phone:
        return Number(giver.name, giver.phone)
    unit = Unit.objects.get(pk=handover.from_unit_id)
    if unit.phone:
        return Number(unit.name, unit.phone)
    door = ConcernDoor.objects.filter(audience_id=handover.owner_audience_id).order_by("pk").first()
    return Number(door.name, door.phone) if door is not None else Number(unit.name, "")


@dataclass(frozen=True)
class Offered:
    """A question to a door whether it takes a concern over, of which the door reads who asks and the reason alone."""

    handover: Handover
    giver: str
    cannot_wait: bool


def questions_to(doors: Iterable[ConcernDoor]) -> list[Offered]:
    """What these doors are asked, what cannot wait first. Three statements, one where there is nothing."""
    waiting = Handover.objects.filter(to_door_id__in=[door.pk for door in doors], state=HandoverState.PROPOSED)
    asked = list(waiting.order_by("pk"))
    urgent = urgent_questions(one.pk for one in asked)
    names = staff_named({one.from_staff_id for one in asked}) if asked else {}
    offered = [Offered(one, names.get(one.from_staff_id, ""), one.pk in urgent) for one in asked]
    return sorted(offered, key=lambda one: not one.cannot_wait)
