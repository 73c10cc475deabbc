"""At approval: to whom the decision lines, the names and the words behind them go on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.concerns.models import Incident, ListEntry
from samspil.meetings.actions.preparing import writer_of
from samspil.meetings.actions.readers import seats_for
from samspil.meetings.models import Decision, Item, Meeting, MeetingKind, is_on_an_agenda
from samspil.meetings.states import FOLLOWED_UP, ItemState
from samspil.organisations.models import Post, Unit
from samspil.organisations.queries import unit_of
from samspil.sharing.actions import disclose, hand_over
from samspil.sharing.queries import basis_for, delete_after

Row = TypeVar("Row")
Key = TypeVar("Key")


def pass_on(actor: Actor, meeting: Meeting, kept: list[Decision]) -> None:
    """Decision lines and names to the forum's standing seats; the list's words to giver and responsible. A name that was never
    said goes to the unit that must act alone, with its line; the seats read what was decided (`meetings.unsaid`).
    """
    day = timezone.localdate(meeting.starts_at)
    _keep_until(kept, delete_after(meeting.forum.body.audience_id, FOLLOWED_UP, day))
    basis = basis_for(unit_of(actor, day), meeting.forum, day).pk
    why = kept[0].item.necessity or _("Follow-up of the meeting's decisions")
    units = Unit.objects.in_bulk({d.unit_id for d in kept if d.unit_id})
    _lines_to_units(actor, meeting, kept, units, basis, why)
    for seats, lines in grouped([d for d in kept if d.item.named], seats_for(meeting, day)).items():
        persons = sorted({d.subject for d in lines if d.subject})
        for seat in seats:
            disclose(actor, "meetings_decision", [d.pk for d in lines], [seat], basis, why)
            if persons:
                disclose(actor, "people_person", persons, [seat], basis, why)
    for unit_id, group in grouped(kept, lambda d: d.unit_id).items():
        people = sorted({d.subject for d in group if d.subject})
        if people:
            disclose(actor, "people_person", people, [units[unit_id].audience_id], basis, why)
    _name_to_officers(actor, kept, day, basis, why)
    _pass_words_on(actor, kept, units, basis, why)


def _lines_to_units(
    actor: Actor, meeting: Meeting, kept: list[Decision], units: dict[int, Unit], basis: int, why: str
) -> None:
    """Where no seat gives them the line, who must act has it: of a meeting called now, and of what stayed without name. The latter
    says in its row whom it is about, and goes to those who write the minutes beside.
    """
    called_now = meeting.kind == MeetingKind.URGENT
    ways = [d for d in kept if called_now or not d.item.named]
    for (unit_id, named), lines in grouped(ways, lambda d: (d.unit_id or 0, d.item.named)).items():
        readers = {units[unit_id].audience_id} if unit_id in units else set()
        for reader in sorted(readers if named else readers | {writer_of(actor, meeting)}):
            disclose(actor, "meetings_decision", [d.pk for d in lines], [reader], basis, why)


def _name_to_officers(actor: Actor, kept: list[Decision], day: date, basis: int, why: str) -> None:
    """The unit of the officer who takes part in a conversation goes on reading with whom it is."""
    with_officer = grouped(kept, lambda decision: decision.officer_id)
    posts = Post.objects.on(day).filter(staff_id__in=with_officer, unit__sector="police").select_related("unit")
    for officer, unit in {post.staff_id: post.unit for post in posts.order_by("-pk")}.items() if with_officer else ():
        people = sorted({decision.subject for decision in with_officer[officer] if decision.subject})
        if people:
            disclose(actor, "people_person", people, [unit.audience_id], basis, why)


def _keep_until(kept: list[Decision], last: date | None) -> None:
    """What is followed up is kept as long as its decision: the matter, the list's words and the event's."""
    entries = ListEntry.objects.filter(pk__in=[entry for d in kept for entry in _lines_of(d)])
    events = Incident.objects.filter(pk__in=list(entries.exclude(incident=None).values_list("incident_id", flat=True)))
    matters = Item.objects.filter(pk__in=[d.item_id for d in kept])
    own = cabinet.own_keys()
    for rows in (Decision.objects.filter(pk__in=[d.pk for d in kept]), matters, entries, events):
        rows.filter(owner_audience_id__in=own).update(retention_kind=FOLLOWED_UP, delete_after=last)


def _lines_of(decision: Decision) -> list[int]:
    """The lines of the list about the child: the item's own, and those of items that were joined with it."""
    return [*([decision.item.entry_id] if decision.item.entry_id else []), *decision.item.also]


def _pass_words_on(actor: Actor, kept: list[Decision], units: dict[int, Unit], basis: int, why: str) -> None:
    """The list's words go back to who gave it, and the units that are responsible go on reading them; so does what is told
    of an event, once and without names. An event about which somebody else still waits stays with the forum, and is read by
    the same. What went over before the minutes were opened again stays where it is. A list that came as a file belongs to
    the forum's door and names read aloud to the minutes: each owner's rows go over by themselves.
    """
    own = cabinet.own_keys()
    entries = list(
        ListEntry.objects.filter(pk__in=[entry for d in kept for entry in _lines_of(d)], owner_audience_id__in=own)
    )
    givers = {unit.pk: unit.audience_id for unit in Unit.objects.filter(pk__in={row.giver_unit_id for row in entries})}
    responsible = {entry: units[d.unit_id].audience_id for d in kept if d.unit_id for entry in _lines_of(d)}
    ways: dict[tuple[str, int, int, tuple[int, ...]], list[int]] = defaultdict(list)
    told: dict[int, tuple[int, set[int]]] = {}
    for entry in entries:
        giver, keeper = givers[entry.giver_unit_id], responsible.get(entry.pk)
        others: tuple[int, ...] = () if keeper is None or keeper == giver else (keeper,)
        ways["concerns_listentry", entry.owner_audience_id, giver, others].append(entry.pk)
        if entry.incident_id:
            told.setdefault(entry.incident_id, (giver, set()))[1].update({keeper} - {None, giver})  # type: ignore[arg-type]
    waiting = _events_that_wait(told)
    for event in Incident.objects.filter(pk__in=told, owner_audience_id__in=own).order_by("pk"):
        giver, keepers = told[event.pk]
        if event.pk in waiting:
            for receiver in sorted({giver, *keepers}):
                disclose(actor, "concerns_incident", [event.pk], [receiver], basis, why)
        else:
            ways["concerns_incident", event.owner_audience_id, giver, tuple(sorted(keepers))].append(event.pk)
    for (table, _owner, giver, keepers_of), ids in ways.items():
        for keeper in keepers_of:
            disclose(actor, table, ids, [keeper], basis, why)
        hand_over(actor, table, ids, giver, list(keepers_of), basis, why)


def _events_that_wait(events: Iterable[int]) -> set[int]:
    """Those of the events in which another child has not been decided about, or is on no agenda yet."""
    items = Item.objects.filter(incident_id__in=events, state=ItemState.WAITING)
    loose = ListEntry.objects.filter(~is_on_an_agenda("entry"), incident_id__in=events)
    return {
        event for rows in (items, loose) for event in rows.values_list("incident_id", flat=True) if event is not None
    }


def grouped(rows: Iterable[Row], key: Callable[[Row], Key | None]) -> dict[Key, list[Row]]:
    groups: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        found = key(row)
        if found is not None:
            groups[found].append(row)
    return groups


__all__ = ["grouped", "pass_on"]
