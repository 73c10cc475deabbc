"""The scenes of references to other systems."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from samspil.cases.references import actions
from samspil.cases.tests import stage
from samspil.cases.tests.scenes import close, in_case, reader
from tests.cast import Cast
from tests.verbs.scene import Play, fresh, scene

TYPED = {"system": "DUBU", "number": "2026-1187"}


@scene(actions.refer)
def refer(cast: Cast) -> Play:
    key = uuid4()
    return in_case(cast, lambda case: {"case": case, "key": key, **TYPED})


@scene(actions.change_reference)
def change_reference(cast: Cast) -> Play:
    case = stage.case(cast)
    reference = actions.refer(cast.consultant.sign(), case=case, **TYPED)

    def args() -> dict[str, Any]:
        return {
            "reference": fresh(reference), "version": reference.version, "what": "Kontaktperson", "status": "running",
            "link": "", **TYPED,
        }  # fmt: skip

    return Play("consultant", args, reader(cast, case), lambda: close(cast, case))
