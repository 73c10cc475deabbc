"""The table: one item, what was told about it, and the words that can be decided."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.expressions import RawSQL
from django.utils import timezone

from samspil.access.actor import Actor
from samspil.concerns.models import ListEntry
from samspil.lib.refusals import NotVisible
from samspil.meetings.models import Attendance, Decision, Item, Meeting, MeetingKind, MeetingState, Statement
from samspil.meetings.policies import is_away, is_not_there, mark_of_told, went_on
from samspil.meetings.queries.agenda import Agenda, Row, agenda_of, readable_agenda_of
from samspil.meetings.queries.alike import waiting_twins
from samspil.meetings.queries.beside import struck_and_late
from samspil.meetings.queries.fitting import earlier_lines, is_plan
from samspil.meetings.queries.following import stands_open
from samspil.meetings.queries.sentences import decision_sentence, with_names
from samspil.meetings.queries.twice import Known, joined_to, known_to, lines_of, twins_of
from samspil.meetings.queries.waiting import Suggestion, Waits, what_waits
from samspil.meetings.queries.words import Word, measured, words_for
from samspil.meetings.states import AttendanceState, DecisionState, ItemState, Source
from samspil.organisations.models import Post, SeatHolder, Staff, Unit
from samspil.organisations.profile import Terms
from samspil.organisations.queries import terms_of, with_sector
from samspil.responsibility.queries import SETTLED_AHEAD
from samspil.sharing.models import BasisVersion


@dataclass(frozen=True)
class Told:
    statement: Statement
    giver: str
    said_by: Staff
    written_by: Staff | None
    basis: str
    marked: bool
    is_mine: bool
    is_taken_back: bool


@dataclass(frozen=True)
class TablePage:
    """Everything on the table for one item: nothing here comes from other registers than what was shared."""

    meeting: Meeting
    agenda: Agenda
    item: Item
    row: Row
    earlier: list[Decision]
    told: list[Told]
    standing: Decision | None
    words: list[Word]
    people: list[Staff]
    present: list[Attendance]
    seats: int
    necessities: list[str]
    may_write: bool
    siblings: list[Row]
    away: frozenset[int] = frozenset()  # colleagues who went out of the item, or to whom the name was not said
    out: Sequence[Staff] = ()  # those of them who are not impartial
    lines: Sequence[ListEntry] = ()  # of the list about this child
    joined: Sequence[Item] = ()  # items that were joined with this one
    twins: Sequence[Row] = ()  # lines that may be about the same child
    parted: Sequence[Row] = ()  # those of them that somebody has said are about another child
    known: Sequence[Known] = ()  # children of earlier meetings who may be the item's
    listed: Sequence[Suggestion] = ()  # children of lists that wait, likewise
    late: frozenset[int] = frozenset()  # decided items at which something has been told since
    struck: Sequence[Item] = ()  # names that were written by mistake
    waits: Waits | None = None  # what waits to be placed on the agenda, for those who place it
    not_there: Attendance | None = None  # how the reader is noted, where they are noted as gone or as not come

    @property
    def police_gets_name(self) -> bool:
        """Whether an officer who has not heard the name can get it with a conversation: it was said, or called about, to some alone."""
        return self.meeting.kind == MeetingKind.URGENT or bool(self.away)

    @property
    def called_otherwise(self) -> set[int]:
        """The lines of the list that call the child otherwise than the item does."""
        return {line.pk for line in self.lines if line.name and line.name != self.item.label}

    @property
    def able(self) -> list[Staff]:
        """Those who can be made responsible here."""
        return [staff for staff in self.people if staff.pk not in self.away and works(staff)]

    @property
    def takes_names(self) -> bool:
        """Whether names are typed here: until the meeting is over."""
        return self.may_write and takes_names(self.meeting)

    @property
    def went_on(self) -> bool:
        """Whether its line of the list went on with minutes that were approved: who it is about stays as it is."""
        return self.may_write and self.item.state == ItemState.WAITING and went_on(self.item)

    @property
    def may_identify(self) -> bool:
        """Whether one can write down who it is about: at the table, before it is decided."""
        waits = self.item.state == ItemState.WAITING and self.meeting.state == MeetingState.OPEN
        return self.may_write and waits and self.item.named and self.item.about == "child" and not self.went_on

    @property
    def may_join(self) -> bool:
        """Whether it is joined with another item about the same child, or parted from it: until the meeting is over."""
        return self.may_take_off and not self.went_on

    @property
    def may_take_off(self) -> bool:
        """Whether the item can leave the agenda: not that of a meeting called now, which is about this one child."""
        return self.may_write and takes_names(self.meeting) and self.item.state == ItemState.WAITING

    @property
    def may_strike(self) -> bool:
        """Whether its name was typed at this meeting, and can be deleted."""
        entry = self.item.entry
        typed = entry is not None and entry.owner_audience_id == self.meeting.minutes_audience_id
        return self.may_take_off and typed and not self.item.also

    @property
    def may_correct_event(self) -> bool:
        """Whether the reader can correct what is told of the item's event."""
        return self.may_write and self.meeting.state in {MeetingState.PLANNED, MeetingState.OPEN, MeetingState.HELD}

    @property
    def offered(self) -> list[Word]:
        """The words that make sense for this item, and those that ask first."""
        return [word for word in self.words if not word.why_not]

    @property
    def left_out(self) -> list[Word]:
        """The words that are not offered here, with why: their numbers stay theirs."""
        return sorted((word for word in self.words if word.why_not), key=lambda word: word.key)

    @property
    def is_follow_up(self) -> bool:
        """Whether the forum comes back to a child: what was agreed then stands on the item."""
        return self.item.source in {Source.FOLLOW_UP, Source.AGAIN}

    @property
    def latest(self) -> Decision | None:
        """What the forum decided last about the child; None where a follow-up shows it as what there is to follow up."""
        newest = next(iter(self.earlier), None)
        return None if newest and self.is_follow_up and stands_open(newest, self.meeting) else newest

    @property
    def latest_sentence(self) -> str:
        """That decision with who is responsible and by when."""
        return decision_sentence(self.latest) if self.latest else ""

    @property
    def before_it(self) -> list[Decision]:
        """What it decided before that."""
        return self.earlier[1:]

    @property
    def standing_responsible(self) -> Staff | None:
        """Who is responsible for what has been decided here."""
        return next((one for one in self.people if self.standing and one.pk == self.standing.responsible_id), None)

    @property
    def standing_officer(self) -> Staff | None:
        """Which police officer takes part in it."""
        return next((one for one in self.people if self.standing and one.pk == self.standing.officer_id), None)

    @property
    def told_mark(self) -> str:
        """Changes with what has been told."""
        return told_mark(self.told)

    @property
    def mark(self) -> str:
        """Changes with whatever the page shows that others change (`mark_of`)."""
        return mark_of(self.agenda, self.present, self.seats, self.told_mark, self.late, self.away)


def table_page(actor: Actor, item: Item, *, own_keys: Sequence[int]) -> TablePage:
    """The table at one item."""
    meeting = item.meeting
    day = timezone.localdate(meeting.starts_at)
    agenda = agenda_of(meeting)
    row = next((row for row in agenda.rows if row.item and row.item.pk == item.pk), None)
    if row is None:
        raise NotVisible
    terms = terms_of(meeting.forum, day)
    about = Decision.objects.filter(state=DecisionState.STANDING).filter(Q(item=item) | earlier_lines(item))
    decisions = list(with_names(about).select_related("meeting").order_by("-decided_on", "-pk")[:30])
    attendance = attendance_of(meeting)
    people = staff_around(meeting, day, [line.staff_id for line in attendance])
    by_id = {staff.pk: staff for staff in people}
    earlier = [decision for decision in decisions if decision.item_id != item.pk]
    away = {line.staff_id for line in attendance if is_away(line, item)}
    out = {line.staff_id for line in attendance if item.slot_id in line.stepped_out}
    able = [staff for staff in people if staff.pk not in away and works(staff)]
    own = {staff.pk for staff in people if staff.principal_id == actor.principal_id}
    siblings = [
        other
        for other in agenda.rows
        if other.item and item.incident_id and other.item.incident_id == item.incident_id and other.is_open
    ]
    writes = item.owner_audience_id in own_keys
    gone, late = struck_and_late(meeting) if writes else ([], frozenset())
    twins, parted = twins_of(item, agenda.rows)
    places = is_ahead(meeting) and meeting.kind != MeetingKind.URGENT and meeting.forum.door_id in own_keys
    return TablePage(
        meeting=meeting,
        agenda=agenda,
        item=item,
        row=row,
        earlier=earlier,
        told=told_at(item, by_id, own_keys),
        standing=next((decision for decision in decisions if decision.item_id == item.pk), None),
        words=measured(words_for(terms, item, able, actor, day), item, row.age, has_plan=is_plan(terms, earlier)),
        people=people,
        present=sitting(attendance),
        seats=seats_of(attendance),
        necessities=list(terms.necessity_phrases),
        may_write=writes,
        siblings=siblings if len(siblings) > 1 else [],
        away=frozenset(away),
        out=[staff for staff in people if staff.pk in out],
        lines=lines_of(item),
        joined=joined_to(item) if writes else [],
        twins=twins,
        parted=parted,
        known=known_to(item, agenda.rows) if writes else [],
        listed=waiting_twins(item, agenda.rows) if places else [],
        late=late,
        struck=gone if takes_names(meeting) else [],
        waits=what_waits(meeting, terms) if places else None,
        not_there=next((line for line in attendance if line.staff_id in own and is_not_there(line)), None),
    )


def takes_names(meeting: Meeting) -> bool:
    """Whether names can be typed at a meeting: until it is over. One that was called now is about the child it was called about."""
    return meeting.kind != MeetingKind.URGENT and is_ahead(meeting)


def is_ahead(meeting: Meeting) -> bool:
    """Whether a meeting is still to be held, or in progress."""
    return meeting.state in {MeetingState.PLANNED, MeetingState.SENT, MeetingState.OPEN}


def mark_of(
    agenda: Agenda,
    present: Sequence[Attendance],
    seats: int,
    told_mark: str,
    late: frozenset[int] = frozenset(),
    away: frozenset[int] = frozenset(),
) -> str:
    """A few letters that change as soon as a table would look different; what has been told stands behind the dot."""
    lines = [(row.slot.pk, row.slot.state, row.item and (row.item.pk, row.item.version)) for row in agenda.rows]
    shown = repr((lines, sorted(line.staff_id for line in present), seats, sorted(late), sorted(away)))
    return f"{hashlib.sha256(shown.encode()).hexdigest()[:12]}.{told_mark}"


def told_mark(told: Sequence[Told]) -> str:
    """What a page showed of what was told (`policies.check_has_seen`)."""
    return mark_of_told((one.statement.pk, one.statement.version) for one in told)


def attendance_of(meeting: Meeting) -> list[Attendance]:
    """The attendance as it is noted, each line with `stopped`: whether the colleague has stopped since the meeting began. One statement."""
    gone = RawSQL(
        "meetings_attendance.staff_id IN (SELECT staff FROM meetings.stopped_during(%s))",
        [meeting.pk],
        output_field=BooleanField(),
    )
    return list(Attendance.objects.filter(meeting=meeting).annotate(stopped=gone))


def sitting(attendance: Sequence[Attendance]) -> list[Attendance]:
    """Those who are in the room now, of `attendance_of`; who has stopped meanwhile is not, though nobody has noted it."""
    here = [line for line in attendance if line.state != AttendanceState.ABSENT and line.left_at is None]
    return [line for line in here if not line.stopped]  # type: ignore[attr-defined]


def seats_of(attendance: Sequence[Attendance]) -> int:
    """How many seats the meeting has; guests take none."""
    return sum(line.state != AttendanceState.GUEST for line in attendance)


@dataclass(frozen=True)
class DecidingPage:
    """What saving a decision asks of the table: the words, those who can be responsible, and what comes next."""

    meeting: Meeting
    agenda: Agenda
    words: list[Word]
    people: list[Staff]
    terms: Terms


def deciding_page(actor: Actor, item: Item) -> DecidingPage:
    """The part of the table that a decision is checked against. Three statements. Raises NotVisible as the table does."""
    meeting = item.meeting
    day = timezone.localdate(meeting.starts_at)
    agenda = readable_agenda_of(meeting)
    if not any(row.item and row.item.pk == item.pk for row in agenda.rows):
        raise NotVisible
    sits = Attendance.objects.filter(meeting=meeting)
    away = sits.filter(Q(stepped_out__contains=[item.slot_id]) | Q(left_out__contains=[item.slot_id]))
    around = staff_around(meeting, day, sits.values("staff_id"), away=away.values("staff_id"))
    people = [staff for staff in around if works(staff)]
    terms = terms_of(meeting.forum, day)
    return DecidingPage(meeting, agenda, words_for(terms, item, people, actor, day), people, terms)


def staff_around(
    meeting: Meeting,
    day: date,
    staff_ids: Sequence[int] | QuerySet[Attendance, Any],
    *,
    away: QuerySet[Attendance, Any] | None = None,
) -> list[Staff]:
    """Those who can be made responsible: the forum's seat holders that day and whoever sits at the meeting, but not who is `away`.

    Each comes with `roles`, the keys of the roles held that day, `works`, whether they hold any post, `is_here`, whether they are in
    the room (whom a decision word proposes as responsible), and `last_day`, of who stops soon: nothing is due from them later.
    """
    here = Attendance.objects.filter(meeting=meeting, staff_id=OuterRef("pk"), left_at__isnull=True)
    held = Post.objects.on(day).filter(staff=OuterRef("pk"))
    holders = SeatHolder.objects.on(day).filter(seat__forum_id=meeting.forum_id).values("staff_id")
    posts = Post.objects.on(day).filter(staff=OuterRef("pk"), role__body_id=meeting.forum.body_id).values("role__key")
    posts_ahead = Post.objects.on_or_after(day).filter(staff=OuterRef("pk"))
    last = posts_ahead.order_by(F("valid_to").desc(nulls_first=True)).values("valid_to")[:1]
    stays = Post.objects.on(day + SETTLED_AHEAD).filter(staff=OuterRef("pk"))
    # As one set of numbers: of two sets joined by "or" PostgreSQL reads every colleague of the country.
    seated = staff_ids if isinstance(staff_ids, QuerySet) else Staff.objects.filter(pk__in=staff_ids).values("pk")
    around = Staff.objects.filter(pk__in=holders.union(seated), ended_at__isnull=True)
    return list(
        with_sector(around if away is None else around.exclude(pk__in=away), day)
        .annotate(
            roles=ArraySubquery(posts),
            works=Exists(held),
            is_here=Exists(here.exclude(state=AttendanceState.ABSENT)),
            last_day=Case(When(Exists(stays), then=None), default=Subquery(last)),
        )
        .order_by("name", "pk")
    )


def works(staff: Staff) -> bool:
    """Whether a colleague of `staff_around` can be made responsible: who has lost the post meanwhile is not."""
    return bool(getattr(staff, "works", True))


def told_at(item: Item, by_id: dict[int, Staff], own_keys: Sequence[int]) -> list[Told]:
    """What the authorities have chosen to tell at this item, in the order it was told. One statement."""
    section = BasisVersion.objects.filter(pk=OuterRef("basis_version_id")).values("basis__section")[:1]
    giver = Unit.objects.filter(pk=OuterRef("giver_unit_id")).values("name")[:1]
    statements = list(
        Statement.objects.filter(item=item)
        .select_related("said_by")  # who has left the unit since has a name all the same
        .annotate(section=Subquery(section), giver=Subquery(giver))
        .order_by("written_at", "pk")
    )
    writers = {staff.principal_id: staff for staff in by_id.values()}
    return [
        Told(
            statement=statement,
            giver=statement.giver or "",
            said_by=statement.said_by,
            written_by=writers.get(statement.written_by or 0) if statement.spoken else None,
            basis=statement.section or "",
            marked=statement.origin != "police",
            is_mine=statement.owner_audience_id in own_keys,
            is_taken_back=item.audience_id not in statement.audiences,
        )
        for statement in statements
    ]
