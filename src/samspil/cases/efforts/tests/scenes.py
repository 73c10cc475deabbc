"""The scenes of specific efforts: started for a child, started for a group, ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from samspil.cases.efforts import actions
from samspil.cases.efforts.actions import Start
from samspil.cases.efforts.tests.stage import ASSESSED, for_group
from samspil.cases.tests.scenes import in_case
from tests.cast import Cast
from tests.verbs.scene import READ_BY_WHO_SEES, READ_IN_ANY_STATE, Other, Play, Unseen, fresh, scene


@scene(actions.start_for_child)
def start_for_child(cast: Cast) -> Play:
    key = uuid4()
    return in_case(cast, lambda case: {"case": case, "start": ASSESSED, "key": key})


@scene(actions.start_for_group)
def start_for_group(cast: Cast) -> Play:
    key = uuid4()

    def args(**more: Any) -> dict[str, Any]:
        return {"group": "drengene ved torvet", "start": ASSESSED, "key": key} | more

    def too_early() -> dict[str, Any]:
        ahead = timezone.localdate() + timedelta(days=1)
        return args(start=Start(ASSESSED.situation, ASSESSED.resources, "Fodbold", started_on=ahead), key=uuid4())

    return Play(
        "consultant", args, Other("administrator"), too_early,
        strangers="Every unit that works with children starts efforts of its own.",
    )  # fmt: skip


@scene(actions.read_effort)
def read_effort(cast: Cast) -> Play:
    effort = for_group(cast)
    return Play("consultant", lambda: {"effort": fresh(effort)}, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True)


@scene(actions.end_effort)
def end_effort(cast: Cast) -> Play:
    effort = for_group(cast)

    def args() -> dict[str, Any]:
        now = fresh(effort)
        return {"effort": now, "version": now.version, "outcome": "Fire er begyndt i klub"}

    def ended() -> None:
        actions.end_effort(cast.consultant.sign(), **args())

    return Play("consultant", args, Unseen("social_worker"), ended)
