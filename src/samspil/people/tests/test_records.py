"""A child's record: found by CPR number in its own audience, made anew otherwise, and never telling of others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from psycopg.errors import UniqueViolation

from samspil.audit.models import Event
from samspil.lib.refusals import NotVisible, Refused
from samspil.people import actions, cpr_at_rest, queries
from samspil.people.models import Identity, Person
from samspil.people.queries import Child
from tests.cast import Cast, as_role

VERA = Child("Vera Ottosen", cpr="7205114222")  # 12 May 2011, a replacement number
JONAS = Child("Jonas Holm", birth_date=date(2010, 3, 4))


@pytest.fixture
def unit(cast: Cast) -> int:
    return cast.units["ssp"].audience_id


def human(person: Person) -> object:
    with as_role("samspil_lock"):
        return Identity.objects.get(person_id=person.pk).identity


def test_a_new_record_holds_hash_and_ciphertext_and_its_own_subject(cast, unit):
    actor = cast.consultant.sign()
    person = actions.find_or_create(actor, owner_audience=unit, child=VERA)
    person.refresh_from_db()
    assert (person.name, person.birth_date, person.subject) == ("Vera Ottosen", date(2011, 5, 12), person.pk)
    assert person.cpr_hash is not None
    assert person.cpr_cipher is not None
    assert b"7205114222" not in bytes(person.cpr_hash) + bytes(person.cpr_cipher)
    assert cpr_at_rest.decrypt(person.cpr_cipher, person.cpr_hash) == VERA.cpr


def test_the_same_number_is_the_same_record_in_one_audience(cast, unit):
    actor = cast.consultant.sign()
    first = actions.find_or_create(actor, owner_audience=unit, child=VERA)
    again = actions.find_or_create(actor, owner_audience=unit, child=Child("V. Ottosen", cpr=VERA.cpr))
    assert again.pk == first.pk
    assert Person.objects.count() == 1


def test_the_same_name_and_birth_date_without_a_number_is_not_joined_by_itself(cast, unit):
    actor = cast.consultant.sign()
    one, other = actions.find_or_create_many(actor, owner_audience=unit, children=[JONAS, JONAS])
    assert one.pk != other.pk


def test_each_audience_has_its_own_record_and_they_are_one_human(cast, unit):
    ours = actions.find_or_create(cast.consultant.sign(), owner_audience=unit, child=VERA)
    actor = cast.social_worker.sign()
    theirs = actions.find_or_create(actor, owner_audience=cast.units["family"].audience_id, child=VERA)
    assert ours.pk != theirs.pk
    assert not Person.objects.filter(pk=ours.pk).exists()
    assert human(ours) == human(theirs)


def trace(cast: Cast, child: Child) -> dict[str, object]:
    """Everything that a colleague of the family department can notice while making a record of this child."""
    actor, family = cast.social_worker.sign(), cast.units["family"].audience_id
    with CaptureQueriesContext(connection) as seen:
        found = queries.matches([child])
        person = actions.find_or_create(actor, owner_audience=family, child=child)
        again = actions.find_or_create(actor, owner_audience=family, child=child)
        with pytest.raises(IntegrityError) as twice, transaction.atomic():
            Person.objects.create(owner_audience_id=family, name="x", cpr_hash=person.cpr_hash)
    error = twice.value.__cause__
    assert isinstance(error, UniqueViolation)
    with as_role("samspil_lock"):
        acts = list(
            Event.objects.filter(principal=actor.principal_id, object_id=person.pk).values_list("act", "detail")
        )
    return {
        "matches": found,
        "record": (person.name, person.birth_date, person.version, person.merged_into, person.audiences),
        "again": again.pk == person.pk,
        "error": (error.sqlstate, error.diag.constraint_name, error.diag.message_primary),
        "statements": [query["sql"].split()[0] for query in seen.captured_queries],
        "visible": Person.objects.filter(cpr_hash=person.cpr_hash).count(),
        "acts": acts,
    }


def test_a_child_known_elsewhere_is_created_exactly_as_an_unknown_one(cast, unit):
    """Answers, errors and number of statements are compared."""
    known, unknown = Child("Vera Ottosen", cpr="7205114222"), Child("Vera Ottosen", cpr="7205115333")
    actions.find_or_create(cast.consultant.sign(), owner_audience=unit, child=known)
    told = trace(cast, known)
    assert told == trace(cast, unknown)
    assert told["statements"] == [
        "SELECT",  # who may be the same
        "SAVEPOINT", "SELECT", "SAVEPOINT", "INSERT", "RELEASE", "SELECT", "RELEASE",
        "SAVEPOINT", "SELECT", "RELEASE",  # the second time
        "SAVEPOINT", "INSERT", "ROLLBACK", "RELEASE",
    ]  # fmt: skip
    assert told["visible"] == 1


def test_a_second_record_with_the_number_cannot_stand_in_one_audience(cast, unit):
    actor = cast.consultant.sign()
    person = actions.find_or_create(actor, owner_audience=unit, child=VERA)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(owner_audience_id=unit, name="V", cpr_hash=person.cpr_hash)


def test_three_hundred_children_take_no_more_statements_than_one(cast, unit):
    actor = cast.consultant.sign()
    many = [
        Child(f"Barn {number}", cpr=f"{61 + number % 28}05{10 + number % 5}{4000 + number}") for number in range(300)
    ]
    for children in (many[:1], many[1:]):
        with CaptureQueriesContext(connection) as seen:
            made = actions.find_or_create_many(actor, owner_audience=unit, children=children)
        assert len(seen) == 7
        assert [person.name for person in made] == [child.name for child in children]
    with as_role("samspil_lock"):
        assert Event.objects.filter(act="person.created", subject_key__isnull=False).count() == 300


def test_a_race_for_the_same_child_ends_with_one_record(cast, unit, monkeypatch):
    actor = cast.consultant.sign()
    first = actions.find_or_create(actor, owner_audience=unit, child=VERA)
    answers: Iterator[dict[bytes | int, Person]] = iter([{}])
    real = actions._by_hash
    monkeypatch.setattr(actions, "_by_hash", lambda *args: next(answers, None) or real(*args))
    assert actions.find_or_create(actor, owner_audience=unit, child=VERA).pk == first.pk


def test_matches_by_number_then_by_name_and_birth_date_never_by_name(cast, unit):
    actor = cast.consultant.sign()
    vera, jonas = actions.find_or_create_many(actor, owner_audience=unit, children=[VERA, JONAS])
    asked = [
        Child("V. O.", cpr=VERA.cpr),
        Child("HOLM, Jonas", birth_date=JONAS.birth_date),
        Child("Jonas Holm"),
        Child("Jonas Holm", birth_date=date(2010, 3, 5)),
        Child("Vera Ottosen", birth_date=date(2011, 5, 12)),
        Child("Vera Ottosen", birth_date=date(2011, 5, 12), cpr="7205115333"),
    ]
    assert [[(match.person.pk, match.by) for match in found] for found in queries.matches(asked)] == [
        [(vera.pk, "cpr")],
        [(jonas.pk, "name_and_birth_date")],
        [],
        [],
        [(vera.pk, "name_and_birth_date")],
        [],
    ]


def test_only_visible_records_match(cast, unit):
    actions.find_or_create_many(cast.consultant.sign(), owner_audience=unit, children=[VERA, JONAS])
    cast.outsider.sign()
    assert queries.matches([VERA, JONAS]) == [[], []]


def test_a_wish_for_nothing_asks_nothing(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert queries.matches([Child("Jonas Holm")]) == [[]]


def test_the_whole_number_is_shown_to_those_who_keep_the_record_and_noted(cast, unit):
    actor = cast.consultant.sign()
    vera, jonas = actions.find_or_create_many(actor, owner_audience=unit, children=[VERA, JONAS])
    assert actions.show_cpr(actor, person_id=vera.pk) == "720511-4222"
    with as_role("samspil_lock"):
        event = Event.objects.get(act="person.cpr_shown")
        assert (event.object_id, event.principal, event.subject_key is not None) == (vera.pk, actor.principal_id, True)
        assert "4222" not in str(event.detail)
    with pytest.raises(Refused):
        actions.show_cpr(actor, person_id=jonas.pk)
    with pytest.raises(NotVisible):
        actions.show_cpr(cast.outsider.sign(), person_id=vera.pk)


def test_the_number_is_not_shown_where_it_cannot_be_noted(cast, unit, monkeypatch):
    actor = cast.consultant.sign()
    vera = actions.find_or_create(actor, owner_audience=unit, child=VERA)

    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(actions, "record", fails)
    with pytest.raises(RuntimeError):
        actions.show_cpr(actor, person_id=vera.pk)


def test_a_ciphertext_opens_only_beside_its_own_hash():
    one, other = "7205114222", "7205115333"
    assert cpr_at_rest.decrypt(cpr_at_rest.encrypt(one), cpr_at_rest.keyed_hash(one)) == one
    with pytest.raises(cpr_at_rest.Unreadable):
        cpr_at_rest.decrypt(cpr_at_rest.encrypt(one), cpr_at_rest.keyed_hash(other))
    assert cpr_at_rest.from_text(cpr_at_rest.as_text(one)) == one
    for text in ("", "no base64!", cpr_at_rest.as_text(one)[:-8]):
        with pytest.raises(cpr_at_rest.Unreadable):
            cpr_at_rest.from_text(text)


def test_another_key_gives_another_hash_and_opens_nothing(settings):
    cipher, hashed = cpr_at_rest.encrypt("7205114222"), cpr_at_rest.keyed_hash("7205114222")
    settings.CPR_KEY = "another key that is long enough for a test"
    assert cpr_at_rest.keyed_hash("7205114222") != hashed
    with pytest.raises(cpr_at_rest.Unreadable):
        cpr_at_rest.decrypt(cipher, hashed)
