"""One passage with its answer, and what it hangs together with on the side of whoever looks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.cases.models import Task, TaskState
from samspil.lib.refusals import NotVisible
from samspil.meetings.matters.models import Matter
from samspil.meetings.models import Meeting, MeetingState
from samspil.meetings.passages import policies
from samspil.meetings.passages.models import Passage, Reply, Tie
from samspil.meetings.passages.states import SETTLED, State, Tied
from samspil.organisations.models import Staff
from samspil.organisations.policies import refusal_of


def get_passage(passage_id: int) -> Passage:
    """One that the actor reads. Raises NotVisible."""
    found = passages().filter(pk=passage_id).first()
    if found is None:
        raise NotVisible
    return found


def passages() -> QuerySet[Passage]:
    return Passage.objects.select_related("from_forum__body", "to_forum__body", "to_unit__body")


def reply_to(passage: Passage) -> Reply | None:
    """What the receiver has said so far."""
    return Reply.objects.filter(passage=passage, owner_audience=passage.reply_audience_id).first()


@dataclass(frozen=True)
class Line:
    """A passage with how far it has come."""

    passage: Passage
    reply: Reply | None
    today: date

    @property
    def state(self) -> State:
        if self.passage.state == State.WITHDRAWN or self.reply is None:
            return State(self.passage.state)
        return State(self.reply.state)

    @property
    def state_label(self) -> str | Promise:
        return self.state.label

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    @property
    def is_overdue(self) -> bool:
        """An answer was asked for by a day that has passed."""
        due = self.passage.answer_by
        return due is not None and not self.is_settled and due < self.today

    @property
    def to(self) -> str:
        return to_words(self.passage)

    @property
    def sender(self) -> str:
        return self.passage.from_forum.name

    @property
    def said(self) -> str:
        """The receiver's last words."""
        return (self.reply.outcome or self.reply.answer) if self.reply else ""


def to_words(passage: Passage) -> str:
    """The receiver's name; of another place with that place."""
    if passage.to_forum is not None:
        same = passage.to_forum.body_id == passage.from_forum.body_id
        return passage.to_forum.name if same else f"{passage.to_forum.name} ({passage.to_forum.body.name})"
    return passage.to_unit.name if passage.to_unit is not None else passage.to_text


def lines_of(passages: Iterable[Passage], today: date) -> list[Line]:
    """With their replies. One statement more."""
    found = list(passages)
    replies = {
        (reply.passage_id, reply.owner_audience_id): reply
        for reply in Reply.objects.filter(passage__in=[one.pk for one in found])
    }
    return [Line(one, replies.get((one.pk, one.reply_audience_id or 0)), today) for one in found]


@dataclass(frozen=True)
class PassagePage:
    """One passage, what the actor may do with it, and what it hangs together with on the actor's side."""

    line: Line
    is_giver: bool
    is_receiver: bool
    why_not_withdraw: str
    came_from: Line | None
    passed_on: Sequence[Line]
    tasks: Sequence[Task]
    responsible: dict[int, str]
    matters: Sequence[Matter]

    @property
    def passage(self) -> Passage:
        return self.line.passage

    @property
    def may_reply(self) -> bool:
        return self.is_receiver and self.line.state not in {State.WITHDRAWN, State.CARRIED_OUT}

    @property
    def all_done_below(self) -> bool:
        """Everything that it was passed on as has been carried out: now it can be told above."""
        done = [line for line in self.passed_on if line.state == State.CARRIED_OUT]
        waiting = [line for line in self.passed_on if not line.is_settled]
        return bool(done) and not waiting

    @property
    def proposed_outcome(self) -> str:
        """What those below have told, to be written anew for the sender."""
        told = [f"{line.to}: {line.said}" for line in self.passed_on if line.state == State.CARRIED_OUT and line.said]
        told += [task.outcome for task in self.tasks if task.state == TaskState.DONE and task.outcome]
        return "\n".join(told)

    @property
    def tasks_done(self) -> bool:
        return bool(self.tasks) and all(task.state == TaskState.DONE for task in self.tasks)


def passage_page(actor: Actor, passage: Passage) -> PassagePage:
    """The page of one passage. A constant number of statements."""
    today, own = timezone.localdate(actor.at), cabinet.own_keys()
    (line,) = lines_of([passage], today)
    ties: dict[str, list[int]] = defaultdict(list)
    for what, number in Tie.objects.filter(passage=passage).order_by("pk").values_list("what", "number"):
        ties[what].append(number)
    onward = Tie.objects.filter(what=Tied.PASSAGE, number=passage.pk).values("passage_id")
    above = passages().filter(pk__in=ties[Tied.PASSAGE])
    related = lines_of([*above, *passages().filter(pk__in=onward).order_by("pk")], today)
    tasks = list(Task.objects.filter(pk__in=ties[Tied.TASK]).exclude(state=TaskState.WITHDRAWN).order_by("pk"))
    staff = dict(Staff.objects.filter(pk__in=[t.responsible_id for t in tasks]).values_list("pk", "name"))
    return PassagePage(
        line=line,
        is_giver=passage.owner_audience_id in own,
        is_receiver=passage.reply_audience_id in own,
        why_not_withdraw=refusal_of(policies.check_may_withdraw, actor, passage, line.reply),
        came_from=next((one for one in related if one.passage.pk in ties[Tied.PASSAGE]), None),
        passed_on=[one for one in related if one.passage.pk not in ties[Tied.PASSAGE]],
        tasks=tasks,
        responsible=staff,
        matters=list(Matter.objects.filter(pk__in=ties[Tied.MATTER]).select_related("meeting").order_by("pk")),
    )


def coming_meetings(actor: Actor, passage: Passage) -> list[Meeting]:
    """Meetings of the receiving forum on whose agenda it can still come, the next first."""
    coming = Meeting.objects.filter(
        forum=passage.to_forum_id, starts_at__gte=actor.at, state__in=[MeetingState.PLANNED, MeetingState.SENT]
    )
    return list(coming.select_related("forum__body").order_by("starts_at", "pk")[:12])
