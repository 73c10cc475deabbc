"""Whether somebody in the home may be the danger: then nobody talks with the parents first (practice: violence and honour)."""

from __future__ import annotations

from samspil.concerns.arrivals.queries import Promise
from samspil.concerns.models import Concern
from samspil.concerns.states import UNDER_AGE, Arena


def may_be_at_home(concern: Concern, promise: Promise) -> bool:
    """Somebody under age may be in danger now, or it was noticed at home. Nothing is read out of the words: a person judges those."""
    return concern.about in UNDER_AGE and (promise.in_danger or concern.arena == Arena.HOME)
