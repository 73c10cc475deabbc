"""Retsplejeloven § 115, rule by rule, asked of the database: what is not lawful cannot be written."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from samspil.audit.models import Event
from samspil.lib.refusals import Refused
from samspil.people.models import Person
from samspil.sharing.actions import disclose
from samspil.sharing.models import BasisVersion, DisclosedRow, Disclosure, LegalBasis, Purpose
from tests.cast import Cast, as_role


def version(key: str) -> BasisVersion:
    return BasisVersion.objects.filter(basis__key=key).exclude(status="expired").get()


def record_of(cast: Cast, member: str, name: str = "Jonas Holm") -> Person:
    keeper = cast.members[member]
    keeper.sign()
    return Person.objects.create(owner_audience_id=keeper.unit.audience_id, name=name)


def test_police_disclose_for_prevention_with_basis_and_necessity(cast: Cast) -> None:
    person = record_of(cast, "police_officer")
    actor = cast.police_officer.sign()
    (number,) = disclose(
        actor,
        "people_person",
        [person.pk],
        [cast.units["family"].audience_id],
        version("rpl-115-1-1").pk,
        "valg af indsats",
    )
    act = Disclosure.objects.get(pk=number)
    assert (act.basis_version.basis.section, act.purpose) == ("§ 115, stk. 1, nr. 1", "prevention")
    assert act.necessity == "valg af indsats"
    assert DisclosedRow.objects.get(disclosure=act).row_id == person.pk
    assert Event.objects.filter(act="row.disclosed", object_id=person.pk).exists()
    cast.social_worker.sign()
    assert Person.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("necessity", ["", "   "])
def test_without_necessity_nothing_is_given(cast: Cast, necessity: str) -> None:
    person = record_of(cast, "police_officer")
    actor = cast.police_officer.sign()
    with pytest.raises(Refused):
        disclose(
            actor,
            "people_person",
            [person.pk],
            [cast.units["family"].audience_id],
            version("rpl-115-1-1").pk,
            necessity,
        )
    assert not Disclosure.objects.exists()
    cast.social_worker.sign()
    assert not Person.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize(
    ("key", "purpose"),
    [
        ("rpl-115-1-2", "vulnerable"),
        ("rpl-115-1-3-a", "resettlement"),
        ("rpl-115-1-3-b", "resettlement"),
        ("rpl-115-1-3-c", "resettlement"),
    ],
)
def test_psp_and_each_letter_of_ksp_is_a_basis_of_its_own(cast: Cast, key: str, purpose: str) -> None:
    """The number, and for KSP the letter (a, b or c), stands in the disclosure: KSP in general cannot be chosen."""
    person = record_of(cast, "police_officer")
    actor = cast.police_officer.sign()
    (number,) = disclose(
        actor, "people_person", [person.pk], [cast.units["family"].audience_id], version(key).pk, "løsladelse"
    )
    act = Disclosure.objects.get(pk=number)
    assert (act.basis_version.basis.key, act.purpose) == (key, purpose)
    assert not LegalBasis.objects.filter(key="rpl-115-1-3").exists()


def test_investigation_is_no_purpose_that_can_be_chosen(cast: Cast) -> None:
    """The table refuses it; without that constraint, giving on such a basis is refused all the same."""
    assert "investigation" not in Purpose.values
    forge = (
        "INSERT INTO sharing_legalbasis (key, act, section, label, giver, purpose, recipient_types, duty) "
        "VALUES ('x', 'x', 'x', 'Efterforskning', 'authority', 'investigation', '{authority}', false) RETURNING id"
    )
    with as_role("samspil_owner") as cursor:
        with pytest.raises(DatabaseError, match="sharing_legalbasis_purpose_known"), transaction.atomic():
            cursor.execute(forge)
        cursor.execute("ALTER TABLE sharing_legalbasis DROP CONSTRAINT sharing_legalbasis_purpose_known")
        cursor.execute(forge)
        basis = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO sharing_basisversion (basis_id, wording, status, source) VALUES (%s, 'x', 'confirmed', '') RETURNING id",
            [basis],
        )
        forged = cursor.fetchone()[0]
    person = record_of(cast, "social_worker")
    actor = cast.social_worker.sign()
    with pytest.raises(Refused):
        disclose(
            actor, "people_person", [person.pk], [cast.units["local_police"].audience_id], forged, "efterforskning"
        )
    cast.police_officer.sign()
    assert not Person.objects.filter(pk=person.pk).exists()


def test_the_app_cannot_invent_a_basis(cast: Cast) -> None:
    cast.consultant.sign()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO sharing_basisversion (basis_id, wording, status, source) VALUES (1, 'x', 'confirmed', '')"
        )


def test_private_associations_never_receive_and_self_governing_only_after_a_yes(cast: Cast) -> None:
    person = record_of(cast, "social_worker")
    basis = version("rpl-115-2").pk
    actor = cast.social_worker.sign()
    with pytest.raises(Refused):
        disclose(actor, "people_person", [person.pk], [cast.units["sports"].audience_id], basis, "valg af indsats")
    club = cast.units["sports"]
    with as_role("samspil_owner") as cursor:
        cursor.execute(
            "UPDATE organisations_unit SET type = 'self_governing', may_take_part = NULL WHERE id = %s", [club.pk]
        )
    with pytest.raises(Refused):
        disclose(actor, "people_person", [person.pk], [club.audience_id], basis, "valg af indsats")
    with as_role("samspil_owner") as cursor:
        cursor.execute("UPDATE organisations_unit SET may_take_part = true WHERE id = %s", [club.pk])
    cast.social_worker.sign()
    assert disclose(actor, "people_person", [person.pk], [club.audience_id], basis, "valg af indsats")
    cast.outsider.sign()
    assert Person.objects.filter(pk=person.pk).exists()


def test_an_expired_wording_carries_nothing(cast: Cast) -> None:
    old = BasisVersion.objects.filter(status="expired").first()
    assert old is not None
    person = record_of(cast, "police_officer")
    actor = cast.police_officer.sign()
    with pytest.raises(Refused):
        disclose(actor, "people_person", [person.pk], [cast.units["family"].audience_id], old.pk, "valg af indsats")


def test_every_sharing_leaves_a_trace_that_nobody_can_change(cast: Cast) -> None:
    person = record_of(cast, "social_worker")
    actor = cast.social_worker.sign()
    disclose(
        actor, "people_person", [person.pk], [cast.units["ssp"].audience_id], version("rpl-115-2").pk, "valg af indsats"
    )
    event = Event.objects.filter(act="row.disclosed", object_id=person.pk).get()
    assert event.principal == cast.social_worker.principal_id
    for sql in ("UPDATE audit_event SET act = 'x.y'", "DELETE FROM audit_event", "TRUNCATE audit_event"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
