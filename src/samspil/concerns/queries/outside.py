"""Who wrote without sign-in, or rang: how they say that they may be reached."""

from __future__ import annotations

from collections.abc import Iterable

from samspil.concerns.models import Concern, Step, StepKind
from samspil.concerns.states import FROM_THE_PAGE, Source


def wrote_outside(concern: Concern) -> bool:
    """Whether nobody who signs in here has it to tell: written without sign-in, rung in, or made of a citizen's enquiry by a
    colleague. Nothing reaches who wrote it from here.
    """
    return not concern.sender_id or concern.source == Source.CITIZEN


def contact_of(concern: Concern) -> str:
    """How somebody from outside says they may be reached; empty where they left nothing. One statement."""
    return contact_in(concern, Step.objects.filter(concern=concern).order_by("written_at", "pk"))


def hears(concern: Concern, contact: str) -> bool:
    """Whether the sender was promised an answer: who left no way to be reached was told that they hear nothing."""
    return bool(contact) or concern.source not in FROM_THE_PAGE or bool(concern.sender_id)


def hears_outside(concern: Concern) -> bool:
    """Whether somebody who wrote without sign-in, and left how they may be reached, was promised to hear from the door. One statement."""
    return not concern.sender_id and concern.source in FROM_THE_PAGE and bool(contact_of(concern))


def contact_in(concern: Concern, steps: Iterable[Step]) -> str:
    """The same, of steps in the order of time."""
    step = contact_step(concern, steps)
    return step.text if step is not None else ""


def contact_step(concern: Concern, steps: Iterable[Step]) -> Step | None:
    """What somebody from outside left about how they may be reached: the first that nobody here has written (`front.receive`). It is no
    part of what they have seen, and goes along with nothing.
    """
    if concern.sender_id:
        return None
    return next((step for step in steps if step.kind == StepKind.ADDED and step.staff_id is None), None)
