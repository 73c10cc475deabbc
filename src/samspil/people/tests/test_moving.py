"""A record that comes to an audience which knows the child already: nobody is refused, and nothing is told."""

from __future__ import annotations

import pytest

from samspil.access.cabinet import call
from samspil.people import actions, cpr_at_rest, queries
from samspil.people.models import Person
from samspil.people.queries import Child
from samspil.sharing.actions import disclose, forget_idle, hand_over
from samspil.sharing.models import BasisVersion, RetentionRule
from tests.cast import Cast, as_role

pytestmark = pytest.mark.wheel

VERA = Child("Vera Ottosen", cpr="7205114222")


def test_a_child_without_follow_up_comes_again_and_goes_again(cast: Cast):
    """The disposal ground is not confirmed, so each record waits in a sealed room of its own, and joins no other."""
    cast.administrator.sign()
    RetentionRule.objects.filter(body=cast.body.audience_id).update(may_confirmed_by="")
    door = cast.forum.door_id
    made = []
    for _week in range(3):
        actor = cast.consultant.sign()
        person = actions.find_or_create(actor, owner_audience=door, child=VERA)
        made.append(person.pk)
        forget_idle(actor, "people_person", [person.pk], "no_follow_up")
        assert not Person.objects.filter(pk=person.pk).exists()
    assert len(set(made)) == 3
    with as_role("samspil_lock"):
        sealed = list(Person.objects.filter(pk__in=made).order_by("pk"))
    assert [person.merged_into for person in sealed] == [None, None, None]
    assert len({person.owner_audience_id for person in sealed}) == 3
    for person in sealed:
        assert cpr_at_rest.decrypt(person.cpr_cipher or b"", person.cpr_hash or b"") == VERA.cpr


def given(cast: Cast, mine: Person, unit: int) -> None:
    """The consultant gives the record away and goes on reading it."""
    basis = BasisVersion.objects.exclude(status="expired").order_by("pk").first()
    assert basis is not None
    own = cast.units["ssp"].audience_id
    hand_over(cast.consultant.sign(), "people_person", [mine.pk], unit, [own], basis.pk, "valg af indsats")


def test_given_to_a_unit_that_knows_the_child_the_record_there_joins_it(cast: Cast):
    unit = cast.units["family"].audience_id
    there = actions.find_or_create(cast.social_worker.sign(), owner_audience=unit, child=VERA)
    mine = actions.find_or_create(cast.consultant.sign(), owner_audience=cast.units["ssp"].audience_id, child=VERA)
    given(cast, mine, unit)
    actor = cast.social_worker.sign()
    assert Person.objects.get(pk=there.pk).merged_into == mine.pk
    assert Person.objects.get(pk=mine.pk).merged_into is None
    # One child from now on, whoever comes with the number.
    assert actions.find_or_create(actor, owner_audience=unit, child=VERA).pk == mine.pk
    assert [match.person.pk for match in queries.matches([VERA])[0]] == [mine.pk]
    assert found(VERA) == [mine.pk]


def test_the_sender_never_learns_that_the_child_was_known(cast: Cast):
    """The record reads alike afterwards, every column of it, whether the receiver knew the child or not."""
    family, school = cast.units["family"].audience_id, cast.units["school"].audience_id
    ssp = cast.units["ssp"].audience_id
    actions.find_or_create(cast.social_worker.sign(), owner_audience=family, child=VERA)
    changed = []
    for unit, child in ((family, VERA), (school, Child("Vera Ottosen", cpr="7205114222"))):
        mine = actions.find_or_create(cast.consultant.sign(), owner_audience=ssp, child=child)
        before = Person.objects.filter(pk=mine.pk).values().get()
        given(cast, mine, unit)
        cast.consultant.sign()
        after = Person.objects.filter(pk=mine.pk).values().get()
        changed.append({name: after[name] for name in before if after[name] != before[name]})
        assert found(child)[-1] == mine.pk
    for one, unit in zip(changed, (family, school), strict=True):
        assert one.pop("owner_audience_id") == unit
        assert sorted(one.pop("audiences")) == sorted([unit, ssp])
    assert changed[0] == changed[1] == {"version": changed[0]["version"]}


def test_others_who_read_the_record_that_was_there_still_find_it(cast: Cast):
    unit, police = cast.units["family"].audience_id, cast.police_officer.unit.audience_id
    basis = BasisVersion.objects.exclude(status="expired").order_by("pk").first()
    assert basis is not None
    there = actions.find_or_create(cast.social_worker.sign(), owner_audience=unit, child=VERA)
    disclose(cast.social_worker.sign(), "people_person", [there.pk], [police], basis.pk, "valg af indsats")
    mine = actions.find_or_create(cast.consultant.sign(), owner_audience=cast.units["ssp"].audience_id, child=VERA)
    given(cast, mine, unit)
    cast.police_officer.sign()
    assert found(VERA) == [there.pk]
    assert [match.person.pk for match in queries.matches([VERA])[0]] == [there.pk]


def found(child: Child) -> list[int]:
    hashed = cpr_at_rest.keyed_hash(child.cpr or "")
    return [row[0] for row in call("SELECT people.search(NULL, NULL, NULL, %s, NULL, 20)", [hashed])]
