"""Which names read aloud can stand in one event."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from samspil.concerns.models import Incident
from samspil.lib.refusals import NotVisible
from samspil.meetings.models import Item, Meeting
from samspil.meetings.states import ItemState


@dataclass(frozen=True)
class EventPage:
    """An event (None: a new one), the waiting items that are in it or in none, those of it that are decided, and the other
    events read aloud. Who is part of an event of a list that came as a file, its list says (`is_listed`).
    """

    incident: Incident | None
    items: list[Item]
    others: list[Incident]
    decided: list[Item]
    is_listed: bool = False


def event_page(meeting: Meeting, incident_id: int | None) -> EventPage:
    """The waiting items of the meeting whose names were read aloud. Raises NotVisible where the event is another meeting's."""
    aloud = Item.objects.filter(
        meeting=meeting, state=ItemState.WAITING, entry__owner_audience=meeting.minutes_audience_id
    )
    told = list(Incident.objects.filter(owner_audience=meeting.minutes_audience_id).order_by("pk"))
    found = next((incident for incident in told if incident.pk == incident_id), None)
    listed = Incident.objects.filter(pk=incident_id or 0, owner_audience=meeting.forum.door_id, items__meeting=meeting)
    found = found or (listed.distinct().first() if incident_id is not None else None)
    if incident_id is not None and found is None:
        raise NotVisible
    of_it = Item.objects.filter(meeting=meeting, incident=found).select_related("entry").order_by("slot__position")
    decided = list(of_it.filter(state=ItemState.DECIDED)) if found else []
    others = [incident for incident in told if incident != found]
    if found and found.owner_audience_id != meeting.minutes_audience_id:
        return EventPage(found, list(of_it.filter(state=ItemState.WAITING)), others, decided, is_listed=True)
    free = Q(incident=None) | Q(incident=found) if found else Q(incident=None)
    items = list(aloud.filter(free).select_related("entry").order_by("slot__position"))
    return EventPage(found, items, others, decided)


__all__ = ["EventPage", "event_page"]
