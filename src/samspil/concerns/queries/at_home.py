"""Whether somebody in the home may be the danger: then nobody talks with the parents first (practice: violence and honour)."""

from __future__ import annotations

from samspil.concerns.arrivals.queries import Promise
from samspil.concerns.models import Concern, FirstAnswer
from samspil.concerns.states import UNDER_AGE, Arena


def may_be_at_home(concern: Concern, promise: Promise) -> bool:
    """Somebody under age may be in danger now, or it was noticed at home. Nothing is read out of the words: a person judges those."""
    return concern.about in UNDER_AGE and (promise.in_danger or concern.arena == Arena.HOME)


def is_to_be_judged(concern: Concern, promise: Promise, first_answer: str) -> bool:
    """That nobody at home is suspected is asked about once: the concern says that it may be somebody there, or the door has answered
    that it can be a notification. `first_answer` is empty for who does not read it.
    """
    return may_be_at_home(concern, promise) or (concern.about in UNDER_AGE and first_answer == FirstAnswer.YES)
