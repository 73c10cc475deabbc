"""A list in a file: read, looked at, received. Until it is received it lies in its reader's draft and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record, record_each
from samspil.concerns import policies
from samspil.concerns.actions.list_children import children_of_lines, keep_names, keep_numbers
from samspil.concerns.lists.events import Event
from samspil.concerns.lists.lines import Line, line_of, names_of
from samspil.concerns.models import Incident, ListEntry, PoliceList, Way
from samspil.concerns.queries.preview import choices_key, draft_key, preview
from samspil.concerns.queries.preview_page import COLUMNS, CREATE, NO_DAY, SAME_AS, SKIP, UPDATE, Preview, PreviewLine
from samspil.concerns.reader import ListReading
from samspil.concerns.states import LIST_KIND, POLICE_ORIGIN
from samspil.lib.names import words_of_names_in
from samspil.lib.refusals import Refused
from samspil.organisations.models import District, Forum, Unit
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.drafts.queries import own_audience
from samspil.sharing.models import Draft
from samspil.sharing.queries import delete_after


@dataclass(frozen=True)
class EventChoice:
    """The words of an event as its reader leaves them. `names_are_words`: what looks like a name in it is none."""

    text: str
    names_are_words: bool = False


@dataclass(frozen=True)
class Choices:
    """What was chosen in the preview. Lines that are not named keep their default; events not named are no events."""

    lines: Mapping[int, str] = field(default_factory=dict)
    events: Mapping[str, EventChoice] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()  # parts of the file that are left out else
    days: Mapping[int, str] = field(default_factory=dict)  # of lines whose day is in doubt


@verb("policelist.read")
def keep_reading(actor: Actor, *, forum: Forum, giver: Unit, meets_on: date | None, reading: ListReading) -> UUID:
    """Keep what was read in the actor's own draft, CPR numbers encrypted, until it is received or 14 days are over.

    The file is gone, and with it every address: it is read for the district alone. Returns the key of the preview.
    """
    policies.check_may_receive(actor, forum)
    policies.check_size(len(reading.rows))
    today = timezone.localdate(actor.at)
    districts = District.objects.filter(body_id=forum.body_id).on(today).values_list("name", "pk")
    lines, parts, problems = _parts_of(reading, dict(districts))
    key = uuid4()
    drafts.save(
        actor,
        key=draft_key(key),
        data={
            "list": {
                "forum": forum.pk,
                "giver": giver.pk,
                "meets_on": meets_on.isoformat() if meets_on else None,
                "columns": dict(reading.columns),
                "unread": list(reading.unread),
                "notes": list(reading.notes),
                "parts": parts,
                "problems": problems,
                "rows": [line.as_json() for line in lines],
                "with_hidden": _with_hidden_columns(reading, lines, dict(districts)),
            }
        },
    )
    record("policelist.read", owner=forum.door_id, forum=forum.pk, rows=len(reading.rows))
    return key


def _parts_of(
    reading: ListReading, districts: Mapping[str, int]
) -> tuple[list[Line], list[dict[str, Any]], list[dict[str, Any]]]:
    """The lines of the list and of the parts beside it, what is to be known of each part, and all problems.

    Of parts, no more lines are kept than a list may have; the rest is counted.
    """
    lines = [line_of(row, districts) for row in reading.rows]
    problems = [problem.as_json() for problem in reading.problems]
    parts = []
    room = policies.MOST_ROWS
    for number, part in enumerate(reading.asides):
        key = COLUMNS if part.kind == COLUMNS else f"{part.kind}-{number}"
        rows = () if part.kind == COLUMNS else part.rows[:room]
        room -= len(rows)
        lines += [line_of(row, districts, key) for row in rows]
        problems += [problem.as_json() | {"part": key} for problem in part.problems]
        more = part.more + (0 if part.kind == COLUMNS else len(part.rows) - len(rows))
        parts.append({"key": key, "kind": part.kind, "name": part.name, "more": more})
    return lines, parts, problems


def _with_hidden_columns(
    reading: ListReading, lines: Sequence[Line], districts: Mapping[str, int]
) -> dict[str, dict[str, Any]]:
    """The lines as they are with the hidden columns of their sheet, by their place."""
    sheets = {"sheet", "hidden_sheet"}
    places = {line.row: place for place, line in enumerate(lines) if line.part.rpartition("-")[0] not in sheets}
    return {
        str(places[row.row]): line_of(row, districts, lines[places[row.row]].part).as_json()
        for part in reading.asides
        if part.kind == COLUMNS
        for row in part.rows
        if row.row in places
    }


@verb("policelist.previewed")
def look_at(actor: Actor, *, key: UUID, choices: Choices | None = None) -> Preview:
    """Open the preview: a reading, for it tells its reader which children of the list are known to them."""
    seen = preview(actor, key, taken=choices.taken, days=choices.days) if choices else preview(actor, key)
    record("policelist.previewed", owner=seen.forum.door_id, rows=seen.rows, matches=seen.matched)
    return seen


@verb("policelist.forgotten")
def forget_reading(actor: Actor, *, key: UUID) -> None:
    """Drop a reading that is not to be received. Dropped twice is dropped once."""
    if not Draft.objects.filter(owner_audience_id=own_audience(actor), key=draft_key(key)).exists():
        return
    drafts.discard(actor, draft_key(key), choices_key(key))
    record("policelist.forgotten", owner=own_audience(actor))


@verb("policelist.received", "listentry.changed", "listentry.received")
def receive_list(actor: Actor, *, key: UUID, choices: Choices) -> PoliceList:
    """Receive the list of a preview (BRO-56): list, events, entries and children's records in the forum's door.

    Once per `key`, in a number of statements that does not grow with the list. Raises NotVisible where there is no
    such preview, Refused where a choice is missing, not offered, or a name is left in the words of an event.
    """
    if again := _received(actor, key):
        return again
    seen = preview(actor, key, taken=choices.taken, days=choices.days)
    chosen = {line.index: choices.lines.get(line.index, line.default) for line in seen.lines}
    _check_choices(seen, chosen)
    _check_days(seen, chosen, choices.days)
    taken = [line for line in seen.lines if chosen[line.index] not in {SKIP, UPDATE}]
    indexes = {line.index for line in taken}
    happened = [
        event for event in seen.events if event.key in choices.events and len(indexes.intersection(event.members)) > 1
    ]
    _check_events(seen, happened, choices.events)
    try:
        with transaction.atomic():
            received = _new_list(actor, seen, key)
    except IntegrityError:  # the same request has come twice in one moment, and the other was first
        return PoliceList.objects.get(written_by=actor.principal_id, key=key)
    subjects = children_of_lines(actor, seen, taken, chosen)
    entries = _entries(seen, received, taken, subjects, _incidents(seen, received, happened, choices.events))
    entries = ListEntry.objects.bulk_create(entries)
    changed = _change([line for line in seen.lines if chosen[line.index] == UPDATE])
    keep_numbers(actor, seen, taken, chosen, changed)
    keep_names(actor, taken, chosen)
    record(
        "policelist.received", received, forum=seen.forum.pk, entries=len(entries), changed=len(changed),
        events=len(happened), skipped=seen.rows - len(entries) - len(changed),
    )  # fmt: skip
    record_each("listentry.received", entries)
    record_each("listentry.changed", changed)
    drafts.discard(actor, draft_key(key), choices_key(key))
    return received


def _received(actor: Actor, key: UUID) -> PoliceList | None:
    return PoliceList.objects.filter(written_by=actor.principal_id, key=key).first()


def _check_choices(seen: Preview, chosen: Mapping[int, str | None]) -> None:
    for line in seen.lines:
        answer = chosen[line.index]
        if answer is None:
            raise Refused(
                _("Choose who row %(row)s is about, or leave the row out.") % {"row": line.line.row},
                field=f"line-{line.index}",
            )
        if answer not in line.options:
            raise Refused(
                _("Row %(row)s cannot be taken like this. Choose once more.") % {"row": line.line.row},
                field=f"line-{line.index}",
            )

        if answer.startswith(SAME_AS) and chosen[int(answer.removeprefix(SAME_AS))] in {SKIP, UPDATE}:
            other = seen.lines[int(answer.removeprefix(SAME_AS))].line.row
            raise Refused(
                _("Row %(other)s is left out, so row %(row)s cannot be about the same child. Choose once more.")
                % {"other": other, "row": line.line.row},
                field=f"line-{line.index}",
            )


def _check_days(seen: Preview, chosen: Mapping[int, str | None], days: Mapping[int, str]) -> None:
    for line in seen.asking_day:
        offered = {NO_DAY, *(day.isoformat() for day in line.line.date_choices)}
        if chosen[line.index] != SKIP and days.get(line.index) not in offered:
            raise Refused(
                _("Say on which day it happened in row %(row)s.") % {"row": line.line.row}, field=f"date-{line.index}"
            )


def _check_events(seen: Preview, happened: Sequence[Event], texts: Mapping[str, EventChoice]) -> None:
    """An event is told without names: each child is shown the event and its own role, never the others."""
    for event in happened:
        rows = [seen.lines[index].line for index in event.members]
        names = words_of_names_in(texts[event.key].text, names_of(rows))
        if names and not texts[event.key].names_are_words:
            raise Refused(
                _("Take the names out of the text, or confirm that these words are no names here: %(words)s.")
                % {"words": ", ".join(names)},
                field=f"event_text-{event.key}",
            )


def _new_list(actor: Actor, seen: Preview, key: UUID) -> PoliceList:
    today = timezone.localdate(actor.at)
    return PoliceList.objects.create(
        owner_audience_id=seen.forum.door_id,
        origin=POLICE_ORIGIN,
        retention_kind=LIST_KIND,
        delete_after=delete_after(seen.forum.body.audience_id, LIST_KIND, seen.day),
        forum_id=seen.forum.pk,
        received_on=today,
        way=Way.FILE,
        giver_unit_id=seen.giver.pk,
        meets_on=seen.meets_on,
        key=key,
    )


def _incidents(
    seen: Preview, received: PoliceList, happened: Sequence[Event], texts: Mapping[str, EventChoice]
) -> dict[int, tuple[Event, Incident]]:
    """The events as rows, by the line that tells of them."""
    made = Incident.objects.bulk_create(
        Incident(
            owner_audience_id=seen.forum.door_id,
            origin=POLICE_ORIGIN,
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
    seen: Preview,
    received: PoliceList,
    taken: Sequence[PreviewLine],
    subjects: Mapping[int, int | None],
    incidents: Mapping[int, tuple[Event, Incident]],
) -> list[ListEntry]:
    entries = []
    for line in taken:
        event, incident = incidents.get(line.index, (None, None))
        told_once = event is not None and line.line.text.strip() == event.text
        entries.append(
            ListEntry(
                owner_audience_id=seen.forum.door_id,
                subject=subjects[line.index],
                origin=POLICE_ORIGIN,
                retention_kind=LIST_KIND,
                delete_after=received.delete_after,
                police_list=received,
                row=line.line.row,
                name=line.line.name,
                birth_date=line.line.birth_date,
                role=line.role,
                text="" if told_once else line.line.text,
                place=line.line.place,
                happened_on=line.line.happened_on,
                reference=line.line.reference,
                incident=incident,
                giver_unit_id=seen.giver.pk,
                fingerprint=line.line.fingerprint,
            )
        )
    return entries


CHANGED = ["name", "birth_date", "role", "text", "place", "happened_on", "reference", "fingerprint", "row"]


def _change(lines: Sequence[PreviewLine]) -> list[ListEntry]:
    """Bring earlier entries up to the corrected list; what they said before stays as their history."""
    wanted = {line.difference.changed.id: line for line in lines if line.difference.changed}
    changed = list(ListEntry.objects.select_related("incident").filter(pk__in=wanted).order_by("pk"))
    for entry in changed:
        line = wanted[entry.pk]
        for name in ("name", "birth_date", "place", "happened_on", "reference", "row"):
            setattr(entry, name, getattr(line.line, name))
        entry.role, entry.fingerprint = line.role, line.line.fingerprint
        told_once = entry.incident is not None and not entry.text and "text" not in line.changed_in
        entry.text = "" if told_once else line.line.text
    ListEntry.objects.bulk_update(changed, CHANGED)
    return changed


__all__ = ["CREATE", "Choices", "EventChoice", "forget_reading", "keep_reading", "look_at", "receive_list"]
