"""A name that was written by mistake while the list was read aloud: struck out, put back by one press, deleted at approval."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns.states import NO_FOLLOW_UP
from samspil.lib.refusals import Refused
from samspil.meetings import policies
from samspil.meetings.actions.preparing import number_slots, open_to_present
from samspil.meetings.actions.preparing.placing import open_to_seats
from samspil.meetings.models import Item, MeetingState, Slot
from samspil.meetings.states import ItemState
from samspil.sharing.queries import delete_after


@verb("item.struck")
def strike(actor: Actor, *, item: Item) -> None:
    """Take away a name that was typed at this meeting and should not have been: it waits for no other meeting, and at approval
    it is deleted like a matter without follow-up, and counted nowhere. Raises Refused.
    """
    policies.check_may_strike(actor, item)
    day = timezone.localdate(item.meeting.starts_at)
    last = delete_after(item.meeting.forum.body.audience_id, NO_FOLLOW_UP, day)
    Item.objects.filter(pk=item.pk).update(
        state=ItemState.WITHDRAWN, retention_kind=NO_FOLLOW_UP, delete_after=last, incident=None
    )
    Slot.objects.filter(pk=item.slot_id).update(state=ItemState.WITHDRAWN)
    number_slots(item.meeting)
    cabinet.shut([item.audience_id])
    record("item.struck", item)


@verb("item.restored")
def restore(actor: Actor, *, item: Item) -> Item:
    """Undo of `strike`, until the meeting is over."""
    policies.check_may_place(actor, item.meeting)
    policies.check_keeps_minutes(actor, item.meeting)
    if item.state != ItemState.WITHDRAWN or item.retention_kind != NO_FOLLOW_UP:
        raise Refused(_("This name has not been struck out."))
    Item.objects.filter(pk=item.pk).update(state=ItemState.WAITING, retention_kind="", delete_after=None)
    Slot.objects.filter(pk=item.slot_id).update(state=ItemState.WAITING)
    number_slots(item.meeting)
    if item.meeting.state == MeetingState.OPEN:
        open_to_present(item.meeting, {item.audience_id: item.slot.block})
    elif item.meeting.state == MeetingState.SENT:
        open_to_seats(item.meeting, [item])
    record("item.restored", item)
    return Item.objects.select_related("meeting__forum").get(pk=item.pk)


__all__ = ["restore", "strike"]
