"""The queue of concerns at the doors that somebody answers: what comes first, whom it lies with, and the clock that runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Q, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.cabinet import own_keys
from samspil.concerns.arrivals.queries import Waiting, concerns_at_my_doors
from samspil.concerns.models import (
    Assessment,
    Concern,
    Footing,
    Holding,
)
from samspil.concerns.queries.adults import asking_doors
from samspil.concerns.queries.clocks import AGAIN, FIRST, UNSENT, UNSURE, Clock
from samspil.concerns.queries.handing import Offered, questions_to
from samspil.concerns.queries.holders import Holder, who_has
from samspil.concerns.queries.hours import DoorNow, Rules, door_now, rules_of
from samspil.concerns.queries.narrowing import ENDED_SHOWN, MINE, OTHERS, SHOWN, Turned, Wanted, Ways, turn
from samspil.concerns.queries.outside import wrote_outside
from samspil.concerns.states import LOCATIONS_WITH, source_name
from samspil.concerns.together.queries import groups_of
from samspil.organisations.models import ConcernDoor
from samspil.organisations.queries import staff_named, staff_of
from samspil.organisations.queries.concern_doors import doors_answered


@dataclass(frozen=True)
class QueueLine:
    """One concern in the queue, with the clock of 24 hours that runs about it, if one does."""

    concern: Concern
    assessment: Assessment
    holder: Holder | None
    sender: str
    clock: Clock | None
    is_late: bool
    is_rung_about: bool
    in_danger: bool = False
    acts_on_danger: str = ""
    asks_to_take_over: str = ""  # the adult who has it, and asks the door to take over
    is_joined: bool = False  # it is one matter with another open concern, and is taken with it

    @property
    def since(self) -> datetime:
        """When the municipality received it: as an enquiry, of which it was made, or as a concern."""
        return self.assessment.received_at

    @property
    def waits_for_first(self) -> bool:
        """Nobody has answered whether it can be a notification."""
        return self.clock is not None and self.clock.waits == FIRST

    @property
    def asks_again(self) -> bool:
        """The sender has told more since the answer."""
        return self.clock is not None and self.clock.waits == AGAIN

    @property
    def is_unsure(self) -> bool:
        """Somebody rings to ask whether it can be a notification."""
        return self.clock is not None and self.clock.waits == UNSURE

    @property
    def waits_to_be_sent(self) -> bool:
        """It is a notification, and nobody has sent it: the clock runs."""
        return self.clock is not None and self.clock.waits == UNSENT

    @property
    def is_left(self) -> bool:
        """Nobody at the door has taken it, nor acts on the danger."""
        return self.holder is not None and self.holder.is_first and not self.acts_on_danger

    @property
    def can_be_taken(self) -> bool:
        """It lies with the first at the door, and the first question is answered."""
        return self.holder is not None and self.holder.is_first and not self.waits_for_first


@dataclass(frozen=True)
class QueuePage:
    """What waits at the doors that the actor answers, and what they have sent themselves."""

    doors: tuple[ConcernDoor, ...]
    lines: tuple[QueueLine, ...]
    count: int
    untaken: int  # of these, what nobody at the door has taken
    unanswered: int
    turned: Turned[Any]  # of assessments, with what comes first
    duty: DoorNow | None
    offered: tuple[Offered, ...]  # what cannot wait comes first

    @property
    def can_take(self) -> bool:
        """Something on this page can be chosen and taken."""
        return any(line.can_be_taken for line in self.lines)


def queue_page(actor: Actor, wanted: Wanted = Wanted()) -> QueuePage:  # noqa: B008  frozen
    """The queue: danger first, then what a clock runs about, then the longest waiting; where that is wanted, what has ended, the
    newest first. The number of statements does not grow with it.
    """
    staff, today, own = staff_of(actor), timezone.localdate(actor.at), own_keys()
    doors = doors_answered(staff.body, today, own)
    audiences = [door.audience_id for door in doors]
    waiting = Assessment.objects.filter(owner_audience_id__in=audiences, closed_at__isnull=True)
    count, open_now = waiting.count(), concerns_at_my_doors()
    ended = Assessment.objects.filter(owner_audience_id__in=audiences, closed_at__gt=actor.at - ENDED_SHOWN)
    dangers = [number for number, one in open_now.items() if one.in_danger]
    running = [number for number, one in open_now.items() if one.clock]
    first = Case(When(concern_id__in=dangers, then=0), When(concern_id__in=running, then=1), default=2)
    if wanted.is_ended:
        ordered = ended.select_related("concern").order_by("-closed_at", "-pk")
    else:
        ordered = waiting.select_related("concern").annotate(later=first).order_by("later", "received_at", "pk")
    mine = _held_by(staff.pk, waiting, actor.at) if wanted.show in {MINE, OTHERS} else []
    ways = _ways(mine, actor.at, open_now)
    turned = turn(ordered, wanted, ways)
    rules = rules_of(staff.body)
    lines = queue_lines(turned.rows, rules, actor.at, open_now)
    joined = groups_of([line.concern.pk for line in lines], audiences)
    return QueuePage(
        doors=tuple(doors),
        lines=tuple(replace(line, is_joined=line.concern.pk in joined) for line in lines),
        count=count,
        untaken=waiting.filter(ways.nobodys).count(),
        unanswered=sum(one.clock is not None and one.clock.asks for one in open_now.values()),
        turned=turned,
        duty=door_now(doors[0], rules, actor.at) if doors else None,
        offered=tuple(questions_to(doors)[:SHOWN]),
    )


def _held_by(staff_id: int, waiting: QuerySet[Assessment], at: datetime) -> list[int]:
    """The numbers of the concerns of which the queue says that this colleague has them: those too that nobody has taken and that lie
    with them as the first at the door, and those for whose holder they act. A constant number of statements.
    """
    concerns = [one.concern for one in waiting.select_related("concern")]
    return [number for number, holder in who_has(concerns, at).items() if holder.now.pk == staff_id]


def _ways(mine: Sequence[int], at: datetime, waiting: Mapping[int, Waiting]) -> Ways:
    """`mine` are the numbers of the concerns that the actor has. What nobody has taken lies with somebody all the same, and on what is in
    danger somebody may act who has not taken it.
    """
    now = Holding.objects.filter(period__upper_inf=True, footing=Footing.RECEIVED)
    acted = [number for number, one in waiting.items() if one.in_danger and one.taken_at]
    return Ways(
        words=("concern__who", "concern__text"),
        child_of="subject",
        mine=Q(concern_id__in=mine),
        nobodys=Q(concern_id__in=now.values("concern_id")) & ~Q(concern_id__in=acted),
        others=~Q(concern_id__in=mine),
        late=Q(concern_id__in=[number for number, one in waiting.items() if one.is_late(at)]),
        where={kind: Q(concern__location_type__in=kinds) for kind, kinds in LOCATIONS_WITH.items()},
    )


def queue_lines(
    rows: Sequence[Assessment], rules: Rules, at: datetime, waiting: Mapping[int, Waiting] | None = None
) -> list[QueueLine]:
    """Rows with their clocks and holders. `waiting`: what waits at the actor's doors, where it has been asked for already."""
    concerns = [row.concern for row in rows]
    held = who_has(concerns, at)
    told = concerns_at_my_doors() if waiting is None else waiting
    names = staff_named(
        {concern.sender_id or 0 for concern in concerns} | {one.taken_by or 0 for one in told.values() if one.in_danger}
    )
    asking = asking_doors(pk for pk, holder in held.items() if holder.is_chosen)
    remind = timedelta(hours=rules.stated.remind_after_hours)
    lines = []
    for row in rows:
        one = told.get(row.concern_id)
        clock = one.clock if one else None
        lines.append(
            QueueLine(
                concern=row.concern,
                assessment=row,
                holder=held.get(row.concern_id),
                sender=called_sender(row.concern, names.get(row.concern.sender_id or 0, "")),
                clock=clock,
                is_late=clock is not None and clock.is_late(at),
                is_rung_about=clock is not None and clock.asks and at > clock.since + remind,
                in_danger=one is not None and one.in_danger,
                asks_to_take_over=asking.get(row.concern_id, ""),
                acts_on_danger=names.get(one.taken_by or 0, "") if one is not None and one.in_danger else "",
            )
        )
    return lines


def called_sender(concern: Concern, name: str) -> str:
    """Who wrote it: the colleague; who had no sign-in is called by what they are, with the colleague who made it a concern."""
    if not wrote_outside(concern):
        return name or str(source_name(concern.source))
    if not name:
        return str(source_name(concern.source))
    return _("A citizen, made a concern by %(name)s") % {"name": name}
