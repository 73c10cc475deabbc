"""The scenes of the child's and the network's part."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from samspil.cases.tests import stage
from samspil.cases.tests.scenes import in_case, reader
from samspil.cases.voices import actions
from tests.cast import Cast
from tests.verbs.scene import Play, fresh, scene


@scene(actions.write_voice)
def write_voice(cast: Cast) -> Play:
    key = uuid4()
    return in_case(
        cast, lambda case: {"case": case, "whose": "child", "involved": True, "text": "Vil bokse", "key": key}
    )


@scene(actions.tell_experience)
def tell_experience(cast: Cast) -> Play:
    case = stage.case(cast)

    def args(replies: dict[str, str]) -> dict[str, Any]:
        return {"case": fresh(case), "whose": "child", "replies": replies}

    return Play("consultant", lambda: args({"together": "yes"}), reader(cast, case), lambda: args({}))
