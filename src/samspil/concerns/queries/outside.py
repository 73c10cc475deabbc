"""Who wrote without sign-in, or rang: how they say that they may be reached."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils import translation

from samspil.concerns.models import Assessment, Concern, Step, StepKind
from samspil.concerns.states import (
    A_CHILD_ITSELF,
    ABOUT_ITSELF,
    ANSWER_IS_LATE,
    FROM_THE_PAGE,
    SOMEBODY_OF_A_CHILD,
    About,
    Source,
)


def wrote_outside(concern: Concern) -> bool:
    """Whether nobody who signs in here has it to tell: written without sign-in, rung in, or made of a citizen's enquiry by a
    colleague. Nothing reaches who wrote it from here.
    """
    return not concern.sender_id or concern.source == Source.CITIZEN


def in_each_language(words: str) -> set[str]:
    """A sentence of ours as it can stand in a row: in the language of whoever it was written for."""
    said = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said.add(translation.gettext(words))
    return said


def child_named(concern: Concern) -> str:
    """The child's name as the sender wrote it: before the first comma, or before what stands for a number. Empty where nobody is named,
    and where it is about no child.
    """
    who = concern.who
    if concern.source == Source.CHILD:
        if who in in_each_language(A_CHILD_ITSELF) | in_each_language(SOMEBODY_OF_A_CHILD):
            return ""
        for words in in_each_language(ABOUT_ITSELF):
            who = who.removesuffix(f"({words})")
    return who.split(",")[0].split("[")[0].strip() if concern.about == About.CHILD else ""


def writes_about_itself(concern: Concern) -> bool:
    """Whether a child wrote it and says that it is about itself."""
    if concern.sender_id or concern.source != Source.CHILD:
        return False
    ends = tuple(f"({words})" for words in in_each_language(ABOUT_ITSELF))
    return concern.who in in_each_language(A_CHILD_ITSELF) or concern.who.endswith(ends)


def is_nobody_known(concern: Concern) -> bool:
    """Whether a child wrote it and nobody can say who it is about: no name was written, nobody at the door has found out, and the child
    has left no way to be asked about itself. Two statements at most.
    """
    if concern.sender_id or concern.source != Source.CHILD or concern.about != About.CHILD or child_named(concern):
        return False
    if Assessment.objects.filter(concern=concern, subject__isnull=False).exists():
        return False
    return concern.who not in in_each_language(A_CHILD_ITSELF) or not contact_of(concern)


def contact_of(concern: Concern) -> str:
    """How somebody from outside says they may be reached; empty where they left nothing. One statement."""
    return contact_in(concern, Step.objects.filter(concern=concern).order_by("written_at", "pk"))


def hears(concern: Concern, contact: str) -> bool:
    """Whether the sender was promised an answer: who left no way to be reached was told that they hear nothing."""
    return bool(contact) or concern.source not in FROM_THE_PAGE or bool(concern.sender_id)


def hears_outside(concern: Concern) -> bool:
    """Whether somebody who wrote without sign-in, and left how they may be reached, was promised to hear from the door. One statement."""
    return not concern.sender_id and concern.source in FROM_THE_PAGE and bool(contact_of(concern))


def is_told(steps: Iterable[Step]) -> bool:
    """Whether the door has written down what it told the sender: more than that the answer is late."""
    late = in_each_language(ANSWER_IS_LATE)
    return any(step.kind == StepKind.TOLD and step.text not in late for step in steps)


def is_owed_an_answer(concern: Concern) -> bool:
    """Whether somebody who wrote without sign-in was promised to hear, and nobody has told them anything. Two statements at most."""
    return hears_outside(concern) and not is_told(Step.objects.filter(concern=concern, kind=StepKind.TOLD))


def contact_in(concern: Concern, steps: Iterable[Step]) -> str:
    """The same, of steps in the order of time."""
    step = contact_step(concern, steps)
    return step.text if step is not None else ""


def contact_step(concern: Concern, steps: Iterable[Step]) -> Step | None:
    """What somebody from outside left about how they may be reached: the first that nobody here has written (`front.receive`). It is no
    part of what they have seen. It goes along with nothing but the notification about a child that wrote about itself.
    """
    if concern.sender_id:
        return None
    return next((step for step in steps if step.kind == StepKind.ADDED and step.staff_id is None), None)
