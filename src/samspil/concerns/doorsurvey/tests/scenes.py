"""The scenes of the question whom one would contact."""

from __future__ import annotations

from samspil.concerns.doorsurvey import actions
from samspil.concerns.tests.doors import found
from tests.cast import Cast
from tests.verbs.scene import Play, scene

EVERYBODY = "Every colleague of a municipality with a door is asked."
NO_ROLE = "Every colleague is asked; whoever holds no post is not."


@scene(actions.answer)
def answer(cast: Cast) -> Play:
    door = found(cast)

    def answered() -> None:
        actions.answer(cast.ssp_teacher.sign(), door_id=None)

    return Play("ssp_teacher", lambda: {"door_id": door.pk}, NO_ROLE, answered, strangers=EVERYBODY)


@scene(actions.decline)
def decline(cast: Cast) -> Play:
    found(cast)

    def declined() -> None:
        actions.decline(cast.ssp_teacher.sign())

    return Play("ssp_teacher", dict, NO_ROLE, declined, strangers=EVERYBODY)
