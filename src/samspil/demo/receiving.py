"""The police's list comes in, and concerns are sent, week after week: by the acts behind the pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from samspil.access.actor import Actor
from samspil.audit.record import record
from samspil.concerns import actions as concerns
from samspil.concerns.actions import Choices, EventChoice
from samspil.concerns.models import PoliceList
from samspil.concerns.reader import ListReading, ListRow
from samspil.demo.children import Child
from samspil.demo.lists import Line, Sheet
from samspil.demo.town import Town, turn
from samspil.organisations.queries import terms_of
from samspil.people.models import Person

FIRST_ROW = 5  # below the title lines and the header
SENDERS = {
    "klubmedarbejder": ("tom", "leisure"), "gadeplansmedarbejder": ("camilla", "outreach"), "ssp-laerer": ("anders", "school"),
    "socialraadgiver": ("thomas", "family"), "ungevejleder": ("lars", "other"),
}  # fmt: skip


def receive(town: Town, sheet: Sheet) -> PoliceList:
    """The day before the meeting: the consultant reads the list, looks at it and receives it."""
    turn(sheet.received_on, "13:10")
    with town.place.as_(town.writer) as actor:
        key = concerns.keep_reading(
            actor,
            forum=town.forum,
            giver=town.place.units["lokalpolitiet"],
            meets_on=sheet.meets_on,
            reading=reading(sheet),
        )
        seen = concerns.look_at(actor, key=key)
        events = {event.key: EventChoice(event.text) for event in seen.events}
        lines = {line.index: line.options[-2] for line in seen.lines if line.default is None}
        received = concerns.receive_list(actor, key=key, choices=Choices(lines=lines, events=events))
        _note_protected(actor, received, sheet)
    for line in sheet.lines:
        town.grave[line.reference] = (line.grave, line.code)
        if line.child:
            town.used.add(line.child.number)
    town.told["lines on lists"] += len(sheet.lines)
    return received


def reading(sheet: Sheet) -> ListReading:
    """The list as the reader understands the file that `sheets` writes of it."""
    rows = tuple(_row(number, line) for number, line in enumerate(sheet.lines, FIRST_ROW))
    columns: dict[Any, str] = {"name": "Navn", "cpr": "CPR-nr.", "role": "Rolle", "text": "Forhold"}
    return ListReading(encoding=None, sheet=f"Uge {sheet.week}", columns=columns, rows=rows, problems=())


def _row(number: int, line: Line) -> ListRow:
    child = line.child
    return ListRow(
        row=number, name=line.name or None, cpr=child.cpr if child and line.number else None,
        birth_date=child.born if child else None, address=child.address if child and not child.protected else None,
        place=line.place, date=line.day, role=line.role, text=line.text, reference=line.reference,  # type: ignore[arg-type]
    )  # fmt: skip


def _note_protected(actor: Actor, received: PoliceList, sheet: Sheet) -> None:
    """Who has a protected address is marked on the record: no page of the product asks for it yet."""
    protected = {(line.child.name, line.child.born) for line in sheet.lines if line.child and line.child.protected}
    subjects = received.entries.exclude(subject=None).values("subject")
    for person in Person.objects.filter(pk__in=subjects, protected_address=False).order_by("pk"):
        if (person.name, person.birth_date) in protected:
            Person.objects.filter(pk=person.pk).update(protected_address=True)
            record("person.address_protected", person)


def send_concerns(town: Town, kinds: Sequence[dict[str, Any]], day: date, random: Random) -> None:
    """Colleagues outside the meeting send what they have seen, on the days before `day`."""
    for kind in kinds:
        key, source = SENDERS[kind["role"]]
        written_on = day - timedelta(days=random.randint(1, 4))
        turn(written_on, f"{random.randint(9, 15):02}:{random.randint(10, 59)}")
        child = _somebody(town, random, day) if kind["about"] == "child" else None
        with town.place.as_(key) as actor:
            phrases = terms_of(town.forum, written_on).necessity_phrases
            concerns.send(
                actor, forum=town.forum, about=kind["about"], who=child.name if child else kind["who"], text=kind["text"],
                source=source, crime_focus=kind["focus"], necessity=phrases[1],
                key=UUID(int=random.getrandbits(128)),
            )  # fmt: skip
        town.told["concerns"] += 1


def _somebody(town: Town, random: Random, day: date) -> Child:
    fit = [child for child in town.children if child.number not in town.used and 11 <= child.age(day) <= 17]
    child = random.choice(fit or town.children)
    town.used.add(child.number)
    return child
