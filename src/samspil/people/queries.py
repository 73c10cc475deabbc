"""Reads of children's records: one record, and who may be the same child as somebody on a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.fields.json import KT
from django.utils import timezone

from samspil.access import cabinet
from samspil.access.models import History
from samspil.lib.calendars import age_on
from samspil.lib.names import are_like, fold, sought
from samspil.lib.refusals import NotVisible
from samspil.people import cpr_at_rest
from samspil.people.models import Person

# Bound to indexes; RLS applies here as everywhere. Who is born on one day is few enough to compare in Python.
_SAME = """
    SELECT p.id FROM people_person p WHERE p.cpr_hash = ANY (%s::bytea[])
    UNION SELECT p.id FROM people_person p WHERE p.birth_date = ANY (%s::date[]) AND p.name_folded <> ''
    UNION SELECT p.id FROM people_person p WHERE p.name_folded = ANY (%s::text[]) AND p.owner_audience = ANY (%s::bigint[])
"""
TOLD_AGE_MAY_BE_OFF = 1
TOLD_AGE_OF_ONE_NAME_MAY_BE_OFF = 3
By = Literal[
    "cpr",
    "name_and_birth_date",
    "like_name_and_birth_date",
    "former_name_and_birth_date",
    "name_alone",
    "name_of_known",
]


@dataclass(frozen=True)
class Child:
    """A child as somebody tells of them: what a new record would hold, and what a known one is found by."""

    name: str
    birth_date: date | None = None
    cpr: str | None = None
    district_id: int | None = None
    identified: bool = True
    age_told: int | None = None  # where no birth date is known


@dataclass(frozen=True)
class Match:
    """A record that may be the same child. `by` says on what ground; by the name alone a person is asked, and nothing is done:
    `name_alone` where the record of the door says no more either, `name_of_known` where more is known, or it is known elsewhere.
    """

    person: Person
    by: By


def with_former_names(persons: QuerySet[Person]) -> QuerySet[Person]:
    """The records with the names that their history tells, the latest first, in the same statement (`former_names`)."""
    before = History.objects.filter(parent_table="people_person", parent_id=OuterRef("pk"))
    return persons.annotate(
        former=ArraySubquery(before.order_by("-parent_version").annotate(called=KT("was__name")).values("called"))
    )


def former_names(person: Person) -> tuple[str, ...]:
    """What a record of `with_former_names` was called before it was called what it is now, each name once."""
    names: dict[str, str] = {}
    for name in getattr(person, "former", ()):
        if name and fold(name) != fold(person.name):
            names.setdefault(fold(name), name)
    return tuple(names.values())


def is_called(person: Person, name: str) -> bool:
    """Whether a name is like the record's, or like one that it had."""
    return any(are_like(one, name) for one in (person.name, *former_names(person)))


def get_person(person_id: int) -> Person:
    """One record. Raises NotVisible."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotVisible
    return person


def matches(children: Sequence[Child], *, named_in: int | None = None) -> list[list[Match]]:
    """For each child the visible records that may be the same: the same CPR number, else the birth date and a name that
    is the same or like (`lib.names.are_like`), now or formerly.

    One statement however many children. A record that has been joined with another answers as that other. Records whose
    CPR number differs from the child's are not offered: they are somebody else. With `named_in`, the audience of a forum's door, a
    child of whom neither number nor birth date is told may be one whom that door, or where the actor works, knows by the same name,
    of an age that may be the same; and so may a child of whom more is told than of that record.
    """
    today = timezone.localdate()
    ours = {named_in, *cabinet.own_keys()} if named_in else set()
    hashes = [cpr_at_rest.keyed_hash(child.cpr) if child.cpr else None for child in children]
    days = {child.birth_date for child in children if child.birth_date and fold(child.name)}
    named = {sought(child.name) for child in children if named_in} - {""}
    wanted = [list({value for value in hashes if value}), list(days), list(named), list(ours)]
    if not (wanted[0] or days or named):
        return [[] for _ in children]
    same = Person.objects.filter(pk__in=RawSQL(_SAME, wanted))  # noqa: S611 - no text goes in
    found = list(with_former_names(same.select_related("owner_audience")).order_by("pk"))
    roots = standing([person for person in found if person.merged_into])
    by_hash: dict[bytes, list[Person]] = {}
    by_day: dict[date | None, list[Person]] = {}
    by_name: dict[str, list[Person]] = {}
    for person in found:
        if person.cpr_hash is not None:
            by_hash.setdefault(bytes(person.cpr_hash), []).append(person)
        by_day.setdefault(person.birth_date, []).append(person)
        if person.owner_audience_id in ours:
            by_name.setdefault(sought(person.name), []).append(person)
    answers = []
    for child, hashed in zip(children, hashes, strict=True):
        answer: dict[int, Match] = {}
        for person in by_hash.get(hashed, []) if hashed else []:
            root = roots.get(person.pk, person)
            answer.setdefault(root.pk, Match(root, "cpr"))
        for person, by in _by_name(child, by_day):
            root = roots.get(person.pk, person)
            if not _is_somebody_else(hashed, person):
                answer.setdefault(root.pk, Match(root, by))
        for person in by_name.get(sought(child.name), []) if named else []:
            root = roots.get(person.pk, person)
            is_bare = _is_bare(person)
            if not _is_name_alone(child):
                if is_bare and may_be_of_age(_age_told(child, today), root.age_at(today), of_one_name=True):
                    answer.setdefault(root.pk, Match(root, "name_alone"))
                continue
            is_bare_here = is_bare and person.owner_audience_id == named_in
            if is_bare_here or may_be_of_age(child.age_told, root.age_at(today), of_one_name=True):
                answer.setdefault(root.pk, Match(root, "name_alone" if is_bare_here else "name_of_known"))
        answers.append(list(answer.values()))
    return answers


def may_be_of_age(one: int | None, other: int | None, *, of_one_name: bool = False) -> bool:
    """Whether two ages may be one child's, of which one at least was told: that is easily a year off, and of the very same name rather
    misheard than another child's.
    """
    most = TOLD_AGE_OF_ONE_NAME_MAY_BE_OFF if of_one_name else TOLD_AGE_MAY_BE_OFF
    return one is None or other is None or abs(one - other) <= most


def _is_bare(person: Person) -> bool:
    return person.birth_date is None and person.cpr_hash is None


def _age_told(child: Child, day: date) -> int | None:
    return age_on(child.birth_date, day) if child.birth_date else child.age_told


def _is_name_alone(child: Child) -> bool:
    return child.birth_date is None and child.cpr is None


def _by_name(child: Child, by_day: Mapping[date | None, Sequence[Person]]) -> list[tuple[Person, By]]:
    """Those born on the child's day whose name is the same, then those whose name is like it, then those who had such a name."""
    folded = fold(child.name)
    if not child.birth_date or not folded:
        return []
    born = by_day.get(child.birth_date, ())
    same: list[tuple[Person, By]] = []
    like: list[tuple[Person, By]] = []
    had: list[tuple[Person, By]] = []
    for one in born:
        if fold(one.name) == folded:
            same.append((one, "name_and_birth_date"))
        elif are_like(one.name, child.name):
            like.append((one, "like_name_and_birth_date"))
        elif any(are_like(former, child.name) for former in former_names(one)):
            had.append((one, "former_name_and_birth_date"))
    return same + like + had


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
