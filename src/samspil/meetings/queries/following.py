"""What there is to follow up about the child of an item, as far as the actor reads it, and whom one asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.cases.models import Case, CaseState, Conversation, ConversationState, Duty, Responsibility, Task, TaskState
from samspil.meetings.actions.preparing import age_at
from samspil.meetings.models import Decision, Item, Meeting, MeetingState, Statement
from samspil.meetings.queries.sentences import decision_sentence, with_names
from samspil.meetings.queries.whose_now import whose_now
from samspil.meetings.states import CONTACT, DecisionState, StatementKind
from samspil.organisations.models import Post, Unit
from samspil.organisations.profile.roles import RoleType

BOARD_AGES = range(10, 18)  # Lov om bekæmpelse af ungdomskriminalitet: the Youth Crime Board is for those of 10 to 17
LATEST = 5


@dataclass(frozen=True)
class Work:
    """A task or a conversation that came of a line, with what came of it."""

    address: str
    is_done: bool
    is_withdrawn: bool
    day: date | None
    outcome: str


@dataclass(frozen=True)
class Line:
    """One thing that the forum agreed about the child, and how far it is."""

    decided_on: date
    sentence: str
    is_overdue: bool  # as far as the actor reads what came of it
    work: Sequence[Work]
    now: str  # with whom it lies now, where that is another; that they have stopped
    stays: bool = (
        False  # its work is not done, or lies where the actor does not read: what is decided now does not end it
    )

    @property
    def overdue(self) -> str:
        """That the deadline has passed, in words; empty where it has not."""
        if not self.is_overdue:
            return ""
        return (
            _("the deadline has passed")
            if self.work
            else _("the deadline has passed; whether it is done is not seen here")
        )


@dataclass(frozen=True)
class Asked:
    """A colleague whom one asks about the child: from the school, or of its district."""

    name: str
    role: str
    phone: str


@dataclass(frozen=True)
class Following:
    """Everything that stands on the item beside what was told. `board` and `interview` are the latest word on each."""

    item: Item
    lines: Sequence[Line]
    case: Case | None
    coordinator: str
    contacts: Sequence[Statement]
    board: Statement | None
    interview: Statement | None
    school: Unit | None
    asked: Sequence[Asked]
    is_of_board_age: bool

    @property
    def leaves_open(self) -> bool:
        """Whether something that was agreed earlier stands open beside what is decided now."""
        return any(line.stays for line in self.lines)

    @property
    def waits_for_interview(self) -> bool:
        """A talk with the child before the police's interview can spoil both."""
        return self.interview is not None and self.interview.kind == StatementKind.NOT_INTERVIEWED


def following(item: Item) -> Following:
    """What to follow up at an item. Ten statements at most, whatever the number of lines."""
    day = timezone.localdate(item.meeting.starts_at)
    case = (
        Case.objects.filter(subject=item.subject, state=CaseState.OPEN).order_by("-pk").first()
        if item.subject
        else None
    )
    told = _told(item)
    school = school_of(item)
    age = age_at(item, item.meeting)
    return Following(
        item=item,
        lines=_lines(item, day) if item.subject else [],
        case=case,
        coordinator=_coordinator(case) if case else "",
        contacts=[one for one in told if one.kind in CONTACT],
        board=_latest(told, StatementKind.BOARD, StatementKind.NO_BOARD),
        interview=_latest(told, StatementKind.INTERVIEWED, StatementKind.NOT_INTERVIEWED),
        school=school,
        asked=_asked(school, day) if school else [],
        is_of_board_age=age is None or age in BOARD_AGES,
    )


def _lines(item: Item, day: date) -> list[Line]:
    standing = Decision.objects.filter(
        subject=item.subject,
        meeting__forum_id=item.meeting.forum_id,
        meeting__state=MeetingState.APPROVED,
        state=DecisionState.STANDING,
        followed_up_on__isnull=True,
    ).exclude(meeting_id=item.meeting_id)
    decisions = list(with_names(standing).order_by("-decided_on", "-pk")[:LATEST])
    work = _work([decision.pk for decision in decisions])
    now = whose_now([one.pk for one in decisions], timezone.now())
    return [
        Line(
            decided_on=decision.decided_on,
            sentence=decision_sentence(decision),
            is_overdue=bool(decision.due_on and decision.due_on < day) and not _is_done(work[decision.pk]),
            work=work[decision.pk],
            now=now.get(decision.pk, "") if not _is_done(work[decision.pk]) else "",
            stays=bool(decision.responsible_id) and not _is_done(work[decision.pk]),
        )
        for decision in decisions
    ]


def stands_open(decision: Decision, meeting: Meeting) -> bool:
    """Whether a line of the child in this forum is among what there is to follow up at a meeting: the rule of `_lines`, of one row."""
    approved = decision.meeting_id != meeting.pk and decision.meeting.state == MeetingState.APPROVED
    return approved and decision.state == DecisionState.STANDING and decision.followed_up_on is None


def _is_done(work: Sequence[Work]) -> bool:
    """Whether all of it is done, as far as the actor reads it; of what nobody here reads it is not known."""
    return bool(work) and all(one.is_done or one.is_withdrawn for one in work)


def _work(decision_ids: Sequence[int]) -> dict[int, list[Work]]:
    """Tasks and conversations by their decision: one's own unit's alone are read."""
    found: dict[int, list[Work]] = defaultdict(list)
    for task in Task.objects.filter(decision_id__in=decision_ids).order_by("pk"):
        done, gone = task.state == TaskState.DONE, task.state == TaskState.WITHDRAWN
        when = timezone.localdate(task.done_at) if task.done_at else task.due_on
        found[task.decision_id or 0].append(Work(reverse("cases:task", args=[task.pk]), done, gone, when, task.outcome))
    for talk in Conversation.objects.filter(decision_id__in=decision_ids).order_by("pk"):
        done, gone = talk.state == ConversationState.HELD, talk.state == ConversationState.WITHDRAWN
        when = talk.held_on or talk.due_on
        found[talk.decision_id or 0].append(
            Work(reverse("cases:conversation", args=[talk.pk]), done, gone, when, talk.offer)
        )
    return found


def _coordinator(case: Case) -> str:
    held = Responsibility.objects.filter(case=case, duty=Duty.COORDINATOR, period__upper_inf=True)
    return str(held.values_list("staff__name", flat=True).first() or "")


def _told(item: Item) -> list[Statement]:
    """What was noted in one press at this item, and at earlier ones about the child, the latest first."""
    about = Q(item=item) | Q(subject=item.subject) if item.subject else Q(item=item)
    rows = Statement.objects.filter(about).exclude(kind="").select_related("said_by")
    return [
        one
        for one in rows.order_by("-written_at", "-pk")
        # What its giver has taken back is no fact any more, though the giver still reads it.
        if one.item_id != item.pk or item.audience_id in one.audiences
    ]


def _latest(told: Iterable[Statement], *kinds: StatementKind) -> Statement | None:
    return next((one for one in told if one.kind in kinds), None)


def school_of(item: Item) -> Unit | None:
    """The child's school: as told at this item or at an earlier one, else the school that the concern came from."""
    if item.school_id:
        return item.school
    if item.subject:
        earlier = Decision.objects.filter(subject=item.subject, school__isnull=False).select_related("school")
        line = earlier.order_by("-decided_on", "-pk").first()
        if line:
            return line.school
    sender = item.concern.sender_unit if item.concern_id and item.concern else None
    return sender if sender and sender.sector == "school" else None


def schools_near(meeting: Meeting, day: date) -> list[Unit]:
    """The schools of the municipality, to choose from."""
    return list(Unit.objects.filter(body_id=meeting.forum.body_id, sector="school").on(day).order_by("name", "pk"))


def _asked(school: Unit, day: date) -> list[Asked]:
    """The school's SSP teachers, and the adviser of its district or of the school itself."""
    adviser = Q(unit=school) | (Q(district_id=school.district_id) if school.district_id else Q(pk__in=[]))
    posts = (
        Post.objects.on(day)
        .filter(
            Q(role__type=RoleType.SSP_TEACHER, unit=school) | Q(role__type=RoleType.DISTRICT_ADVISER) & adviser,
            staff__ended_at__isnull=True,
        )
        .select_related("staff", "role")
    )
    found = {post.staff_id: Asked(post.staff.name, post.role.name, post.staff.phone) for post in posts}
    return sorted(found.values(), key=lambda one: (one.role, one.name))
