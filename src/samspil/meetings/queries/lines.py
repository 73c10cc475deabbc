"""On which agendas lines of the police's list stand; for the pages of the list, which lie below the meetings."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from samspil.concerns.agendas import Place
from samspil.meetings.models import Item, MeetingState
from samspil.meetings.states import ItemState


def items_that_wait(records: Sequence[int]) -> list[Item]:
    """The items about a child that wait at meetings which are not over, as far as the actor reads them. One statement."""
    return list(
        Item.objects.filter(
            subject__in=records,
            named=True,
            state=ItemState.WAITING,
            meeting__state__in=[MeetingState.PLANNED, MeetingState.SENT, MeetingState.OPEN],
        )
        .select_related("meeting__forum")
        .order_by("meeting__starts_at", "pk")
    )


def places_of_lines(entry_ids: Sequence[int]) -> dict[int, Place]:
    """The agenda on which each line stands, as far as the actor reads it. One statement."""
    about = Item.objects.filter(Q(entry_id__in=entry_ids) | Q(also__overlap=list(entry_ids)))
    items = about.exclude(state__in=[ItemState.WITHDRAWN, ItemState.MOVED])
    return {
        entry: Place(
            day=timezone.localdate(item.meeting.starts_at),
            agenda=reverse("meetings:meeting", args=[item.meeting_id]),
            who=reverse("meetings:who", args=[item.pk]),
        )
        for item in items.select_related("meeting").order_by("pk")
        for entry in (item.entry_id or 0, *item.also)
    }
