"""How an anonymous question lives."""

from __future__ import annotations

from samspil.concerns.public.models import QuestionState
from samspil.lib.lifecycles import LifeCycle

QUESTION = LifeCycle(
    "public_question",
    {QuestionState.ASKED: {QuestionState.ANSWERED}, QuestionState.ANSWERED: set()},
    rests={QuestionState.ANSWERED},
)
