"""Before the meeting: its audiences, its agenda, and sending it. Placing a named child is the disclosure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.audit.record import record
from samspil.lib.calendars import age_on
from samspil.lib.refusals import Refused
from samspil.meetings import policies
from samspil.meetings.models import Attendance, Item, Meeting, MeetingKind, MeetingState, Slot
from samspil.meetings.states import ADULT, AttendanceState, ItemState
from samspil.organisations.models import SeatHolder, Staff
from samspil.organisations.queries import staff_of, terms_of, unit_of
from samspil.sharing.actions import disclose
from samspil.sharing.queries import basis_for

FRAME_KEPT = timedelta(days=400)  # attendance and slots, without content, for the forum's seats


@dataclass(frozen=True)
class Placement:
    """One matter on its way to an agenda. `subject` is the person record; without it the child is not identified."""

    label: str
    source: str
    subject: int | None = None
    birth_date: date | None = None
    age_told: int | None = None
    role: str | None = None
    named: bool = True
    entry_id: int | None = None
    concern_id: int | None = None
    incident_id: int | None = None
    from_item_id: int | None = None


def prepare(actor: Actor, meeting: Meeting) -> Meeting:
    """Found the meeting's audiences and lend the pen to the forum's door until the minutes must be approved.

    Raises Refused for somebody who does not answer for the meeting.
    """
    policies.check_keeps_minutes(actor, meeting)
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("forum").get(pk=meeting.pk)
    if meeting.minutes_audience_id:
        return meeting
    terms = terms_of(meeting.forum, meeting.starts_at.date())
    home = steward_of(meeting)
    (minutes,) = cabinet.found("minutes", home, [f"meeting {meeting.pk}"])
    (seated,) = cabinet.found("meeting", home, [f"meeting {meeting.pk}"])
    closes = meeting.ends_at + timedelta(days=terms.minutes_close_days)
    meeting.minutes_audience_id, meeting.seated_audience_id, meeting.closes_at = minutes, seated, closes
    if meeting.agenda_opens_at is None:
        meeting.agenda_opens_at = meeting.starts_at - timedelta(hours=terms.agenda_hours_before)
    meeting.save(update_fields=["minutes_audience", "seated_audience", "closes_at", "agenda_opens_at"])
    open_frame(actor, meeting)
    return meeting


def open_frame(actor: Actor, meeting: Meeting) -> None:
    """Lend the pen to those who keep the minutes until they close, and show the frame (seats, slots) to the forum."""
    assert meeting.minutes_audience_id and meeting.seated_audience_id  # noqa: PT018
    assert meeting.closes_at
    minutes, seated = meeting.minutes_audience_id, meeting.seated_audience_id
    cabinet.open_to([minutes, seated], [writer_of(actor, meeting)], until=meeting.closes_at, pen=True)
    cabinet.open_to([seated], [meeting.forum.audience_id], until=meeting.closes_at + FRAME_KEPT)
    block = block_persons(meeting)
    if block:
        cabinet.open_to([seated], block, until=meeting.closes_at)


def steward_of(meeting: Meeting) -> int:
    """Who answers for a meeting's audiences: the forum's door; all its seats where somebody called it now."""
    return int(meeting.forum.audience_id if meeting.kind == MeetingKind.URGENT else meeting.forum.door_id)


def writer_of(actor: Actor, meeting: Meeting) -> int:
    """To whom the pen is lent: the forum's door, or the colleague who called the meeting."""
    if meeting.kind != MeetingKind.URGENT:
        return int(meeting.forum.door_id)
    return int(staff_of(actor).person_audience_id)


def block_persons(meeting: Meeting) -> list[int]:
    """Person audiences of those who hold a seat in one of the meeting's blocks that day."""
    day = meeting.starts_at.date()
    return list(
        SeatHolder.objects.on(day)
        .filter(seat__forum_id=meeting.forum_id, seat__kind="block", seat__block__in=meeting.blocks)
        .values_list("staff__person_audience_id", flat=True)
    )


def has_adult_block(meeting: Meeting) -> bool:
    """Whether the forum keeps adults for meetings at which a further seat takes part (BRO-60)."""
    return bool(meeting.forum.seats.filter(kind="block", block=ADULT).exists())


def age_at(matter: Placement | Item, meeting: Meeting) -> int | None:
    """Age on the day of the meeting: from the birth date, else as it was told; None where nobody knows."""
    return age_on(matter.birth_date, timezone.localdate(meeting.starts_at)) if matter.birth_date else matter.age_told


def meeting_for(meeting: Meeting, matter: Placement | Item) -> Meeting:
    """The meeting at which a matter can be taken: an adult waits for the next one with the adult block (BRO-60).

    Raises Refused where no such meeting is planned.
    """
    age = age_at(matter, meeting)
    if age is None or age < 18 or ADULT in meeting.blocks or not has_adult_block(meeting):
        return meeting
    parked = (
        Meeting.objects.filter(
            forum_id=meeting.forum_id,
            starts_at__gt=meeting.starts_at,
            blocks__contains=[ADULT],
            state__in=[MeetingState.PLANNED, MeetingState.SENT],
        )
        .select_related("forum")
        .order_by("starts_at")
        .first()
    )
    if parked is None:
        raise Refused(
            _("No meeting with the seats for adults is planned. Plan one in the calendar, then place the item.")
        )
    return parked


@transaction.atomic
def place(actor: Actor, *, meeting: Meeting, placements: Sequence[Placement], necessity: str) -> list[Item]:
    """Put matters on the agenda: each gets a slot, an audience of its own and, where named, its disclosure.

    Adults at a meeting without their block are parked on the next one that has it, never refused. Returns the items in
    the order given; `item.meeting` tells where each stands.
    """
    policies.check_may_place(actor, meeting)
    homes: dict[int, Meeting] = {}
    groups: dict[int, list[int]] = defaultdict(list)
    for index, placement in enumerate(placements):
        home = meeting_for(meeting, placement)
        homes[home.pk] = home
        groups[home.pk].append(index)
    placed: dict[int, Item] = {}
    for meeting_id, indexes in groups.items():
        made = _place_at(actor, prepare(actor, homes[meeting_id]), [placements[i] for i in indexes], necessity)
        placed.update(zip(indexes, made, strict=True))
    record("agenda.placed", owner=meeting.forum.door_id, meeting=meeting.pk, count=len(placements))
    return [placed[index] for index in range(len(placements))]


def _place_at(actor: Actor, meeting: Meeting, placements: Sequence[Placement], necessity: str) -> list[Item]:
    assert meeting.minutes_audience_id
    assert meeting.seated_audience_id
    audiences = cabinet.found("item", meeting.minutes_audience_id, [""] * len(placements))
    last = Slot.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"] or 0
    slots = Slot.objects.bulk_create(
        Slot(
            owner_audience_id=meeting.seated_audience_id,
            meeting=meeting,
            position=last + number,
            block=ADULT if is_adult(placement, meeting) else "",
            heading=placement.source,
        )
        for number, placement in enumerate(placements, 1)
    )
    items = Item.objects.bulk_create(
        Item(
            owner_audience_id=meeting.minutes_audience_id,
            subject=placement.subject,
            slot=slot,
            meeting=meeting,
            audience_id=audience,
            label=placement.label,
            named=placement.named,
            birth_date=placement.birth_date,
            age_told=placement.age_told,
            role=placement.role,
            source=placement.source,
            entry_id=placement.entry_id,
            concern_id=placement.concern_id,
            incident_id=placement.incident_id,
            from_item_id=placement.from_item_id,
            necessity=necessity,
            shared_from=actor.at,
            origin="police" if placement.entry_id else "own",
        )
        for placement, slot, audience in zip(placements, slots, audiences, strict=True)
    )
    disclose_items(actor, meeting, [item for item in items if item.named], necessity)
    if meeting.state == MeetingState.OPEN:
        cabinet.open_to(audiences, present_persons(meeting), until=meeting.closes_at or meeting.ends_at)
    elif meeting.state == MeetingState.SENT:
        _open_to_seats(meeting, items)
    return items


def disclose_items(actor: Actor, meeting: Meeting, items: Sequence[Item], necessity: str) -> None:
    """Give items, with the words behind them, to those at each item: the lawful act of placing a name."""
    if not items:
        return
    day = meeting.starts_at.date()
    basis = basis_for(unit_of(actor, day), meeting.forum, day)
    ways: dict[str, list[tuple[int, int]]] = {
        "meetings_item": [(item.pk, item.audience_id) for item in items],
        "concerns_listentry": [(item.entry_id, item.audience_id) for item in items if item.entry_id],
        "concerns_concern": [(item.concern_id, item.audience_id) for item in items if item.concern_id],
        "concerns_incident": [(item.incident_id, item.audience_id) for item in items if item.incident_id],
        "people_person": [(item.subject, item.audience_id) for item in items if item.subject],
    }
    for table, pairs in ways.items():
        if pairs:
            disclose(actor, table, [row for row, _to in pairs], [to for _row, to in pairs], basis.pk, necessity)


def present_persons(meeting: Meeting) -> list[int]:
    """Person audiences of those who sit at the meeting now."""
    return list(_persons(present_staff(meeting)))


def present_staff(meeting: Meeting) -> list[int]:
    """Ids of the colleagues who sit at the meeting now."""
    return list(
        Attendance.objects.filter(meeting=meeting, left_at__isnull=True)
        .exclude(state=AttendanceState.ABSENT)
        .values_list("staff_id", flat=True)
    )


def _persons(staff_ids: Iterable[int]) -> Iterable[int]:
    return Staff.objects.filter(pk__in=list(staff_ids)).values_list("person_audience_id", flat=True)


def _open_to_seats(meeting: Meeting, items: Sequence[Item]) -> None:
    """Open items to the seats that take part in them, from the forum's set time until the meeting begins."""
    since, until = meeting.agenda_opens_at, meeting.ends_at
    if items:
        cabinet.open_to([item.audience_id for item in items], [meeting.forum.audience_id], since=since, until=until)
    adults = [item.audience_id for item in items if is_adult(item, meeting)]
    block = block_persons(meeting) if adults else []
    if adults and block:
        cabinet.open_to(adults, block, since=since, until=until)


def is_adult(matter: Placement | Item, meeting: Meeting) -> bool:
    """Whether the matter stands in the adult block of this meeting."""
    age = age_at(matter, meeting)
    return age is not None and age >= 18


@transaction.atomic
def send_agenda(actor: Actor, *, meeting: Meeting) -> Meeting:
    """Open what has been placed with a name to those seated for it. Not before the forum's set time."""
    meeting = prepare(actor, meeting)
    policies.check_may_become(meeting, MeetingState.SENT)
    reblock(actor, meeting)
    items = list(Item.objects.filter(meeting=meeting, state=ItemState.WAITING))
    _open_to_seats(meeting, items)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.SENT, version=F("version") + 1)
    record("agenda.sent", owner=meeting.forum.door_id, meeting=meeting.pk, count=len(items))
    meeting.refresh_from_db()
    return meeting


@transaction.atomic
def reblock(actor: Actor, meeting: Meeting) -> list[Item]:
    """Move matters whose child is an adult on the day to the next meeting with their block (BRO-60).

    A birthday between two meetings, or a meeting that was moved, is enough. Returns the items as they stand now.
    """
    if ADULT in meeting.blocks or not has_adult_block(meeting):
        return []
    late = [item for item in Item.objects.filter(meeting=meeting, state=ItemState.WAITING) if is_adult(item, meeting)]
    return _move(actor, meeting, meeting_for(meeting, late[0]), late) if late else []


@transaction.atomic
def move_items(actor: Actor, *, from_meeting: Meeting, to_meeting: Meeting) -> list[Item]:
    """Move everything that still waits to another meeting, as when a meeting is cancelled. Returns the new items."""
    if from_meeting.minutes_audience_id is None:
        return []
    waiting = list(Item.objects.filter(meeting=from_meeting, state=ItemState.WAITING).order_by("slot__position"))
    return _move(actor, from_meeting, to_meeting, waiting)


def _move(actor: Actor, from_meeting: Meeting, to_meeting: Meeting, items: Sequence[Item]) -> list[Item]:
    if not items:
        return []
    moved: list[Item] = []
    for necessity in dict.fromkeys(item.necessity for item in items):
        same = [item for item in items if item.necessity == necessity]
        moved += place(actor, meeting=to_meeting, placements=[as_placement(item) for item in same], necessity=necessity)
    Item.objects.filter(pk__in=[item.pk for item in items]).update(state=ItemState.MOVED)
    Slot.objects.filter(pk__in=[item.slot_id for item in items]).update(state=ItemState.MOVED)
    cabinet.shut([item.audience_id for item in items])
    record(
        "agenda.moved", owner=from_meeting.forum.door_id, meeting=from_meeting.pk, to=to_meeting.pk, count=len(items)
    )
    return moved


def as_placement(item: Item) -> Placement:
    """The same matter for another agenda."""
    return Placement(
        label=item.label,
        source=item.source,
        subject=item.subject,
        birth_date=item.birth_date,
        age_told=item.age_told,
        role=item.role,
        named=item.named,
        entry_id=item.entry_id,
        concern_id=item.concern_id,
        incident_id=item.incident_id,
        from_item_id=item.pk,
    )


@transaction.atomic
def reschedule(actor: Actor, *, meeting: Meeting) -> None:
    """The meeting has another time, or other blocks: pen, seats and a sent agenda open and close with it.

    Whoever is an adult on the new day waits for the adult block (BRO-60).
    """
    if meeting.minutes_audience_id is None or meeting.seated_audience_id is None:
        return
    terms = terms_of(meeting.forum, meeting.starts_at.date())
    meeting.closes_at = meeting.ends_at + timedelta(days=terms.minutes_close_days)
    meeting.agenda_opens_at = meeting.starts_at - timedelta(hours=terms.agenda_hours_before)
    meeting.save(update_fields=["closes_at", "agenda_opens_at"])
    cabinet.shut([meeting.minutes_audience_id, meeting.seated_audience_id])
    open_frame(actor, meeting)
    reblock(actor, meeting)
    if meeting.state == MeetingState.SENT:
        items = list(Item.objects.filter(meeting=meeting, state=ItemState.WAITING))
        if items:
            cabinet.shut([item.audience_id for item in items])
            _open_to_seats(meeting, items)


@transaction.atomic
def reorder(actor: Actor, *, meeting: Meeting, slot_ids: Sequence[int]) -> None:
    """Put the slots of a meeting in this order. Raises Refused when the list is not exactly the meeting's slots."""
    slots = {slot.pk: slot for slot in Slot.objects.filter(meeting=meeting)}
    if set(slots) != set(slot_ids):
        raise Refused(_("The agenda has changed meanwhile. Look at it again, then put it in order."))
    for position, slot_id in enumerate(slot_ids, 1):
        slots[slot_id].position = position
    Slot.objects.bulk_update(slots.values(), ["position"])
    record("agenda.ordered", owner=meeting.forum.door_id, meeting=meeting.pk, count=len(slot_ids))


@transaction.atomic
def take_off(actor: Actor, *, item: Item) -> None:
    """Take a waiting item off the agenda; nobody at the meeting reads it any more."""
    policies.check_may_place(actor, item.meeting)
    Item.objects.filter(pk=item.pk).update(state=ItemState.WITHDRAWN)
    Slot.objects.filter(pk=item.slot_id).update(state=ItemState.WITHDRAWN)
    cabinet.shut([item.audience_id])
    record("agenda.taken_off", item)


@transaction.atomic
def name_item(actor: Actor, *, item: Item, label: str) -> Item:
    """At the meeting: say the name of a matter that was placed without one. This is the disclosure, from now on."""
    meeting = item.meeting
    Item.objects.filter(pk=item.pk).update(named=True, label=label)
    item.refresh_from_db()
    disclose_items(actor, meeting, [item], item.necessity)
    record("item.named", item)
    return item


def opens_at(meeting: Meeting) -> datetime:
    """From when those seated may read the agenda."""
    return meeting.agenda_opens_at or meeting.starts_at


__all__ = [
    "Placement",
    "as_placement",
    "disclose_items",
    "meeting_for",
    "move_items",
    "name_item",
    "opens_at",
    "place",
    "prepare",
    "reblock",
    "reorder",
    "reschedule",
    "send_agenda",
    "take_off",
]
