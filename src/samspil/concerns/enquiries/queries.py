"""Reads of enquiries: the queue, one enquiry, one's own, counts without names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db.models import Case, Q, Sum, When
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.cabinet import own_keys
from samspil.concerns.arrivals.queries import Promise, dangers, late_numbers, promise_about, promises_about
from samspil.concerns.enquiries.models import Caller, Enquiry, EnquiryStep, OnTheSpot, Outcome, State, What
from samspil.concerns.models import Concern
from samspil.concerns.queries.hours import rules_of
from samspil.concerns.queries.narrowing import ENDED_SHOWN, LATE, Turned, Wanted, Ways, turn
from samspil.concerns.states import Source
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import ConcernDoor, Staff
from samspil.organisations.profile.doors import DoorTakes
from samspil.organisations.queries import staff_named, staff_of
from samspil.organisations.queries.concern_doors import answering, doors_answered, doors_of, get_door
from samspil.responsibility.queries import presence

SHOWN = 50
COUNTED = timedelta(days=90)
LATER = timedelta(days=7)  # within which a citizen hears, whose answer is late


def my_doors(actor: Actor) -> list[ConcernDoor]:
    """The doors for enquiries that the actor answers."""
    return doors_answered(staff_of(actor).body, timezone.localdate(actor.at), own_keys(), DoorTakes.ENQUIRY)


@dataclass(frozen=True)
class Standing:
    """Whether who has an enquiry is here, and who acts where they are not."""

    acting: str = ""
    has_left: bool = False  # or answers this door no more


@dataclass(frozen=True)
class Line:
    """An enquiry in a list."""

    enquiry: Enquiry
    assigned_to: str
    is_overdue: bool
    is_nobodys: bool
    standing: Standing
    in_danger: bool = False
    acts_on_danger: str = ""


@dataclass(frozen=True)
class QueuePage:
    """What is open at one's doors, overdue first, twenty a page, and what was settled on the spot."""

    doors: tuple[ConcernDoor, ...]
    lines: tuple[Line, ...]
    count: int
    overdue: int
    turned: Turned[Enquiry]
    counts: tuple[tuple[str, int], ...]
    elsewhere: str = ""  # which doors here take enquiries, for who answers none of them

    @property
    def can_take(self) -> bool:
        """Something on this page can be chosen and taken."""
        return any(line.is_nobodys for line in self.lines)


def queue_page(actor: Actor, wanted: Wanted = Wanted()) -> QueuePage:  # noqa: B008  frozen
    """Danger first, then the earliest deadline, so what is overdue stands on top; where that is wanted, what has ended, the newest
    first. The number of statements does not grow with it.
    """
    doors, today = my_doors(actor), timezone.localdate(actor.at)
    audiences = [door.audience_id for door in doors]
    waiting = Enquiry.objects.filter(owner_audience_id__in=audiences, state=State.OPEN)
    found = OnTheSpot.objects.filter(owner_audience_id__in=audiences, day__gt=today - COUNTED)
    free = nobodys(doors, actor.at)
    ordered = waiting.order_by(Case(When(pk__in=dangers("enquiry"), then=0), default=1), "due_on", "pk")
    if wanted.is_ended:
        ended = Enquiry.objects.filter(owner_audience_id__in=audiences, closed_at__gt=actor.at - ENDED_SHOWN)
        ordered = ended.order_by("-closed_at", "-pk")
    turned = turn(ordered, wanted, _ways(wanted, staff_of(actor).pk, free, actor.at))
    summed = found.values_list("what").annotate(all=Sum("times")).order_by("-all", "what")
    return QueuePage(
        doors=tuple(doors),
        lines=_lines(turned.rows, doors, free, actor.at),
        turned=turned,
        count=waiting.count(),
        overdue=waiting.filter(due_on__lt=today).count(),
        counts=tuple((str(What(what).label), times) for what, times in summed),
        elsewhere="" if doors else _doors_for_enquiries(actor),
    )


def _doors_for_enquiries(actor: Actor) -> str:
    """The names of the doors of the municipality that take enquiries."""
    here = doors_of(staff_of(actor).body, timezone.localdate(actor.at))
    return ", ".join(door.name for door in here if DoorTakes.ENQUIRY in door.takes)


def nobodys(doors: Iterable[ConcernDoor], at: datetime) -> Q:
    """Given to nobody, or to a colleague who has left or answers the door no more. One statement."""
    free = Q(assigned_to__isnull=True) | Q(assigned_to__ended_at__isnull=False)
    for door_id, placed in answering(doors, timezone.localdate(at)).items():
        free |= Q(door_id=door_id) & ~Q(assigned_to__in=[post.staff_id for _place, post in placed])
    return free


def standings(rows: Iterable[Enquiry], doors: Iterable[ConcernDoor], at: datetime) -> dict[int, Standing]:
    """Who acts for whom, for enquiries that somebody has. A constant number of statements."""
    held = {row.pk: (row.assigned_to_id, row.door_id) for row in rows if row.assigned_to_id}
    if not held:
        return {}
    people = Staff.objects.in_bulk({staff_id for staff_id, _door in held.values()})
    here = presence(doors, people, at)
    found = {}
    for pk, (staff_id, door_id) in held.items():
        who = people[staff_id or 0]
        acting = here.acting_for(who, door_id)
        found[pk] = Standing(acting.name if acting else "", here.has_left(who, door_id))
    return found


def _ways(wanted: Wanted, staff_id: int, free: Q, at: datetime) -> Ways:
    late = late_numbers("enquiry", at) if wanted.show == LATE else []
    mine = Q(assigned_to=staff_id)
    return Ways(
        words=("matter", "place"),
        mine=mine,
        nobodys=free,
        others=~mine & ~free,
        late=Q(due_on__lt=timezone.localdate(at)) | Q(pk__in=late),
    )


def _lines(rows: Sequence[Enquiry], doors: Iterable[ConcernDoor], free: Q, at: datetime) -> tuple[Line, ...]:
    told, today = promises_about(rows), timezone.localdate(at)
    acting = {one.taken_by for one in told.values() if one.in_danger and one.taken_by}
    names = staff_named({row.assigned_to_id for row in rows if row.assigned_to_id} | acting)
    nobodys = set(Enquiry.objects.filter(free, pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    standing = standings(rows, doors, at)
    return tuple(
        Line(
            row,
            names.get(row.assigned_to_id or 0, ""),
            row.state == State.OPEN and row.due_on < today,
            row.state == State.OPEN and row.pk in nobodys,
            standing.get(row.pk, Standing()),
            row.state == State.OPEN and row.pk in told and told[row.pk].in_danger,
            names.get(told[row.pk].taken_by or 0, "") if row.pk in told else "",
        )
        for row in rows
    )


def open_enquiries_of(staff_id: int) -> list[Enquiry]:
    """For somebody's day: what they have to answer or follow up, overdue first. One statement."""
    mine = Enquiry.objects.filter(assigned_to_id=staff_id, state=State.OPEN)
    return list(mine.order_by("due_on", "pk")[:SHOWN])


def get_enquiry(enquiry_id: int) -> Enquiry:
    """One enquiry. Raises NotVisible."""
    found = Enquiry.objects.filter(pk=enquiry_id).first()
    if found is None:
        raise NotVisible
    return found


@dataclass(frozen=True)
class Told:
    """Something that was done: when, what, by whom, and what they wrote."""

    at: datetime
    words: str
    who: str
    text: str = ""


@dataclass(frozen=True)
class EnquiryPage:
    """One enquiry with who asked, who answers, and what was done."""

    enquiry: Enquiry
    door: ConcernDoor
    caller: Caller | None
    assigned_to: str
    standing: Standing
    steps: tuple[Told, ...]
    colleagues: tuple[Staff, ...]
    is_overdue: bool
    today: date
    promise: Promise
    concern: Concern | None  # what came of it, for who may read it
    new_day: date | None  # by when a citizen hears who was promised an answer before this day, and has not got it

    @property
    def acts_on_danger(self) -> str:
        """Who has said that they act on the danger, and does."""
        return self.promise.taken_by_name if self.promise.in_danger else ""

    @property
    def may_be_reached(self) -> bool:
        """Whether the citizen was promised an answer."""
        return self.caller is not None and bool(self.caller.contact)

    @property
    def is_to_be_told(self) -> bool:
        """The day of the promised answer has passed."""
        return self.new_day is not None

    @property
    def became_concern(self) -> bool:
        """It has become a concern; what is left to do here is to answer the citizen."""
        return self.enquiry.outcome == Outcome.CONCERN

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.enquiry.state == State.OPEN


def enquiry_page(actor: Actor, enquiry: Enquiry) -> EnquiryPage:
    """Everything about an enquiry that the actor reads."""
    door, today = get_door(enquiry.door_id), timezone.localdate(actor.at)
    steps = list(EnquiryStep.objects.filter(enquiry=enquiry).order_by("written_at", "pk"))
    promise = promise_about(enquiry)
    names = staff_named({step.staff_id for step in steps} | {enquiry.assigned_to_id or 0, promise.acted_by or 0})
    people = {post.staff_id: post.staff for _place, post in answering([door], today)[door.pk]}
    caller = Caller.objects.filter(enquiry=enquiry).first()
    is_overdue = enquiry.state == State.OPEN and enquiry.due_on < today
    is_broken = is_overdue and caller is not None and bool(caller.contact)
    return EnquiryPage(
        enquiry=enquiry,
        door=door,
        caller=caller,
        assigned_to=names.get(enquiry.assigned_to_id or 0, ""),
        standing=standings([enquiry], [door], actor.at).get(enquiry.pk, Standing()),
        steps=_told(steps, promise, names),
        colleagues=tuple(sorted(people.values(), key=lambda staff: staff.name)),
        is_overdue=is_overdue,
        today=today,
        promise=promise,
        concern=_concern_of(enquiry),
        new_day=rules_of(door.body).last_open_day(door, today, LATER) if is_broken else None,
    )


def _told(steps: Iterable[EnquiryStep], promise: Promise, names: Mapping[int, str]) -> tuple[Told, ...]:
    """What was done with it, in the order of time; that somebody acts on the danger stands in no step."""
    told = [
        Told(step.written_at, step.get_kind_display(), names.get(step.staff_id, ""), step.text)
        for step in steps
        if step.written_at is not None
    ]
    if promise.acted_at is not None:
        told.append(Told(promise.acted_at, _("Somebody acts on the danger"), names.get(promise.acted_by or 0, "")))
    return tuple(sorted(told, key=lambda one: one.at))


# --- an enquiry that became a concern ---------------------------------------------------------------------------------
def key_of_concern(enquiry: Enquiry) -> UUID:
    """The key of the concern that comes of an enquiry: it comes once, and leads back."""
    return uuid5(UUID(int=0), f"enquiry {enquiry.pk}")


def _concern_of(enquiry: Enquiry) -> Concern | None:
    """The concern that came of it, for who may read it. No statement where none came."""
    if enquiry.outcome != Outcome.CONCERN:
        return None
    return Concern.objects.filter(key=key_of_concern(enquiry), source=Source.CITIZEN).order_by("pk").first()


@dataclass(frozen=True)
class EnquiryBehind:
    """The enquiry of which a concern came: who asked, how they are reached, and whether they wait for an answer."""

    enquiry: Enquiry
    caller: Caller | None
    is_open: bool


def enquiry_behind(concern: Concern) -> EnquiryBehind | None:
    """For who reads both. No statement for a concern that came otherwise; else two."""
    if concern.source != Source.CITIZEN or not concern.sender_id:
        return None
    near = Enquiry.objects.filter(outcome=Outcome.CONCERN, matter=concern.text).order_by("pk")
    enquiry = next((one for one in near if key_of_concern(one) == concern.key), None)
    if enquiry is None:
        return None
    caller = Caller.objects.filter(enquiry=enquiry).exclude(contact="").first()
    return EnquiryBehind(enquiry, caller, enquiry.state == State.OPEN)
