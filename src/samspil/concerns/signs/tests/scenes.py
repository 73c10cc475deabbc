"""The scenes of early signs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from samspil.concerns.signs import actions
from samspil.concerns.signs.models import EarlySign
from samspil.concerns.tests.doors import found
from tests.cast import Cast
from tests.verbs.scene import READ_IN_ANY_STATE, Other, Play, Unseen, fresh, scene

OWN_UNIT = "Everybody looks at the signs of their own units; there is no way to name another's."


def said(**more: Any) -> dict[str, Any]:
    return {
        "text": "Fire drenge på omkring 13 ryger ved cykelskuret", "theme": "drugs", "arena": "street",
        "place": "Cykelskuret", "seen_on": timezone.localdate(), **more,
    }  # fmt: skip


def noted(cast: Cast, member: str = "outreach_worker", **more: Any) -> EarlySign:
    """A sign, noted."""
    return actions.note(cast.members[member].sign(), **{"key": uuid4(), **said(), **more})


@scene(actions.note)
def note(cast: Cast) -> Play:
    key = uuid4()
    return Play(
        "outreach_worker", lambda: said(key=key), Other("consultant"),
        lambda: said(key=uuid4(), seen_on=timezone.localdate() + timedelta(days=1)),
    )  # fmt: skip


@scene(actions.look_at_signs)
def look_at_signs(cast: Cast) -> Play:
    noted(cast)
    return Play("consultant", dict, OWN_UNIT, READ_IN_ANY_STATE, strangers=OWN_UNIT, reads=True)


@scene(actions.to_concern)
def to_concern(cast: Cast) -> Play:
    found(cast)
    sign = noted(cast)

    def gone() -> None:
        actions.to_concern(cast.colleague.sign(), sign=fresh(sign))

    return Play("consultant", lambda: {"sign": fresh(sign)}, Unseen("social_worker"), gone)


@scene(actions.take_back)
def take_back(cast: Cast) -> Play:
    sign = noted(cast)

    def gone() -> None:
        actions.take_back(cast.outreach_worker.sign(), sign=fresh(sign))

    return Play("outreach_worker", lambda: {"sign": fresh(sign)}, Other("colleague"), gone)
