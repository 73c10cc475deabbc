"""The records of the children that lines of a list are about, as they were chosen in its preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from samspil.access.actor import Actor
from samspil.concerns.models import ListEntry
from samspil.concerns.queries.preview_page import SAME_AS, UPDATE, Candidate, Preview, PreviewLine
from samspil.concerns.states import PERSON_KIND, POLICE_ORIGIN
from samspil.lib.refusals import Refused
from samspil.people.actions import add_numbers, correct, find_or_create_many, tie_each
from samspil.people.models import Person
from samspil.people.queries import Child


def children_of_lines(
    actor: Actor, seen: Preview, taken: Sequence[PreviewLine], chosen: Mapping[int, str | None]
) -> dict[int, int | None]:
    """The record of each line's child in the forum's door, by line. Lines about one child share it.

    A record that another audience keeps is never named on an entry: the door gets a record of its own, and that the two
    are one human is noted where nobody can read it. Somebody not identified has no record.
    """
    subjects: dict[int, int | None] = {}
    wanted: dict[object, Child] = {}
    of_line: dict[int, object] = {}
    tied: dict[object, Person] = {}
    for line in taken:
        answer = chosen[line.index] or ""
        picked = picked_for(line, answer)
        if answer.startswith(SAME_AS):
            same = int(answer.removeprefix(SAME_AS))
            if same in of_line:
                child = of_line[line.index] = of_line[same]
                wanted[child] = replace(wanted[child], cpr=wanted[child].cpr or line.line.cpr)
            else:
                subjects[line.index] = subjects[same]
            continue
        if picked and picked.is_ours:
            subjects[line.index] = picked.person.pk
            continue
        if not (line.line.name or line.line.cpr):
            subjects[line.index] = None
            continue
        # A choice speaks for one line; two new lines are one child by number, or by name and birth date together.
        child = ("picked", picked.person.pk) if picked else next(iter(line.line.child_keys), ("row", line.index))
        wanted.setdefault(child, line.line.child)
        of_line[line.index] = child
        if picked and not picked.by_number:
            tied[child] = picked.person
    persons = find_or_create_many(
        actor, owner_audience=seen.forum.door_id, children=list(wanted.values()), origin=POLICE_ORIGIN,
        retention_kind=PERSON_KIND,
    )  # fmt: skip
    made = dict(zip(wanted, persons, strict=True))
    tie_each(actor, [(person, made[child]) for child, person in tied.items()])
    return subjects | {index: made[child].pk for index, child in of_line.items()}


def picked_for(line: PreviewLine, answer: str) -> Candidate | None:
    """The record that was chosen for a line, with its name as it is or with the line's."""
    return next((one for one in line.candidates if answer in {one.answer, one.renaming}), None)


def keep_numbers(
    actor: Actor,
    seen: Preview,
    taken: Sequence[PreviewLine],
    chosen: Mapping[int, str | None],
    changed: Sequence[ListEntry],
) -> None:
    """A CPR number that this list brings goes on the record that was chosen for its line, where that has none yet."""
    numbers: dict[int, str] = {}
    fields: dict[int, int] = {}
    subject_of = {entry.pk: entry.subject for entry in changed}
    for line in seen.lines:
        picked = picked_for(line, chosen[line.index] or "") if line in taken else None
        record_of = picked.person.pk if picked and picked.is_ours else None
        if chosen[line.index] == UPDATE and line.difference.changed:
            record_of = subject_of.get(line.difference.changed.id)
        if line.line.cpr and record_of and not (picked and picked.by_number):
            numbers.setdefault(record_of, line.line.cpr)
            fields.setdefault(record_of, line.index)
    if not numbers:
        return
    try:
        add_numbers(actor, numbers_of=numbers)
    except Refused as refused:
        raise Refused(refused.sentence, field=f"line-{next(iter(fields.values()))}") from refused


def keep_names(actor: Actor, taken: Sequence[PreviewLine], chosen: Mapping[int, str | None]) -> None:
    """A record whose child has got a new name is called by it from now on."""
    for line in taken:
        answer = chosen[line.index] or ""
        picked = picked_for(line, answer)
        if picked and answer == picked.renaming:
            person = picked.person
            correct(actor, person_id=person.pk, was=person.name, name=line.line.name, birth_date=None)
