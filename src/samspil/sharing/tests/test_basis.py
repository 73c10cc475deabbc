"""Which basis carries a disclosure follows from the giver and the forum (retsplejeloven § 115, stk. 1-3)."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from samspil.access.actor import Actor, now, sign
from samspil.lib.refusals import Refused
from samspil.organisations.models import ForumTerms, Seat
from samspil.sharing.models import BasisStatus, BasisVersion
from samspil.sharing.queries import basis_for, delete_after, kind_of_giver
from tests.cast import Cast, as_role

DAY = date(2026, 11, 24)


def as_installer(cast: Cast) -> None:
    sign(Actor(cast.body.installer_id, now()))


def terms(cast: Cast, bases: dict[str, Any]) -> None:
    as_installer(cast)
    row = ForumTerms.objects.get(forum=cast.forum)
    row.terms = copy.deepcopy(row.terms)
    row.terms["terms"][0]["bases"] = bases
    row.save()
    cast.consultant.sign()


@pytest.mark.parametrize(
    ("unit", "key"), [("local_police", "rpl-115-1-1"), ("family", "rpl-115-2"), ("ssp", "rpl-115-2")]
)
def test_the_register_answers_by_giver_where_the_forum_names_no_basis(cast, unit, key):
    cast.consultant.sign()
    assert basis_for(cast.units[unit], cast.forum, DAY).basis.key == key


def test_a_self_governing_institution_gives_on_stk_3(cast):
    cast.consultant.sign()
    school = cast.units["school"]
    school.type = "self_governing"
    assert basis_for(school, cast.forum, DAY).basis.key == "rpl-115-3"


def test_the_terms_of_the_forum_decide_and_what_they_leave_out_cannot_be_given(cast):
    terms(cast, {"police": {"basis": "rpl-115-1-2"}})
    assert basis_for(cast.units["local_police"], cast.forum, DAY).basis.key == "rpl-115-1-2"
    with pytest.raises(Refused):
        basis_for(cast.units["family"], cast.forum, DAY)


def test_within_one_municipality_when_nobody_from_outside_sits_there(cast):
    as_installer(cast)
    Seat.objects.filter(forum=cast.forum, unit__sector="police").update(valid_to=date(2026, 11, 23))
    assert kind_of_giver(cast.units["family"], cast.forum, DAY) == "inside"
    assert kind_of_giver(cast.units["other:family"], cast.forum, DAY) == "authority"


def test_a_private_association_has_no_basis(cast):
    cast.consultant.sign()
    with pytest.raises(Refused):
        basis_for(cast.units["sports"], cast.forum, DAY)


def test_an_expired_or_future_wording_carries_nothing(cast):
    cast.consultant.sign()
    with as_role("samspil_owner"):
        BasisVersion.objects.filter(basis__giver="police").update(status=BasisStatus.EXPIRED)
        BasisVersion.objects.filter(basis__giver="authority").update(valid_from=date(2027, 1, 1))
    for unit in ("local_police", "family"):
        with pytest.raises(Refused):
            basis_for(cast.units[unit], cast.forum, DAY)


def test_a_confirmed_wording_goes_before_an_unconfirmed_and_the_newer_before_the_older(cast):
    terms(cast, {"police": {"basis": "rpl-115-1-1"}})
    police = basis_for(cast.units["local_police"], cast.forum, DAY)
    with as_role("samspil_owner"):
        newer = BasisVersion.objects.create(basis=police.basis, wording="ny", valid_from=date(2024, 1, 1))
    assert basis_for(cast.units["local_police"], cast.forum, DAY) == police
    with as_role("samspil_owner"):
        BasisVersion.objects.filter(pk=newer.pk).update(status=BasisStatus.CONFIRMED)
    assert basis_for(cast.units["local_police"], cast.forum, DAY) == newer


def test_how_long_rows_are_kept_is_the_municipalitys_rule(cast):
    cast.consultant.sign()
    assert delete_after(cast.body.audience_id, "no_follow_up", DAY) == date(2026, 12, 8)
    assert delete_after(cast.body.audience_id, "unheard_of", DAY) is None
