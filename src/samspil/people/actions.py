"""The writers of children's records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.access.actor import Actor
from samspil.access.cabinet import call, own_keys
from samspil.access.models import History
from samspil.access.verbs import verb
from samspil.audit.record import record, record_each
from samspil.lib import cpr as numbers
from samspil.lib.refusals import Conflict
from samspil.people import cpr_at_rest, policies
from samspil.people.models import Person
from samspil.people.queries import Child, get_person, standing

MOST_ATTEMPTS = 3


def find_or_create(
    actor: Actor, *, owner_audience: int, child: Child, origin: str = "own", retention_kind: str = ""
) -> Person:
    """The record of this child in that audience, found by CPR number, else a new one.

    Whether another audience knows the child makes no difference to answer, errors or number of statements.
    """
    return find_or_create_many(
        actor, owner_audience=owner_audience, children=[child], origin=origin, retention_kind=retention_kind
    )[0]


@verb("person.created")
def find_or_create_many(
    actor: Actor, *, owner_audience: int, children: Sequence[Child], origin: str = "own", retention_kind: str = ""
) -> list[Person]:
    """One record for each child, in order; the same number of statements however many.

    Children with one CPR number are one record; without a number each is a record of its own, whatever the name.
    """
    hashes = [cpr_at_rest.keyed_hash(child.cpr) if child.cpr else None for child in children]
    today = timezone.localdate(actor.at)
    drawn = [
        _record_of(*pair, owner_audience, origin, retention_kind, today) for pair in zip(children, hashes, strict=True)
    ]
    known, fresh = _by_hash(owner_audience, hashes), {}
    for attempt in range(MOST_ATTEMPTS):
        fresh = {
            hashed or index: person
            for index, (hashed, person) in enumerate(zip(hashes, drawn, strict=True))
            if hashed not in known
        }
        if not fresh:
            break
        try:
            with transaction.atomic():
                Person.objects.bulk_create(fresh.values())
            break
        except IntegrityError:
            # Somebody has made one of them in the same moment: theirs is the record.
            if attempt + 1 == MOST_ATTEMPTS:
                _one_by_one(fresh.values())
                break
            known = _by_hash(owner_audience, hashes)
    for person in fresh.values():
        person.subject = person.pk
    record_each("person.created", list(fresh.values()))
    made = known | fresh
    persons = [made[hashed or index] for index, hashed in enumerate(hashes)]
    roots = standing([person for person in persons if person.merged_into])
    return [roots.get(person.pk, person) for person in persons]


def _one_by_one(persons: Iterable[Person]) -> None:
    """Where the record with that number is closed to the actor, who went out of the matter about the child: a record beside it, which
    shows its number and is not found by it.
    """
    for person in persons:
        try:
            with transaction.atomic():
                person.save(force_insert=True)
        except IntegrityError:
            person.cpr_hash = None
            person.save(force_insert=True)


def _by_hash(owner_audience: int, hashes: Sequence[bytes | None]) -> dict[bytes | int, Person]:
    wanted = [hashed for hashed in hashes if hashed is not None]
    if not wanted:
        return {}
    found = Person.objects.filter(owner_audience_id=owner_audience, cpr_hash__in=wanted)
    return {bytes(person.cpr_hash): person for person in found if person.cpr_hash is not None}


def _record_of(
    child: Child, hashed: bytes | None, owner_audience: int, origin: str, retention_kind: str, today: date
) -> Person:
    born = child.birth_date or (numbers.birth_date(child.cpr) if child.cpr else None)
    told = child.age_told if born is None else None
    return Person(
        owner_audience_id=owner_audience,
        name=child.name,
        birth_date=born,
        age_told=told,
        age_told_on=today if told is not None else None,
        cpr_hash=hashed,
        cpr_cipher=cpr_at_rest.encrypt(child.cpr) if child.cpr else None,
        district_id=child.district_id,
        identified=child.identified,
        origin=origin,
        retention_kind=retention_kind,
    )


@verb("person.corrected")
def correct(
    actor: Actor, *, person_id: int, was: str, name: str, birth_date: date | None, age_told: int | None = None
) -> None:
    """Spell a record as it has been corrected elsewhere, if it still says what was wrong there; a birth date is kept, and
    so is an age that was told, until there is a birth date.

    A record that says something else by now, or that others keep, is left as it is. Raises Refused where the birth date is not that of
    its CPR number.
    """
    person = Person.objects.filter(pk=person_id, owner_audience_id__in=own_keys(), name=was).first()
    if person is None or not name:
        return
    if birth_date != person.birth_date:
        policies.check_birth_date_suits(person, birth_date)
    person.name, person.birth_date, person.identified = name, birth_date or person.birth_date, True
    if person.birth_date:
        person.age_told = person.age_told_on = None
    elif age_told is not None and age_told != person.age_told:
        person.age_told, person.age_told_on = age_told, timezone.localdate(actor.at)
    person.save(update_fields=["name", "name_folded", "birth_date", "age_told", "age_told_on", "identified"])
    record("person.corrected", person)


@verb("person.numbered")
def add_numbers(actor: Actor, *, numbers_of: Mapping[int, str], were_wrong: bool = False) -> None:
    """Write a CPR number that came later on records that have none; `numbers_of` holds ten digits by record. Numbers that `were_wrong`
    are replaced, and so is the birth date that came with them.

    Else a record that has a number by now is left as it is, and so is one that others keep. Raises Refused where another record of the
    same audience has the number: then two records are one child, and a person joins them.
    """
    kept = Person.objects.filter(pk__in=numbers_of, owner_audience_id__in=own_keys(), merged_into__isnull=True)
    persons = list((kept if were_wrong else kept.filter(cpr_hash__isnull=True)).order_by("pk"))
    policies.check_numbers_are_free(persons, numbers_of)
    for person in persons:
        cpr = numbers_of[person.pk]
        person.cpr_hash, person.cpr_cipher = cpr_at_rest.keyed_hash(cpr), cpr_at_rest.encrypt(cpr)
        person.birth_date = numbers.birth_date(cpr) if were_wrong else person.birth_date or numbers.birth_date(cpr)
        person.age_told = person.age_told_on = None
    Person.objects.bulk_update(persons, ["cpr_hash", "cpr_cipher", "birth_date", "age_told", "age_told_on"])
    record_each("person.numbered", persons)


@verb("person.numbered")
def return_number(actor: Actor, *, from_id: int, to_id: int, came_at: datetime) -> None:
    """The CPR number that came to a record at that instant belongs to another child, who has no number: it goes there, and the record
    has the birth date or age again that it had before. Nothing where none came then.
    """
    before = History.objects.filter(parent_table=Person._meta.db_table, parent_id=from_id, written_at=came_at)
    was = next((row.was for row in before.order_by("parent_version") if row.was.get("cpr_hash") is None), None)
    person = Person.objects.filter(pk=from_id, owner_audience_id__in=own_keys(), cpr_hash__isnull=False).first()
    if was is None or person is None:
        return
    cpr = cpr_at_rest.decrypt(person.cpr_cipher or b"", person.cpr_hash or b"")
    days = {name: date.fromisoformat(was[name]) if was[name] else None for name in ("birth_date", "age_told_on")}
    person.cpr_hash = person.cpr_cipher = None
    person.birth_date, person.age_told_on, person.age_told = days["birth_date"], days["age_told_on"], was["age_told"]
    person.save(update_fields=["cpr_hash", "cpr_cipher", "birth_date", "age_told", "age_told_on"])
    record("person.numbered", person)
    add_numbers(actor, numbers_of={to_id: cpr})


@verb("person.cpr_shown")
def show_cpr(actor: Actor, *, person_id: int) -> str:
    """The whole number, DDMMYY-XXXX. It is noted who has seen it. Raises NotVisible, Refused."""
    person = get_person(person_id)
    policies.check_may_show_cpr(actor, person)
    record("person.cpr_shown", person)
    return numbers.hyphenated(cpr_at_rest.decrypt(person.cpr_cipher or b"", person.cpr_hash or b""))


@verb("person.merged")
def merge(actor: Actor, *, keep: Person, other: Person) -> None:
    """`other` is the same child as `keep`. Nothing is moved or lost: `other` points to `keep`, and `unmerge` undoes it.

    Two records of different audiences stay two; only that they are one human is noted, where nobody can read it.
    Raises Refused, and Conflict where somebody changed `other` meanwhile.
    """
    policies.check_may_merge(keep, other)
    keep = standing([keep])[keep.pk]
    if keep.pk == other.pk:
        policies.check_may_merge(keep, other)
    call("SELECT people.same_human(%s, %s)", [keep.pk, other.pk])
    if keep.owner_audience_id == other.owner_audience_id:
        _point(other, keep.pk)
    record("person.merged", other, into=keep.pk)


@verb("person.unmerged")
def unmerge(actor: Actor, *, keep: Person, other: Person) -> None:
    """`other` is another child than `keep` after all. Raises Refused where they have one CPR number."""
    policies.check_may_unmerge(keep, other)
    call("SELECT people.another_human(%s, %s)", [keep.pk, other.pk])
    if other.merged_into is not None:
        _point(other, None)
    record("person.unmerged", other, was=keep.pk)


@verb("person.tied")
def tie_each(actor: Actor, pairs: Sequence[tuple[Person, Person]]) -> None:
    """Each pair is one human, in records of two audiences. Pairs of which the actor does not keep both stay untied."""
    if not pairs:
        return
    mine = set(own_keys())
    kept = [(one, other) for one, other in pairs if {one.owner_audience_id, other.owner_audience_id} <= mine]
    call(
        "SELECT people.same_human(one, other) FROM unnest(%s::bigint[], %s::bigint[]) AS pair(one, other)",
        [[one.pk for one, _other in kept], [other.pk for _one, other in kept]],
    )
    record_each("person.tied", [other for _one, other in kept])


def _point(person: Person, target: int | None) -> None:
    """Set `merged_into`, unless somebody was faster."""
    if not Person.objects.filter(pk=person.pk, version=person.version).update(merged_into=target):
        now = get_person(person.pk)
        raise Conflict(theirs=now.name, mine=person.name, version=now.version)
    person.merged_into = target
    person.version += 1  # as the database has done


__all__ = [
    "add_numbers",
    "correct",
    "find_or_create",
    "find_or_create_many",
    "merge",
    "return_number",
    "show_cpr",
    "tie_each",
    "unmerge",
]
