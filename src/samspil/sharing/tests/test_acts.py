"""Disclosing, withdrawing, handing over and deleting, as the domains call them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from samspil.access.actor import Actor
from samspil.lib.refusals import Refused
from samspil.people.models import Person
from samspil.sharing import actions
from samspil.sharing.models import BasisVersion, Disclosure, Draft, LegalBasis, RetentionRule
from tests import clock
from tests.cast import Cast, as_role

pytestmark = pytest.mark.wheel


@pytest.fixture
def basis(cast: Cast) -> int:
    with as_role("samspil_owner"):
        paragraph = LegalBasis.objects.create(
            key="test-115",
            act="Retsplejeloven",
            section="§ 115",
            label="SSP",
            giver="authority",
            purpose="prevention",
            recipient_types=["authority"],
        )
        return BasisVersion.objects.create(basis=paragraph, wording="…").pk


@pytest.fixture
def rule(cast: Cast) -> str:
    RetentionRule.objects.create(
        body=cast.body.audience_id, kind="test_rule", days=14, must_go="…", may_go="…", may_confirmed_by="N.D."
    )
    return "test_rule"


def person(cast: Cast, actor: Actor) -> Person:
    return Person.objects.create(
        owner_audience_id=cast.units["ssp"].audience_id, name="Vera Ottosen", retention_kind="test_rule"
    )


def sees(cast: Cast, member: str, row: Person) -> bool:
    cast.members[member].sign()
    return Person.objects.filter(pk=row.pk).exists()


def test_disclosing_and_taking_back(cast, basis):
    actor = cast.consultant.sign()
    row = person(cast, actor)
    assert not sees(cast, "social_worker", row)
    actor = cast.consultant.sign()
    family = cast.units["family"].audience_id
    (made,) = actions.disclose(actor, "people_person", [row.pk], [family], basis, "tidlig indsats")
    assert sees(cast, "social_worker", row)
    actor = cast.consultant.sign()
    actions.withdraw(actor, made)
    assert not sees(cast, "social_worker", row)


def test_a_disclosure_with_an_end_is_read_until_then_and_ends_after_it_begins(cast: Cast, basis: int) -> None:
    actor = cast.consultant.sign()
    row, family = person(cast, actor), cast.units["family"].audience_id
    for until in (actor.at, actor.at - timedelta(seconds=1)):
        with pytest.raises(Refused, match="slutter"):
            actions.disclose(actor, "people_person", [row.pk], [family], basis, "x", until=until)
    actions.disclose(actor, "people_person", [row.pk], [family], basis, "x", until=actor.at + timedelta(days=1))
    assert sees(cast, "social_worker", row)
    with clock.later(days=1):
        assert not sees(cast, "social_worker", row)
    cast.consultant.sign()
    assert Disclosure.objects.count() == 1


def test_each_row_reaches_its_own_receiver_and_no_other_row_goes_along(cast: Cast, basis: int) -> None:
    actor = cast.consultant.sign()
    first, second, third = (person(cast, actor) for _one in range(3))
    family, school = cast.units["family"].audience_id, cast.units["school"].audience_id
    actions.disclose(actor, "people_person", [first.pk, second.pk], [family, school], basis, "x")
    for member, reads in (("social_worker", first), ("ssp_teacher", second)):
        assert [row.pk for row in (first, second, third) if sees(cast, member, row)] == [reads.pk]


def test_what_is_shared_is_named_with_one_receiver_for_all_or_one_for_each(cast: Cast, basis: int) -> None:
    actor = cast.consultant.sign()
    rows = [person(cast, actor).pk for _one in range(3)]
    family, school = cast.units["family"].audience_id, cast.units["school"].audience_id
    for ids, to in (([], [family]), (rows, []), (rows, [family, school])):
        with pytest.raises(Refused, match="én modtager til det hele, eller én til hver"):
            actions.disclose(actor, "people_person", ids, to, basis, "x")
    assert not Disclosure.objects.exists()


def test_nothing_is_deleted_that_is_somebody_elses_or_was_not_named(cast: Cast, rule: str) -> None:
    cast.social_worker.sign()
    theirs = Person.objects.create(
        owner_audience_id=cast.units["family"].audience_id, name="Vera Ottosen", retention_kind=rule
    )
    actor = cast.consultant.sign()
    ours = person(cast, actor)
    for ids in ([theirs.pk], [ours.pk, theirs.pk]):
        with pytest.raises(Refused, match="det er ikke dit"):
            actions.delete(actor, "people_person", ids, rule)
    for table, ids in (("people_person", []), ("organisations_unit", [cast.units["ssp"].pk])):
        with pytest.raises(Refused, match="ikke valgt noget"):
            actions.delete(actor, table, ids, rule)
    assert sees(cast, "consultant", ours)
    assert sees(cast, "social_worker", theirs)


def test_the_keeper_deletes_a_row_the_day_after_its_last_day_and_not_before(cast: Cast, rule: str) -> None:
    cast.consultant.sign()
    row = Person.objects.create(
        owner_audience_id=cast.units["ssp"].audience_id, name="Vera Ottosen", retention_kind=rule,
        delete_after=clock.today() + timedelta(days=14),
    )  # fmt: skip
    delete = "SELECT retention.delete('people_person', ARRAY[%s]::bigint[], %s)"
    refused = pytest.raises(DatabaseError, match="not due")
    with clock.later(days=14), as_role("samspil_keeper") as keeper, refused, transaction.atomic():
        keeper.execute(delete, [row.pk, rule])
    assert sees(cast, "consultant", row)
    with clock.later(days=15), as_role("samspil_keeper") as keeper:
        keeper.execute(delete, [row.pk, rule])
    assert not sees(cast, "consultant", row)


def test_only_the_own_rows_can_be_given(cast, basis):
    row = person(cast, cast.consultant.sign())
    actor = cast.outsider.sign()
    for act in (
        lambda: actions.disclose(actor, "people_person", [row.pk], [cast.units["sports"].audience_id], basis, "x"),
        lambda: actions.hand_over(actor, "people_person", [row.pk], cast.units["family"].audience_id, [], basis, "x"),
        lambda: actions.delete(actor, "people_person", [row.pk], "test_rule"),
    ):
        with pytest.raises(Refused):
            act()


def test_a_refusal_by_the_database_is_danish(cast, basis):
    actor = cast.consultant.sign()
    row = person(cast, actor)
    with pytest.raises(Refused, match="nødvendigt"):
        actions.disclose(actor, "people_person", [row.pk], [cast.units["family"].audience_id], basis, " ")


def test_handing_over_keeps_only_whom_it_names(cast, basis):
    actor = cast.consultant.sign()
    row = person(cast, actor)
    ssp, family, school = (cast.units[unit].audience_id for unit in ("ssp", "family", "school"))
    act = actions.hand_over(actor, "people_person", [row.pk], family, [ssp], basis, "x")
    assert Disclosure.objects.get(pk=act).kind == "handover"
    assert sees(cast, "consultant", row)
    assert sees(cast, "social_worker", row)
    actions.hand_over(cast.social_worker.sign(), "people_person", [row.pk], school, [], basis, "x")
    assert sees(cast, "ssp_teacher", row)
    assert not sees(cast, "consultant", row)
    assert not sees(cast, "social_worker", row)


def test_deleting_counts_and_forgetting_spares_what_is_in_use(cast, rule):
    actor = cast.consultant.sign()
    busy, idle = person(cast, actor), person(cast, actor)
    Draft.objects.create(owner_audience_id=cast.units["ssp"].audience_id, key="uses", subject=busy.pk)
    actions.forget_idle(actor, "people_person", [busy.pk, idle.pk], rule)
    assert list(Person.objects.values_list("pk", flat=True)) == [busy.pk]
    assert actions.delete(actor, "people_person", [busy.pk], rule)["people_person"] == 1
    assert not Person.objects.exists()


def test_a_rule_destroys_only_rows_of_its_kind(cast, rule):
    """No unit destroys by another rule, whose ground is confirmed, what its own rule must keep (arkivloven)."""
    RetentionRule.objects.create(body=cast.body.audience_id, kind="kept", days=14, must_go="…", may_go="…")
    actor = cast.consultant.sign()
    ours, others = person(cast, actor), person(cast, actor)
    Person.objects.filter(pk=others.pk).update(retention_kind="kept")
    for ids in ([others.pk], [ours.pk, others.pk]):
        with pytest.raises(Refused, match="gælder ikke for den slags"):
            actions.delete(actor, "people_person", ids, rule)
    assert Person.objects.count() == 2
    actions.delete(actor, "people_person", [ours.pk], rule)
    assert list(Person.objects.values_list("pk", flat=True)) == [others.pk]
