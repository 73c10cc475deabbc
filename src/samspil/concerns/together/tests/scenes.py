"""The scenes of two concerns that are one matter."""

from __future__ import annotations

from samspil.concerns.models import Concern
from samspil.concerns.tests.doors import found, raised
from samspil.concerns.tests.scenes_door import SENDER, close_it
from samspil.concerns.tests.test_assess import first
from samspil.concerns.together import actions
from samspil.concerns.together.models import Tie
from tests.cast import Cast
from tests.verbs.scene import READ_IN_ANY_STATE, Play, Unseen, fresh, scene

SENDERS = Unseen("ssp_teacher")  # of one of them, who learns nothing of the other


def two(cast: Cast) -> tuple[Concern, Concern]:
    """A trainer and a teacher have told of a child, and somebody has answered the first question about each."""
    door = found(cast)
    told = (
        raised(cast, door, "youth_job_centre", text="Vera har fortalt det til træneren"),
        raised(cast, door, "ssp_teacher"),
    )
    for concern in told:
        first(cast.consultant.sign(), concern)
    return fresh(told[0]), fresh(told[1])


def joined(cast: Cast, one: Concern, other: Concern, member: str = "consultant") -> Tie:
    return actions.join(cast.members[member].sign(), concern=fresh(one), other=fresh(other))


@scene(actions.look_for_others)
def look_for_others(cast: Cast) -> Play:
    one, _other = two(cast)
    return Play("consultant", lambda: {"concern_id": one.pk}, SENDERS, lambda: close_it(cast, one), reads=True)


@scene(actions.look_at_both)
def look_at_both(cast: Cast) -> Play:
    one, other = two(cast)

    def args() -> dict[str, int]:
        return {"concern_id": one.pk, "other_id": other.pk}

    return Play("consultant", args, SENDERS, READ_IN_ANY_STATE, reads=True)


@scene(actions.join)
def join(cast: Cast) -> Play:
    one, other = two(cast)

    def args() -> dict[str, Concern]:
        return {"concern": fresh(one), "other": fresh(other)}

    return Play("consultant", args, SENDER, lambda: close_it(cast, other))


@scene(actions.part)
def part(cast: Cast) -> Play:
    one, other = two(cast)
    tie = joined(cast, one, other)

    def parted() -> None:
        actions.part(cast.consultant.sign(), tie=fresh(tie))

    return Play("consultant", lambda: {"tie": fresh(tie)}, SENDERS, parted)
