"""Reads of children's records: one record, and who may be the same child as somebody on a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models.expressions import RawSQL

from samspil.lib.names import fold
from samspil.lib.refusals import NotVisible
from samspil.people import cpr_at_rest
from samspil.people.models import Person

# Bound to the two indexes; RLS applies here as everywhere.
_SAME = """
    SELECT p.id FROM people_person p WHERE p.cpr_hash = ANY (%s::bytea[])
    UNION SELECT p.id FROM unnest(%s::date[], %s::text[]) AS wanted(born, name)
      JOIN people_person p ON p.birth_date = wanted.born AND p.name_folded = wanted.name
"""


@dataclass(frozen=True)
class Child:
    """A child as somebody tells of them: what a new record would hold, and what a known one is found by."""

    name: str
    birth_date: date | None = None
    cpr: str | None = None
    district_id: int | None = None
    identified: bool = True


@dataclass(frozen=True)
class Match:
    """A record that may be the same child. `by` says on what ground: never the name alone."""

    person: Person
    by: Literal["cpr", "name_and_birth_date"]


def get_person(person_id: int) -> Person:
    """One record. Raises NotVisible."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotVisible
    return person


def matches(children: Sequence[Child]) -> list[list[Match]]:
    """For each child the visible records that may be the same: the same CPR number, else name and birth date together.

    One statement however many children. A record that has been joined with another answers as that other. Records whose
    CPR number differs from the child's are not offered: they are somebody else.
    """
    hashes = [cpr_at_rest.keyed_hash(child.cpr) if child.cpr else None for child in children]
    pairs = {(child.birth_date, fold(child.name)) for child in children if child.birth_date and fold(child.name)}
    wanted = [list({value for value in hashes if value}), [born for born, _ in pairs], [name for _, name in pairs]]
    if not wanted[0] and not pairs:
        return [[] for _ in children]
    same = Person.objects.filter(pk__in=RawSQL(_SAME, wanted))  # noqa: S611 - no text goes in
    found = list(same.select_related("owner_audience").order_by("pk"))
    roots = standing([person for person in found if person.merged_into])
    by_hash: dict[bytes, list[Person]] = {}
    by_name: dict[tuple[date | None, str], list[Person]] = {}
    for person in found:
        if person.cpr_hash is not None:
            by_hash.setdefault(bytes(person.cpr_hash), []).append(person)
        by_name.setdefault((person.birth_date, person.name_folded), []).append(person)
    answers = []
    for child, hashed in zip(children, hashes, strict=True):
        answer: dict[int, Match] = {}
        for person in by_hash.get(hashed, []) if hashed else []:
            root = roots.get(person.pk, person)
            answer.setdefault(root.pk, Match(root, "cpr"))
        for person in by_name.get((child.birth_date, fold(child.name)), []) if child.birth_date else []:
            root = roots.get(person.pk, person)
            if not _is_somebody_else(hashed, person):
                answer.setdefault(root.pk, Match(root, "name_and_birth_date"))
        answers.append(list(answer.values()))
    return answers


def standing(persons: Sequence[Person]) -> dict[int, Person]:
    """For each of these records the one that stands for it: the end of its chain of joinings."""
    answer = {person.pk: person for person in persons}
    while targets := {person.merged_into for person in answer.values() if person.merged_into}:
        known = Person.objects.select_related("owner_audience").in_bulk(targets)
        moved = {pk: known[person.merged_into] for pk, person in answer.items() if person.merged_into in known}
        if not moved:
            break
        answer |= moved
    return answer


def _is_somebody_else(hashed: bytes | None, person: Person) -> bool:
    return hashed is not None and person.cpr_hash is not None and bytes(person.cpr_hash) != hashed
