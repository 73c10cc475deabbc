"""The scene of a round."""

from __future__ import annotations

from samspil.concerns.rounds import actions
from tests.cast import Cast
from tests.verbs.scene import Play, scene

SAID = {"group": "7.b", "signs": ["online"], "outcome": "nothing"}


@scene(actions.hold)
def hold(cast: Cast) -> Play:
    own = "Every unit holds the rounds of its own groups; there is no way to name another's."
    return Play(
        "ssp_teacher", lambda: SAID, own, lambda: actions.hold(cast.ssp_teacher.sign(), **SAID), strangers=own
    )  # fmt: skip
