"""Handovers of concerns: to whom, where one stands, and who is away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import Q
from django.utils import timezone

from samspil.access.actor import Actor
from samspil.access.cabinet import own_keys
from samspil.concerns.models import Agreement, Concern, Handover, HandoverState
from samspil.concerns.queries.clocks import urgent_questions
from samspil.concerns.queries.holders import who_has
from samspil.concerns.queries.hours import rules_of
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import ConcernDoor, Post, Staff, Unit
from samspil.organisations.queries import (
    OfferedUnit,
    by_kind,
    colleagues,
    may_receive,
    meets_with,
    staff_named,
    staff_of,
    work_with_children,
)
from samspil.organisations.queries.concern_doors import answering, doors_of, get_door, is_inside, units_asked
from samspil.responsibility.models import Absence
from samspil.responsibility.outcomes import Outcome, outcome
from samspil.responsibility.queries import PartyLine, party_lines, sides
from samspil.responsibility.states import PARENTS_LEFT_OUT


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
    adults = adults_to_choose(door, staff, today) if holder and holder.is_chosen and holder.staff.pk == staff.pk else []
    near = {unit.pk for unit in units if door.district_id is not None and unit.district_id == door.district_id}
    return Receivers(list(others.values()), further, by_kind(units, usual=meets_with(door.unit, today) | near), adults)


@dataclass(frozen=True)
class OfferedAdult:
    """A colleague whom a child can choose, in the unit in which they work, under the name of its group."""

    post: Post
    group: str


def adults_to_choose(door: ConcernDoor, holder: Staff, day: date) -> list[OfferedAdult]:
    """The colleagues to whom the adult whom a child chose can hand the matter over: with one of the roles that the profile names, in
    units that may be told of children; none who answers the door. Those of the adult's own units come first, then of units near it.
    """
    roles = rules_of(door.body).stated.chosen_adult_roles
    if not roles:
        return []
    at_door = {post.staff_id for _place, post in answering([door], day)[door.pk]} | {holder.pk}
    found = Post.objects.on(day).filter(role__key__in=roles, unit__body_id=door.body_id, staff__ended_at__isnull=True)
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
    parties: tuple[PartyLine, ...]
    outcome: Outcome
    is_open: bool
    may_ask_others: bool  # nobody takes it over by this question, and the actor can put another
    may_withdraw: bool
    excepted: int
    parents_left_out: bool
    cannot_wait: bool  # danger, or the 24 hours run
    no_leader: bool  # then that somebody is not asked needs its reason alone; what one child asked of one adult waits for a leader


def get_handover(handover_id: int) -> Handover:
    """One handover. Raises NotVisible."""
    found = Handover.objects.filter(pk=handover_id).first()
    if found is None:
        raise NotVisible
    return found


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
    holder = who_has([concern], actor.at).get(concern.pk) if concern and concern.closed_at is None else None
    urgent = handover.pk in urgent_questions([handover.pk])
    became = outcome(handover.state, parties, giver=giver, receiver=receiver, holder=holder.now.name if holder else "")
    return HandoverPage(
        handover=handover,
        concern=concern,
        giver=giver,
        receiver=receiver,
        parties=parties,
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
        no_leader=urgent and concern is not None and not (holder is not None and holder.is_chosen),
    )


@dataclass(frozen=True)
class Offered:
    """A question to a door whether it takes a concern over, of which the door reads the reason alone."""

    handover: Handover
    cannot_wait: bool


def questions_to(doors: Iterable[ConcernDoor]) -> list[Offered]:
    """What these doors are asked, what cannot wait first. Two statements, one where there is nothing."""
    waiting = Handover.objects.filter(to_door_id__in=[door.pk for door in doors], state=HandoverState.PROPOSED)
    asked = list(waiting.order_by("pk"))
    urgent = urgent_questions(one.pk for one in asked)
    return sorted((Offered(one, one.pk in urgent) for one in asked), key=lambda one: not one.cannot_wait)


@dataclass(frozen=True)
class AbsenceLine:
    """An absence, by name."""

    absence: Absence
    name: str
    deputy: str

    @property
    def last_day(self) -> date | None:
        """The last day away, where it ends with a day."""
        upper = self.absence.away.upper
        end = timezone.localtime(upper) if upper else None
        return end.date() - timedelta(days=1) if end and end.time() == time() else None


@dataclass(frozen=True)
class AbsencePage:
    """Who of one's own is away, and whom one can say it of."""

    lines: tuple[AbsenceLine, ...]
    whom: tuple[Staff, ...]
    deputies: tuple[Staff, ...]


def absence_page(actor: Actor) -> AbsencePage:
    """One's own absences, and those of the colleagues whom one leads."""
    staff, today, own = staff_of(actor), timezone.localdate(actor.at), own_keys()
    near = colleagues(staff, today)
    led = Post.objects.on(today).filter(unit__leadership_id__in=own).values_list("staff_id", flat=True)
    whom = [staff, *(one for one in near if one.pk in set(led))]
    rows = list(
        Absence.objects.filter(
            Q(away__endswith__isnull=True) | Q(away__endswith__gt=actor.at),
            staff_id__in=[one.pk for one in whom],
            away__isempty=False,
        ).order_by("away", "pk")
    )
    names = staff_named({one.staff_id for one in rows} | {one.deputy_id or 0 for one in rows})
    return AbsencePage(
        lines=tuple(AbsenceLine(one, names.get(one.staff_id, ""), names.get(one.deputy_id or 0, "")) for one in rows),
        whom=tuple(whom),
        deputies=tuple(work_with_children(near, today)),
    )


def get_absence(absence_id: int) -> Absence:
    """One absence. Raises NotVisible."""
    found = Absence.objects.filter(pk=absence_id).first()
    if found is None:
        raise NotVisible
    return found
