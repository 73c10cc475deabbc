"""The scene of what is told on the spot."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from samspil.concerns.onthespot import actions
from tests.cast import Cast
from tests.verbs.scene import Other, Play, scene


@scene(actions.tell)
def tell(cast: Cast) -> Play:
    key = uuid4()

    def args(times: int = 1) -> dict[str, Any]:
        return {"unit": cast.units["school"], "seen": "conflict", "did": "spoke", "times": times, "key": key}

    return Play("ssp_teacher", args, Other("consultant"), lambda: args(21))
