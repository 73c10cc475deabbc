"""Joining two records of one child, and taking them apart: nothing is lost, and what lies hidden follows exactly."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspil.access.cabinet import call
from samspil.access.models import History
from samspil.audit.models import Event
from samspil.lib.refusals import Conflict, Refused
from samspil.people import actions, cpr_at_rest, queries
from samspil.people.models import Identity, Person
from samspil.people.queries import Child
from tests.cast import Cast, as_role

BORN = date(2011, 5, 12)
NUMBER, OTHER_NUMBER = "7205114222", "7205115333"


@pytest.fixture
def unit(cast: Cast) -> int:
    return cast.units["ssp"].audience_id


def humans(*persons: Person) -> list[object]:
    with as_role("samspil_lock"):
        found = dict(Identity.objects.values_list("person_id", "identity"))
    return [found[person.pk] for person in persons]


def make(cast: Cast, *children: Child, member: str = "consultant", unit: str = "ssp") -> list[Person]:
    actor = cast.members[member].sign()
    return actions.find_or_create_many(actor, owner_audience=cast.units[unit].audience_id, children=children)


def test_joined_records_answer_as_one_and_come_apart_again(cast, unit):
    one, other = make(cast, Child("Vera Ottosen", BORN), Child("Vera K. Ottosen", BORN))
    actor = cast.consultant.sign()
    actions.merge(actor, keep=one, other=other)
    asked = Child("Vera K. Ottosen", BORN)
    assert [match.person.pk for match in queries.matches([asked])[0]] == [one.pk]
    assert humans(one)[0] == humans(other)[0]
    actions.unmerge(actor, keep=one, other=Person.objects.get(pk=other.pk))
    assert [match.person.pk for match in queries.matches([asked])[0]] == [other.pk, one.pk], (
        "the same name, then a like one"
    )
    assert humans(one)[0] != humans(other)[0]
    with as_role("samspil_lock"):
        acts = Event.objects.filter(act__in=["person.merged", "person.unmerged"]).order_by("pk")
        assert list(acts.values_list("act", "object_id")) == [
            ("person.merged", other.pk),
            ("person.unmerged", other.pk),
        ]
    assert History.objects.filter(parent_table="people_person", parent_id=other.pk).count() == 2


def test_a_chain_of_joinings_answers_as_its_end(cast, unit):
    one, two, three = make(cast, Child("A B", BORN), Child("A B", BORN), Child("A B", BORN))
    actor = cast.consultant.sign()
    actions.merge(actor, keep=two, other=one)
    actions.merge(actor, keep=three, other=two)
    assert [match.person.pk for match in queries.matches([Child("A B", BORN)])[0]] == [three.pk]
    (fresh,) = make(cast, Child("A B", BORN, cpr=NUMBER))
    assert fresh.pk not in {one.pk, two.pk, three.pk}


def test_a_known_number_leads_to_the_record_it_was_joined_with(cast, unit):
    numbered, known = make(cast, Child("Vera", cpr=NUMBER), Child("Vera Ottosen", BORN))
    actions.merge(cast.consultant.sign(), keep=known, other=numbered)
    assert make(cast, Child("Vera", cpr=NUMBER))[0].pk == known.pk


def test_two_real_numbers_are_two_children_but_a_replacement_number_may_be_the_same(cast, unit, monkeypatch):
    one, other = make(cast, Child("A B", cpr=NUMBER), Child("A B", cpr=OTHER_NUMBER))
    actor = cast.consultant.sign()
    # Every number of a test is a replacement number, so that no real person can be hit; here they pass for real ones.
    with monkeypatch.context() as patched:
        patched.setattr("samspil.lib.cpr.REPLACEMENT_DAY", 99)
        with pytest.raises(Refused):
            actions.merge(actor, keep=one, other=other)
    actions.merge(actor, keep=one, other=other)
    assert Person.objects.get(pk=other.pk).merged_into == one.pk


def test_what_cannot_be_joined(cast, unit):
    one, other, third = make(cast, Child("A B", BORN), Child("A B", BORN), Child("A B", BORN))
    actor = cast.consultant.sign()
    with pytest.raises(Refused):
        actions.merge(actor, keep=one, other=one)
    actions.merge(actor, keep=one, other=other)
    with pytest.raises(Refused):
        actions.merge(actor, keep=third, other=Person.objects.get(pk=other.pk))
    with pytest.raises(Refused):  # in a circle
        actions.merge(actor, keep=Person.objects.get(pk=other.pk), other=one)


def test_only_records_that_one_keeps_can_be_joined(cast, unit):
    one, other = make(cast, Child("A B", BORN), Child("A B", BORN))
    for member in ("social_worker", "outsider", "administrator"):
        actor = cast.members[member].sign()
        with pytest.raises(Refused):
            actions.merge(actor, keep=one, other=other)
        with pytest.raises(Refused):
            actions.unmerge(actor, keep=one, other=other)


def test_who_was_faster_is_not_overwritten(cast, unit):
    one, other = make(cast, Child("A B", BORN), Child("A B", BORN))
    Person.objects.filter(pk=other.pk).update(name="A Bo")
    with pytest.raises(Conflict):
        actions.merge(cast.consultant.sign(), keep=one, other=other)


def test_joining_is_rolled_back_where_it_cannot_be_recorded(cast, unit, monkeypatch):
    one, other = make(cast, Child("A B", BORN), Child("A B", BORN))

    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(actions, "record", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.merge(cast.consultant.sign(), keep=one, other=other)
    assert Person.objects.get(pk=other.pk).merged_into is None
    assert humans(one)[0] != humans(other)[0]


def test_records_of_two_audiences_stay_two_and_only_the_hidden_tie_knows(cast):
    (ours,) = make(cast, Child("Vera Ottosen", BORN))
    actor = cast.consultant.sign()
    (door,) = actions.find_or_create_many(
        actor, owner_audience=cast.forum.door_id, children=[Child("Vera Ottosen", BORN)]
    )
    actions.merge(actor, keep=ours, other=door)
    assert Person.objects.get(pk=door.pk).merged_into is None
    assert humans(ours)[0] == humans(door)[0]
    actions.unmerge(actor, keep=ours, other=door)
    assert humans(ours)[0] != humans(door)[0]


def test_one_number_in_two_audiences_cannot_be_taken_apart(cast):
    (ours,) = make(cast, Child("Vera Ottosen", cpr=NUMBER))
    actor = cast.consultant.sign()
    (door,) = actions.find_or_create_many(
        actor, owner_audience=cast.forum.door_id, children=[Child("Vera", cpr=NUMBER)]
    )
    with pytest.raises(Refused):
        actions.unmerge(actor, keep=ours, other=door)
    assert humans(ours)[0] == humans(door)[0]


def test_a_corrected_number_moves_the_record_to_the_right_human(cast, unit):
    first, wrong = make(cast, Child("Vera", cpr=NUMBER), Child("Jonas", cpr=OTHER_NUMBER))
    (elsewhere,) = make(cast, Child("Vera", cpr=NUMBER), member="social_worker", unit="family")
    cast.social_worker.sign()
    Person.objects.filter(pk=elsewhere.pk).update(cpr_hash=wrong.cpr_hash)
    assert humans(elsewhere, first, wrong)[0] == humans(wrong)[0]
    assert humans(first)[0] != humans(wrong)[0]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), st.integers(0, 5), st.integers(0, 5)),
        st.tuples(st.just("apart"), st.integers(0, 5), st.integers(0, 5)),
        st.tuples(st.just("number"), st.integers(0, 5), st.sampled_from([None, NUMBER, OTHER_NUMBER])),
        st.tuples(st.just("delete"), st.integers(0, 5), st.none()),
    ),
    max_size=12,
)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_hidden_identity_is_what_is_connected(cast, steps):
    """One human is a connected set over ties and equal numbers, whatever is joined, cut and corrected."""
    with transaction.atomic():
        audiences = [cast.units["ssp"].audience_id, cast.forum.door_id]
        cast.consultant.sign()
        people = [Person.objects.create(owner_audience_id=audiences[i % 2], name=f"P{i}") for i in range(6)]
        numbers: dict[int, str | None] = dict.fromkeys(range(6))
        ties: set[frozenset[int]] = set()
        gone: set[int] = set()
        for act, one, other in steps:
            if one in gone or (isinstance(other, int) and (other in gone or other == one)):
                continue
            if act == "merge":
                call("SELECT people.same_human(%s, %s)", [people[one].pk, people[other].pk])
                ties.add(frozenset({one, other}))
            elif act == "apart":
                call("SELECT people.another_human(%s, %s)", [people[one].pk, people[other].pk])
                ties.discard(frozenset({one, other}))
            elif act == "number":
                taken = [i for i in range(one % 2, 6, 2) if i not in gone and i != one and numbers[i] == other]
                if other and taken:
                    continue
                hashed = cpr_at_rest.keyed_hash(other) if other else None
                Person.objects.filter(pk=people[one].pk).update(cpr_hash=hashed)
                numbers[one] = other
            else:
                with as_role("samspil_lock"):
                    Person.objects.filter(pk=people[one].pk)._raw_delete("default")
                gone.add(one)
                ties = {tie for tie in ties if one not in tie}
        with as_role("samspil_lock"):
            hidden = dict(Identity.objects.values_list("person_id", "identity"))
        left = [i for i in range(6) if i not in gone]
        assert {people[i].pk for i in left} <= set(hidden)
        group = {i: i for i in left}
        for _ in left:
            for i in left:
                for j in left:
                    if frozenset({i, j}) in ties or (numbers[i] and numbers[i] == numbers[j]):
                        group[i] = group[j] = min(group[i], group[j])
        for i in left:
            for j in left:
                assert (group[i] == group[j]) == (hidden[people[i].pk] == hidden[people[j].pk]), (steps, i, j)
        transaction.set_rollback(True)
