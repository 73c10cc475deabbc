"""The scenes of the adult who was chosen: asking the door, and the door that takes over."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from samspil.concerns.actions import assessing
from samspil.concerns.chosen import actions
from samspil.concerns.models import Assessment, Concern
from samspil.concerns.tests.doors import ALWAYS, CONTENT, found, raised
from samspil.concerns.tests.test_assess import first
from samspil.organisations.actions import end_post
from samspil.organisations.models import Post
from tests.cast import Cast
from tests.verbs.scene import Other, Play, fresh, scene


def confided(cast: Cast, **said: Any) -> Concern:
    """A child told the teacher, in a municipality where the adult then has the matter; the door has answered the first question."""
    rules = {"chosen_adult": said.pop("rule", "responsible"), "chosen_adult_roles": said.pop("roles", [])}
    door = found(cast, content={**CONTENT, **rules}, hours=said.pop("hours", ALWAYS))
    concern = raised(cast, door, **{"chosen_by": "child", **said})
    first(cast.consultant.sign(), concern)
    return Concern.objects.get(pk=concern.pk)


def close_it(cast: Cast, concern: Concern) -> None:
    actor = cast.consultant.sign()
    version = Assessment.objects.get(concern=concern).version
    assessing.close(actor, concern=fresh(concern), version=version, outcome="help", reason="Aftalt")


@scene(actions.ask_to_take_over)
def ask_to_take_over(cast: Cast) -> Play:
    concern, key = confided(cast), uuid4()
    return Play(
        "ssp_teacher",
        lambda: {"concern": fresh(concern), "words": "Det er for stort for mig", "key": key},
        Other("consultant"),
        lambda: close_it(cast, concern),
    )


@scene(actions.take_question_back)
def take_question_back(cast: Cast) -> Play:
    concern = confided(cast)
    actions.ask_to_take_over(cast.ssp_teacher.sign(), concern=concern, words="Det er for stort for mig", key=uuid4())
    return Play(
        "ssp_teacher", lambda: {"concern": fresh(concern)}, Other("consultant"), lambda: close_it(cast, concern)
    )


@scene(actions.hear_choice)
def hear_choice(cast: Cast) -> Play:
    concern = confided(cast)
    end_post(cast.administrator.sign(), post=Post.objects.get(staff=cast.ssp_teacher.staff))
    cast.consultant.sign()
    return Play(
        "consultant",
        lambda: {"concern": fresh(concern), "mine": True, "words": "Hun vil gerne tale med Mette"},
        Other("colleague"),
        lambda: close_it(cast, concern),
    )


@scene(actions.take_over)
def take_over(cast: Cast) -> Play:
    concern = confided(cast)
    return Play(
        "consultant",
        lambda: {"concern": fresh(concern), "ground": "danger", "words": "Onklen kommer i aften"},
        Other("ssp_teacher"),
        lambda: close_it(cast, concern),
    )
