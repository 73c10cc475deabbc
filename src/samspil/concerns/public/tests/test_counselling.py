"""The counselling answers, once; the page for children shows the municipality's own doors; the profile says who answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from samspil.access.actor import Actor, now, sign
from samspil.concerns.public import actions, policies
from samspil.concerns.public.models import Question
from samspil.concerns.public.tests.places import asked, opened, place
from samspil.lib.refusals import Conflict, Refused
from samspil.organisations.models import ConcernDoor, ProfileVersion
from samspil.organisations.profile import load
from tests.cast import Cast

PROFILE = Path(__file__).resolve().parents[5] / "profiles" / "ballerup.yaml"


def test_an_answer_has_words_is_given_by_the_counselling_and_once(cast: Cast) -> None:
    opened(cast)
    asked(cast)
    actor = cast.social_worker.sign()
    question = Question.objects.get()
    with pytest.raises(Refused, match="Skriv svaret"):
        actions.answer(actor, question=question, version=1, text="  ")
    with pytest.raises(Conflict):
        actions.answer(actor, question=question, version=0, text="Ring til os")
    page = cast.client("social_worker").post(
        reverse("counselling:question", args=[question.pk]), {"answer": "Ring til os", "version": "0"}
    )
    assert page.status_code == 409
    assert "Gem min tekst i stedet" in page.content.decode()
    assert "Ring til os" in page.content.decode()
    with pytest.raises(Refused, match="rådgivningen"):
        policies.check_may_answer(cast.consultant.sign(), question)
    actor = cast.social_worker.sign()
    actions.answer(actor, question=question, version=1, text="Ring til os")
    assert "Pia Møller" in cast.client("social_worker").get(
        reverse("counselling:question", args=[question.pk])
    ).content.decode()  # fmt: skip


def test_what_somebody_has_taken_says_who_has_it(cast: Cast) -> None:
    opened(cast)
    asked(cast)
    actor = cast.social_worker.sign()
    taken = actions.take(actor, question=Question.objects.get())
    with pytest.raises(Refused, match="Pia Møller har den allerede"):
        actions.take(actor, question=taken)


def _takes(key: str, *takes: str) -> None:
    ConcernDoor.objects.filter(key=key).update(takes=list(takes))


def test_the_profile_says_which_door_answers(cast: Cast) -> None:
    door = opened(cast)
    assert place(cast).counselling.key == "alle"
    sign(Actor(cast.body.installer_id, now()))
    _takes("alle", "concern")
    _takes("nord", "question")
    assert place(cast).counselling == door
    asked(cast)
    cast.outreach_worker.sign()
    assert Question.objects.exists()


def test_where_the_profile_names_no_counselling_nobody_is_asked_to_write_to_one(cast: Cast) -> None:
    opened(cast)
    sign(Actor(cast.body.installer_id, now()))
    _takes("alle", "concern")
    for page in ("ask", "read"):
        for answer in (Client().get, Client().post):
            assert answer(reverse(f"public:{page}", args=[cast.body.key])).status_code == 404
    children = Client().get(reverse("public:children", args=[cast.body.key]))
    assert children.status_code == 200
    for page in ("ask", "read"):
        assert reverse(f"public:{page}", args=[cast.body.key]) not in children.content.decode()


def test_children_meet_the_doors_that_are_for_them(cast: Cast) -> None:
    opened(cast)
    sign(Actor(cast.body.installer_id, now()))
    profile = load(PROFILE)
    ProfileVersion.objects.create(
        body=cast.body, applied_at=now(), digest="x", profile=profile.model_dump(mode="json", exclude_defaults=True)
    )
    for_children = {door.name for door in profile.doors if "child" in door.open_for and door.is_public}
    others = {door.name for door in profile.doors} - for_children
    body = Client().get(reverse("public:children", args=[cast.body.key])).content.decode()
    assert for_children
    assert {name for name in for_children if name in body} == for_children
    assert {name for name in others if f"<h2>{name}</h2>" in body} == set()
    about = Client().get(reverse("organisations:about", args=[cast.body.key]))
    assert about.status_code == 200
    assert not about.cookies
