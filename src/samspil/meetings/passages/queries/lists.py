"""What a forum has sent and received, what waits for one colleague, and where to look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, F, Q
from django.utils import timezone

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.cases.models import Task, TaskState
from samspil.meetings.passages import policies
from samspil.meetings.passages.models import Tie
from samspil.meetings.passages.queries.reading import Line, lines_of, passages
from samspil.meetings.passages.queries.reports import Owed, reports_owed
from samspil.meetings.passages.states import State, Tied
from samspil.organisations.models import Forum, Staff
from samspil.organisations.policies import refusal_of
from samspil.organisations.queries import forums_of, units_of

SHOWN = 200


@dataclass(frozen=True)
class ForumPassages:
    """What a forum has sent and received, newest first; and what it owes by its profile."""

    forum: Forum
    received: Sequence[Line]
    sent: Sequence[Line]
    why_not_send: str
    today: date
    reports: Sequence[Owed]


def forum_passages(actor: Actor, forum: Forum) -> ForumPassages:
    """The page of a forum. A constant number of statements."""
    today = timezone.localdate(actor.at)
    both = Q(from_forum=forum) | Q(to_forum=forum)
    lines = lines_of(passages().filter(both).order_by("-sent_on", "-pk")[:SHOWN], today)
    return ForumPassages(
        forum=forum,
        received=[line for line in lines if line.passage.to_forum_id == forum.pk],
        sent=[line for line in lines if line.passage.from_forum_id == forum.pk],
        why_not_send=refusal_of(policies.check_may_send, actor, forum),
        today=today,
        reports=reports_owed(forum, today),
    )


@dataclass(frozen=True)
class Waiting:
    """What waits for one colleague: to be answered for a forum or a unit, and answers that are late."""

    to_answer: Sequence[Line]
    late: Sequence[Line]
    tasks_done: frozenset[int] = frozenset()  # passages whose task is done, of which the sender has not been told

    def __bool__(self) -> bool:
        return bool(self.to_answer or self.late)


def waiting_for(actor: Actor) -> Waiting:
    """For my day: received where the colleague answers for the receiver and not settled; sent by a door of theirs, late."""
    today = timezone.localdate(actor.at)
    inside = Q(to_forum__isnull=False) | Q(to_unit__isnull=False)
    asked, late = (
        Q(reply_audience__in=cabinet.OWN_KEYS) & inside,
        Q(owner_audience__in=cabinet.OWN_KEYS, answer_by__lt=today),
    )
    known = passages().annotate(is_asked=_whether(asked), is_late=_whether(late))
    rows = known.filter(asked | late, state=State.SENT).exclude(replies__state__in=[State.ANSWERED, State.CARRIED_OUT])
    lines = lines_of(rows.order_by(F("answer_by").asc(nulls_last=True), "pk")[:SHOWN], today)
    tied = dict(
        Tie.objects.filter(what=Tied.TASK, passage__in=[one.passage.pk for one in lines]).values_list(
            "number", "passage_id"
        )
    )
    done = Task.objects.filter(pk__in=list(tied), state=TaskState.DONE).values_list("pk", flat=True)
    return Waiting(
        tasks_done=frozenset(tied[pk] for pk in done),
        to_answer=[line for line in lines if vars(line.passage)["is_asked"]],
        late=[line for line in lines if vars(line.passage)["is_late"] and line.is_overdue],
    )


def _whether(condition: Q) -> ExpressionWrapper[Q]:
    return ExpressionWrapper(condition, output_field=BooleanField())


@dataclass(frozen=True)
class MyForums:
    """Where a colleague can look: forums with a seat, and what came to their units."""

    forums: Sequence[Forum]
    to_units: Sequence[Line]


def my_forums(actor: Actor, staff: Staff) -> MyForums:
    """The entry to what travels: my forums, and what my units have received."""
    today = timezone.localdate(actor.at)
    units = units_of(actor, today)
    rows = passages().filter(to_unit__in=[unit.pk for unit in units]).order_by("-sent_on", "-pk")[:SHOWN]
    return MyForums([one.forum for one in forums_of(staff, today)], lines_of(rows, today) if units else [])
