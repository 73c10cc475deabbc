"""What the forum agreed earlier and is due by the day of a meeting: offered for its agenda, placed by a press (BRO-58)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from samspil.cases.models import Conversation, ConversationState, Task, TaskState
from samspil.meetings.models import Decision, Item, Meeting, MeetingState
from samspil.meetings.states import DecisionState, ItemState
from samspil.organisations.models import Staff
from samspil.organisations.queries import terms_of
from samspil.people.models import Person

NOT_FOLLOWED = frozenset({"again", "delete"})  # the one stands on its agenda already, the other leaves nothing
# How long a line is offered of which the actor sees no open work: another unit's tasks stay with that unit.
OFFERED_FOR = timedelta(days=14)
LOOKED_BACK = timedelta(days=365)


@dataclass(frozen=True)
class Agreed:
    """One line that is due: the forum's word, who is responsible, and by when."""

    decision_id: int
    item_id: int
    label: str
    responsible: str
    due_on: date


@dataclass(frozen=True)
class FollowUp:
    """A child about whom something is due, with every line of it, the earliest first."""

    person: Person
    age: int | None
    agreed: Sequence[Agreed]

    @property
    def id(self) -> int:
        return int(self.person.pk)


def follow_ups(meeting: Meeting) -> list[FollowUp]:
    """Children about whom this forum agreed something that is due by the day of the meeting, the longest overdue first.

    Left out: whom a waiting item of the forum is about already, lines that the forum has come back to, and lines whose tasks
    and conversations are done or have a later day, as far as the actor reads them. Six statements, whatever the number.
    """
    day = timezone.localdate(meeting.starts_at)
    silent = [word.code for word in terms_of(meeting.forum, day).decisions if NOT_FOLLOWED & set(word.consequences)]
    lines = list(
        Decision.objects.filter(
            meeting__forum_id=meeting.forum_id,
            meeting__state=MeetingState.APPROVED,
            state=DecisionState.STANDING,
            subject__isnull=False,
            due_on__range=(day - LOOKED_BACK, day),
            followed_up_on__isnull=True,
        )
        .exclude(meeting_id=meeting.pk)
        .exclude(word__in=silent)
        .order_by("due_on", "pk")
    )
    if not lines:
        return []
    waiting = set(
        Item.objects.filter(
            meeting__forum_id=meeting.forum_id,
            meeting__state__in=[MeetingState.PLANNED, MeetingState.SENT, MeetingState.OPEN],
            subject__in={line.subject for line in lines},
        )
        .exclude(state__in=[ItemState.MOVED, ItemState.WITHDRAWN])
        .values_list("subject", flat=True)
    )
    lines = _still_due([line for line in lines if line.subject not in waiting], day)
    people = Staff.objects.in_bulk({line.responsible_id for line in lines})
    children = Person.objects.in_bulk({line.subject for line in lines})
    agreed: dict[int, list[Agreed]] = defaultdict(list)
    for line in lines:
        if line.subject is None or line.due_on is None:
            continue
        who = people.get(line.responsible_id)
        agreed[line.subject].append(Agreed(line.pk, line.item_id, line.label, who.name if who else "", line.due_on))
    return [
        FollowUp(child, child.age_at(day), found)
        for subject, found in agreed.items()
        if (child := children.get(subject))
    ]


def _still_due(lines: Sequence[Decision], day: date) -> list[Decision]:
    """Without the lines whose work, as far as the actor reads it, is done or has been given a later day."""
    ids = [line.pk for line in lines]
    work: dict[int, list[bool]] = defaultdict(list)
    tasks = Task.objects.filter(decision_id__in=ids).values_list("decision_id", "state", "due_on")
    talks = Conversation.objects.filter(decision_id__in=ids).values_list("decision_id", "state", "due_on")
    _note(work, tasks, TaskState.OPEN, day)
    _note(work, talks, ConversationState.PLANNED, day)
    return [line for line in lines if any(work.get(line.pk, [bool(line.due_on and line.due_on >= day - OFFERED_FOR)]))]


def _note(
    work: dict[int, list[bool]], rows: Iterable[tuple[int | None, str, date | None]], is_open: str, day: date
) -> None:
    for decision_id, state, due_on in rows:
        work[decision_id or 0].append(state == is_open and (due_on is None or due_on <= day))
