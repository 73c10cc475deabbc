"""What the pages of a meeting show. Every list is read under the policies; a page needs the same few statements however
many children there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.utils import timezone

from samspil.access.actor import Actor
from samspil.concerns.models import Concern, ConcernState, ListEntry
from samspil.lib.calendars import age_on
from samspil.lib.refusals import NotVisible
from samspil.meetings.actions.preparing import Placement, age_at
from samspil.meetings.models import Attendance, Decision, Item, Meeting, MeetingState, Slot, Statement
from samspil.meetings.states import ADULT, AttendanceState, DecisionState, ItemState, Source
from samspil.organisations.models import Forum, SeatHolder, Staff, Unit
from samspil.organisations.profile import DecisionWord, Terms
from samspil.organisations.queries import SeatThatDay, seats_on, terms_of
from samspil.sharing.models import BasisVersion

ORDER = [Source.URGENT, Source.LIST, Source.CONCERN, Source.FOLLOW_UP, Source.AGAIN]


# The calendar shows every meeting of the municipality; its agenda is for those who sit there or answer for it.
SEATED = RawSQL(
    "ARRAY[meetings_meeting.seated_audience_id, meetings_meeting.minutes_audience_id, organisations_forum.audience_id, "
    "organisations_forum.door_id] && (SELECT access.keys())",
    [],
    output_field=BooleanField(),
)


def get_meeting(meeting_id: int) -> Meeting:
    """A meeting at which the actor sits. Raises NotVisible, for everybody else."""
    try:
        return Meeting.objects.select_related("forum__body").filter(SEATED).get(pk=meeting_id)
    except Meeting.DoesNotExist:
        raise NotVisible from None


def get_forum(forum_id: int) -> Forum:
    """A forum about named persons in which the actor has a standing seat. Raises NotVisible, for everybody else."""
    seat = RawSQL("organisations_forum.audience_id = ANY ((SELECT access.keys())::bigint[])", [], BooleanField())
    try:
        return Forum.objects.select_related("body").filter(seat, named_persons=True).get(pk=forum_id)
    except Forum.DoesNotExist:
        raise NotVisible from None


def get_item(item_id: int) -> Item:
    """An item that the actor may read, with its meeting and the list's words. Raises NotVisible."""
    try:
        return Item.objects.select_related("meeting__forum__body", "slot", "entry", "incident").get(pk=item_id)
    except Item.DoesNotExist:
        raise NotVisible from None


def get_decision(decision_id: int) -> Decision:
    """A decision that the actor may read. Raises NotVisible."""
    try:
        return Decision.objects.select_related("meeting__forum", "item__slot").get(pk=decision_id)
    except Decision.DoesNotExist:
        raise NotVisible from None


@dataclass(frozen=True)
class Row:
    """One line of the agenda. `item` is None where the actor may not know what stands there."""

    slot: Slot
    number: int
    item: Item | None
    age: int | None

    @property
    def is_open(self) -> bool:
        return self.slot.state == ItemState.WAITING

    @property
    def is_done(self) -> bool:
        return self.slot.state == ItemState.DECIDED


@dataclass(frozen=True)
class Heading:
    """Lines that stand together: a source, an event with several children, a block, or confidential ones."""

    kind: str
    rows: list[Row] = field(default_factory=list)
    incident_id: int | None = None
    title: str = ""


@dataclass(frozen=True)
class Agenda:
    headings: list[Heading]
    rows: list[Row]

    @property
    def decided(self) -> int:
        return sum(row.is_done for row in self.rows)

    @property
    def waiting(self) -> list[Row]:
        return [row for row in self.rows if row.is_open and row.item]

    def next_after(self, item_id: int | None) -> Row | None:
        """The next waiting line below the item, else the first waiting one."""
        visible = [row for row in self.rows if row.item]
        start = next((index for index, row in enumerate(visible) if row.item and row.item.pk == item_id), -1)
        rest = visible[start + 1 :] + visible[: max(start, 0)]
        return next((row for row in rest if row.is_open), None)


def agenda_of(meeting: Meeting) -> Agenda:
    """The agenda as this actor may see it; what they may not is a line without content. Two statements."""
    slots = Slot.objects.filter(meeting=meeting).exclude(state__in=[ItemState.MOVED, ItemState.WITHDRAWN])
    items = {
        item.slot_id: item
        for item in Item.objects.filter(meeting=meeting)
        .exclude(state__in=[ItemState.MOVED, ItemState.WITHDRAWN])
        .select_related("incident")
    }
    groups: dict[tuple[int, str, int], list[tuple[Slot, Item | None]]] = {}
    events = [item.incident_id for item in items.values() if item.incident_id]
    for slot in slots.order_by("position"):
        item = items.get(slot.pk)
        if item is None:
            key = (8, "hidden", 0)
        elif slot.block == ADULT:
            key = (7, ADULT, 0)
        elif item.incident_id and events.count(item.incident_id) > 1:
            key = (3, "event", item.incident_id)
        else:
            key = (ORDER.index(Source(slot.heading)) * 2, slot.heading, 0)
        groups.setdefault(key, []).append((slot, item))
    headings: list[Heading] = []
    number = 0
    for (_rank, kind, incident_id), members in sorted(groups.items(), key=lambda pair: pair[0][0]):
        rows = []
        for slot, item in members:
            number += 1
            age = age_at(item, meeting) if item else None
            rows.append(Row(slot, number, item, age))
        event = next((item.incident for _slot, item in members if item and incident_id and item.incident), None)
        headings.append(Heading(kind, rows, incident_id or None, (event.place or event.reference) if event else ""))
    return Agenda(headings, [row for heading in headings for row in heading.rows])


def seats_at(meeting: Meeting) -> list[SeatThatDay]:
    """The seats that take part in this meeting: the standing ones and those of its blocks."""
    seats = seats_on(meeting.forum, timezone.localdate(meeting.starts_at))
    return [seat for seat in seats if seat.is_standing or seat.block in meeting.blocks]


@dataclass(frozen=True)
class Word:
    """A decision word with what the form is filled with when it is chosen."""

    word: DecisionWord
    key: int
    responsible_id: int | None
    due_on: date | None
    is_default: bool


@dataclass(frozen=True)
class Told:
    statement: Statement
    unit: Unit | None
    said_by: Staff | None
    written_by: Staff | None
    basis: str
    marked: bool
    is_mine: bool


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


def table_page(actor: Actor, item: Item, *, own_keys: Sequence[int]) -> TablePage:
    """The table at one item."""
    meeting = item.meeting
    day = timezone.localdate(meeting.starts_at)
    agenda = agenda_of(meeting)
    row = next((row for row in agenda.rows if row.item and row.item.pk == item.pk), None)
    if row is None:
        raise NotVisible
    terms = terms_of(meeting.forum, day)
    decisions = list(
        Decision.objects.filter(state=DecisionState.STANDING)
        .filter(
            Q(item=item) | Q(subject=item.subject, meeting__forum_id=meeting.forum_id) if item.subject else Q(item=item)
        )
        .select_related("meeting")
        .order_by("-decided_on", "-pk")[:30]
    )
    attendance = list(Attendance.objects.filter(meeting=meeting))
    people = staff_around(meeting, day, [line.staff_id for line in attendance])
    by_id = {staff.pk: staff for staff in people}
    siblings = [
        other
        for other in agenda.rows
        if other.item and item.incident_id and other.item.incident_id == item.incident_id and other.is_open
    ]
    return TablePage(
        meeting=meeting,
        agenda=agenda,
        item=item,
        row=row,
        earlier=[decision for decision in decisions if decision.item_id != item.pk],
        told=_told(item, by_id, own_keys),
        standing=next((decision for decision in decisions if decision.item_id == item.pk), None),
        words=words_for(terms, item, people, actor, day),
        people=people,
        present=[line for line in attendance if line.state != AttendanceState.ABSENT and line.left_at is None],
        seats=sum(line.state != AttendanceState.GUEST for line in attendance),
        necessities=list(terms.necessity_phrases),
        may_write=item.owner_audience_id in own_keys,
        siblings=siblings if len(siblings) > 1 else [],
    )


@dataclass(frozen=True)
class DecidingPage:
    """What saving a decision asks of the table: the words, those who can be responsible, and what comes next."""

    meeting: Meeting
    agenda: Agenda
    words: list[Word]
    people: list[Staff]


def deciding_page(actor: Actor, item: Item) -> DecidingPage:
    """The part of the table that a decision is checked against. Four statements. Raises NotVisible as the table does."""
    meeting = item.meeting
    day = timezone.localdate(meeting.starts_at)
    agenda = agenda_of(meeting)
    if not any(row.item and row.item.pk == item.pk for row in agenda.rows):
        raise NotVisible
    people = staff_around(meeting, day, Attendance.objects.filter(meeting=meeting).values("staff_id"))
    return DecidingPage(meeting, agenda, words_for(terms_of(meeting.forum, day), item, people, actor, day), people)


def staff_around(meeting: Meeting, day: date, staff_ids: Sequence[int] | QuerySet[Attendance, Any]) -> list[Staff]:
    """Those who can be made responsible: the forum's seat holders that day and whoever sits at the meeting."""
    holders = SeatHolder.objects.on(day).filter(seat__forum_id=meeting.forum_id).values("staff_id")
    return list(
        Staff.objects.filter(Q(pk__in=holders) | Q(pk__in=staff_ids), ended_at__isnull=True)
        .order_by("name", "pk")
        .distinct()
    )


def words_for(terms: Terms, item: Item, people: Sequence[Staff], actor: Actor, day: date) -> list[Word]:
    """The forum's words in their order; what suits the role on the list is chosen in advance (victims: support)."""
    own = next((staff for staff in people if staff.principal_id == actor.principal_id), None)
    default = terms.default_word(item.role)
    chosen = default.code if default else ""
    special = bool(default and item.role in default.default_for)
    ordered = sorted(terms.decisions, key=lambda word: word.code != chosen) if special else list(terms.decisions)
    return [
        Word(
            word=word,
            key=number,
            responsible_id=own.pk if own and word.needs_responsible else None,
            due_on=day + timedelta(days=word.deadline_days) if word.deadline_days is not None else None,
            is_default=word.code == chosen,
        )
        for number, word in enumerate(ordered, 1)
    ]


def _told(item: Item, by_id: dict[int, Staff], own_keys: Sequence[int]) -> list[Told]:
    section = BasisVersion.objects.filter(pk=OuterRef("basis_version_id")).values("basis__section")[:1]
    statements = list(
        Statement.objects.filter(item=item).annotate(section=Subquery(section)).order_by("written_at", "pk")
    )
    if not statements:
        return []
    units = Unit.objects.in_bulk({statement.giver_unit_id for statement in statements})
    writers = {staff.principal_id: staff for staff in by_id.values()}
    return [
        Told(
            statement=statement,
            unit=units.get(statement.giver_unit_id),
            said_by=by_id.get(statement.said_by_id),
            written_by=writers.get(statement.written_by or 0) if statement.spoken else None,
            basis=statement.section or "",
            marked=statement.origin != "police",
            is_mine=statement.owner_audience_id in own_keys,
        )
        for statement in statements
    ]


@dataclass(frozen=True)
class Suggestion:
    """Something that waits to be placed on the agenda."""

    kind: str  # entry | concern
    id: int
    label: str
    note: str
    age: int | None
    role: str | None
    parked: bool


def suggestions(meeting: Meeting) -> list[Suggestion]:
    """Entries of the police's lists and concerns that have no place on an agenda yet. Two statements.

    Only entries that still lie at the forum's door: of one that was decided, the item is hidden and the entry is the
    police's again, and it must not look as if it waited.
    """
    day = timezone.localdate(meeting.starts_at)
    entries = ListEntry.objects.filter(
        owner_audience_id=meeting.forum.door_id, police_list__forum_id=meeting.forum_id, items__isnull=True
    ).order_by("police_list_id", "row", "pk")
    found = []
    for entry in entries:
        age = age_on(entry.birth_date, day) if entry.birth_date else entry.age_told
        found.append(
            Suggestion(
                "entry",
                entry.pk,
                entry.name,
                entry.text,
                age,
                entry.role,
                bool(age and age >= 18 and ADULT not in meeting.blocks),
            )
        )
    concerns = Concern.objects.filter(forum_id=meeting.forum_id, state=ConcernState.NEW, items__isnull=True).order_by(
        "written_at"
    )
    found += [Suggestion("concern", concern.pk, concern.who, concern.text, None, None, False) for concern in concerns]
    return found


def upcoming(actor: Actor, forum_ids: Sequence[int], since: date) -> list[Meeting]:
    """The next meetings of these forums."""
    return list(
        Meeting.objects.filter(forum_id__in=forum_ids, starts_at__date__gte=since)
        .exclude(state=MeetingState.CANCELLED)
        .select_related("forum")
        .order_by("starts_at")[:20]
    )


@dataclass(frozen=True)
class MinutesPage:
    """The minutes without names: numbers, attendance and words. What may leave the meeting."""

    meeting: Meeting
    attendance: list[tuple[Attendance, Staff | None]]
    words: list[tuple[str, int]]
    items: int
    hidden: int
    decisions: list[Decision]


def minutes_page(meeting: Meeting) -> MinutesPage:
    """The minutes as this actor may read them; the summary part names nobody on the agenda."""
    decisions = list(Decision.objects.filter(meeting=meeting, state=DecisionState.STANDING).order_by("pk"))
    slots = list(Slot.objects.filter(meeting=meeting).exclude(state__in=[ItemState.MOVED, ItemState.WITHDRAWN]))
    counts: dict[str, int] = {}
    for decision in decisions:
        counts[decision.label] = counts.get(decision.label, 0) + 1
    return MinutesPage(
        meeting,
        attendance_of(meeting),
        sorted(counts.items()),
        len(slots),
        len(slots) - len(decisions),
        decisions,
    )


def attendance_of(meeting: Meeting) -> list[tuple[Attendance, Staff | None]]:
    """The attendance as it stands, with the colleagues. Two statements."""
    lines = list(Attendance.objects.filter(meeting=meeting).order_by("pk"))
    staff = Staff.objects.in_bulk({line.staff_id for line in lines})
    return [(line, staff.get(line.staff_id)) for line in lines]


def colleagues_of(meeting: Meeting) -> list[Staff]:
    """Who can come to a meeting: the municipality's colleagues and whoever holds a seat of the forum."""
    holders = SeatHolder.objects.filter(seat__forum_id=meeting.forum_id).values("staff_id")
    return list(
        Staff.objects.filter(Q(body_id=meeting.forum.body_id) | Q(pk__in=holders), ended_at__isnull=True).order_by(
            "name", "pk"
        )
    )


def holders_of(forum: Forum, day: date) -> list[Staff]:
    """Those who hold a seat of the forum that day."""
    holders = SeatHolder.objects.on(day).filter(seat__forum=forum).values("staff_id")
    return list(Staff.objects.filter(pk__in=holders, ended_at__isnull=True).order_by("name", "pk"))


def get_statement(statement_id: int) -> Statement:
    """A statement that the actor may read, with its item and meeting. Raises NotVisible."""
    try:
        return Statement.objects.select_related("item__meeting__forum").get(pk=statement_id)
    except Statement.DoesNotExist:
        raise NotVisible from None


def last_decision(meeting: Meeting) -> Decision | None:
    """The newest standing decision of a meeting: what "undo the last one" undoes."""
    standing = Decision.objects.filter(meeting=meeting, state=DecisionState.STANDING)
    return standing.order_by("-written_at", "-pk").first()


def placements_of(chosen: Sequence[str], *, hidden: str = "") -> list[Placement]:
    """The suggestions that were chosen ("entry-7", "concern-3"), events together; `hidden` stands for their names."""
    ids = {kind: [int(one.split("-")[1]) for one in chosen if one.startswith(kind)] for kind in ("entry", "concern")}
    entries = [
        Placement(
            label=hidden or entry.name,
            source=Source.LIST,
            subject=entry.subject,
            birth_date=entry.birth_date,
            age_told=entry.age_told,
            role=entry.role,
            named=not hidden,
            entry_id=entry.pk,
            incident_id=entry.incident_id,
        )
        for entry in ListEntry.objects.filter(pk__in=ids["entry"]).order_by("incident_id", "row", "pk")
    ]
    concerns = Concern.objects.filter(pk__in=ids["concern"]).order_by("written_at")
    return entries + [
        Placement(
            label=hidden or concern.who,
            source=Source.CONCERN,
            subject=concern.subject,
            named=not hidden,
            concern_id=concern.pk,
        )
        for concern in concerns
    ]
