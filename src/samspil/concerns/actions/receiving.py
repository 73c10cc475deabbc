"""A list that was read is received: its lines, its events, the records of its children. Once, whoever presses first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record, record_each
from samspil.concerns import agendas
from samspil.concerns.actions.choosing import (
    became_otherwise,
    check_columns,
    check_is_fresh,
    check_rows,
    check_something_is_there,
    check_words,
    happened_of,
    is_told_once,
)
from samspil.concerns.actions.list_children import (
    birth_date_of,
    children_of_lines,
    keep_names,
    keep_numbers,
    names_of_entries,
    record_corrected,
)
from samspil.concerns.actions.matching import forget_if_idle
from samspil.concerns.actions.reading import Choices, EventChoice
from samspil.concerns.lists.events import Event
from samspil.concerns.lists.likeness import deed_key, plain
from samspil.concerns.models import Became, Incident, ListEntry, PoliceList, Way
from samspil.concerns.queries.basis import origin_of
from samspil.concerns.queries.preview import (
    choices_key,
    draft_key,
    list_of,
    preview,
    reading_kept,
    row_name,
)
from samspil.concerns.queries.preview_page import SKIP, Preview, PreviewLine, is_again, is_update
from samspil.concerns.queries.told_before import DeedKey, told_of
from samspil.concerns.states import LIST_KIND
from samspil.lib.names import words_of_names_in
from samspil.organisations.models import Forum
from samspil.organisations.queries import get_forum
from samspil.people.queries import Child
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.drafts.queries import draft
from samspil.sharing.queries import delete_after


@verb("policelist.received", "listentry.changed", "listentry.received", "policelist.repeated", "incident.told")
def receive_list(actor: Actor, *, key: UUID, choices: Choices) -> PoliceList:
    """Receive the list of a preview (BRO-56): list, events, entries and children's records in the forum's door.

    Once per `key`, and one list after the other in a forum: who comes second with the same rows is given the list on which
    they stand. In a number of statements that does not grow with the list. Raises NotVisible where there is no such
    preview, Refused where a choice is missing, not offered, made on a page that is out of date, or a name is left in the
    words of an event.
    """
    if again := list_of(actor, key):
        return _again(actor, again, key, choices)
    _one_at_a_time(get_forum(reading_kept(actor, key)["forum"]))
    if again := list_of(actor, key):
        return _again(actor, again, key, choices)
    seen = preview(actor, key, taken=choices.taken, days=choices.days, born=choices.born)
    check_columns(seen, choices)
    if seen.is_known and (known := _repeated(actor, seen, choices)):
        return known
    check_is_fresh(actor, seen, choices)
    check_something_is_there(seen)
    chosen = {line.index: choices.lines.get(line.index, line.default) for line in seen.lines}
    taken = [line for line in seen.lines if chosen[line.index] != SKIP and not is_update(chosen[line.index])]
    check_rows(seen, taken, chosen, choices)
    subjects = children_of_lines(actor, seen, taken, chosen)
    fresh, told_on = _not_told_before(seen, taken, subjects, chosen)
    check_words(seen, fresh, chosen, told_on, choices)
    happened = happened_of(seen, fresh, choices.events)
    updates = [line for line in seen.lines if is_update(chosen[line.index])]
    names = names_of_entries(seen, chosen)
    corrects = {line.index for line in updates if _corrects(line, names)}
    received = _new_list(
        actor, seen, key, choices, corrected=len(corrects),
        known=seen.stood_before + len(taken) - len(fresh) + len(updates) - len(corrects),
        left_out=sum(chosen[line.index] == SKIP and not line.is_aside for line in seen.lines),
        told_again=_told_again(seen, chosen, told_on),
    )  # fmt: skip
    incidents = _incidents(seen, received, happened, choices.events)
    children = {
        line.index: Child(names[line.index], birth_date_of(seen, line, chosen[line.index] or "")) for line in fresh
    }
    entries = ListEntry.objects.bulk_create(_entries(received, fresh, subjects, children, incidents))
    changed, left = _change(updates, names, chosen)
    keep_numbers(actor, seen, taken, chosen, changed, subjects)
    keep_names(actor, [*taken, *updates], chosen)
    agendas.follow(actor, changed, left)
    _forget_left(actor, seen.forum, updates, changed)
    record(
        "policelist.received", received, forum=seen.forum.pk, entries=len(entries), changed=len(changed),
        events=len(happened), skipped=seen.rows - len(entries) - len(changed),
    )  # fmt: skip
    record_each("listentry.received", entries)
    record_each("listentry.changed", changed)
    drafts.discard(actor, draft_key(key), choices_key(key))
    received.became = list(_became(seen, chosen, told_on, corrects))
    received.otherwise = became_otherwise(seen, choices)
    received.columns_said = tuple(seen.columns_said)
    return received


def _one_at_a_time(forum: Forum) -> None:
    """Two colleagues press in the same moment: the second sees what the first has received."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('policelist.file', %s))", [forum.door_id])


def _again(actor: Actor, received: PoliceList, key: UUID, choices: Choices) -> PoliceList:
    """The list that this reading has become already. Sent from another window with other choices, it says that they are not on
    it: what was chosen there would be lost without a word.
    """
    sent = received.sent or (draft(actor, draft_key(key)) or {}).get("sent", "")
    received.is_sent_otherwise = sent != choices.digest
    return received


def _repeated(actor: Actor, seen: Preview, choices: Choices) -> PoliceList | None:
    """All of it was received before: the list on which most of it stands, with what stands on others. Nothing is received
    again. None where a remark was taken that no list for the meeting has: then the list is received for its remark.
    """
    stood = [line.difference.same.list_id for line in seen.same if line.difference.same]
    lists = PoliceList.objects.in_bulk(stood)
    of_forum = PoliceList.objects.filter(forum_id=seen.forum.pk, owner_audience_id=seen.forum.door_id)
    if seen.note and not of_forum.filter(note=seen.note, meets_on=seen.meets_on).exists():
        return None
    known = lists[max(stood, key=lambda one: (stood.count(one), one))]
    drafts.save(actor, key=draft_key(seen.key), data={"received": known.pk, "sent": choices.digest})
    drafts.discard(actor, choices_key(seen.key))
    record("policelist.repeated", known, rows=seen.rows)
    known.otherwise = became_otherwise(seen, choices)
    if len(lists) > 1:
        known.became = [_stood(line, line.difference.same.list_id) for line in seen.same if line.difference.same]
    return known


def _not_told_before(
    seen: Preview,
    taken: Sequence[PreviewLine],
    subjects: Mapping[int, int | None],
    chosen: Mapping[int, str | None],
) -> tuple[list[PreviewLine], dict[int, ListEntry | None]]:
    """The lines without those that say of a child what is said of it already: on this list under another spelling of the
    name, or on an earlier one, unless a person has said that it is a further event. With them by which earlier line it is said, by
    line; none of them is this one.
    """
    about = {subject for subject in subjects.values() if subject}
    told: dict[DeedKey, ListEntry | None] = dict(told_of(about, seen.forum.door_id, seen.day))
    fresh: list[PreviewLine] = []
    told_on: dict[int, ListEntry | None] = {}
    for line in taken:
        deed = deed_key(subjects[line.index], line.line, line.role, line.line.text)
        is_further = is_again(chosen[line.index]) and told.get(deed) is not None
        if subjects[line.index] is None or is_further or deed not in told:
            fresh.append(line)
            told[deed] = None
        else:
            told_on[line.index] = told[deed]
    return fresh, told_on


def _told_again(
    seen: Preview, chosen: Mapping[int, str | None], told_on: Mapping[int, ListEntry | None]
) -> dict[str, int]:
    """The lines of earlier lists that say what rows of this one say, by id, each with the first such row."""
    told: dict[str, int] = {}
    for line in seen.lines:
        earlier = line.difference.same or (line.difference.changed if is_update(chosen[line.index]) else None)
        before = told_on.get(line.index)
        entry = earlier.id if earlier else before.pk if before else None
        if entry:
            told.setdefault(str(entry), line.line.row)
    return told


def _became(
    seen: Preview, chosen: Mapping[int, str | None], told_on: Mapping[int, ListEntry | None], corrects: Collection[int]
) -> Iterator[Became]:
    """What became of each row that is no new line, and the list on which it stands; 0 where it stands on none."""
    for line in seen.lines:
        row, earlier = {"row": row_name(line.line)}, line.difference.changed
        if line.is_same and line.difference.same:
            yield _stood(line, line.difference.same.list_id)
        elif line.repeats is not None:
            other = row_name(seen.lines[line.repeats].line)
            yield Became(_("%(row)s says the same as %(other)s.") % (row | {"other": other}))
        elif is_update(chosen[line.index]) and earlier and line.index in corrects:
            yield Became(_("%(row)s corrected an earlier line.") % row, earlier.list_id, is_change=True)
        elif is_update(chosen[line.index]) and earlier:
            yield _stood(line, earlier.list_id)
        elif before := told_on.get(line.index):
            yield _stood(line, before.police_list_id)
        elif line.index in told_on:
            yield Became(_("%(row)s says the same as another row of the list.") % row)
        elif chosen[line.index] == SKIP and not line.is_left_out:
            yield Became(_("%(row)s was left out.") % row)


def _stood(line: PreviewLine, list_id: int) -> Became:
    return Became(_("%(row)s stood on an earlier list.") % {"row": row_name(line.line)}, list_id)


def _new_list(
    actor: Actor,
    seen: Preview,
    key: UUID,
    choices: Choices,
    *,
    corrected: int,
    known: int,
    left_out: int,
    told_again: Mapping[str, int],
) -> PoliceList:
    today = timezone.localdate(actor.at)
    return PoliceList.objects.create(
        owner_audience_id=seen.forum.door_id,
        origin=origin_of(seen.giver),
        retention_kind=LIST_KIND,
        delete_after=delete_after(seen.forum.body.audience_id, LIST_KIND, seen.day),
        forum_id=seen.forum.pk,
        received_on=today,
        way=Way.FILE,
        giver_unit_id=seen.giver.pk,
        meets_on=seen.meets_on,
        key=key,
        sent=choices.digest,
        corrected=corrected,
        known=known,
        left_out=left_out,
        told_again=dict(told_again),
        note=seen.note,
        written_by=actor.principal_id,  # the database writes the same; here it is said of whoever receives it
    )


def _incidents(
    seen: Preview, received: PoliceList, happened: Sequence[Event], texts: Mapping[str, EventChoice]
) -> dict[int, tuple[Event, Incident]]:
    """The events as rows, by the line that tells of them."""
    made = Incident.objects.bulk_create(
        Incident(
            owner_audience_id=seen.forum.door_id,
            origin=received.origin,
            retention_kind=LIST_KIND,
            delete_after=received.delete_after,
            text=texts[event.key].text.strip(),
            place=event.place,
            happened_on=event.happened_on,
            reference=event.reference,
        )
        for event in happened
    )
    return {index: pair for pair in zip(happened, made, strict=True) for index in pair[0].members}


def _entries(
    received: PoliceList,
    taken: Sequence[PreviewLine],
    subjects: Mapping[int, int | None],
    children: Mapping[int, Child],
    incidents: Mapping[int, tuple[Event, Incident]],
) -> list[ListEntry]:
    entries = []
    for line in taken:
        event, incident = incidents.get(line.index, (None, None))
        child = children[line.index]
        told_once = event is not None and is_told_once(line, event)
        entries.append(
            ListEntry(
                owner_audience_id=received.owner_audience_id,
                subject=subjects[line.index],
                origin=received.origin,
                retention_kind=LIST_KIND,
                delete_after=received.delete_after,
                police_list=received,
                row=line.line.row,
                name=child.name,
                birth_date=child.birth_date,
                age_told=None if child.birth_date else line.line.age,
                told_apart=_told_apart(line, subjects),
                role=line.role,
                text="" if told_once else line.line.text,
                place=line.line.place,
                happened_on=line.line.happened_on,
                happened_at=line.line.happened_at,
                reference=line.line.reference,
                incident=incident,
                giver_unit_id=received.giver_unit_id,
                fingerprint=line.line.fingerprint,
            )
        )
    return entries


def _told_apart(line: PreviewLine, subjects: Mapping[int, int | None]) -> list[int]:
    """The records that the line may have been about, of those the door knows and of earlier rows, and is not."""
    asked = {one.person.pk for one in line.candidates} | {subjects.get(index) for index in line.alike}
    return sorted(one for one in asked - {subjects[line.index]} if one)


def _corrects(line: PreviewLine, names: Mapping[int, str]) -> bool:
    """Whether an earlier line says anything else afterwards: one that calls the child as before in another order does not."""
    earlier = line.difference.changed
    is_called = earlier is not None and plain(names[line.index]) == plain(earlier.name)
    return bool(set(line.changed_in) - ({"name"} if is_called else set()))


CHANGED = [
    "name", "birth_date", "age_told", "role", "text", "place", "happened_on", "happened_at", "reference", "fingerprint",
    "row", "incident", "subject",
]  # fmt: skip
_TAKEN_OVER = ("birth_date", "place", "happened_on", "happened_at", "reference")


def _change(
    lines: Sequence[PreviewLine], names: Mapping[int, str], chosen: Mapping[int, str | None]
) -> tuple[list[ListEntry], dict[int, int]]:
    """Bring earlier entries up to the corrected list; what they said before stays as their history, and what the new list
    does not say as it was. With them the events that entries have left, by entry: see `_tell_otherwise`.
    """
    wanted = {line.difference.changed.id: line for line in lines if line.difference.changed}
    changed = list(ListEntry.objects.select_related("incident").filter(pk__in=wanted).order_by("pk"))
    for entry in changed:
        line = wanted[entry.pk]
        for name in _TAKEN_OVER:
            setattr(entry, name, getattr(line.line, name) or getattr(entry, name))
        entry.name, entry.row, entry.fingerprint = names[line.index], line.line.row, line.line.fingerprint
        entry.role = line.role or entry.role
        entry.age_told = None if entry.birth_date else line.line.age or entry.age_told
        entry.subject = record_corrected(line, chosen[line.index] or "")
    told = {one.pk: wanted[one.pk].line.text for one in changed if "text" in wanted[one.pk].changed_in}
    left = _tell_otherwise([entry for entry in changed if told.get(entry.pk)], told)
    ListEntry.objects.bulk_update(changed, CHANGED)
    return changed, left


def _forget_left(actor: Actor, forum: Forum, updates: Sequence[PreviewLine], changed: Sequence[ListEntry]) -> None:
    """Records that were made for earlier lines, and that these are no longer about."""
    now = {entry.pk: entry for entry in changed}
    for line in updates:
        earlier = line.difference.changed
        if earlier and earlier.subject and now[earlier.id].subject != earlier.subject:
            forget_if_idle(actor, forum, now[earlier.id], earlier.subject)


def _tell_otherwise(entries: Sequence[ListEntry], told: Mapping[int, str]) -> dict[int, int]:
    """Give lines their corrected words in the place of those that stood there. Where these were their event's, told once: if
    every line of the event says the same now, and names nobody of it, the event says so; else the line leaves it, and says
    itself when and where. Answers which events were left, by line.
    """
    left: dict[int, int] = {}
    by_event: dict[int, list[ListEntry]] = defaultdict(list)
    for entry in entries:
        if entry.incident_id and not entry.text:
            by_event[entry.incident_id].append(entry)
        else:
            entry.text = told[entry.pk]
    standing: dict[int, list[ListEntry]] = defaultdict(list)
    for one in ListEntry.objects.filter(incident__in=by_event, removed_at__isnull=True).order_by("pk"):
        standing[one.incident_id or 0].append(one)
    corrected = []
    for key, members in by_event.items():
        event = members[0].incident
        assert event is not None
        said, others = told[members[0].pk], standing[key]
        agree = len(members) == len(others) and len({plain(told[one.pk]) for one in members}) == 1
        if agree and not words_of_names_in(said, [one.name for one in (*members, *others)]):
            event.text = said
            corrected.append(event)
            continue
        for entry in members:
            left[entry.pk] = key
            entry.text, entry.incident = told[entry.pk], None
            entry.place, entry.happened_on = entry.place or event.place, entry.happened_on or event.happened_on
            entry.reference = entry.reference or event.reference
    Incident.objects.bulk_update(corrected, ["text"])
    record_each("incident.told", corrected)
    return left


__all__ = ["receive_list"]
