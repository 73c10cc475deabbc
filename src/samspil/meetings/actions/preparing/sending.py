"""Sending an agenda, putting it in order, and moving it with its meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.lib.refusals import Refused
from samspil.meetings import policies
from samspil.meetings.actions.preparing.frame import open_frame, prepare
from samspil.meetings.actions.preparing.numbering import number_slots
from samspil.meetings.actions.preparing.placing import (
    as_placement,
    has_adult_block,
    is_adult,
    meeting_for,
    open_to_seats,
    place,
)
from samspil.meetings.models import Item, Meeting, MeetingState, Slot
from samspil.meetings.states import ADULT, ItemState
from samspil.organisations.models import SeatHolder
from samspil.organisations.queries import terms_of
from samspil.sharing.notices.actions import tell


@verb("agenda.sent", "agenda.moved")
def send_agenda(actor: Actor, *, meeting: Meeting) -> Meeting:
    """Open what has been placed with a name to those seated for it. Not before the forum's set time."""
    policies.check_day_is_not_over(actor, meeting)
    meeting = prepare(actor, meeting)
    policies.check_may_become(meeting, MeetingState.SENT)
    reblock(actor, meeting)
    items = list(Item.objects.filter(meeting=meeting, state=ItemState.WAITING))
    open_to_seats(meeting, items)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.SENT, version=F("version") + 1)
    record("agenda.sent", owner=meeting.forum.door_id, meeting=meeting.pk, count=len(items))
    seats = SeatHolder.objects.on(timezone.localdate(meeting.starts_at)).filter(seat__forum=meeting.forum)
    tell(actor, seats.values_list("staff_id", flat=True), "agenda_sent", meeting)
    meeting.refresh_from_db()
    return meeting


def reblock(actor: Actor, meeting: Meeting) -> list[Item]:
    """Move matters whose child is an adult on the day to the next meeting with their block (BRO-60).

    A birthday between two meetings, or a meeting that was moved, is enough. Returns the items as they stand now.
    """
    if ADULT in meeting.blocks or not has_adult_block(meeting):
        return []
    late = [item for item in Item.objects.filter(meeting=meeting, state=ItemState.WAITING) if is_adult(item, meeting)]
    return _move(actor, meeting, meeting_for(meeting, late[0]), late) if late else []


@verb("agenda.moved")
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
    number_slots(from_meeting)
    cabinet.shut([item.audience_id for item in items])
    record(
        "agenda.moved", owner=from_meeting.forum.door_id, meeting=from_meeting.pk, to=to_meeting.pk, count=len(items)
    )
    return moved


def reschedule(actor: Actor, *, meeting: Meeting) -> None:
    """The meeting has another time, or other blocks: pen, seats and a sent agenda open and close with it.

    Whoever is an adult on the new day waits for the adult block (BRO-60).
    """
    if meeting.minutes_audience_id is None or meeting.seated_audience_id is None:
        return
    terms = terms_of(meeting.forum, timezone.localdate(meeting.starts_at))
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
            open_to_seats(meeting, items)


@verb("agenda.ordered")
def reorder(actor: Actor, *, meeting: Meeting, slot_ids: Sequence[int]) -> None:
    """Put the slots of a meeting in this order. Raises Refused when the list is not exactly the meeting's slots, and when
    the meeting is over.
    """
    policies.check_may_order(actor, meeting)
    slots = {slot.pk: slot for slot in Slot.objects.filter(meeting=meeting)}
    if set(slots) != set(slot_ids):
        raise Refused(_("The agenda has changed meanwhile. Look at it again, then put it in order."))
    for position, slot_id in enumerate(slot_ids, 1):
        slots[slot_id].position = position
    Slot.objects.bulk_update(slots.values(), ["position"])
    number_slots(meeting)
    record("agenda.ordered", owner=meeting.forum.door_id, meeting=meeting.pk, count=len(slot_ids))
