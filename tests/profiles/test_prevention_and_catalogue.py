"""How a municipality prevents, and its catalogue, as pages: under its own names, and open about what is not settled."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from samspil.catalogue import queries
from samspil.catalogue.actions import keep_registers
from samspil.catalogue.models import Intervention
from tests.cast import Cast
from tests.profiles.settling import settle, text


def said(cast: Cast, path: str, who: str = "consultant") -> str:
    return text(cast.client(who).get(path))


@pytest.mark.covers("BRO-25", page="catalogue:prevention")
def test_a_triangle_has_a_name_and_a_label_on_each_level(cast: Cast) -> None:
    settle(cast, "broendby", keep_registers)
    page = said(cast, "/forebyggelse/")
    levels = [
        page.index(f"{number}. {name}")
        for number, name in enumerate(
            ("Det opbyggende niveau", "Det forebyggende niveau", "Det kriminalitetsforebyggende niveau"), 1
        )
    ]
    assert levels == sorted(levels)
    shown = queries.prevention_page(cast.body, timezone.localdate(cast.consultant.actor.at)).models[0].axes[0].levels
    assert [(line.level.named_persons, list(line.goes_with)) for line in shown] == [
        ("never", ["Proaktiv"]),
        ("sometimes", ["Tidligt reaktiv"]),
        ("always", ["Reaktiv"]),
    ]
    assert "Grupper eller navngivne personer" in page


@pytest.mark.covers("BAL-13", page="catalogue:prevention")
def test_another_municipality_has_other_levels(cast: Cast) -> None:
    settle(cast, "ballerup", keep_registers)
    page = said(cast, "/forebyggelse/")
    for name in ("Generelt niveau", "Specifikt niveau", "Individniveau"):
        assert name in page
    assert "opbyggende" not in page


@pytest.mark.covers("HAL-27", "HAL-39", "HAL-42", page="catalogue:prevention")
def test_a_stair_shows_each_intervention_on_the_steps_it_supports(cast: Cast) -> None:
    settle(cast, "halsnaes", keep_registers)
    model = queries.prevention_page(cast.body, timezone.localdate(cast.consultant.actor.at)).models[0]
    assert model.is_stair
    first, second, third = model.axes[0].levels
    assert "Social pejling" in [one.part.name for one in first.first]
    assert "Gadeteam" in [one.part.name for one in second.first]
    assert [one.part.name for one in third.further] == ["Gadeteam"]
    assert "levels-stair" in said(cast, "/forebyggelse/")


@pytest.mark.covers("VAL-17", "VAL-19", page="catalogue:prevention")
def test_three_axes_and_one_first_level_on_each_with_further_ones(cast: Cast) -> None:
    settle(cast, "vallensbaek", keep_registers)
    model = queries.prevention_page(cast.body, timezone.localdate(cast.consultant.actor.at)).models[0]
    assert [axis.axis.name for axis in model.axes] == ["Niveau", "Proaktiv eller reaktiv", "For hvem"]
    assert "inden børn og unge laver et lovbrud" in (model.axes[1].levels[0].level.definition or "")
    assert "inden børn og unge laver et lovbrud" in said(cast, "/forebyggelse/")
    broad, middle, _ = model.axes[0].levels
    assert "Elev- og konfliktmægling" in [one.part.name for one in middle.first]
    assert [one.part.name for one in broad.further] == ["Elev- og konfliktmægling"]
    assert broad.level.is_focus


def test_what_is_not_settled_is_said_and_administrators_see_where_it_is_written(cast: Cast) -> None:
    settle(cast, "halsnaes", keep_registers)
    gadeteam = Intervention.objects.get(body=cast.body, key="gadeteam")
    path = f"/indsatser/{gadeteam.pk}/"
    assert "Ikke fastlagt" in said(cast, path)
    assert "interventions » gadeteam » purpose" not in said(cast, path)
    assert "interventions » gadeteam » purpose" in said(cast, path, "administrator")


def test_an_entry_names_levels_goals_and_who_provides_it(cast: Cast) -> None:
    settle(cast, "vallensbaek", keep_registers)
    one = Intervention.objects.get(body=cast.body, key="konfliktmaegling")
    page = said(cast, f"/indsatser/{one.pk}/")
    for words in (
        "Forebyggelse, Tidlige reaktive indsatser, Grupper",
        "Fællesskaber på tværs",
        "SSP-lærer",
        "Skolerne",
        "Opbygning",
    ):
        assert words in page


def test_what_must_be_kept_out_is_said(cast: Cast) -> None:
    settle(cast, "halsnaes", keep_registers)
    one = Intervention.objects.get(body=cast.body, key="livsmod")
    assert "I Samspil står kun, at der er henvist" in said(cast, f"/indsatser/{one.pk}/")


def test_a_method_says_where_it_was_developed_and_where_it_is_used(cast: Cast) -> None:
    settle(cast, "ballerup", keep_registers)
    one = Intervention.objects.get(body=cast.body, key="metoder-fra-hoeje-gladsaxe")
    page = said(cast, f"/indsatser/{one.pk}/")
    assert "Høje Gladsaxe" in page
    assert "Bruges i" in page


def test_the_catalogue_is_searched_by_words_and_level(cast: Cast) -> None:
    settle(cast, "halsnaes", keep_registers)
    everything = said(cast, "/indsatser/")
    assert "17 indsatser" in everything
    found = said(cast, "/indsatser/?ord=anonym+CHAT")
    assert "Cyberhus" in found
    assert "Livsmod" not in found
    third = said(cast, "/indsatser/?niveau=trin-3")
    assert "2 indsatser" in third
    assert "Intet fundet" in said(cast, "/indsatser/?ord=findes+ikke")


def test_a_municipality_that_has_settled_nothing_is_told_what_to_do(cast: Cast) -> None:
    assert "under prevention_models" in said(cast, "/forebyggelse/")
    assert "Ingen indsatser endnu" in said(cast, "/indsatser/")


def test_a_neighbour_sees_its_own_and_not_ours(cast: Cast) -> None:
    settle(cast, "halsnaes", keep_registers)
    one = Intervention.objects.filter(body=cast.body).first()
    assert one is not None
    assert cast.client("other_consultant").get(f"/indsatser/{one.pk}/").status_code == 404
    assert "Indsatstrappen" not in said(cast, "/forebyggelse/", "other_consultant")


@pytest.mark.parametrize("name", ["ballerup", "halsnaes", "broendby", "vallensbaek"])
def test_applying_twice_changes_nothing(cast: Cast, name: str) -> None:
    profile = settle(cast, name, keep_registers)
    assert keep_registers(cast.administrator.sign(), cast.body, profile) == {}


def test_the_pages_take_two_statements_however_much_there_is(cast: Cast, django_assert_num_queries: Any) -> None:
    settle(cast, "halsnaes", keep_registers)
    day = timezone.localdate(cast.consultant.actor.at)
    with django_assert_num_queries(2):
        queries.prevention_page(cast.body, day)
    with django_assert_num_queries(2):
        queries.find_interventions(cast.body, day, "gade")
