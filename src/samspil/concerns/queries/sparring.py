"""Sparring: whom to ask, what waits, one question, how soon it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.utils import timezone

from samspil.access.actor import Actor
from samspil.access.cabinet import own_keys
from samspil.concerns import policies
from samspil.concerns.arrivals.queries import Promise, promise_about
from samspil.concerns.attached import attached_cases
from samspil.concerns.models import Sparring
from samspil.concerns.queries.hours import DoorNow, door_now, rules_of
from samspil.concerns.queries.own_door import door_of, matter_doors
from samspil.concerns.states import SPARRING, SparringState
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import ConcernDoor, Staff
from samspil.organisations.profile.doors import DoorTakes
from samspil.organisations.queries import staff_named, staff_of
from samspil.organisations.queries.concern_doors import answering, doors_answered, get_door

SHOWN = 50
FEWEST = 5


@dataclass(frozen=True)
class MyDoor:
    """The one door of an employee, and who stands there."""

    now: DoorNow
    names: tuple[str, ...]


def my_door(actor: Actor) -> MyDoor:
    """Whom I ask (HAL-18, HAL-36). Raises Refused where the municipality has no door."""
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    door = door_of(staff, today, DoorTakes.SPARRING)
    people = answering([door], today)[door.pk]
    names = dict.fromkeys(post.staff.name for _place, post in people)
    return MyDoor(door_now(door, rules_of(staff.body), actor.at), tuple(names))


@dataclass(frozen=True)
class OfCase:
    """The door for a sort of matter, and the case in which it is asked."""

    door_id: int
    case_id: int

    @property
    def code(self) -> str:
        """For a form."""
        return f"{self.door_id}-{self.case_id}"


@dataclass(frozen=True)
class MatterChoice:
    """A case of one's own, and the door that gives sparring in it."""

    of_case: OfCase
    name: str
    door: ConcernDoor


def matter_choices(actor: Actor) -> list[MatterChoice]:
    """The doors for a sort of matter that one may ask, case by case: who is attached to the person (VAL-108)."""
    doors = matter_doors(staff_of(actor), timezone.localdate(actor.at), DoorTakes.SPARRING)
    cases = attached_cases(actor) if doors else []
    return [MatterChoice(OfCase(door.pk, case.id), case.name, door) for door in doors for case in cases]


@dataclass(frozen=True)
class SparringLine:
    """A question in a list."""

    sparring: Sparring
    asker: str


@dataclass(frozen=True)
class SparringQueue:
    """What one has asked, what waits at one's doors, and the middle answer time of the last 90 days."""

    mine: tuple[SparringLine, ...]
    waiting: tuple[SparringLine, ...]
    answers: bool
    median_hours: float | None
    door: MyDoor


def sparring_queue(actor: Actor) -> SparringQueue:
    """For the page of sparring."""
    staff, own = staff_of(actor), own_keys()
    mine = list(Sparring.objects.filter(asker_id=staff.pk).order_by("-asked_at", "-pk")[:SHOWN])
    door = my_door(actor)
    waiting = list(
        Sparring.objects.filter(owner_audience_id__in=own)
        .exclude(state__in=SPARRING.rests)
        .order_by("asked_at", "pk")[:SHOWN]
    )
    names = staff_named({one.asker_id for one in [*mine, *waiting]})
    answered = list(
        Sparring.objects.filter(
            owner_audience_id__in=own, answered_at__isnull=False, asked_at__gte=actor.at - timedelta(days=90)
        ).values_list("asked_at", "answered_at")
    )
    hours = [(answered_at - asked).total_seconds() / 3600 for asked, answered_at in answered if answered_at]
    return SparringQueue(
        mine=tuple(SparringLine(one, names.get(one.asker_id, "")) for one in mine),
        waiting=tuple(SparringLine(one, names.get(one.asker_id, "")) for one in waiting),
        answers=bool(doors_answered(staff.body, timezone.localdate(actor.at), own, DoorTakes.SPARRING)),
        median_hours=round(median(hours), 1) if len(hours) >= FEWEST else None,
        door=door,
    )


def get_sparring(sparring_id: int) -> Sparring:
    """One question. Raises NotVisible."""
    found = Sparring.objects.filter(pk=sparring_id).first()
    if found is None:
        raise NotVisible
    return found


@dataclass(frozen=True)
class SparringPage:
    """One question, with who asked and who answers."""

    sparring: Sparring
    asker: Staff
    answered_by: str
    answers: bool
    waits: bool  # for advice
    may_withdraw: bool
    promise: Promise
    now: DoorNow


def sparring_page(actor: Actor, sparring: Sparring) -> SparringPage:
    """Everything about a question that the actor reads."""
    door = get_door(sparring.door_id)
    by = sparring.answered_by_id
    return SparringPage(
        sparring=sparring,
        asker=Staff.objects.get(pk=sparring.asker_id),
        answered_by=staff_named({by}).get(by, "") if by else "",
        answers=sparring.owner_audience_id in own_keys() and sparring.state not in SPARRING.rests,
        waits=sparring.state == SparringState.ASKED,
        promise=promise_about(sparring),
        may_withdraw=_may_withdraw(staff_of(actor), sparring),
        now=door_now(door, rules_of(door.body), actor.at),
    )


def _may_withdraw(staff: Staff, sparring: Sparring) -> bool:
    try:
        policies.check_may_withdraw_sparring(staff, sparring)
    except Refused:
        return False
    return True
