"""To whom a case can be offered, and what the page says of it before it is (S5)."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from samspil.cases import actions, forms, queries
from samspil.cases.models import Handover
from samspil.cases.tests import stage
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff, Unit
from tests.cast import Cast


def test_the_page_of_a_handover_says_who_reads_what_before_it_is_sent(cast: Cast) -> None:
    """S5: what is disclosed to whom is shown before it happens, and nobody is offered who does not work with children here."""
    case = stage.case(cast)
    page = cast.client("consultant").get(reverse("cases:propose_handover", args=[case.pk])).content.decode()
    form, sent = page.index("<form method"), page.index("Spørg</button>")
    told = page[page.index("Hvem læser hvad") : sent]
    assert form < page.index("Hvem læser hvad") < sent
    for words in (
        "En kollega i SSP-enheden",
        "Der videregives ikke noget",
        "hvem sagen handler om",
        "Retsgrundlag for",
    ):
        assert words in told
    offered = re.findall(r'<option value="(\d+)"', page)
    keys = {unit.key for unit in cast.units.values() if str(unit.pk) in offered}
    assert keys == {"family", "school", "youth_job_centre", "local_police"}
    assert str(cast.units["other:local_police"].pk) not in offered


@pytest.mark.parametrize("unit", ["council", "legal", "it", "sports", "other:local_police", "other:family"])
def test_a_unit_that_no_page_offers_is_refused_by_the_action(cast: Cast, unit: str) -> None:
    case = stage.case(cast)
    with pytest.raises(Refused) as refused:
        stage.handover(cast, case, to=unit)
    assert refused.value.field == "to_unit"
    assert not Handover.objects.exists()
    with pytest.raises(Refused):
        actions.consider_unit(cast.consultant.sign(), case=case, unit=cast.units[unit])


def test_a_unit_without_anybody_who_works_with_children_is_not_offered(cast: Cast) -> None:
    day = timezone.localdate(cast.consultant.actor.at)
    assert "family" in {one.unit.key for one in queries.other_units(cast.units["ssp"], day)}
    Staff.objects.filter(pk=cast.social_worker.staff.pk).update(ended_at=timezone.now())
    assert "family" not in {one.unit.key for one in queries.other_units(cast.units["ssp"], day)}
    with pytest.raises(Refused):
        stage.handover(cast, stage.case(cast))


def test_the_usual_stand_first_and_many_stand_in_groups(cast: Cast) -> None:
    day = timezone.localdate(cast.consultant.actor.at)
    Unit.objects.filter(key="school").update(district=None)
    first, *_rest, last = queries.other_units(cast.units["ssp"], day)
    assert (first.unit.key, first.group) == ("family", "De sædvanlige")  # it sits in Fagrunden too
    assert (last.unit.key, last.group) == ("school", "Skole og uddannelse")
    units = [queries.other_units(cast.units["ssp"], day)[number % 4] for number in range(9)]
    grouped = forms.AddActorForm(units=units).fields["unit"].choices
    assert [words for _value, words in grouped[:1]] == ["–"]
    assert [name for name, _lines in grouped[1:]] == ["De sædvanlige", "Skole og uddannelse"]
