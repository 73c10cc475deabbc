"""The minutes as this actor may read them, and the attendance in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from samspil.access import cabinet
from samspil.access.models import History
from samspil.lib.calendars.blocks import age_on
from samspil.meetings.models import Attendance, Decision, FollowUpCount, Item, Meeting, MeetingKind, MeetingState, Slot
from samspil.meetings.policies import is_away
from samspil.meetings.queries.calling import reported_at
from samspil.meetings.queries.presence import block_names
from samspil.meetings.queries.sentences import count_word, decision_sentence, times_of, with_names
from samspil.meetings.states import AttendanceState, DecisionState, ItemState
from samspil.organisations.models import Forum, Seat, SeatHolder, Staff
from samspil.organisations.queries import terms_of, with_sector
from samspil.people.models import Person
from samspil.web.templatetags.samspil import or_unknown

WITHOUT_NAME = "without_name"  # in the count that stays: the theme of what ended without the name (`sql/forget.sql`)


@dataclass(frozen=True)
class DecisionLine:
    """One line with its child, for who may read both. `name` is empty where the actor may not read whom it is about."""

    decision: Decision
    item: Item | None
    person: Person | None
    unsaid: bool = False  # the name was never said: the actor reads the line without it
    closes: bool = False  # without follow-up: closed to everybody at approval
    age: int | None = None  # where another line of the same minutes has the same name

    @property
    def called(self) -> str:
        """The name; with the age where another of the same name stands in the minutes."""
        if self.age is None:
            return self.name
        return ngettext("%(name)s, %(age)s year", "%(name)s, %(age)s years", self.age) % {
            "name": self.name,
            "age": self.age,
        }

    @property
    def name(self) -> str:
        if self.unsaid:
            return gettext("Without name")
        if self.person:
            return str(self.person.name)
        if self.item:
            return str(self.item.label)
        # The item closes at approval: who was not identified stays so, and whom the reader may not know is called nothing.
        return or_unknown(self.decision.matter) if self.decision.subject is None else ""

    @property
    def sentence(self) -> str:
        """What was decided, who is responsible and by when, without the child."""
        return decision_sentence(self.decision)


@dataclass(frozen=True)
class Attended:
    """One colleague in the attendance, with the seat, and the items at which the colleague was out."""

    attendance: Attendance
    name: str
    seat: str
    stepped_out: Sequence[int] = ()
    out_of_gone: int = 0  # of them, those that are no longer on the agenda
    came_late: bool = False
    block: str = ""  # came for this part of the agenda alone
    was_noted: bool = False  # as here, before it was corrected: absent, without having sent regrets


@dataclass(frozen=True)
class MinutesPage:
    """The minutes: numbers, attendance and words name nobody and may leave the meeting; the lines name the child.

    `no_follow_up` is None for who does not read all lines of the meeting; `sealed` counts those of them
    that are closed and not deleted yet; `in_quarter` counts the forum's matters of
    the meeting's quarter that were deleted and left nothing but the number. Neither counts an item out of which the reader went: what
    came of it could be reckoned.
    """

    meeting: Meeting
    times: str
    leader: str
    writer: str
    tell: Staff | None  # who mends what is wrong in them
    attendance: list[Attended]
    words: list[tuple[str, int]]
    items: int
    decided: int
    lines: list[DecisionLine]
    no_follow_up: int | None
    sealed: int
    in_quarter: int
    approved_by: str = ""
    gone: int = 0  # before approval: what went already, without a name or when they were approved the first time
    was_approved: bool = False  # they have been approved before: what is gone need not have gone without a name
    missing: Sequence[str] = ()  # which decided items are in no number here, and why the reader does not read them
    without_name_in_quarter: int = 0
    has_seat: bool = True
    reported: Sequence[Meeting] = ()  # the urgent meetings held since the one before

    @property
    def anew(self) -> list[Decision]:
        """What was decided after the minutes were opened again, as far as the reader reads it."""
        since = self.meeting.reopened_at
        made = [line.decision for line in self.lines if line.decision.number and line.decision.written_at]
        return [one for one in made if since and one.written_at and one.written_at >= since]

    @property
    def deleted(self) -> int:
        """The matters without follow-up of which nothing is left."""
        return max(0, (self.no_follow_up or 0) - self.sealed)

    @property
    def present(self) -> list[Attended]:
        return [one for one in self.attendance if one.attendance.state != AttendanceState.ABSENT]

    @property
    def absent(self) -> list[Attended]:
        """Who sent regrets."""
        return [one for one in self.attendance if one.attendance.state == AttendanceState.ABSENT and not one.was_noted]

    @property
    def not_here(self) -> list[Attended]:
        """Who was noted as here, and was not."""
        return [one for one in self.attendance if one.attendance.state == AttendanceState.ABSENT and one.was_noted]

    @property
    def stepped_out(self) -> list[Attended]:
        """Who was not impartial, and at which items: that is said, and nothing of what the item was about."""
        return [one for one in self.attendance if one.stepped_out or one.out_of_gone]


def minutes_page(meeting: Meeting) -> MinutesPage:
    """The minutes as this actor may read them. Twelve statements, and one more where something is gone."""
    standing = Decision.objects.filter(meeting=meeting, state=DecisionState.STANDING)
    decisions = list(with_names(standing).order_by("number", "pk"))
    unsaid = _unsaid(meeting, {decision.pk for decision in decisions})
    slots = list(
        Slot.objects.filter(meeting=meeting)
        .exclude(state__in=[ItemState.MOVED, ItemState.WITHDRAWN])
        .order_by("position", "pk")
        .values_list("pk", "state", "position")
    )
    states = [state for _slot, state, _number in slots]
    day = timezone.localdate(meeting.starts_at)
    keys = set(cabinet.keys())
    quarter = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    counted = FollowUpCount.objects.filter(forum_id=meeting.forum_id, quarter=quarter)
    in_quarter = dict(counted.order_by("theme").values_list("theme").annotate(n=Sum("count")))
    attendance, staff = _attended(meeting, {slot: number for slot, _state, number in slots})
    own = next(
        (one.attendance for one in attendance if staff[one.attendance.staff_id].person_audience_id in keys), None
    )
    taken = {slot for slot, state, _number in slots if state == ItemState.DECIDED}
    out, unnamed = (
        (taken & set(own.stepped_out), taken & set(own.left_out) - set(own.stepped_out)) if own else (set(), set())
    )
    unread = max(0, len(taken - out - unnamed) - len(decisions) - len(unsaid))
    reads_all = _reads_all(meeting, own, keys)
    gone, going = (unread, _going(meeting, [*decisions, *unsaid], day)) if reads_all else (None, None)
    is_approved = meeting.state == MeetingState.APPROVED
    return MinutesPage(
        meeting=meeting,
        times=times_of(meeting),
        leader=_name(staff, meeting.opened_by_id),
        writer=_name(staff, meeting.minute_taker_id),
        tell=_mends(staff, meeting),
        attendance=attendance,
        words=sorted(Counter(count_word(decision.label) for decision in (*decisions, *unsaid)).items()),
        items=len(states),
        decided=sum(state == ItemState.DECIDED for state in states),
        lines=_in_order(
            [
                *_lines(decisions, day, _ending(meeting, day)),
                *(DecisionLine(one, None, None, unsaid=True) for one in unsaid),
            ]
        ),
        no_follow_up=gone if is_approved else going,
        sealed=_sealed(meeting) if gone else 0,
        in_quarter=0 if out else in_quarter.get("", 0),
        without_name_in_quarter=in_quarter.get(WITHOUT_NAME, 0),
        has_seat=meeting.forum.audience_id in keys,
        reported=reported_at(meeting),
        approved_by=_name(staff, meeting.approved_by_id) if is_approved else "",
        gone=gone or 0,
        was_approved=meeting.reopened_at is not None,
        missing=_missing(meeting, own, len(out), len(unnamed), 0 if reads_all else unread),
    )


def _unsaid(meeting: Meeting, read: set[int]) -> list[Decision]:
    """What was decided about those whose names were never said, where the actor does not read the row. One statement."""
    rows = cabinet.read(
        "SELECT id, number, word, label, question, answer, due_on, decided_on, responsible_name, unit_name, officer_name"
        " FROM meetings.unsaid(%s)",
        [meeting.pk],
    )
    found = []
    for pk, number, word, label, question, answer, due_on, decided_on, *names in rows:
        if pk not in read:
            line = Decision(
                pk=pk, number=number, word=word, label=label, question=question, answer=answer, due_on=due_on,
                decided_on=decided_on,
            )  # fmt: skip
            line.responsible_name, line.unit_name, line.officer_name = names  # type: ignore[attr-defined]
            found.append(line)
    return found


def _in_order(lines: Sequence[DecisionLine]) -> list[DecisionLine]:
    return sorted(lines, key=lambda line: (line.decision.number is None, line.decision.number or 0, line.decision.pk))


def _attended(meeting: Meeting, numbers: dict[int, int]) -> tuple[list[Attended], dict[int, Staff]]:
    """The attendance by name, the absent too, and the colleagues who stand in the minutes. Four statements at most."""
    lines = list(Attendance.objects.filter(meeting=meeting).order_by("pk"))
    corrected = _noted_as_here([line.pk for line in lines if line.state == AttendanceState.ABSENT])
    others = {meeting.opened_by_id, meeting.minute_taker_id, meeting.approved_by_id} - {None}
    staff = Staff.objects.in_bulk({line.staff_id for line in lines} | others)
    seats = Seat.objects.in_bulk({line.seat_id for line in lines if line.seat_id})
    blocks = block_names(meeting) if any(line.block for line in lines) else {}
    attended = [
        Attended(
            attendance=line,
            name=_name(staff, line.staff_id),
            seat=str(seats[line.seat_id].name) if line.seat_id in seats else "",
            stepped_out=sorted(numbers[slot] for slot in line.stepped_out if slot in numbers),
            out_of_gone=sum(slot not in numbers for slot in line.stepped_out),
            came_late=bool(line.came_at and meeting.began_at and line.came_at > meeting.began_at),
            block=blocks.get(line.block, line.block),
            was_noted=line.pk in corrected,
        )
        for line in lines
    ]
    return attended, staff


def _noted_as_here(lines: Sequence[int]) -> set[int]:
    """Those lines of the attendance that said once that the colleague was here. One statement; none for no line."""
    rows = History.objects.filter(parent_table="meetings_attendance", parent_id__in=lines)
    return set(rows.exclude(was__state=AttendanceState.ABSENT).values_list("parent_id", flat=True)) if lines else set()


def _name(staff: dict[int, Staff], staff_id: int | None) -> str:
    one = staff.get(staff_id or 0)
    return str(one.name) if one else ""


def _mends(staff: dict[int, Staff], meeting: Meeting) -> Staff | None:
    """Who mends the minutes: who wrote them; where that colleague has ended, who led the meeting or approved them."""
    found = [staff.get(one or 0) for one in (meeting.minute_taker_id, meeting.opened_by_id, meeting.approved_by_id)]
    return next((one for one in found if one and one.ended_at is None), None)


def _lines(decisions: Sequence[Decision], day: date, ending: Collection[str]) -> list[DecisionLine]:
    items = Item.objects.in_bulk({decision.item_id for decision in decisions})
    persons = Person.objects.in_bulk({decision.subject for decision in decisions})
    lines = [
        DecisionLine(
            decision, items.get(decision.item_id), persons.get(decision.subject), closes=decision.word in ending
        )
        for decision in decisions
    ]
    of_name = Counter(line.name.casefold() for line in lines if line.name)
    return [replace(line, age=_age(line, day)) if of_name[line.name.casefold()] > 1 else line for line in lines]


def _age(line: DecisionLine, day: date) -> int | None:
    known = line.person.age_at(day) if line.person else None
    if known is not None or line.item is None:
        return known
    return age_on(line.item.birth_date, day) if line.item.birth_date else line.item.age_told


def _reads_all(meeting: Meeting, own: Attendance | None, keys: set[int]) -> bool:
    """Whether the actor reads every line that is left: the seats once the minutes have been approved; before that the pen, unless its
    holder left the meeting, and a seat whose holder was there all the time.
    """
    if not {meeting.forum.audience_id, meeting.minutes_audience_id} & keys:
        return False
    if meeting.kind == MeetingKind.URGENT:  # its lines are those people's who were there
        return own is not None and own.state != AttendanceState.ABSENT and own.left_at is None
    if meeting.state == MeetingState.APPROVED or meeting.reopened_at:
        return True
    if meeting.minutes_audience_id in keys:
        return own is None or own.left_at is None
    return own is not None and _there_all_the_time(meeting, own)


def _came_later(meeting: Meeting, own: Attendance) -> bool:
    return bool(own.came_at and meeting.began_at and own.came_at > meeting.began_at)


def _there_all_the_time(meeting: Meeting, own: Attendance) -> bool:
    is_whole = not own.block and own.state != AttendanceState.ABSENT
    return is_whole and own.left_at is None and not _came_later(meeting, own)


def _ending(meeting: Meeting, day: date) -> frozenset[str]:
    """The words whose lines go at approval; none once the minutes are approved."""
    if meeting.state == MeetingState.APPROVED:
        return frozenset()
    return frozenset(word.code for word in terms_of(meeting.forum, day).decisions if "delete" in word.consequences)


def _going(meeting: Meeting, decisions: Sequence[Decision], day: date) -> int:
    """The lines that will go at approval."""
    words = _ending(meeting, day)
    return sum(decision.word in words for decision in decisions)


def _missing(meeting: Meeting, own: Attendance | None, out: int, unnamed: int, unread: int) -> list[str]:
    """Why decided items are in no number that the reader sees: what came of them is not told, not even as one that could be reckoned."""
    is_approved = meeting.state == MeetingState.APPROVED
    came_later = own is not None and _came_later(meeting, own)
    if unread and own and _there_all_the_time(meeting, own) and not (is_approved or meeting.reopened_at):
        unnamed, unread = unnamed + unread, 0  # there all the time: what is not there any more ended without the name
    said = []
    if out:
        said.append(
            ngettext("You were out at one of them.", "You were out at %(number)s of them.", out) % {"number": out}
        )
    if unnamed:
        said.append(
            ngettext(
                "One of them was talked of without the name.", "%(number)s of them were talked of without the name.", unnamed,
            ) % {"number": unnamed}
        )  # fmt: skip
    if unread and came_later and not (own and own.left_at) and not is_approved:
        said.append(
            ngettext(
                "One of them was taken before you came.", "%(number)s of them were taken before you came.", unread
            ) % {"number": unread}
        )  # fmt: skip
    elif unread:
        said.append(
            ngettext(
                "One of them is not yours to read.", "%(number)s of them are not yours to read.", unread
            ) % {"number": unread}
        )  # fmt: skip
    return [*said, gettext("What was decided there is not counted here.")] if said else []


def _sealed(meeting: Meeting) -> int:
    ((sealed,),) = cabinet.read("SELECT meetings.count_sealed(%s)", [meeting.pk])
    return int(sealed)


def here_at(meeting: Meeting) -> list[Attendance]:
    """Who is or was there, also who has left since. One statement."""
    return list(Attendance.objects.filter(meeting=meeting).exclude(state=AttendanceState.ABSENT))


def tellers_at(item: Item, *, but: Staff | None = None) -> list[Staff]:
    """For whom something can be written down at an item (`policies.check_may_have_told`), by name, other than `but`. Two statements."""
    found = [
        staff
        for line, staff in attendance_of(item.meeting)
        if staff and line.state != AttendanceState.ABSENT and not is_away(line, item)
    ]
    return sorted((one for one in found if but is None or one.pk != but.pk), key=lambda one: (one.name, one.pk))


def attendance_of(meeting: Meeting) -> list[tuple[Attendance, Staff | None]]:
    """The attendance as it stands, with the colleagues. Two statements."""
    lines = list(Attendance.objects.filter(meeting=meeting).order_by("pk"))
    day = timezone.localdate(meeting.starts_at)
    staff = with_sector(Staff.objects.all(), day).in_bulk({line.staff_id for line in lines})
    return [(line, staff.get(line.staff_id)) for line in lines]


def holders_of(forum: Forum, day: date) -> list[Staff]:
    """Those who hold a seat of the forum that day."""
    holders = SeatHolder.objects.on(day).filter(seat__forum=forum).values("staff_id")
    found = Staff.objects.filter(pk__in=holders, ended_at__isnull=True)
    return list(with_sector(found, day).order_by("name", "pk"))
