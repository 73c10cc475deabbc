"""Goals as trees: under their own names, with targets, assumptions shown as assumptions, and never about a person."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from samspil.catalogue.actions import keep_registers as keep_catalogue
from samspil.evaluation import queries
from samspil.evaluation.actions import keep_registers
from samspil.organisations.profile import About, Goal, Indicator, Target, check
from tests.cast import Cast
from tests.profiles.reading import MUNICIPALITIES, read
from tests.profiles.settling import settle, text
from tests.profiles.test_pages_of_the_four import addresses
from tests.profiles.test_pages_of_the_four import settle as settle_all

DAY = date(2026, 11, 24)


def shown(cast: Cast, name: str) -> list[queries.TreeShown]:
    settle(cast, name, keep_catalogue, keep_registers)
    return queries.goal_page(cast.body, DAY)[0]


def page(cast: Cast, path: str = "/maal/", who: str = "consultant") -> str:
    return text(cast.client(who).get(path))


def test_an_indicator_can_be_about_no_person() -> None:
    assert set(About) == {"effort", "group", "area", "municipality"}
    with pytest.raises(ValidationError):
        Indicator.model_validate({"key": "tal", "name": "Tal", "about": "person"})


@pytest.mark.covers("HAL-26", "HAL-28", "HAL-29", "HAL-30", page="evaluation:goals")
def test_one_overall_goal_above_three_steps_with_criteria_and_what_works_towards_them(cast: Cast) -> None:
    (tree,) = shown(cast, "halsnaes")
    overall = tree.goals[0]
    assert [inner.goal.key for inner in overall.below] == ["gode-vilkaar", "forebygge-haendelser", "forhindre-moenster"]
    assert len(overall.criteria) == 4
    assert [one.part.name for one in overall.below[2].interventions] == ["Gadeteam", "Individuelle løsninger"]
    said = page(cast)
    assert "Alle ansatte griber ind" in said
    assert "SSP på blå mandag" in said


@pytest.mark.covers("BRO-19", page="evaluation:goals")
def test_what_is_assumed_is_said_to_be_assumed(cast: Cast) -> None:
    (tree,) = shown(cast, "broendby")
    assert tree.assumptions[0].sentence == (
        "Hvis »Tillid til hinanden« stiger, antages det at påvirke »Borgernes oplevelse af tryghed«."
    )
    # Trust up, safety up and crime down; risk down, the same. A link turned round says the opposite.
    said = [(link.more_of, link.wanted, link.leads_to) for link in read("broendby").goal_trees[0].assumed_links]
    assert said == [
        ("tillid", "rises", "tryghed"),
        ("tillid", "falls", "kriminalitet"),
        ("risikoadfaerd", "falls", "tryghed"),
        ("risikoadfaerd", "rises", "kriminalitet"),
    ]
    told = page(cast)
    assert "Det er ikke bevist" in told
    for link in read("broendby").goal_trees[0].assumed_links:
        assert link.text in told


@pytest.mark.covers("BRO-01", "BRO-24", "BRO-29", "BRO-73", page="evaluation:goals")
def test_political_goals_have_their_direction_levels_source_and_what_they_draw_on(cast: Cast) -> None:
    (tree,) = shown(cast, "broendby")
    (top,) = tree.goals
    safety, wellbeing, crime = top.below
    assert safety.goal.levels == ("opbyggende", "forebyggende", "kriminalitetsforebyggende")
    assert [inner.goal.key for inner in wellbeing.below] == ["social-kapital"]
    assert [one.target for one in crime.measures] == ["falder"]
    said = page(cast)
    assert "Fastsat af Kommunalbestyrelsen" in said
    assert "Evalueringen bygger på Spørgeskema om Det sociale pensum, Ungeprofilundersøgelsen" in said
    assert "aldrig under 5" in said
    assert "goal_trees » politiske-maal » adoption » on" in page(cast, who="administrator")


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ({"wanted": "at_least", "value": "90", "unit": "pct.", "year": 2030}, "mindst 90 pct. i 2030"),
        ({"wanted": "at_most", "value": "2.50"}, "højst 2,5"),
        ({"wanted": "falls", "compared_with": 2022}, "falder sammenlignet med 2022"),
        ({"wanted": "at_least", "value": "100"}, "mindst 100"),
        ({"wanted": "rises"}, "stiger"),
    ],
)
def test_a_target_in_words(target: dict[str, Any], said: str) -> None:
    assert queries.target_words(Target.model_validate(target)) == said


def test_the_three_purposes_of_a_partnership_and_a_goal_for_one_area(cast: Cast) -> None:
    partnership = shown(cast, "ballerup")[1]
    assert len([one for one in partnership.goals if one.goal.kind == "purpose"]) == 3
    assert [one.goal.area for one in partnership.goals if one.goal.area] == ["grantofteparken"]
    assert "Område: Grantofteparken" in page(cast)


def test_national_targets_stand_under_the_strategic_goal_they_serve(cast: Cast) -> None:
    strategy = shown(cast, "ballerup")[2]
    education = next(one for one in strategy.goals if one.goal.key == "uddannelse-og-job")
    assert education.below[0].measures[0].target == "mindst 90 pct. i 2030"
    assert "Drømme og ønsker" in page(cast, "/maal/?ord=drømme")
    assert "Bandekriminalitet" not in page(cast, "/maal/?ord=drømme")


def test_focus_goals_name_the_sub_vision_they_come_from(cast: Cast) -> None:
    (tree,) = shown(cast, "vallensbaek")
    assert [one.goal.kind for one in tree.goals[0].below] == ["focus"] * 4
    assert "Udviklingsstrategi 2022-2025, Delvision 4" in page(cast)
    assert "Andel af ressourcerne på hvert niveau" in page(cast)


def test_a_goal_under_one_of_another_tree_stands_first_in_its_own(cast: Cast) -> None:
    """A profile may say so: the goal is not left out because what it belongs to stands elsewhere."""
    content = read("ballerup").model_dump(mode="json", exclude_defaults=True)
    one, other = content["goal_trees"][:2]
    moved = next(goal for goal in other["goals"] if not goal.get("parent"))
    moved["parent"] = one["goals"][0]["key"]
    keep_registers(cast.administrator.sign(), cast.body, check(content, "ballerup"))
    above, below = queries.goal_page(cast.body, DAY)[0][:2]
    assert moved["key"] in {shown.goal.key for shown in below.goals}
    assert moved["key"] not in {inner.goal.key for shown in above.goals for inner in shown.below}


def test_nothing_settled_yet_says_what_to_do(cast: Cast) -> None:
    assert "under goal_trees" in page(cast)
    assert "Intet fundet" in page(cast, "/maal/?ord=findes+ikke")


def test_three_statements_however_many_goals(cast: Cast, django_assert_num_queries: Any) -> None:
    for name in ("halsnaes", "ballerup"):
        settle(cast, name, keep_catalogue, keep_registers)
        with django_assert_num_queries(3):
            queries.goal_page(cast.body, DAY)


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_a_target_is_never_printed_as_a_result(cast: Cast, name: str) -> None:
    """Hard rule 33: each target is called a target, and beside it stands what was measured, or that nothing was."""
    indicators = [one for tree in read(name).goal_trees for one in indicators_of(tree.goals)]
    body, client = settle_all(read(name))
    said = text(client.get("/maal/"))
    shown = re.findall(r"<br>Mål:\s(.*?)<br>Målt: ingen tal endnu<br>", said, re.DOTALL)
    assert len(shown) == len(indicators) == said.count("Målt:") == said.count("Tal fra:")
    told = [queries.target_words(one.target) for one in indicators if one.target]
    targets = re.findall(r'<strong class="target">(.*?)</strong>', " ".join(shown))
    assert Counter(html.unescape(one) for one in targets) == Counter(told)
    numbers = {words for words in told if re.search(r"\d", words)}
    for address in addresses(body):
        response = client.get(address)
        if response.status_code == 200 and address != "/maal/":
            elsewhere = re.sub(r'Mål: <strong class="target">.*?</strong>', "", response.content.decode())
            assert not [words for words in numbers if words in elsewhere], address


def indicators_of(goals: Iterable[Goal]) -> Iterator[Indicator]:
    """Those of the goals and of their criteria."""
    for goal in goals:
        yield from goal.indicators
        for criterion in goal.criteria:
            yield from criterion.indicators
