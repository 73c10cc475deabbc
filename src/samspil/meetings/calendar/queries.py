"""What the calendar shows: the year, one meeting, what is new for me, and the feed. Open data; no child stands here."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from samspil.access.actor import Actor
from samspil.concerns.calendar import Coming
from samspil.lib.calendars import SchoolYear
from samspil.lib.refusals import NotVisible
from samspil.meetings.calendar import blocks, policies
from samspil.meetings.calendar.models import Change, ChangeKind
from samspil.meetings.calendar.planning import COUNTED, MIDNIGHT, at, day_of
from samspil.meetings.models import Attendance, Meeting, MeetingKind, MeetingState
from samspil.meetings.policies import check_may_take_over
from samspil.meetings.queries.finding import SEATED, agendas_read
from samspil.meetings.queries.sentences import held_on
from samspil.organisations.models import Body, FeedAddress, Forum, ForumTerms, SeatKind, Staff
from samspil.organisations.policies import allowed, refusal_of
from samspil.organisations.queries import ForumSeated, forums, forums_of, get_forum

KEPT_IN_FEED = timedelta(days=60)
TOLD_FOR = timedelta(days=30)


def get_meeting(meeting_id: int, body: Body) -> Meeting:
    """A meeting of a forum of that body, or one at which the actor sits; one called now, of those who are there alone. Raises
    NotVisible.
    """
    ours = Meeting.objects.select_related("forum__body").filter(Q(forum__body=body) | Q(SEATED))
    meeting = ours.filter(~Q(kind=MeetingKind.URGENT) | Q(SEATED)).filter(pk=meeting_id).first()
    if meeting is None:
        raise NotVisible
    return meeting


def next_meeting(forum: Forum, *, after: datetime) -> Meeting | None:
    """The next planned meeting of a forum."""
    found = Meeting.objects.filter(
        forum=forum, starts_at__gt=after, state__in=[MeetingState.PLANNED, MeetingState.SENT], kind__in=COUNTED
    )
    return found.select_related("forum__body").order_by("starts_at", "pk").first()


def meetings_around(
    forum: Forum, at_: datetime, reader: Staff | None = None, *, each: int = 4
) -> tuple[list[Meeting], list[Meeting]]:
    """The forum's next meetings, the soonest first, and its last ones, the latest first: those that are over, also before their
    day. One that was called now is told to who was there. Two statements.
    """
    there = Attendance.objects.filter(meeting_id=OuterRef("pk"), staff=reader)
    meetings = Meeting.objects.filter(Q(kind__in=COUNTED) | Exists(there), forum=forum)
    meetings = meetings.exclude(state=MeetingState.CANCELLED)
    over = Q(ends_at__lt=at_) | Q(state__in=[MeetingState.HELD, MeetingState.APPROVED])
    held = meetings.filter(over).order_by(Coalesce("began_at", "starts_at").desc(), "-pk")
    return list(meetings.exclude(over).order_by("starts_at", "pk")[:each]), list(held[:each])


def coming(forum_id: int, since: date) -> list[Coming]:
    """A forum's meetings from `since` on, soonest first: those for which a list or a concern can be. None called now, about
    one child: to who is not there it does not exist.
    """
    found = (
        Meeting.objects.filter(forum_id=forum_id, starts_at__gte=at(since, MIDNIGHT))
        .exclude(state__in=[MeetingState.CANCELLED, MeetingState.HELD, MeetingState.APPROVED])
        .exclude(kind=MeetingKind.URGENT)
    )
    return [
        Coming(day_of(meeting), reverse("meetings:meeting", args=[meeting.pk]))
        for meeting in found.order_by("starts_at", "pk")[:10]
    ]


@dataclass(frozen=True)
class Line:
    """One meeting in a list, on the day on which it was held or is planned for: with the names of its blocks and what has changed.

    `is_on`: the reader sits there. `is_mine`: or did, until the reader's block fell out.
    """

    meeting: Meeting
    day: date
    blocks: tuple[str, ...]
    changes: tuple[Change, ...]
    is_mine: bool
    is_on: bool
    is_over: bool = False

    @property
    def is_cancelled(self) -> bool:
        return self.meeting.state == MeetingState.CANCELLED

    @property
    def moved_from(self) -> date | None:
        """The day it was planned for, where it is held on another."""
        planned = self.meeting.planned_for
        return planned if planned is not None and planned != day_of(self.meeting) else None


@dataclass(frozen=True)
class Month:
    first: date
    lines: list[Line]


@dataclass(frozen=True)
class YearPage:
    """The calendar of a school year: of one forum, or of all in which the reader sits."""

    year: SchoolYear
    months: list[Month]
    forum: Forum | None
    choices: list[Forum]
    may_plan: bool
    today: date

    @property
    def earlier(self) -> list[Month]:
        """What is over: folded together."""
        return self._between(self._is_earlier)

    @property
    def coming(self) -> list[Month]:
        """From today on."""
        return self._between(lambda line: not self._is_earlier(line))

    def _is_earlier(self, line: Line) -> bool:
        return line.day < self.today

    def _between(self, belongs: Callable[[Line], bool]) -> list[Month]:
        months = [Month(month.first, [line for line in month.lines if belongs(line)]) for month in self.months]
        return [month for month in months if month.lines]

    @property
    def count(self) -> int:
        return sum(not line.is_cancelled for month in self.months for line in month.lines)


def year_page(actor: Actor, colleague: Staff, *, day: date, forum_id: int | None, starts: int | None) -> YearPage:
    """The meetings of a school year by month. A constant number of statements. Raises NotVisible."""
    year = SchoolYear(starts) if starts is not None else SchoolYear.of(day)
    seated = forums_of(colleague, day)
    forum = get_forum(forum_id, colleague.body) if forum_id is not None else None
    shown = [forum] if forum else [one.forum for one in seated]
    first, last = at(year.first_day, MIDNIGHT), at(year.last_day + timedelta(days=1), MIDNIGHT)
    ours = Meeting.objects.filter(forum__in=shown, starts_at__gte=first, starts_at__lt=last)
    there = Attendance.objects.filter(meeting_id=OuterRef("pk"), staff=colleague)
    lines = _lines(ours.exclude(Q(kind=MeetingKind.URGENT) & ~Exists(there)), seated, actor.at)
    months = [
        Month(first_day, list(of_month))
        for first_day, of_month in groupby(lines, key=lambda line: line.day.replace(day=1))
    ]
    return YearPage(
        year=year,
        months=months,
        forum=forum,
        choices=forums(colleague.body, day),
        may_plan=forum is not None and allowed(policies.check_may_plan, actor, forum),
        today=day,
    )


def _lines(meetings: QuerySet[Meeting], seated: Sequence[ForumSeated], at_: datetime) -> list[Line]:
    """Lines of meetings, in the order of the calendar. Three statements."""
    found = list(meetings.select_related("forum__body").order_by("starts_at", "pk"))
    changes: dict[int, list[Change]] = defaultdict(list)
    for change in Change.objects.filter(meeting__in=[m.pk for m in found]).order_by("made_at", "pk"):
        changes[change.meeting_id].append(change)
    names = block_names({meeting.forum_id for meeting in found})
    mine = {one.forum.pk: one for one in seated}
    return [
        Line(
            meeting=meeting,
            day=held_on(meeting),
            # Called now, it is about one child, whatever the age: no block's seats come to it.
            blocks=()
            if meeting.kind == MeetingKind.URGENT
            else tuple(names.get((meeting.forum_id, block), block) for block in meeting.blocks),
            changes=tuple(changes[meeting.pk]),
            is_mine=takes_part(mine.get(meeting.forum_id), meeting, changes[meeting.pk]),
            is_on=takes_part(mine.get(meeting.forum_id), meeting),
            is_over=is_over(meeting, at_),
        )
        for meeting in sorted(found, key=lambda one: one.began_at or one.starts_at)
    ]


def is_over(meeting: Meeting, at_: datetime) -> bool:
    """Whether its time has passed, or it was held before that."""
    return meeting.ends_at < at_ or meeting.state in {MeetingState.HELD, MeetingState.APPROVED}


def block_names(forum_ids: Iterable[int]) -> dict[tuple[int, str], str]:
    """The names that forums give their blocks, the latest word for each."""
    names = {}
    for row in ForumTerms.objects.filter(forum__in=list(forum_ids)).order_by("valid_from", "pk"):
        for terms in row.terms.get("terms", []):
            for block in terms.get("blocks", []):
                names[row.forum_id, block["code"]] = block["name"]
    return names


def takes_part(seated: ForumSeated | None, meeting: Meeting, changes: Iterable[Change] = ()) -> bool:
    """Whether a meeting concerns somebody with these seats: a standing seat always, a block's seat with its block.

    With its changes, a block that fell out concerns its seats too: they are told that they need not come. Who sits only
    when it concerns them is invited to each meeting, which the calendar does not know.
    """
    if seated is None:
        return False
    blocks = {*meeting.blocks, *(change.block for change in changes if change.kind == ChangeKind.BLOCK_DROPPED)}
    return any(seat.is_standing or (seat.kind == SeatKind.BLOCK and seat.block in blocks) for seat in seated.seats)


@dataclass(frozen=True)
class MeetingPage:
    """One meeting of the calendar, and what can be done with it; `why_not` says why nothing can."""

    line: Line
    following: Meeting | None
    may_change: bool
    why_not: str
    may_take_over: bool = False  # nobody leads it any more, and the reader can
    opens: bool = True  # the reader may read its agenda
    has_calendar: bool = True  # of its forum, for the reader
    of_blocks: tuple[blocks.BlockSeats, ...] = ()  # those with seats of their own, and whether they come


def meeting_page(actor: Actor, colleague: Staff, meeting: Meeting) -> MeetingPage:
    """A meeting with its changes. Opens nothing of its agenda."""
    seated = forums_of(colleague, day_of(meeting))
    (line,) = _lines(Meeting.objects.filter(pk=meeting.pk), seated, actor.at)
    why_not = refusal_of(policies.check_may_change, actor, meeting)
    following = next_meeting(meeting.forum, after=meeting.starts_at)
    taken = allowed(check_may_take_over, actor, meeting, colleague)
    opens = not line.is_cancelled and meeting.pk in agendas_read([meeting.pk])
    called = (
        () if line.is_cancelled or meeting.kind == MeetingKind.URGENT else blocks.of_meeting(meeting, day_of(meeting))
    )
    return MeetingPage(
        line, following, not why_not, why_not, taken, opens, has_calendar(meeting.forum, colleague), tuple(called)
    )


def has_calendar(forum: Forum, colleague: Staff) -> bool:
    """Whether the year of a forum opens for a colleague: it is of their municipality, and more than one meeting (`get_forum`)."""
    return forum.type != Forum.AD_HOC and forum.body_id == colleague.body_id


# --- what is new ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class News:
    """A change that a colleague has not put aside yet."""

    change: Change
    block: str

    @property
    def meeting(self) -> Meeting:
        return self.change.meeting


def news_for(colleague: Staff, at_: datetime) -> list[News]:
    """Changes of the last month, of meetings ahead that concern the colleague, not put aside, not their own."""
    day = timezone.localtime(at_).date()
    seated = {one.forum.pk: one for one in forums_of(colleague, day)}
    changes = (
        Change.objects.filter(meeting__forum__in=list(seated), made_at__gte=at_ - TOLD_FOR)
        .filter(Q(meeting__starts_at__gte=at_) | Q(was_at__gte=at_))
        .exclude(made_by=colleague)
        .exclude(seen__staff=colleague)
        .select_related("meeting__forum", "made_by")
        .order_by("-made_at", "pk")
    )
    found = [change for change in changes if takes_part(seated.get(change.meeting.forum_id), change.meeting, [change])]
    found = [change for change in found if _concerns_block(seated[change.meeting.forum_id], change)]
    names = block_names({change.meeting.forum_id for change in found})
    return [News(change, names.get((change.meeting.forum_id, change.block), change.block)) for change in found]


def _concerns_block(seated: ForumSeated, change: Change) -> bool:
    """A block's coming and going is news to its own seats and to those who lead, not to everybody."""
    if not change.block:
        return True
    return any(
        seat.block == change.block or seat.chairs or seat.deputises or seat.keeps_minutes for seat in seated.seats
    )


def get_change(change_id: int, body: Body) -> Change:
    """A change of a meeting of that body. Raises NotVisible."""
    change = Change.objects.select_related("meeting__forum").filter(pk=change_id, meeting__forum__body=body).first()
    if change is None:
        raise NotVisible
    return change


# --- the feed ---------------------------------------------------------------------------------------------------------
def hash_of(secret: str) -> str:
    """What the table knows of an address: 256 bits of chance need no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True)
class Feed:
    """What a calendar program is told: meetings, never children. `name` is the forum's, for the feed of one forum."""

    body: Body
    lines: list[Line] = field(default_factory=list)
    name: str = ""
    is_public: bool = False


def feed_of(secret: str, at_: datetime) -> Feed:
    """The calendar behind a secret address. Raises NotVisible: unknown, revoked, or its owner's access has ended."""
    staff = _owner_of(secret)
    seated = forums_of(staff, timezone.localtime(at_).date())
    meetings = Meeting.objects.filter(forum__in=[one.forum for one in seated], starts_at__gte=at_ - KEPT_IN_FEED)
    lines = _lines(meetings.exclude(kind=MeetingKind.URGENT), seated, at_)
    return Feed(staff.body, [line for line in lines if line.is_mine])


def _owner_of(secret: str) -> Staff:
    address = (
        FeedAddress.objects.select_related("staff__body")
        .filter(secret_hash=hash_of(secret), staff__ended_at__isnull=True)
        .first()
    )
    if address is None:
        raise NotVisible
    staff: Staff = address.staff
    return staff


def forum_feed(forum: Forum, at_: datetime) -> Feed:
    """Every meeting of one forum, whoever sits there. When it meets is open to all colleagues of its body."""
    meetings = Meeting.objects.filter(forum=forum, starts_at__gte=at_ - KEPT_IN_FEED).exclude(kind=MeetingKind.URGENT)
    lines = [replace(line, is_mine=True, is_on=True) for line in _lines(meetings, (), at_)]
    return Feed(forum.body, lines, forum.name)


def forum_feed_of(secret: str, forum_id: int, at_: datetime) -> Feed:
    """The feed of a forum behind a colleague's secret address. Raises NotVisible for another body's forum."""
    return forum_feed(get_forum(forum_id, _owner_of(secret).body), at_)


def public_feed(body_key: str, forum_key: str, at_: datetime) -> Feed:
    """The feed of a forum whose meetings are open to the public. Raises NotVisible for any other."""
    forum = Forum.objects.select_related("body").filter(body__key=body_key, key=forum_key).first()
    if forum is None or not is_public(forum, timezone.localtime(at_).date()):
        raise NotVisible
    return replace(forum_feed(forum, at_), is_public=True)


def is_public(forum: Forum, day: date) -> bool:
    """Whether the profile says that anybody may come. Never where named persons are discussed."""
    terms = ForumTerms.objects.filter(forum=forum).on(day).order_by("-pk").first()
    return terms is not None and not forum.named_persons and bool(terms.terms.get("is_public"))


def feed_address_of(staff: Staff) -> FeedAddress | None:
    """When the colleague's address was made; the address itself is known to nobody."""
    return FeedAddress.objects.filter(staff=staff).order_by("-made_at").first()
