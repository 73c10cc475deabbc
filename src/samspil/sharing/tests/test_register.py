"""The register of legal bases as shipped: every paragraph, who gives, and nothing that could carry an investigation."""

from __future__ import annotations

import pytest
from django.db import connection

from samspil.access.cabinet import call
from samspil.lib.refusals import Refused
from samspil.sharing import register
from samspil.sharing.models import BasisStatus, BasisVersion, LegalBasis, Purpose
from tests.cast import as_role

SECTION_115 = {
    "rpl-115-1-1",
    "rpl-115-1-2",
    "rpl-115-1-3-a",
    "rpl-115-1-3-b",
    "rpl-115-1-3-c",
    "rpl-115-2",
    "rpl-115-3",
    "rpl-115-4",
}


def test_every_part_of_section_115_stands_in_the_register(db):
    assert set(LegalBasis.objects.values_list("key", flat=True)) >= SECTION_115


def test_each_giver_has_a_basis_and_the_one_inside_a_municipality_is_not_confirmed(db):
    in_force = BasisVersion.objects.exclude(status=BasisStatus.EXPIRED).select_related("basis")
    assert {version.basis.giver for version in in_force} == {
        "police",
        "authority",
        "self_governing",
        "inside",
        "nobody",
    }
    (inside,) = (version for version in in_force if version.basis.giver == "inside")
    assert inside.status == BasisStatus.UNCONFIRMED


def test_no_basis_is_for_investigation_and_stk_2_says_so(db):
    purposes = set(LegalBasis.objects.exclude(giver="nobody").values_list("purpose", flat=True))
    assert purposes <= set(Purpose.values)
    assert "ikke videregives med henblik på efterforskning" in BasisVersion.objects.get(basis__key="rpl-115-2").wording


def test_the_right_to_say_nothing_is_no_basis_to_give_on(cast):
    cast.consultant.sign()
    nothing = BasisVersion.objects.get(basis__key="rpl-115-4")
    with as_role("samspil_lock") as cursor:
        cursor.execute("GRANT EXECUTE ON FUNCTION sharing.check_basis TO samspil_app")
    with pytest.raises(Refused, match="formål"):
        call("SELECT sharing.check_basis(%s, 'valg af indsats')", [nothing.pk])


def test_earlier_wordings_are_kept_and_carry_nothing(db):
    earlier = BasisVersion.objects.filter(status=BasisStatus.EXPIRED)
    assert set(earlier.values_list("basis__key", flat=True)) == {"rpl-115-1-3-a", "rpl-115-1-3-b", "rpl-115-3"}


def test_laying_the_register_twice_changes_nothing(db):
    before = list(BasisVersion.objects.order_by("pk").values())
    with as_role("samspil_owner"):
        register.lay(connection.alias)
    assert list(BasisVersion.objects.order_by("pk").values()) == before
