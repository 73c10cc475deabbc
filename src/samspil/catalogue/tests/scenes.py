"""The scene of the registers of prevention models and interventions."""

from __future__ import annotations

from samspil.catalogue import actions
from tests.cast import Cast
from tests.profiles.reading import read
from tests.verbs.scene import Other, Play, scene


@scene(actions.keep_registers)
def keep_registers(cast: Cast) -> Play:
    return Play(
        "administrator", lambda: {"body": cast.body, "profile": read("broendby")}, Other("consultant"),
        "A profile is applied at any time; what stands there already is not changed.",
    )  # fmt: skip
