"""A round for each class twice a year: no names, three ways out, and numbers alone for everybody else (HAL-31)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samspil.concerns.rounds import actions, queries
from samspil.concerns.rounds.models import Round
from samspil.concerns.tests.doors import found
from samspil.lib.refusals import Refused
from samspil.sharing.models import RetentionRule
from tests.cast import Cast


def hold(cast: Cast, group: str = "7.b", outcome: str = "nothing") -> Round:
    return actions.hold(cast.ssp_teacher.sign(), group=group, signs=["online", "outside"], outcome=outcome)


@pytest.mark.covers("HAL-31", verb="round.held")
def test_each_class_has_its_round_once_in_each_half_and_others_see_numbers(cast: Cast) -> None:
    hold(cast, "7.b")
    hold(cast, "8.a", outcome="sparring")
    with pytest.raises(Refused) as refused:
        hold(cast, " 7.b ")
    assert refused.value.field == "group"
    Round.objects.filter(group="8.a").update(year=Round.objects.get(group="8.a").year - 1)
    page = queries.rounds_page(cast.ssp_teacher.sign())
    assert [(line.group, line.held is not None) for line in page.groups] == [("7.b", True), ("8.a", False)]
    assert page.missing == 1
    other = queries.rounds_page(cast.consultant.sign())
    assert other.groups == ()
    assert [(line.unit.pk, line.held) for line in other.units] == [(cast.ssp_teacher.unit.pk, 1)]
    assert not Round.objects.exists()  # another unit counts, and reads nothing
    assert queries.rounds_page(cast.other_consultant.sign()).units == ()
    assert (queries.half_of(date(2026, 7, 31)), queries.half_of(date(2026, 8, 1))) == ((2026, 1), (2026, 2))


@pytest.mark.parametrize("group", ["Vera Ottosen", "120511-4222", "1205114222"])
def test_nobody_is_named(cast: Cast, group: str) -> None:
    with pytest.raises(Refused) as refused:
        hold(cast, group)
    assert refused.value.field == "group"


@pytest.mark.parametrize(
    ("outcome", "page"),
    [("nothing", "rounds:rounds"), ("sparring", "concerns:ask_sparring"), ("concern", "concerns:raise")],
)
def test_it_ends_in_nothing_in_sparring_or_in_a_concern(cast: Cast, outcome: str, page: str) -> None:
    found(cast)
    client = cast.client("ssp_teacher")
    sent = client.post(reverse("rounds:hold"), {"group": "7.b", "signs": ["online"], "outcome": outcome})
    assert (sent.status_code, sent.headers.get("Location")) == (303, reverse(page))
    body = client.get(reverse("rounds:rounds")).content.decode()
    assert "7.b" in body
    again = client.post(reverse("rounds:hold"), {"group": "7.b", "signs": ["conflict"], "outcome": outcome})
    assert again.status_code == 422
    assert 'value="7.b"' in again.content.decode()


def test_a_round_has_its_last_day_by_the_municipalitys_rule(cast: Cast) -> None:
    assert hold(cast, "7.b").delete_after is None  # no rule, no day
    actor = cast.administrator.sign()
    RetentionRule.objects.create(
        body=cast.body.audience_id, kind=actions.ROUND_KIND, days=10, must_go="ikke nødvendig", may_go="kassation"
    )
    assert hold(cast, "8.a").delete_after == timezone.localdate(actor.at) + timedelta(days=10)
