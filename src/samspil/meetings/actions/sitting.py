"""During the meeting: who is present, who is out of an item, and what each chooses to tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.lib.refusals import Conflict, Refused
from samspil.meetings import policies
from samspil.meetings.actions.preparing import (
    keep_open,
    let_in,
    may_receive,
    number_slots,
    open_to_present,
    prepare,
    reblock,
)
from samspil.meetings.models import Attendance, Item, Meeting, MeetingKind, MeetingState, Statement
from samspil.meetings.queries.spoken_for import speaks_for, spoke_for
from samspil.meetings.queries.who_can_come import here_since, who_can_come
from samspil.meetings.states import AttendanceState, ItemState
from samspil.organisations.models import SeatHolder, SeatKind, Staff
from samspil.organisations.queries import name_met, staff_of, who_may_lead
from samspil.sharing.actions import disclose, hand_over, withdraw
from samspil.sharing.notices.actions import tell
from samspil.sharing.queries import basis_for, disclosures_of


@dataclass(frozen=True)
class Seated:
    """One line of the attendance: a colleague, the seat (none for a guest; a substitute's is whose place it is) and the state.
    Without a seat told, whoever is present sits in the seat held that day.
    """

    staff_id: int
    state: str
    seat_id: int | None = None


@verb("meeting.opened")
def open_meeting(actor: Actor, *, meeting: Meeting, attendance: Sequence[Seated]) -> Meeting:
    """Begin: note who is there, and from now on only they read the items. Who leads is noted with the meeting."""
    meeting = prepare(actor, meeting)
    policies.check_may_become(meeting, MeetingState.OPEN)
    if not any(line.state != AttendanceState.ABSENT for line in attendance):
        raise Refused(_("Mark who is present before the meeting begins."))
    _check_come(meeting, attendance)
    keep_open(actor, meeting)
    reblock(actor, meeting)
    number_slots(meeting)
    leader = _leader(actor, meeting, attendance)
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.OPEN,
        began_at=actor.at,
        opened_by_id=leader,
        minute_taker_id=_minute_taker(actor, attendance, leader),
        version=F("version") + 1,
    )
    meeting.refresh_from_db()
    blocks = _blocks(meeting, attendance)
    Attendance.objects.bulk_create(
        Attendance(
            owner_audience_id=meeting.seated_audience_id or 0,
            meeting=meeting,
            seat_id=line.seat_id,
            staff_id=line.staff_id,
            state=line.state,
            block=blocks[line],
            came_at=None if line.state == AttendanceState.ABSENT else actor.at,
        )
        for line in attendance
    )
    items = _waiting(meeting)
    if items:
        cabinet.shut(items)
        open_to_present(meeting, items)
    _tell_others(actor, meeting, [line.staff_id for line in attendance if line.state != AttendanceState.ABSENT])
    record("meeting.opened", owner=meeting.forum.door_id, meeting=meeting.pk, present=len(attendance))
    return meeting


def _check_come(meeting: Meeting, attendance: Sequence[Seated]) -> None:
    """Where named children are discussed, nobody is let in whom the page does not offer (`queries.who_can_come`). Raises Refused."""
    held = {holder.staff_id for holder in _held(meeting)}
    others = {line.staff_id for line in attendance if line.state != AttendanceState.ABSENT} - held
    if not others or not meeting.forum.named_persons:
        return
    strangers = sorted(others - set(who_can_come(meeting).staff))
    if strangers:
        raise Refused(
            _("%(name)s does not work with children here, and cannot be let in where named children are discussed.")
            % {"name": ", ".join(name_met(stranger) or _("A colleague") for stranger in strangers)},
            field="staff",
        )


def _check_works_here(staff_id: int) -> None:
    """Whoever has lost post and seat is not let in again. Raises Refused with whom it is about."""
    if not may_receive(staff_id):
        raise Refused(
            _("%(name)s has no post or seat here any more, and cannot be let in.")
            % {"name": name_met(staff_id) or _("A colleague")},
            field="staff",
        )


def _tell_others(actor: Actor, meeting: Meeting, staff_ids: Sequence[int]) -> None:
    """Who sits there without a standing seat is shown the meeting and told of it: no other way leads there. Called now, all
    are told by the call.
    """
    others = let_in(meeting, staff_ids)
    if meeting.kind != MeetingKind.URGENT:
        tell(actor, others, "let_in", meeting)


def _blocks(meeting: Meeting, attendance: Sequence[Seated]) -> dict[Seated, str]:
    """For which block each comes; empty: for the whole meeting. A seat of one block, its substitute too, is there for that
    block alone; as a guest its holder is there for all of it.
    """
    blocks = dict.fromkeys(attendance, "")
    if meeting.kind == MeetingKind.URGENT:
        return blocks
    held = _held(meeting)
    of_seat = {holder.seat_id: holder.seat for holder in held}
    for line in attendance:
        if line.state not in {AttendanceState.PRESENT, AttendanceState.SUBSTITUTE}:
            continue
        own = [holder.seat for holder in held if holder.staff_id == line.staff_id]
        told = of_seat.get(line.seat_id or 0)
        seats = own if line.state == AttendanceState.PRESENT else [told] if told else []
        if seats and all(seat.kind == SeatKind.BLOCK for seat in seats):
            blocks[line] = seats[0].block
    return blocks


def _held(meeting: Meeting) -> list[SeatHolder]:
    """Who holds which seat of the forum that day. One statement."""
    held = SeatHolder.objects.on(timezone.localdate(meeting.starts_at)).filter(seat__forum_id=meeting.forum_id)
    return list(held.select_related("seat").order_by("seat__position", "pk"))


def _leader(actor: Actor, meeting: Meeting, attendance: Sequence[Seated]) -> int:
    """Who leads: the chair, else the deputy, else the minute-taker; a meeting called now, whoever called it."""
    if meeting.kind == MeetingKind.URGENT:
        return int(staff_of(actor).pk)
    here = {line.staff_id for line in attendance if line.state != AttendanceState.ABSENT}
    turns = [
        leader
        for leader in who_may_lead(meeting.forum, timezone.localdate(meeting.starts_at))
        if leader.staff_id in here
    ]
    if not turns:
        raise Refused(_("Neither chair, deputy nor minute-taker is present. Mark one of them, or move the meeting."))
    return min(turns, key=lambda leader: leader.turn).staff_id


def _minute_taker(actor: Actor, attendance: Sequence[Seated], leader: int) -> int:
    """Who writes: whoever begins the meeting and is there, else who leads. Until approval it can be corrected."""
    beginner = int(staff_of(actor).pk)
    here = {line.staff_id for line in attendance if line.state != AttendanceState.ABSENT}
    return beginner if beginner in here else leader


def _waiting(meeting: Meeting, without: Sequence[int] = (), block: str = "") -> dict[int, str]:
    """Audiences of the items still to be taken, each with its block, other than those in the slots `without`; with `block`
    those of that block.
    """
    items = Item.objects.filter(meeting=meeting, state=ItemState.WAITING).exclude(slot_id__in=without)
    if block:
        items = items.filter(slot__block=block)
    return dict(items.order_by("pk").values_list("audience_id", "slot__block"))


def _asked_without_name(meeting: Meeting) -> list[int]:
    """The slots at which it was chosen who must be there for the name: whoever comes later was not."""
    items = Item.objects.filter(meeting=meeting, state=ItemState.WAITING).exclude(nameless_because="")
    return list(items.order_by("slot_id").values_list("slot_id", flat=True))


def _closes(meeting: Meeting) -> datetime:
    return meeting.closes_at or meeting.ends_at


@verb("attendance.arrived")
def arrive(actor: Actor, *, meeting: Meeting, line: Seated) -> None:
    """Somebody comes (late, as substitute, as guest): reads what is still to be taken, not what was before, and nothing of an
    item at which the colleague is not impartial. Who holds the seat of one block comes to that block. Raises Refused where
    somebody without a seat is to sit in one.
    """
    policies.check_keeps_minutes(actor, meeting)
    _check_in_progress(meeting)
    line = _seated(meeting, line)
    _check_come(meeting, [line])
    _check_works_here(line.staff_id)
    block = _blocks(meeting, [line])[line]
    sits, is_new = Attendance.objects.update_or_create(
        meeting=meeting,
        staff_id=line.staff_id,
        defaults={
            "state": line.state,
            "seat_id": line.seat_id,
            "block": block,
            "came_at": here_since(meeting, line.staff_id) or actor.at,
            "left_at": None,
        },
        create_defaults={
            "owner_audience_id": meeting.seated_audience_id or 0,
            "state": line.state,
            "seat_id": line.seat_id,
            "block": block,
            "came_at": actor.at,
            "left_out": _asked_without_name(meeting),
        },
    )
    items = _waiting(meeting, [*sits.stepped_out, *sits.left_out], block)
    person = Staff.objects.values_list("person_audience_id", flat=True).get(pk=line.staff_id)
    if not is_new:  # who changes from guest to the seat of one block reads less than before
        cabinet.close_to(_waiting(meeting), [person])
    if items:
        cabinet.open_to(items, [person], until=_closes(meeting))
    _tell_others(actor, meeting, [line.staff_id])
    record("attendance.arrived", owner=meeting.forum.door_id, meeting=meeting.pk, staff=line.staff_id)


def _seated(meeting: Meeting, line: Seated) -> Seated:
    """The line with the seat that the colleague holds that day. Raises Refused where it is to be a holder's and there is none."""
    if line.state != AttendanceState.PRESENT or line.seat_id:
        return line
    held = [holder for holder in _held(meeting) if holder.staff_id == line.staff_id]
    held = [holder for holder in held if holder.seat.kind != SeatKind.BLOCK or holder.seat.block in meeting.blocks]
    if not held:
        raise Refused(
            _("This colleague holds no seat at this meeting. Let them in as a substitute or as a guest."), field="state"
        )
    return Seated(line.staff_id, line.state, held[0].seat_id)


@verb("attendance.left")
def leave(actor: Actor, *, meeting: Meeting, staff_id: int) -> None:
    """Somebody goes: the items still to be taken are closed to them in this instant, also to whoever keeps the minutes. Where nobody
    who keeps them is left, those who are there take them over (`taking_over.take_over`).
    """
    policies.check_keeps_minutes(actor, meeting)
    _check_in_progress(meeting)
    items = _waiting(meeting)  # asked first: who goes oneself reads them no more
    Attendance.objects.filter(meeting=meeting, staff_id=staff_id).update(left_at=actor.at)
    person = Staff.objects.values_list("person_audience_id", flat=True).get(pk=staff_id)
    if items:
        cabinet.close_to(items, [person])
    record("attendance.left", owner=meeting.forum.door_id, meeting=meeting.pk, staff=staff_id)


def _check_in_progress(meeting: Meeting) -> None:
    if meeting.state != MeetingState.OPEN:
        raise Refused(_("The meeting is not in progress."))


@verb("item.stepped_out")
def step_out(actor: Actor, *, item: Item, staff_id: int) -> None:
    """Not impartial in this item: it is closed to that colleague, who is not among those present at it. The minutes say so."""
    _check_in_progress(item.meeting)
    policies.check_may_step_out(item, staff_id)
    cabinet.call("SELECT meetings.note_out(%s, %s, true)", [item.pk, staff_id])
    person = Staff.objects.values_list("person_audience_id", flat=True).get(pk=staff_id)
    cabinet.close_to([item.audience_id], [person])
    record("item.stepped_out", item, staff=staff_id)


@verb("item.stepped_in")
def step_in(actor: Actor, *, item: Item, staff_id: int) -> None:
    """Undo of `step_out`, by those who keep the minutes."""
    _check_in_progress(item.meeting)
    cabinet.call("SELECT meetings.note_out(%s, %s, false)", [item.pk, staff_id])
    person = Staff.objects.values_list("person_audience_id", flat=True).get(pk=staff_id)
    if may_receive(staff_id):
        cabinet.open_to([item.audience_id], [person], until=_closes(item.meeting))
    record("item.stepped_in", item, staff=staff_id)


@verb("statement.shared")
def share(actor: Actor, *, item: Item, text: str, necessity: str, kind: str = "") -> Statement:
    """Tell the others at the item something of one's own unit's. Saying nothing is the default (RPL § 115, stk. 4). `kind`
    is what a press says: an attempt to reach the family, or a fact (`states.StatementKind`).
    """
    policies.check_may_share(actor, item)
    speaker, day = staff_of(actor), timezone.localdate(item.meeting.starts_at)
    unit = speaks_for(item.meeting, speaker, day)
    basis = basis_for(unit, item.meeting.forum, day)
    statement = Statement.objects.create(
        owner_audience_id=unit.audience_id,
        subject=item.subject,
        origin=_origin(unit.sector),
        item=item,
        giver_unit_id=unit.pk,
        said_by_id=speaker.pk,
        kind=kind,
        text=text,
        basis_version_id=basis.pk,
        necessity=necessity,
    )
    disclose(actor, "meetings_statement", [statement.pk], [item.audience_id], basis.pk, necessity)
    record("statement.shared", statement, item=item.pk)
    return statement


@verb("statement.written_down")
def write_down(actor: Actor, *, item: Item, said_by: Staff, text: str, necessity: str, kind: str = "") -> Statement:
    """The minute-taker enters what somebody present said: it belongs to the speaker's unit, marked as told aloud."""
    policies.check_may_share(actor, item)
    meeting = item.meeting
    policies.check_keeps_minutes(actor, meeting)
    policies.check_may_have_told(item, said_by.pk)
    day = timezone.localdate(meeting.starts_at)
    unit = spoke_for(meeting, said_by, day)
    basis = basis_for(unit, meeting.forum, day)
    statement = Statement.objects.create(
        owner_audience_id=meeting.minutes_audience_id or 0,
        subject=item.subject,
        origin=_origin(unit.sector),
        item=item,
        giver_unit_id=unit.pk,
        said_by_id=said_by.pk,
        spoken=True,
        kind=kind,
        text=text,
        basis_version_id=basis.pk,
        necessity=necessity,
    )
    record("statement.written_down", statement, item=item.pk, said_by=said_by.pk)
    hand_over(actor, "meetings_statement", [statement.pk], unit.audience_id, [item.audience_id], basis.pk, necessity)
    return statement


@verb("statement.corrected")
def correct(actor: Actor, *, statement: Statement, version: int, text: str) -> Statement:
    """The giver mends what was written down for them. Raises Refused, and Conflict where somebody was faster."""
    policies.check_may_correct(actor, statement)
    if not Statement.objects.filter(pk=statement.pk, version=version).update(text=text):
        now = Statement.objects.get(pk=statement.pk)
        raise Conflict(theirs={"text": now.text}, mine={"text": text}, version=now.version)
    record("statement.corrected", statement)
    statement.refresh_from_db()
    return statement


@verb("statement.taken_back")
def take_back(actor: Actor, *, statement: Statement) -> None:
    """The giver takes back what was told: from this instant those at the item read it no longer (RPL § 115, stk. 4).

    The text stays with the giver alone, and at approval nothing of it goes on. Raises Refused for others than the giver,
    for what has been taken back already, and after approval.
    """
    policies.check_may_take_back(actor, statement)
    item = statement.item
    given = list(disclosures_of("meetings_statement", statement.pk, item.audience_id))
    if not given:
        # Written down by the minute-taker and handed to the giver: that the item goes on reading it came with the handover.
        # The giver says yes to it in the same instant as no, so that the record holds both.
        given = disclose(
            actor, "meetings_statement", [statement.pk], [item.audience_id], statement.basis_version_id,
            statement.necessity,
        )  # fmt: skip
    for disclosure in given:
        withdraw(actor, disclosure)
    record("statement.taken_back", statement, item=item.pk)


def _origin(sector: str) -> str:
    return "police" if sector == "police" else "own"


@verb("item.read")
def show(actor: Actor, *, item: Item) -> None:
    """The table turns to this item: somebody opens a child's matter, which is noted as a reading."""
    record("item.read", item)


__all__ = [
    "Seated",
    "arrive",
    "correct",
    "leave",
    "open_meeting",
    "share",
    "show",
    "step_in",
    "step_out",
    "take_back",
    "write_down",
]
