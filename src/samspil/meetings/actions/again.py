"""Taken up again: on which meeting, once for each matter, and no more when its decision is undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from samspil.access.actor import Actor
from samspil.lib.refusals import Refused
from samspil.meetings.actions.preparing import meeting_for, take_off
from samspil.meetings.models import Decision, Item, Meeting, MeetingState
from samspil.meetings.states import ItemState, Source

AHEAD = (MeetingState.PLANNED, MeetingState.SENT)


def meeting_on(meeting: Meeting, due: date) -> Meeting | None:
    """The forum's first meeting on that day or after it, other than this one. One statement."""
    ahead = Meeting.objects.filter(forum_id=meeting.forum_id, starts_at__date__gte=due, state__in=AHEAD)
    return ahead.exclude(pk=meeting.pk).select_related("forum").order_by("starts_at").first()


def day_of(item: Item, due: date) -> date:
    """The day on which the matter is taken up again: of the first meeting on or after `due` at which its child can be taken.
    Where none is planned, the day that was chosen.
    """
    target = meeting_on(item.meeting, due)
    if target is None:
        return due
    try:
        target = meeting_for(target, item)
    except Refused:  # said at approval, with what to do
        return due
    return timezone.localdate(target.starts_at)


def not_yet(decisions: Sequence[Decision]) -> list[Decision]:
    """Those whose matter stands on no later agenda yet: minutes that were opened again are approved a second time."""
    stands = Item.objects.filter(source=Source.AGAIN, from_item_id__in=[decision.item_id for decision in decisions])
    taken = set(stands.exclude(state=ItemState.WITHDRAWN).values_list("from_item_id", flat=True))
    return [decision for decision in decisions if decision.item_id not in taken]


def withdraw(actor: Actor, decision: Decision) -> None:
    """The decision is undone: what it had put on an agenda that has not begun is taken off again."""
    waits = Item.objects.filter(source=Source.AGAIN, from_item_id=decision.item_id, state=ItemState.WAITING)
    for item in waits.filter(meeting__state__in=AHEAD).select_related("meeting__forum", "slot", "entry").order_by("pk"):
        take_off(actor, item=item)


__all__ = ["day_of", "meeting_on", "not_yet", "withdraw"]
