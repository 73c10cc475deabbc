"""The scenes of the youth effort."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from samspil.cases.tests.scenes import in_case
from samspil.cases.youth import actions
from samspil.cases.youth.tests import stage
from tests.cast import Cast
from tests.verbs.scene import Play, Unseen, fresh, scene


@scene(actions.start_youth_effort)
def start_youth_effort(cast: Cast) -> Play:
    key = uuid4()
    return in_case(cast, lambda case: {"case": case, "eligibility": stage.ELIGIBLE, "key": key})


def in_effort(cast: Cast, **told: Any) -> Play:
    """Something written of a running effort; of one that has ended it is too late."""
    effort = stage.running(cast)

    def ended() -> None:
        now = fresh(effort)
        actions.end_youth_effort(cast.consultant.sign(), effort=now, version=now.version, reason="Er i lære")

    return Play("consultant", lambda: {"effort": fresh(effort), **told}, Unseen("social_worker"), ended)


@scene(actions.change_degree)
def change_degree(cast: Cast) -> Play:
    return in_effort(cast, degree="light", reason="Kommer selv afsted", key=uuid4())


@scene(actions.write_community)
def write_community(cast: Cast) -> Play:
    return in_effort(cast, community="work", inside=True, which="Købmanden", key=uuid4())


@scene(actions.take_back_community)
def take_back_community(cast: Cast) -> Play:
    state = stage.entered(cast, stage.running(cast))

    def args() -> dict[str, Any]:
        return {"state": fresh(state), "version": fresh(state).version}

    def taken_back() -> None:
        actions.take_back_community(cast.consultant.sign(), **args())

    return Play("consultant", args, Unseen("social_worker"), taken_back)


@scene(actions.end_youth_effort)
def end_youth_effort(cast: Cast) -> Play:
    effort = stage.running(cast)

    def args() -> dict[str, Any]:
        return {"effort": fresh(effort), "version": fresh(effort).version, "reason": "Er i lære"}

    def ended() -> None:
        actions.end_youth_effort(cast.consultant.sign(), **args())

    return Play("consultant", args, Unseen("social_worker"), ended)
