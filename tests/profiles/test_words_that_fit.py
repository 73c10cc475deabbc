"""Every decision word of the four municipalities against every item that can stand on an agenda: what it is about, every age,
with and without a plan. A word is offered, asks one question, or is not offered, and never by an age that nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from types import SimpleNamespace
from typing import cast

import pytest
from django.utils import translation

from samspil.concerns.states import About
from samspil.lib.refusals import Refused
from samspil.meetings.models import Item
from samspil.meetings.policies import check_answer, check_makes_sense
from samspil.meetings.queries.words import Word, measured
from samspil.organisations.profile import Consequence, DecisionWord, ItemKind, Misfit, Terms, expanded, load
from tests.profiles.reading import MUNICIPALITIES, PROFILES, read

AGES = [None, *range(41)]
ALONE = {ItemKind.PLACE, ItemKind.TREND}
ABOUT_SOMEBODY = {
    Consequence.TASK, Consequence.CONVERSATION, Consequence.CONVERSATION_WITH_POLICE, Consequence.CASE,
    Consequence.NOTIFICATION,
}  # fmt: skip


@dataclass(frozen=True)
class Met:
    """A word of a forum met by one sort of item."""

    forum: str
    terms: Terms
    word: DecisionWord
    kind: ItemKind
    age: int | None
    has_plan: bool

    @property
    def misfit(self) -> Misfit | None:
        return self.word.misfit(self.kind, self.age, has_plan=self.has_plan)


def forums_with_words(municipality: str) -> list[tuple[str, Terms]]:
    return [
        (forum.key, terms) for forum in expanded(read(municipality)).forums for terms in forum.terms if terms.decisions
    ]


def every_meeting(municipality: str) -> Iterator[Met]:
    for key, terms in forums_with_words(municipality):
        for word, kind, age, has_plan in product(terms.decisions, ItemKind, AGES, (False, True)):
            if kind is ItemKind.CHILD or age is None:  # nothing but a child has an age
                yield Met(key, terms, word, kind, age, has_plan)


WITH_WORDS = [name for name in MUNICIPALITIES if forums_with_words(name)]


def test_three_of_the_four_have_words_and_halsnaes_states_no_forum_yet() -> None:
    assert WITH_WORDS == ["ballerup", "broendby", "vallensbaek"]
    assert not read("halsnaes").forums


def test_a_profile_and_a_concern_call_what_an_item_is_about_the_same() -> None:
    assert [kind.value for kind in ItemKind] == [about.value for about in About]


@pytest.mark.parametrize("municipality", WITH_WORDS)
def test_an_age_that_nobody_knows_refuses_and_asks_nothing(municipality: str) -> None:
    for met in every_meeting(municipality):
        if met.age is None:
            assert met.misfit in {None, Misfit.KIND, Misfit.NO_PLAN}, met


@pytest.mark.parametrize("municipality", WITH_WORDS)
def test_there_is_always_a_way_out_and_never_more_than_one_question(municipality: str) -> None:
    for met in every_meeting(municipality):
        question = met.word.question(met.misfit)
        if Consequence.DELETE in met.word.consequences or Consequence.AGAIN in met.word.consequences:
            assert met.misfit is None, met
        if question:
            assert 2 <= len(question.answers) <= 4, met
            assert any(not answer.refuses for answer in question.answers), met
            assert met.misfit is not Misfit.KIND, met


@pytest.mark.parametrize("municipality", WITH_WORDS)
def test_what_is_about_somebody_is_not_offered_to_a_place(municipality: str) -> None:
    for met in every_meeting(municipality):
        if ABOUT_SOMEBODY & set(met.word.consequences):
            assert (met.misfit is Misfit.KIND) == (met.kind in ALONE), met


@pytest.mark.parametrize("municipality", WITH_WORDS)
def test_a_notification_is_free_for_every_child_and_asks_for_whoever_is_grown_up(municipality: str) -> None:
    for met in every_meeting(municipality):
        if Consequence.NOTIFICATION not in met.word.consequences or met.kind is not ItemKind.CHILD:
            continue
        grown_up = met.age is not None and met.age >= 18
        assert met.misfit is (Misfit.TOO_OLD if grown_up else None), met
        if grown_up:
            question = met.word.question(met.misfit)
            assert question is not None
            decided = [met.word.answered(answer) for answer in question.answers if not answer.refuses]
            assert [word.label for word in decided] == [
                "Underretning om et barn i hjemmet", "Underretning om et ufødt barn",
            ]  # fmt: skip
            assert all(word.consequences == (Consequence.NOTIFICATION,) for word in decided)


@pytest.mark.parametrize("municipality", WITH_WORDS)
def test_no_age_refuses_help_it_leads_to_a_unit_that_must_say_yes(municipality: str) -> None:
    units = {unit.key for unit in read(municipality).units}
    for met in every_meeting(municipality):
        if Consequence.CASE not in met.word.consequences or met.misfit is not Misfit.TOO_YOUNG:
            continue
        question = met.word.question(met.misfit)
        assert question is not None, met
        led = [answer for answer in question.answers if answer.to_unit]
        assert [answer.consequences for answer in led] == [(Consequence.HANDOVER,)], met
        assert led[0].to_unit in units


def test_a_case_for_a_child_of_nine_asks_where_the_forum_knows_a_lower_age() -> None:
    asked = {
        (name, met.forum)
        for name in WITH_WORDS
        for met in every_meeting(name)
        if Consequence.CASE in met.word.consequences and met.age == 9 and met.word.question(met.misfit)
    }
    assert asked == {
        ("ballerup", "tvaerfagligt-team"), ("broendby", "akutgruppen"), ("vallensbaek", "onsdagsgruppen"),
    }  # fmt: skip


@pytest.mark.parametrize("municipality", WITH_WORDS)
def test_a_plan_goes_on_where_there_is_one_and_asks_which_where_not(municipality: str) -> None:
    for met in every_meeting(municipality):
        if met.word.consequences == (Consequence.CONTINUE,):
            assert met.misfit is (None if met.has_plan else Misfit.NO_PLAN), met
            assert (met.word.question(met.misfit) is None) == met.has_plan, met
        else:
            assert not met.word.fits.needs_plan, met


@pytest.mark.parametrize("municipality", WITH_WORDS)
def test_page_and_verb_say_the_same_and_a_number_stays_its_words(municipality: str) -> None:
    """What the page does not offer is refused with the sentence that stands there; what it asks is asked again."""
    for key, terms in forums_with_words(municipality):
        plain = [
            Word(word=word, key=number, responsible_id=None, due_on=None, is_default=False)
            for number, word in enumerate(terms.decisions, 1)
        ]
        for kind, age, has_plan in product(ItemKind, AGES, (False, True)):
            item = cast("Item", SimpleNamespace(about=kind.value, named=True, subject=1, label="Aya Ali"))
            shown = measured(plain, item, age, has_plan=has_plan)
            assert [word.key for word in shown] == [word.key for word in plain]
            for word in shown:
                if word.why_not:
                    with pytest.raises(Refused, match=r"»") as refusal:
                        check_makes_sense(word.word, kind, age, has_plan=has_plan)
                    assert (refusal.value.sentence, refusal.value.field) == (word.why_not, "word"), key
                    continue
                assert check_makes_sense(word.word, kind, age, has_plan=has_plan) == word.question
                if word.question:
                    _each_answer_is_as_told(word)


def _each_answer_is_as_told(word: Word) -> None:
    """Asked in Danish, whatever language the test before has left."""
    assert word.question is not None
    for code in ("", "unknown"):
        with translation.override("da"), pytest.raises(Refused, match="Svar først") as refusal:
            check_answer(word.question, code)
        assert refusal.value.field == "answer"
    assert len({key for key, _value, _answer in word.answers}) == len(word.question.answers)
    for answer in word.question.answers:
        if answer.refuses:
            with pytest.raises(Refused) as refusal:
                check_answer(word.question, answer.code)
            assert refusal.value.sentence == answer.refuses
        else:
            assert check_answer(word.question, answer.code) == answer


def test_a_case_about_a_child_who_is_too_young_asks_the_family_department_first() -> None:
    """In every profile and in the demonstration: what the guide says of a case about a child of nine."""
    files = [*sorted(PROFILES.glob("*.yaml")), PROFILES.parent / "src" / "samspil" / "demo" / "lillevig.yaml"]
    asked = set()
    for file in files:
        for forum in expanded(load(file)).forums:
            for terms in forum.terms:
                youngest = terms.ages.at_least or 0
                opens = [word for word in terms.decisions if Consequence.CASE in word.consequences]
                for word in opens if 0 < youngest < 18 else []:
                    misfit = word.misfit("child", youngest - 1, has_plan=True)
                    question = word.question(misfit)
                    assert question, (file.stem, forum.key, word.code)
                    assert any(Consequence.HANDOVER in answer.consequences for answer in question.answers)
                    asked.add(file.stem)
    assert asked >= {"ballerup", "broendby", "lillevig"}
