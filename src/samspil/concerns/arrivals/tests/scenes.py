"""The scene of somebody at a door who acts on a danger."""

from __future__ import annotations

from samspil.concerns.arrivals import actions
from samspil.concerns.tests.doors import found, raised
from tests.cast import Cast
from tests.verbs.scene import Other, Play, fresh, scene


@scene(actions.take)
def take(cast: Cast) -> Play:
    concern = raised(cast, found(cast), in_danger=True)
    return Play(
        "consultant",
        lambda: {"about": fresh(concern)},
        Other("ssp_teacher"),  # the sender reads the concern, and does nothing at the door
        lambda: actions.take(cast.colleague.sign(), about=fresh(concern)),
    )
