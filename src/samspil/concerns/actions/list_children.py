"""The records of the children that lines of a list are about, as they were chosen in its preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from samspil.access.actor import Actor
from samspil.audit.record import record_each
from samspil.concerns import agendas
from samspil.concerns.lists.lines import Line
from samspil.concerns.models import ListEntry
from samspil.concerns.queries.basis import origin_of
from samspil.concerns.queries.preview_lines import is_one_name, known_as
from samspil.concerns.queries.preview_page import (
    OTHER,
    RENAMED,
    SAME_AS,
    UPDATE_FOR,
    Candidate,
    Preview,
    PreviewLine,
    is_again,
    is_update,
)
from samspil.concerns.states import PERSON_KIND
from samspil.lib import cpr
from samspil.lib.names import spelled
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
    keys: dict[object, object] = {}  # by the spelling of a name, where a person said whose it is
    for line in taken:
        answer = chosen[line.index] or ""
        picked = picked_for(line, answer)
        if answer.startswith(SAME_AS):
            same = int(answer.removeprefix(SAME_AS))
            if same in of_line:
                child = of_line[line.index] = of_line[same]
                keys.setdefault(_key(line), child)  # who is spelled so further down is this child too
                wanted[child] = replace(wanted[child], cpr=wanted[child].cpr or line.line.cpr)
                continue
            subject = subjects.get(same) or record_corrected(seen.lines[same], chosen[same] or "")
            if subject:
                subjects[line.index] = subject
                continue
        if is_again(answer) and line.difference.changed and line.difference.changed.subject:
            subjects[line.index] = line.difference.changed.subject
            continue
        if picked and picked.is_ours:
            subjects[line.index] = picked.person.pk
            continue
        if not (line.line.name or line.line.cpr):
            subjects[line.index] = None
            continue
        # A choice speaks for one line; two new lines are one child by number, or by name and birth date together.
        child = ("picked", picked.person.pk) if picked else keys.get(_key(line), _key(line))
        if answer == OTHER:
            child = ("row", line.index)
        wanted.setdefault(child, _another(seen, line) if answer == OTHER else line.line.child)
        of_line[line.index] = child
        if picked and not picked.by_number:
            tied[child] = picked.person
    persons = find_or_create_many(
        actor, owner_audience=seen.forum.door_id, children=list(wanted.values()), origin=origin_of(seen.giver),
        retention_kind=PERSON_KIND,
    )  # fmt: skip
    made = dict(zip(wanted, persons, strict=True))
    tie_each(actor, [(person, made[child]) for child, person in tied.items()])
    return subjects | {index: made[child].pk for index, child in of_line.items()}


def _key(line: PreviewLine) -> tuple[object, ...]:
    """By what new lines are one child: the number, else the birth date and the name as it is spelled; else none is."""
    told = line.line
    if told.cpr or not told.child_keys:
        return next(iter(told.child_keys), ("row", line.index))
    return "born", told.birth_date, spelled(told.name)


def _another(seen: Preview, line: PreviewLine) -> Child:
    """Another child than the number says: the number is left out, and so is a birth date that stood in it alone."""
    child = line.line.child
    if not (line.line.cpr and number_is_known(seen, line)):
        return child
    born_by_number = "birth_date" not in dict(seen.columns) and child.birth_date == cpr.birth_date(line.line.cpr)
    return replace(child, cpr=None, birth_date=None if born_by_number else child.birth_date)


def number_is_known(seen: Preview, line: PreviewLine) -> bool:
    """Whether the number of a line stands on a child's record, or on an earlier line of the list beside another name."""
    changed = line.difference.changed
    on_the_record = changed is not None and ("cpr", line.line.cpr) in changed.child_keys
    on_the_list = any(seen.lines[index].line.cpr == line.line.cpr for index in line.alike)
    return on_the_record or on_the_list or any(one.by_number for one in line.candidates)


def birth_date_of(seen: Preview, line: PreviewLine, answer: str) -> date | None:
    """The birth date that the entry of a line is to have."""
    return _another(seen, line).birth_date if answer == OTHER else line.line.birth_date


def picked_for(line: PreviewLine, answer: str) -> Candidate | None:
    """The record that was chosen for a line, with its name as it is or with the line's."""
    return next((one for one in line.candidates if answer in {one.answer, one.renaming, one.correcting}), None)


def record_corrected(line: PreviewLine, answer: str) -> int | None:
    """The record that the earlier line of a row is about when the row has corrected it; None where there is none."""
    if answer.startswith(UPDATE_FOR) and (picked := picked_for(line, answer)):
        return picked.person.pk
    return line.difference.changed.subject if line.difference.changed else None


def names_of_entries(seen: Preview, chosen: Mapping[int, str | None]) -> dict[int, str]:
    """The name that the entry of each line is to have: the list's, or the child's where a person said that it keeps that."""
    return {line.index: _name_of(seen, line, chosen) for line in seen.lines}


def _name_of(seen: Preview, line: PreviewLine, chosen: Mapping[int, str | None]) -> str:
    answer, written = chosen[line.index] or "", line.line.name
    picked = picked_for(line, answer)
    if answer.startswith(UPDATE_FOR) and picked:
        return picked.person.name or written
    if (is_update(answer) or is_again(answer)) and line.difference.changed:
        return written if answer.endswith(RENAMED) else known_as(line.difference.changed) or written
    if answer.startswith(SAME_AS):
        first = seen.lines[int(answer.removeprefix(SAME_AS))].line.name
        return written if is_one_name(written, first) else first
    if picked and answer == picked.answer and not is_one_name(written, picked.person.name):
        return picked.person.name
    return written


def keep_numbers(
    actor: Actor,
    seen: Preview,
    taken: Sequence[PreviewLine],
    chosen: Mapping[int, str | None],
    changed: Sequence[ListEntry],
    subjects: Mapping[int, int | None],
) -> None:
    """A CPR number that this list brings goes on the record that was chosen for its line, where that has none yet."""
    numbers: dict[int, str] = {}
    fields: dict[int, int] = {}
    subject_of = {entry.pk: entry.subject for entry in changed}
    indexes = {line.index for line in taken}
    for line in seen.lines:
        answer = chosen[line.index]
        picked = picked_for(line, answer or "") if line.index in indexes else None
        record_of = picked.person.pk if picked and picked.is_ours else None
        if is_update(answer) and line.difference.changed:
            record_of = subject_of.get(line.difference.changed.id)
        elif is_again(answer):
            record_of = subjects.get(line.index)
        if line.line.cpr and record_of and not (picked and picked.by_number):
            numbers.setdefault(record_of, line.line.cpr)
            fields.setdefault(record_of, line.index)
    if not numbers:
        return
    try:
        add_numbers(actor, numbers_of=numbers)
    except Refused as refused:
        raise Refused(refused.sentence, field=f"line-{next(iter(fields.values()))}") from refused


def keep_names(actor: Actor, lines: Sequence[PreviewLine], chosen: Mapping[int, str | None]) -> None:
    """A child who has got a new name is called by it from now on: on the record, on its other lines, on agendas."""
    for line in lines:
        answer = chosen[line.index] or ""
        picked = picked_for(line, answer)
        changed = line.difference.changed
        if picked and answer == picked.renaming:
            rename(actor, picked.person.pk, picked.person.name, line.line)
        elif answer.endswith(RENAMED) and changed and changed.subject:
            rename(actor, changed.subject, known_as(changed), line.line)
        elif (
            is_update(answer)
            and changed
            and changed.subject
            and not picked
            and "birth_date" in line.changed_in
            and not changed.has_number
        ):
            name = known_as(changed)
            correct(actor, person_id=changed.subject, was=name, name=name, birth_date=line.line.birth_date)


def rename(actor: Actor, person_id: int, was: str, line: Line) -> None:
    """The child of a record has the name of a line now, wherever it is called by name and nothing has been decided."""
    correct(actor, person_id=person_id, was=was, name=line.name, birth_date=None)
    door = Person.objects.filter(pk=person_id).values("owner_audience_id")
    entries = list(ListEntry.objects.filter(subject=person_id, owner_audience_id__in=door).order_by("pk"))
    others = [entry for entry in entries if entry.name != line.name]
    for entry in others:
        entry.name = line.name
    ListEntry.objects.bulk_update(others, ["name"])
    record_each("listentry.changed", others)
    agendas.follow(actor, entries)


__all__ = [
    "birth_date_of", "children_of_lines", "keep_names", "keep_numbers", "names_of_entries", "number_is_known", "picked_for",
    "record_corrected", "rename",
]  # fmt: skip
