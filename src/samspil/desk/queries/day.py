"""My day: what waits for one colleague. The same few statements however much it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from samspil.access.actor import Actor
from samspil.cases import queries as cases
from samspil.cases.leaving.acting import ActsIn, StopsSoon, acting_of_day
from samspil.cases.models import Case, Conversation, Handover, HandoverState, Task
from samspil.concerns.enquiries.models import Enquiry
from samspil.concerns.enquiries.queries import open_enquiries_of
from samspil.concerns.models import Concern, ConcernState
from samspil.meetings.models import Attendance, Decision, Meeting, MeetingKind, MeetingState
from samspil.meetings.queries import has_lapsed
from samspil.meetings.queries.finding import READS_AGENDA
from samspil.meetings.queries.sentences import held_on
from samspil.meetings.states import AttendanceState, DecisionState
from samspil.organisations.models import DatedQuerySet, Forum, Post, SeatHolder, SeatKind, Staff, Unit
from samspil.organisations.queries import terms_of
from samspil.people.models import Person
from samspil.responsibility.queries import SETTLED_AHEAD

AHEAD = timedelta(days=7)
REMEMBERED = timedelta(
    days=14
)  # how long a no to a handover, or that the unit takes part in a case, stands on the page
MOST_CONCERNS = 10
# How long a meeting whose day has passed is still shown: one with an agenda, or in progress; and one of which nothing is known but its day.
FORGOTTEN_FOR, EMPTY_FOR = timedelta(days=60), timedelta(days=14)


@dataclass(frozen=True)
class Seated:
    """A meeting in which the colleague has a seat. `leads`: chairs it, deputises or keeps its minutes. `lapsed`: nobody
    approved its minutes in time. `opens`: the agenda can be read by the colleague, now.
    """

    meeting: Meeting
    leads: bool
    lapsed: bool = False
    leaderless: bool = False  # who could lead it has left
    opens: bool = True
    is_past: bool = False  # its day is over
    is_called_in: bool = False  # the colleague sits there when it concerns them alone

    @property
    def is_forgotten(self) -> bool:
        """Whether its day is over and it never began: who leads begins, moves or cancels it."""
        return self.leads and self.is_past and self.meeting.state in {MeetingState.PLANNED, MeetingState.SENT}

    @property
    def is_not_ended(self) -> bool:
        """Whether its day is over and nobody has ended it."""
        return self.is_past and self.meeting.state == MeetingState.OPEN

    @property
    def is_at_the_table(self) -> bool:
        """Whether it is in progress at the table of a forum about named persons."""
        return self.meeting.state == MeetingState.OPEN and self.meeting.forum.named_persons

    @property
    def is_urgent(self) -> bool:
        """Whether it was called now, about one child."""
        return self.meeting.kind == MeetingKind.URGENT

    @property
    def is_unsent(self) -> bool:
        """Whether its agenda has not been sent to those who have a seat."""
        return self.meeting.state == MeetingState.PLANNED

    @property
    def waits_for_approval(self) -> bool:
        return self.leads and not self.lapsed and self.meeting.state == MeetingState.HELD


@dataclass(frozen=True)
class TakenUp:
    """A matter that a forum takes up again, for who is responsible for it."""

    decision: Decision
    child: str


@dataclass(frozen=True)
class MyDay:
    """Everything on the page."""

    today: date
    units: Sequence[Unit]
    tasks: Sequence[Task]
    conversations: Sequence[Conversation]
    follow_ups: Sequence[Conversation]
    handovers_to_us: Sequence[Handover]
    handovers_of_ours: Sequence[Handover]
    declined: Sequence[Handover]
    cases: Sequence[Case]
    involved: Sequence[Case]
    meetings: Sequence[Seated]
    concerns: Sequence[Concern]
    enquiries: Sequence[Enquiry] = ()
    taken_up: Sequence[TakenUp] = ()
    acts_in: Sequence[ActsIn] = ()  # where the colleague acts for others
    stopping: Sequence[StopsSoon] = ()  # whose things the colleague shares out before a last day

    @property
    def overdue(self) -> int:
        """How many tasks, conversations and enquiries are past their day, also of those for which the colleague acts."""
        days = [row.due_on for row in self.tasks] + [row.due_on for row in (*self.conversations, *self.follow_ups)]
        days += [row.due_on for row in self.enquiries]
        days += [line.due_on for acts in self.acts_in for one in acts.for_whom for line in one.lines]
        return len([day for day in days if day and day < self.today])

    @property
    def without_next_step(self) -> list[Case]:
        """Cases of the colleague in which nothing is planned."""
        return [case for case in self.cases if case.idle]  # type: ignore[attr-defined]

    @property
    def with_next_step(self) -> list[Case]:
        return [case for case in self.cases if not case.idle]  # type: ignore[attr-defined]

    @property
    def to_approve(self) -> list[Seated]:
        return [seated for seated in self.meetings if seated.waits_for_approval]

    @property
    def lapsed(self) -> list[Seated]:
        """Minutes that closed unapproved, for those who could have approved them and can open them again."""
        return [seated for seated in self.meetings if seated.lapsed and seated.leads]

    @property
    def leaderless(self) -> list[Seated]:
        """Meetings that nobody can lead any more, for those who can take them over."""
        return [seated for seated in self.meetings if seated.leaderless]

    @property
    def forgotten(self) -> list[Seated]:
        """Meetings whose day is over and that never began, for those who lead."""
        return [seated for seated in self.meetings if seated.is_forgotten]

    @property
    def not_ended(self) -> list[Seated]:
        """Meetings whose day is over and that go on, for those who sit there."""
        return [seated for seated in self.meetings if seated.is_not_ended and not seated.lapsed]

    @property
    def today_first(self) -> list[Seated]:
        """Meetings of today: what the day turns on."""
        return [seated for seated in self.coming if held_on(seated.meeting) == self.today]

    @property
    def later(self) -> list[Seated]:
        return [seated for seated in self.coming if held_on(seated.meeting) != self.today]

    @property
    def coming(self) -> list[Seated]:
        ahead = [seated for seated in self.meetings if not seated.is_past]
        return [seated for seated in ahead if seated.meeting.state != MeetingState.HELD and not seated.lapsed]

    @property
    def has_notices(self) -> bool:
        of_meetings = self.to_approve or self.lapsed or self.leaderless or self.forgotten or self.not_ended
        return bool(of_meetings or self.declined)


def my_day(actor: Actor, staff: Staff, units: Sequence[Unit]) -> MyDay:
    """The day of one colleague who works in these units. Nine statements."""
    today = timezone.localdate(actor.at)
    talks = cases.my_conversations(staff.pk)
    ours = {unit.pk for unit in units}
    acts_in, stopping = acting_of_day(actor.at)
    handovers = cases.handovers_of(units, since=actor.at - REMEMBERED) if units else []
    return MyDay(
        today=today,
        units=units,
        tasks=cases.my_tasks(staff.pk),
        conversations=[talk for talk in talks if talk.follows_id is None],
        follow_ups=[talk for talk in talks if talk.follows_id is not None],
        handovers_to_us=[h for h in handovers if h.to_unit_id in ours and _waits_for(h, staff)],
        handovers_of_ours=[h for h in handovers if h.state == HandoverState.PROPOSED and h.from_unit_id in ours],
        declined=[h for h in handovers if h.state == HandoverState.DECLINED],
        cases=cases.my_cases(staff.pk),
        involved=cases.cases_newly_with(units, since=actor.at - REMEMBERED) if units else [],
        meetings=_meetings(staff, today, actor.at),
        concerns=_concerns(staff, today),
        enquiries=open_enquiries_of(staff.pk),
        taken_up=_taken_up(staff, today),
        acts_in=acts_in,
        stopping=stopping,
    )


def that_end(posts: Sequence[Post], today: date) -> list[Post]:
    """Those of the colleague's own posts that end on a settled day that comes soon, the first to end first. No statement."""
    ends = [post for post in posts if post.valid_to is not None and post.valid_to <= today + SETTLED_AHEAD]
    return sorted(ends, key=lambda post: (post.valid_to, post.pk))


def _waits_for(handover: Handover, staff: Staff) -> bool:
    """Whether a question to the unit waits for this colleague: for anybody there, or for them by name; not where they have said
    yes and others have yet to agree.
    """
    asked = handover.to_staff_id in {None, staff.pk}
    return asked and handover.state == HandoverState.PROPOSED and not handover.receiver_agrees  # type: ignore[attr-defined]


def _seats(staff: Staff, day: date, *, leading: bool = False) -> DatedQuerySet[SeatHolder]:
    held = SeatHolder.objects.on(day).filter(staff=staff)
    if leading:
        held = held.filter(Q(seat__chairs=True) | Q(seat__deputises=True) | Q(seat__keeps_minutes=True))
    return held


def _meetings(staff: Staff, today: date, now: datetime) -> list[Seated]:
    """Meetings of the colleague's forums in the coming week, minutes that wait for their approval, and what its day has passed and
    was never begun or ended.
    """
    begins = timezone.make_aware(datetime.combine(today, time.min))
    leads = _seats(staff, today, leading=True).filter(seat__forum_id=OuterRef("forum_id"))
    there = Attendance.objects.filter(meeting_id=OuterRef("pk"), staff=staff).exclude(state=AttendanceState.ABSENT)
    lets_in = Q(state=MeetingState.OPEN) & Exists(there)  # a guest or a substitute: no seat leads them there
    keeps = Q(seat__chairs=True) | Q(seat__deputises=True) | Q(seat__keeps_minutes=True)
    led = SeatHolder.objects.on(today).filter(keeps, seat__forum_id=OuterRef("forum_id"), staff__ended_at__isnull=True)
    left = Staff.objects.filter(pk=OuterRef("opened_by_id"), ended_at__isnull=False)
    never_begun = Q(starts_at__gte=begins - EMPTY_FOR) | Q(
        minutes_audience__isnull=False, starts_at__gte=begins - FORGOTTEN_FOR
    )
    held = _seats(staff, today).filter(seat__forum_id=OuterRef("forum_id"))
    calls = Exists(held.filter(seat__kind=SeatKind.CONDITIONAL)) & ~Exists(
        held.exclude(seat__kind=SeatKind.CONDITIONAL)
    )
    rows = (
        Meeting.objects.filter(Q(forum_id__in=_seats(staff, today).values("seat__forum_id")) | lets_in)
        .filter(
            Q(starts_at__gte=begins, starts_at__lt=begins + AHEAD)
            | Q(state__in=[MeetingState.OPEN, MeetingState.HELD], starts_at__gte=begins - FORGOTTEN_FOR)
            | Q(Exists(leads), never_begun, starts_at__lt=begins, state__in=[MeetingState.PLANNED, MeetingState.SENT])
        )
        .exclude(state=MeetingState.APPROVED)
        .exclude(Q(kind=MeetingKind.URGENT) & ~Exists(there))  # that it is held is for those who are there
        .select_related("forum")
        .annotate(leads=Exists(leads), led=Exists(led), leader_left=Exists(left), opens=READS_AGENDA, calls=calls)
        .order_by("starts_at", "pk")
    )
    return [
        Seated(
            row, _leads(row, staff), has_lapsed(row, now), _is_leaderless(row), bool(row.opens),
            is_past=timezone.localdate(row.ends_at) < today,
            is_called_in=bool(row.calls),
        )
        for row in rows
    ]  # fmt: skip


def _is_leaderless(meeting: Meeting) -> bool:
    """Whether all who could lead it have left, and those who sit there can take it over."""
    if meeting.kind == MeetingKind.URGENT:
        return bool(meeting.leader_left)  # type: ignore[attr-defined]
    return bool(meeting.forum.type == Forum.AD_HOC and not meeting.led)  # type: ignore[attr-defined]


def _leads(meeting: Meeting, staff: Staff) -> bool:
    """Whoever called a meeting now keeps its minutes; else chair, deputy and minute-taker do."""
    if meeting.kind == MeetingKind.URGENT:
        return bool(meeting.opened_by_id == staff.pk)
    return bool(meeting.leads)  # type: ignore[attr-defined]


def _taken_up(staff: Staff, today: date) -> list[TakenUp]:
    """What the colleague is responsible for that a forum takes up again, the earliest first: no task says so. Three statements
    at most, and those of the forums' terms.
    """
    lines = Decision.objects.filter(
        responsible=staff, state=DecisionState.STANDING, meeting__state=MeetingState.APPROVED, due_on__gte=today
    ).select_related("meeting__forum")
    found = [
        line
        for line in lines.order_by("due_on", "pk")
        if "again"
        in next(
            (w.consequences for w in terms_of(line.meeting.forum, line.decided_on).decisions if w.code == line.word), ()
        )
    ]
    children = Person.objects.in_bulk({line.subject for line in found if line.subject}) if found else {}
    return [TakenUp(line, children[line.subject].name if line.subject in children else line.matter) for line in found]


def _concerns(staff: Staff, today: date) -> list[Concern]:
    """New concerns at the doors that the colleague answers, the oldest first."""
    doors = Forum.objects.filter(pk__in=_seats(staff, today, leading=True).values("seat__forum_id")).values("door_id")
    new = Concern.objects.filter(owner_audience_id__in=doors, state=ConcernState.NEW)
    return list(new.order_by("written_at", "pk")[:MOST_CONCERNS])
