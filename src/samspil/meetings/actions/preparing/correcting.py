"""A line of the police's list is corrected: an item that was placed from it says what the line says now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record_each
from samspil.concerns.models import ListEntry
from samspil.lib.refusals import Refused
from samspil.meetings.models import Item
from samspil.meetings.states import ItemState
from samspil.organisations.queries import unit_of
from samspil.people.models import Person
from samspil.sharing.actions import disclose, withdraw
from samspil.sharing.queries import basis_for, disclosures_of
from samspil.web import dates

PERSON = "people_person"


@verb("item.corrected")
def follow_lines(actor: Actor, *, entries: Sequence[ListEntry], left: Mapping[int, int] | None = None) -> list[Item]:
    """Items that wait to be decided take over name, birth date, age and role of their line; one without name keeps that, and one
    that is headed by the name of a child the forum knows keeps that name. They
    leave the event that their line has `left`, and what was disclosed of it for them is taken back. An item is about the child that its
    line is about, and those at it read that child's record and no longer the other. Returns those that changed. Raises Refused for a
    line that was joined with an item about another child.
    """
    lines = {entry.pk: entry for entry in entries}
    _check_joined(entries)
    waiting = Item.objects.filter(entry_id__in=lines, state=ItemState.WAITING, owner_audience_id__in=cabinet.own_keys())
    for item in waiting.select_related("meeting__forum").order_by("pk"):
        line = lines[item.entry_id or 0]
        if line.subject and line.subject != item.subject:
            _stand_for(actor, item, line)
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


def _check_joined(entries: Sequence[ListEntry]) -> None:
    """One of several lines of an item is not about another child than the item: the two are parted first. At the table the whole item
    is about another child, and its lines go along (`identifying.point_to`, where it is about nobody in between).
    """
    about = {entry.pk: entry for entry in entries if entry.subject}
    here = Q(also__overlap=list(about)) | Q(entry_id__in=list(about), subject__isnull=False) & ~Q(also=[])
    joined = Item.objects.filter(here, state=ItemState.WAITING).select_related("meeting") if about else ()
    for item in joined:
        for line in (about[pk] for pk in (item.entry_id, *item.also) if pk in about):
            if line.subject != item.subject:
                day = dates.short(timezone.localdate(item.meeting.starts_at))
                raise Refused(
                    _(
                        "%(name)s stands on the agenda of %(day)s as one item of several lines, this one among them. Take them apart there "
                        "first: “They are two: part them”."
                    )
                    % {"name": item.label, "day": day}
                )


def _stand_for(actor: Actor, item: Item, line: ListEntry) -> None:
    """The item is about the line's child from now on, and those at it read that record."""
    for disclosure in list(disclosures_of(PERSON, item.subject, item.audience_id)) if item.subject else ():
        withdraw(actor, disclosure)
    Item.objects.filter(pk=item.pk).update(subject=line.subject)
    item.refresh_from_db()
    call_by_record(item, typed=(line.name, line.birth_date, line.age_told))
    if item.named:
        day = timezone.localdate(item.meeting.starts_at)
        basis = basis_for(unit_of(actor, day), item.meeting.forum, day)
        disclose(actor, PERSON, [line.subject or 0], [item.audience_id], basis.pk, item.necessity)


def call_by_record(item: Item, *, typed: tuple[str, date | None, int | None]) -> None:
    """The item is headed by the name of the child that it is about, with the child's birth date; what was read aloud stays on the
    line. Without such a record it says what was `typed`: name, birth date, age.
    """
    name, birth_date, age_told = typed
    person = Person.objects.filter(pk=item.subject).first() if item.subject else None
    if person:
        name, birth_date = person.name or name, person.birth_date or birth_date
        age_told = age_told if age_told is not None else person.age_told
    label = (name or item.label) if item.named else item.label
    if (item.label, item.birth_date, item.age_told) != (label, birth_date, age_told):
        Item.objects.filter(pk=item.pk).update(label=label, birth_date=birth_date, age_told=age_told)
        item.refresh_from_db()
