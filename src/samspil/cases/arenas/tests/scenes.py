"""The scene of the arenas of a child's life."""

from __future__ import annotations

from uuid import uuid4

from samspil.cases.arenas import actions
from samspil.cases.tests.scenes import in_case
from tests.cast import Cast
from tests.verbs.scene import Play, scene


@scene(actions.write_arena)
def write_arena(cast: Cast) -> Play:
    key = uuid4()
    return in_case(
        cast,
        lambda case: {
            "case": case, "arena": "school", "version": 0, "text": "Kommer hver dag", "status": "well", "key": key,
        },
    )  # fmt: skip
