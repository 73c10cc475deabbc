"""What the forum agreed earlier and is due by the day of a meeting: offered for its agenda, placed by a press (BRO-58)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, When
from django.utils import timezone

from samspil.cases.models import Conversation, ConversationState, Task, TaskState
from samspil.meetings.models import Decision, Item, Meeting, MeetingState
from samspil.meetings.states import DecisionState, ItemState
from samspil.organisations.profile import Terms
from samspil.organisations.queries import terms_of
from samspil.people.models import Person

NOT_FOLLOWED = frozenset({"again", "delete"})  # the one stands on its agenda already, the other leaves nothing
# How long a line counts as due of which the actor sees no work: another unit's tasks stay with that unit. Then it is an older one.
DUE_FOR = timedelta(days=14)
OFFERED_FOR = timedelta(days=365)
OLDER_SHOWN = 50  # lines; a forum decides some hundred in a year


@dataclass(frozen=True)
class Agreed:
    """One line that is due: the forum's word, who is responsible, and by when."""

    decision_id: int
    item_id: int
    label: str
    responsible: str
    due_on: date
    is_older: bool


@dataclass(frozen=True)
class FollowUp:
    """A child about whom something is due, with every line of it, the earliest first."""

    person: Person
    age: int | None
    agreed: Sequence[Agreed]

    @property
    def id(self) -> int:
        return int(self.person.pk)

    @property
    def is_older(self) -> bool:
        """Whether nothing of it counts as due any more; it is offered until a year after the deadline, folded away."""
        return all(line.is_older for line in self.agreed)


def due_lines(meeting: Meeting, terms: Terms | None = None) -> QuerySet[Any]:
    """What this forum agreed about children that is due by the day of the meeting, as decisions.

    Left out: whom a waiting item of the forum is about already, lines that the forum has come back to, and lines whose tasks
    and conversations are done or have a later day, as far as the actor reads them. Each is annotated with `is_older`: its work
    lies where the actor does not read, and its deadline passed some weeks ago.
    """
    day = timezone.localdate(meeting.starts_at)
    words = (terms or terms_of(meeting.forum, day)).decisions
    silent = [word.code for word in words if NOT_FOLLOWED & set(word.consequences)]
    waiting = Item.objects.filter(
        meeting__forum_id=meeting.forum_id,
        meeting__state__in=[MeetingState.PLANNED, MeetingState.SENT, MeetingState.OPEN],
        subject__isnull=False,
    ).exclude(state__in=[ItemState.MOVED, ItemState.WITHDRAWN])
    tasks = Task.objects.filter(decision_id=OuterRef("pk"))
    talks = Conversation.objects.filter(decision_id=OuterRef("pk"))
    by_then = Q(due_on__isnull=True) | Q(due_on__lte=day)
    is_open = Q(Exists(tasks.filter(by_then, state=TaskState.OPEN))) | Q(
        Exists(talks.filter(by_then, state=ConversationState.PLANNED))
    )
    unseen = ~Exists(tasks) & ~Exists(talks)
    older = Q(unseen, due_on__lt=day - DUE_FOR)
    return (
        Decision.objects.filter(
            Exists(Person.objects.filter(pk=OuterRef("subject"))),
            ~Q(subject__in=waiting.values("subject")),  # asked once, not of each decision
            is_open | unseen,
            meeting__forum_id=meeting.forum_id,
            meeting__state=MeetingState.APPROVED,
            state=DecisionState.STANDING,
            subject__isnull=False,
            due_on__range=(day - OFFERED_FOR, day),
            followed_up_on__isnull=True,
        )
        .exclude(meeting_id=meeting.pk)
        .exclude(word__in=silent)
        .annotate(is_older=Case(When(older, then=True), default=False, output_field=BooleanField()))
    )


def follow_ups(meeting: Meeting) -> list[FollowUp]:
    """Children about whom something is due (`due_lines`), the longest overdue first; then those of the latest older lines, the latest
    first. Four statements, whatever the number.
    """
    day = timezone.localdate(meeting.starts_at)
    found = due_lines(meeting).select_related("responsible")
    older = found.filter(is_older=True).order_by("-due_on", "-pk")[:OLDER_SHOWN]
    lines = [*found.filter(is_older=False).order_by("due_on", "pk"), *older]
    children = Person.objects.in_bulk({line.subject for line in lines})
    agreed: dict[int, list[Agreed]] = defaultdict(list)
    for line in lines:
        if line.subject is None or line.due_on is None:
            continue
        who = line.responsible
        one = Agreed(line.pk, line.item_id, line.label, who.name if who else "", line.due_on, line.is_older)
        agreed[line.subject].append(one)
    return [
        FollowUp(child, child.age_at(day), sorted(told, key=lambda one: (one.due_on, one.decision_id)))
        for subject, told in agreed.items()
        if (child := children.get(subject))
    ]
