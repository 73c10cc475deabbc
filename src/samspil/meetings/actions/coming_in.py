"""Who keeps the minutes and went out of an item comes in again."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.lib.refusals import Refused
from samspil.meetings.models import Item, Meeting, MeetingState
from samspil.meetings.states import ItemState
from samspil.organisations.queries import staff_of


@verb("item.stepped_in")
def come_in(actor: Actor, *, meeting: Meeting, slot_id: int) -> None:
    """A keeper of the minutes who went out comes in again, where no other keeper could let them in: the item would wait for ever.
    By its place on the agenda, since the actor reads nothing of the item. Raises Refused.
    """
    if meeting.state != MeetingState.OPEN:
        raise Refused(_("The meeting is not in progress."))
    cabinet.call("SELECT meetings.come_in(%s)", [slot_id])
    item = Item.objects.get(slot_id=slot_id, meeting=meeting, state=ItemState.WAITING)
    record("item.stepped_in", item, staff=staff_of(actor).pk)
