"""A record that comes to an audience which knows the child already: nobody is refused, and nothing is told."""

from __future__ import annotations

import pytest

from samspil.people import actions, cpr_at_rest
from samspil.people.models import Person
from samspil.people.queries import Child
from samspil.sharing.actions import forget_idle, hand_over
from samspil.sharing.models import BasisVersion, RetentionRule
from tests.cast import Cast, as_role

VERA = Child("Vera Ottosen", cpr="7205114222")


@pytest.mark.covers("BRO-56")
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


def test_given_to_a_unit_that_knows_the_child_it_joins_the_record_there(cast: Cast):
    unit = cast.units["family"].audience_id
    there = actions.find_or_create(cast.social_worker.sign(), owner_audience=unit, child=VERA)
    actor = cast.consultant.sign()
    mine = actions.find_or_create(actor, owner_audience=cast.units["ssp"].audience_id, child=VERA)
    basis = BasisVersion.objects.exclude(status="expired").order_by("pk").first()
    assert basis is not None
    hand_over(actor, "people_person", [mine.pk], unit, [], basis.pk, "valg af indsats")
    cast.social_worker.sign()
    given = Person.objects.get(pk=mine.pk)
    assert given.owner_audience_id == unit
    assert given.merged_into == there.pk
    assert given.cpr_hash is None
