"""The scene of the registers of prevention models and interventions."""

from __future__ import annotations

from typing import Any

from samspil.catalogue import actions
from tests.cast import Cast
from tests.profiles.reading import read
from tests.verbs.scene import Nothing, Other, Play, scene


@scene(actions.keep_registers)
def keep_registers(cast: Cast) -> Play:
    def args() -> dict[str, Any]:
        return {"body": cast.body, "profile": read("broendby")}

    def kept_already() -> None:
        actions.keep_registers(cast.administrator.sign(), **args())

    return Play("administrator", args, Other("consultant"), Nothing(given=kept_already))
