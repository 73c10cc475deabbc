"""Concerns at doors: what can be chosen when one is raised, the queue, one concern, and figures without names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Case, Q, When
from django.utils import timezone

from samspil.access.actor import Actor
from samspil.access.cabinet import own_keys
from samspil.concerns.arrivals.queries import Promise, late_numbers, promise_about
from samspil.concerns.chosen.queries import ChosenPanel, chosen_panel
from samspil.concerns.joint.models import JointAssessment
from samspil.concerns.models import Assessment, Concern, FirstAnswer, Footing, Handover, HandoverState, Holding, Step
from samspil.concerns.notifying.queries import NotifyingPanel, is_sent, notifying_panel, possible_notifiers, unsent
from samspil.concerns.queries.holders import Holder, who_has
from samspil.concerns.queries.hours import DoorNow, Rules, door_now, rules_of
from samspil.concerns.queries.narrowing import LATE, SHOWN, Turned, Wanted, Ways, turn
from samspil.concerns.queries.own_door import door_of
from samspil.concerns.states import UNDER_AGE, source_name
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import ConcernDoor, Staff, Unit
from samspil.organisations.profile.doors import DoorTakes
from samspil.organisations.profile.reception import AssessmentQuestion
from samspil.organisations.queries import staff_named, staff_of
from samspil.organisations.queries.concern_doors import doors_answered, doors_of, get_door
from samspil.people.models import Person
from samspil.people.queries import Child, Match, matches
from samspil.sharing.files.queries import files_of
from samspil.sharing.models import File

ASSESSED_WITHIN = timedelta(hours=24)  # barnets lov § 136: weekends and holidays count
FEWEST = 5  # figures about fewer are not shown


@dataclass(frozen=True)
class RaisingPage:
    """The doors that a concern can go to, the sender's own for who does not know, and numbers for this hour."""

    doors: tuple[ConcernDoor, ...]
    own: ConcernDoor
    now: DoorNow


def raising_page(actor: Actor) -> RaisingPage:
    """For the form. Raises Refused where the municipality has no door."""
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    own = door_of(staff, today, DoorTakes.CONCERN)
    return RaisingPage(
        tuple(doors_of(staff.body, today, DoorTakes.CONCERN)), own, door_now(own, rules_of(staff.body), actor.at)
    )


@dataclass(frozen=True)
class QueueLine:
    """One concern in the queue, with the clock of 24 hours."""

    concern: Concern
    assessment: Assessment
    holder: Holder | None
    sender: str
    due: datetime
    is_late: bool
    is_rung_about: bool
    waits_to_be_sent: bool  # it is a notification, and nobody has sent it: the clock runs

    @property
    def waits_for_first(self) -> bool:
        """Nobody has answered whether it can be a notification."""
        return self.assessment.asks_notification and not self.assessment.first_answer


@dataclass(frozen=True)
class QueuePage:
    """What waits at the doors that the actor answers, and what they have sent themselves."""

    doors: tuple[ConcernDoor, ...]
    lines: tuple[QueueLine, ...]
    count: int
    unanswered: int
    turned: Turned[Any]  # of assessments, with what comes first
    duty: DoorNow | None
    offered: tuple[Handover, ...]


def queue_page(actor: Actor, wanted: Wanted = Wanted()) -> QueuePage:  # noqa: B008  frozen
    """The queue: unanswered first, then the longest waiting. The number of statements does not grow with it."""
    staff, today, own = staff_of(actor), timezone.localdate(actor.at), own_keys()
    doors = doors_answered(staff.body, today, own)
    audiences = [door.audience_id for door in doors]
    waiting = Assessment.objects.filter(owner_audience_id__in=audiences, closed_at__isnull=True)
    count = waiting.count()
    first_of_all = Q(asks_notification=True, first_at__isnull=True) | Q(first_answer=FirstAnswer.YES) & ~is_sent()
    unanswered = waiting.filter(asks_notification=True, first_at__isnull=True).count()
    first = waiting.select_related("concern").annotate(later=Case(When(first_of_all, then=0), default=1))
    turned = turn(first.order_by("later", "received_at", "pk"), wanted, _ways(wanted, staff.pk, actor.at))
    rules = rules_of(staff.body)
    offered = Handover.objects.filter(to_door_id__in=[door.pk for door in doors], state=HandoverState.PROPOSED)
    return QueuePage(
        doors=tuple(doors),
        lines=tuple(_lines(turned.rows, rules, actor.at)),
        count=count,
        unanswered=unanswered,
        turned=turned,
        duty=door_now(doors[0], rules, actor.at) if doors else None,
        offered=tuple(offered.order_by("pk")[:SHOWN]),
    )


def _ways(wanted: Wanted, staff_id: int, at: datetime) -> Ways:
    """Whose a concern is says who holds it; whom nobody at the door has taken it from is nobody's."""
    now = Holding.objects.filter(period__upper_inf=True)
    received = Q(concern_id__in=now.filter(footing=Footing.RECEIVED).values("concern_id"))
    late = late_numbers("concern", at) if wanted.show == LATE else []
    return Ways(
        words=("concern__who", "concern__text"),
        mine=Q(concern_id__in=now.filter(staff_id=staff_id).values("concern_id")) & ~received,
        nobodys=received,
        late=Q(concern_id__in=late),
    )


def _lines(rows: Sequence[Assessment], rules: Rules, at: datetime) -> list[QueueLine]:
    concerns = [row.concern for row in rows]
    held = who_has(concerns, at)
    names = staff_named({concern.sender_id or 0 for concern in concerns})
    remind = timedelta(hours=rules.stated.remind_after_hours)
    lines, not_sent = [], unsent(rows)
    for row in rows:
        waits = (row.asks_notification and not row.first_answer) or row.concern_id in not_sent
        due = row.received_at + ASSESSED_WITHIN
        lines.append(
            QueueLine(
                row.concern, row, held.get(row.concern_id),
                names.get(row.concern.sender_id or 0) or source_name(row.concern.source), due,
                waits and at > due, waits and at > row.received_at + remind, row.concern_id in not_sent,
            )
        )  # fmt: skip
    return lines


def get_at_door(concern_id: int) -> Concern:
    """One concern at a door, as its sender or the door reads it. Raises NotVisible."""
    concern = Concern.objects.filter(pk=concern_id, door_id__isnull=False).first()
    if concern is None:
        raise NotVisible
    return concern


def questions_at(concern: Concern, at: datetime) -> tuple[AssessmentQuestion, ...]:
    """What the municipality of the concern's door also wants judged. Two statements."""
    door = get_door(concern.door_id or 0)
    return door_now(door, rules_of(door.body), at).questions


@dataclass(frozen=True)
class Told:
    """A sentence of the history: who, when, what."""

    at: datetime | None
    who: str
    kind: str
    text: str


@dataclass(frozen=True)
class AtDoorPage:
    """One concern. For its sender: who has it and what was told; for the door also what is assessed."""

    concern: Concern
    door: DoorNow
    holder: Holder | None
    sender: str
    sender_unit: str
    sender_phone: str
    is_mine: bool
    answers: bool
    line: QueueLine | None
    told: tuple[Told, ...]
    holdings: tuple[tuple[Holding, str], ...]
    person: Person | None
    matches: tuple[Match, ...]
    handovers: tuple[Handover, ...]
    promise: Promise
    is_late: bool
    may_take: bool
    notifying: NotifyingPanel | None
    notifiers: tuple[Staff, ...]  # who can be chosen to send a notification
    joint: tuple[JointAssessment, ...]
    files: tuple[File, ...]
    chosen: ChosenPanel | None

    @property
    def is_open(self) -> bool:
        """Still held by somebody."""
        return self.concern.closed_at is None

    @property
    def runs(self) -> bool:
        """Whether it can be a notification, whose 24 hours run from receipt, open door or not."""
        return self.concern.about in UNDER_AGE

    @property
    def unsure(self) -> bool:
        """Somebody rings to ask whether it can be a notification."""
        return self.line is not None and self.line.assessment.first_answer == FirstAnswer.UNSURE


def at_door_page(actor: Actor, concern: Concern) -> AtDoorPage:
    """Everything about a concern that the actor reads."""
    staff = staff_of(actor)
    assert concern.door_id is not None  # get_at_door asks for it
    door, rules = get_door(concern.door_id), rules_of(staff.body)
    holder = who_has([concern], actor.at).get(concern.pk)
    answers = concern.owner_audience_id in own_keys()
    assessment = Assessment.objects.filter(concern=concern).first()
    steps = list(Step.objects.filter(concern=concern).order_by("written_at", "pk"))
    holdings = list(Holding.objects.filter(concern=concern).order_by("period"))
    sender = Staff.objects.filter(pk=concern.sender_id or 0).first()  # None: it came from outside (`concerns.public`)
    names = staff_named({step.staff_id or 0 for step in steps} | {held.staff_id for held in holdings})
    unit = Unit.objects.filter(pk=concern.sender_unit_id or 0).first()
    person: Person | None = None
    found: tuple[Match, ...] = ()
    if assessment is not None and answers:
        person = Person.objects.filter(pk=assessment.subject).first() if assessment.subject else None
        found = tuple(matches([_told_child(concern)])[0]) if person is None and concern.about == "child" else ()
    promise = promise_about(concern)
    told = names | {0: source_name(concern.source)}  # who has no sign-in has no number
    said_yes = assessment is not None and assessment.first_answer == FirstAnswer.YES
    waits_for_first = assessment is not None and assessment.first_answer in {"", FirstAnswer.UNSURE}
    return AtDoorPage(
        concern=concern,
        door=door_now(door, rules, actor.at),
        holder=holder,
        sender=sender.name if sender else source_name(concern.source),
        sender_unit=unit.name if unit else "",
        sender_phone=(sender.phone if sender else "") or (unit.phone if unit else ""),
        is_mine=staff.pk == concern.sender_id,
        answers=answers,
        line=_lines([_with(assessment, concern)], rules, actor.at)[0] if assessment is not None else None,
        told=tuple(Told(step.written_at, told.get(step.staff_id or 0, ""), step.kind, step.text) for step in steps),
        holdings=tuple((held, names.get(held.staff_id, "")) for held in holdings),
        person=person,
        matches=found,
        handovers=tuple(Handover.objects.filter(concern=concern).order_by("pk")),
        notifying=notifying_panel(concern, staff, answers=answers, said_yes=said_yes),
        joint=tuple(JointAssessment.objects.filter(concern=concern).order_by("pk")) if answers else (),
        notifiers=possible_notifiers(actor, concern) if answers and waits_for_first else (),
        promise=promise,
        is_late=promise.is_broken(actor.at),
        files=tuple(files_of(concern)),
        chosen=chosen_panel(actor, concern, holder, staff, answers=answers),
        may_take=answers and holder is not None and holder.is_first and concern.closed_at is None,
    )


def _with(assessment: Assessment, concern: Concern) -> Assessment:
    assessment.concern = concern
    return assessment


def _told_child(concern: Concern) -> Child:
    """The child as the sender named it: a name before the first comma. Without a birth date nothing is matched by name."""
    return Child(concern.who.split(",")[0].strip())


@dataclass(frozen=True)
class Figures:
    """Response times of a door over a period: no names, and nothing where there are too few (HAL-24, HAL-34)."""

    door: ConcernDoor
    since: date
    received: int | None
    reacted_share: int | None
    median_hours: float | None
    answered_in_time: int | None


def figures(actor: Actor, days: int = 90) -> list[Figures]:
    """For the doors that the actor answers."""
    staff, today, own = staff_of(actor), timezone.localdate(actor.at), own_keys()
    since = actor.at - timedelta(days=days)
    found = []
    doors = doors_answered(staff.body, today, own, DoorTakes.CONCERN)
    rows = list(
        Assessment.objects.filter(
            owner_audience_id__in=[door.audience_id for door in doors], closed_at__gte=since
        ).values_list("owner_audience_id", "received_at", "reacted_at", "first_at", "asks_notification")
    )
    for door in doors:
        mine = [row for row in rows if row[0] == door.audience_id]
        if len(mine) < FEWEST:
            found.append(Figures(door, timezone.localdate(since), None, None, None, None))
            continue
        hours = [(reacted - received).total_seconds() / 3600 for _, received, reacted, _, _ in mine if reacted]
        asked = [(received, first) for _, received, _, first, asks in mine if asks]
        in_time = sum(first is not None and first - received <= ASSESSED_WITHIN for received, first in asked)
        found.append(
            Figures(
                door,
                timezone.localdate(since),
                len(mine),
                round(100 * len(hours) / len(mine)),
                round(median(hours), 1) if len(hours) >= FEWEST else None,
                round(100 * in_time / len(asked)) if len(asked) >= FEWEST else None,
            )
        )
    return found
