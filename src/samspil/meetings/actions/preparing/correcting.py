"""A line of the police's list is corrected: an item that was placed from it says what the line says now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record_each
from samspil.concerns.models import ListEntry
from samspil.meetings.models import Item
from samspil.meetings.states import ItemState
from samspil.people.models import Person
from samspil.sharing.actions import withdraw
from samspil.sharing.queries import disclosures_of


@verb("item.corrected")
def follow_lines(actor: Actor, *, entries: Sequence[ListEntry], left: Mapping[int, int] | None = None) -> list[Item]:
    """Items that wait to be decided take over name, birth date, age and role of their line; one without name keeps that, and one
    that is headed by the name of a child the forum knows keeps that name. They
    leave the event that their line has `left`, and what was disclosed of it for them is taken back. Returns those that changed.
    """
    lines = {entry.pk: entry for entry in entries}
    waiting = Item.objects.filter(entry_id__in=lines, state=ItemState.WAITING, owner_audience_id__in=cabinet.own_keys())
    known = dict(Person.objects.filter(pk__in=waiting.values("subject")).values_list("pk", "name"))
    changed = []
    for item in waiting.order_by("pk"):
        line = lines[item.entry_id or 0]
        told = {
            "label": line.name
            if item.named and line.name and known.get(item.subject or 0) != item.label
            else item.label,
            "birth_date": line.birth_date or item.birth_date,
            "age_told": line.age_told,
            "role": line.role,
        }
        if item.incident_id and item.incident_id == (left or {}).get(item.entry_id or 0):
            for disclosure in disclosures_of("concerns_incident", item.incident_id, item.audience_id):
                withdraw(actor, disclosure)
            item.incident = None
            changed.append(item)
        if any(getattr(item, name) != value for name, value in told.items()):
            for name, value in told.items():
                setattr(item, name, value)
            if item not in changed:
                changed.append(item)
    Item.objects.bulk_update(changed, ["label", "birth_date", "age_told", "role", "incident"])
    record_each("item.corrected", changed)
    return changed
