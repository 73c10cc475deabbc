"""The scenes of the public pages, where nobody is signed in, and of the counselling that answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from samspil.concerns.public import actions
from samspil.concerns.public.models import Question
from samspil.concerns.public.queries import PublicPlace
from samspil.concerns.public.tests.places import QUESTION, link_to, opened, place, question
from samspil.concerns.public.tests.test_raise_outside import SAID
from samspil.organisations.models import ConcernDoor
from tests.cast import Cast, as_role
from tests.verbs.scene import EVERYBODY_WRITES, NOBODY_SIGNED_IN, READ_IN_ANY_STATE, Play, Unseen, fresh, scene

COUNSELLORS = Unseen("ssp_teacher")  # a colleague who does not answer the counselling finds none of its questions


def shut(door: ConcernDoor) -> None:
    """The door was open until yesterday."""
    with as_role("NONE"):
        ConcernDoor.objects.filter(pk=door.pk).update(valid_to=timezone.localdate() - timedelta(days=1))


def outside(there: PublicPlace, args: Callable[[], dict[str, Any]], door: ConcernDoor) -> Play:
    return Play(
        "", lambda: {"place": there, **args()}, NOBODY_SIGNED_IN, lambda: shut(door), strangers=EVERYBODY_WRITES,
        principal=there.principal_id,
    )  # fmt: skip


@scene(actions.ask)
def ask(cast: Cast) -> Play:
    opened(cast)
    there = place(cast)
    said = {"question": QUESTION, "theme": "drugs", "age_band": "untold", "nonce": "one"}
    return outside(there, lambda: said, there.counselling)


@scene(actions.read_answer)
def read_answer(cast: Cast) -> Play:
    opened(cast)
    there = place(cast)
    code = actions.ask(there, question=QUESTION, theme="drugs", age_band="untold", nonce="one")
    return outside(there, lambda: {"code": code}, there.counselling)


@scene(actions.raise_from_outside)
def raise_from_outside(cast: Cast) -> Play:
    door = opened(cast)
    return outside(place(cast), lambda: {"door": door, "said": SAID, "nonce": "one"}, door)


@scene(actions.mail_link)
def mail_link(cast: Cast) -> Play:
    opened(cast)
    there = place(cast)
    said = {"address": "anders@lillevig.example", "link_of": "https://example.org/TOKEN"}
    return outside(there, lambda: said, there.general)


@scene(actions.send_by_link)
def send_by_link(cast: Cast) -> Play:
    door = opened(cast)
    there = place(cast)
    token = link_to(cast, "anders@lillevig.example")
    return outside(there, lambda: {"token": token, "door": door, "said": SAID, "nonce": "one"}, door)


def waiting(cast: Cast) -> Question:
    opened(cast)
    number = question(cast)
    cast.social_worker.sign()
    return Question.objects.get(pk=number)


@scene(actions.look_at_questions)
def look_at_questions(cast: Cast) -> Play:
    waiting(cast)
    return Play("social_worker", dict, COUNSELLORS, READ_IN_ANY_STATE, reads=True)


@scene(actions.open_question)
def open_question(cast: Cast) -> Play:
    asked = waiting(cast)
    return Play("social_worker", lambda: {"question_id": asked.pk}, COUNSELLORS, READ_IN_ANY_STATE, reads=True)


@scene(actions.take)
def take(cast: Cast) -> Play:
    asked = waiting(cast)

    def answered() -> None:
        question = fresh(asked)
        actions.answer(cast.social_worker.sign(), question=question, version=question.version, text="Ring til os")

    return Play("social_worker", lambda: {"question": fresh(asked)}, COUNSELLORS, answered)


@scene(actions.answer)
def answer(cast: Cast) -> Play:
    asked = waiting(cast)

    def args() -> dict[str, Any]:
        return {"question": fresh(asked), "version": fresh(asked).version, "text": "Tal med en voksen, du stoler på"}

    return Play(
        "social_worker", args, COUNSELLORS, lambda: actions.answer(cast.social_worker.sign(), **args())
    )  # fmt: skip
