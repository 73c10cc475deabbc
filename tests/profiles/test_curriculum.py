"""What is taught to a whole class: each municipality's own themes, goals and obligations; no pupil anywhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from samspil.catalogue.actions import keep_registers as keep_catalogue
from samspil.curriculum import queries
from samspil.curriculum.actions import keep_registers
from tests.cast import Cast
from tests.profiles.settling import settle, text


def shown(cast: Cast, name: str) -> queries.CurriculumShown:
    settle(cast, name, keep_catalogue, keep_registers)
    (one,) = queries.curriculum_page(cast.body, timezone.localdate(cast.consultant.actor.at)).curricula
    return one


def page(cast: Cast, who: str = "consultant") -> str:
    return text(cast.client(who).get("/undervisning/"))


@pytest.mark.covers("BRO-75", "BRO-76", page="curriculum:curriculum")
def test_four_themes_by_stages_with_their_learning_goals(cast: Cast) -> None:
    one = shown(cast, "broendby")
    assert [line.theme.name for line in one.themes] == [
        "Fællesskaber",
        "Konflikter",
        "Digitale kompetencer",
        "Risikoadfærd",
    ]
    assert [len(line.goals) for line in one.themes] == [1, 1, 1, 1]
    said = page(cast)
    assert "Eleven har forståelse for, hvad en konflikt er" in said
    assert "0–3, SFO" in said
    assert "7–9, Klub" in said
    assert "Følger Fælles Mål for folkeskolen: It og medier" in said


@pytest.mark.covers("BRO-87", page="curriculum:curriculum")
def test_grade_ten_has_a_goal_of_its_own_about_its_transitions(cast: Cast) -> None:
    one = shown(cast, "broendby")
    (goal,) = one.without_theme
    assert (goal.stages, goal.key) == (("tiende",), "overgange-maal")
    assert "Overgang: Fra folkeskole til 10. klasse" in page(cast)


def test_both_kinds_of_obligation_in_words(cast: Cast) -> None:
    a_grade, a_stage = shown(cast, "broendby").obligations
    assert a_grade.obligation.number == 1
    assert a_stage.stage is not None
    assert [goal.key for goal in a_stage.goals] == [
        "faellesskaber-maal",
        "konflikter-maal",
        "digitale-maal",
        "risikoadfaerd-maal",
    ]
    said = page(cast)
    assert "1 indsats på hvert klassetrin hvert skoleår" in said
    assert "Når trinnet Udskoling slutter:" in said
    assert "Obligatorisk" in said


def test_topics_without_stages_are_useful_and_say_what_is_not_settled(cast: Cast) -> None:
    one = shown(cast, "halsnaes")
    assert len(one.themes) == 9
    assert "Ikke fastlagt" in page(cast)
    assert "curricula » kompetencer » stages" in page(cast, "administrator")
    assert "curricula »" not in page(cast)


def test_courses_with_what_they_teach_and_a_transition_before_school(cast: Cast) -> None:
    one = shown(cast, "vallensbaek")
    assert {line.entry.part.name for line in one.activities if line.entry} >= {"Act-On-It", "Digitalt kørekort"}
    said = page(cast)
    assert "Fra børnehave til 0. klasse" in said
    assert "Før skolestart" in said


def test_nothing_settled_and_a_neighbour(cast: Cast) -> None:
    assert "under curricula" in page(cast)
    shown(cast, "broendby")
    assert "Intet er fastlagt" in page(cast, "other_consultant")


@pytest.mark.parametrize("name", ["halsnaes", "broendby", "vallensbaek"])
def test_applying_twice_changes_nothing(cast: Cast, name: str) -> None:
    profile = settle(cast, name, keep_registers)
    assert keep_registers(cast.administrator.sign(), cast.body, profile) == {}


def test_three_statements(cast: Cast, django_assert_num_queries: Any) -> None:
    shown(cast, "broendby")
    with django_assert_num_queries(3):
        queries.curriculum_page(cast.body, timezone.localdate(cast.consultant.actor.at))
