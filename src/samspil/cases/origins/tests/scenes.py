"""The scenes of what a case came of: opened from a concern, and what is said of the parents."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from samspil.cases.models import Case
from samspil.cases.origins import actions
from samspil.cases.tests.scenes import in_case
from samspil.concerns.actions import assessing
from samspil.concerns.actions.raising import raise_concern
from samspil.concerns.models import Assessment, Concern
from samspil.concerns.tests.doors import SAID, found
from samspil.concerns.tests.test_assess import first
from samspil.people.queries import Child
from tests.cast import Cast
from tests.verbs.scene import Other, Play, fresh, scene

WORDS = "Far slog hende i går. Hun er bange for at gå hjem."


def concern_of_child(cast: Cast, **said: Any) -> Concern:
    """A concern of a child at the door: answered, and the child's record found."""
    door = found(cast)
    told = SAID | {"text": WORDS, "arena": "home", "chosen_by": "child"} | said
    concern = raise_concern(cast.ssp_teacher.sign(), door=door, key=uuid4(), **told)
    first(cast.consultant.sign(), concern)
    assessing.name_child(cast.consultant.sign(), concern=concern, child=Child("Vera Ottosen"))
    return Concern.objects.get(pk=concern.pk)


def opened(cast: Cast, concern: Concern) -> Case:
    """The case that came of it, with the colleague who answers the door."""
    return actions.open_from_concern(
        cast.consultant.sign(), concern=fresh(concern), unit=cast.consultant.unit, coordinator=cast.consultant.staff,
        opening_reason="Hun skal være i sikkerhed", key=uuid4(),
    )  # fmt: skip


def close_it(cast: Cast, concern: Concern) -> None:
    actor = cast.consultant.sign()
    version = Assessment.objects.get(concern=concern).version
    assessing.close(actor, concern=fresh(concern), version=version, outcome="help", reason="Aftalt")


@scene(actions.open_from_concern)
def open_from_concern(cast: Cast) -> Play:
    concern, key = concern_of_child(cast), uuid4()
    return Play(
        "consultant",
        lambda: {
            "concern": fresh(concern), "unit": cast.consultant.unit, "coordinator": cast.consultant.staff,
            "opening_reason": "Hun skal være i sikkerhed", "key": key,
        },
        Other("ssp_teacher"),
        lambda: close_it(cast, concern),
    )  # fmt: skip


@scene(actions.say_of_parents)
def say_of_parents(cast: Cast) -> Play:
    key = uuid4()
    return in_case(
        cast, lambda case: {"case": case, "may_be_told": True, "because": "Barnet er i sikkerhed", "key": key}
    )
