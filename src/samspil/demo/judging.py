"""What people at the table would decide, so that a child's history makes sense: by role, age, how grave it is, and what
has been tried. Chance by seed chooses among sensible answers. Only the demo decides so: the product never proposes from a
child's past.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

TALK, POLICE_TALK, CASE, GOES_ON = "preventive_conversation", "police_conversation", "open_case", "plan_continues"
SUPPORT, HAND_OVER, NOTIFY, AGAIN, NOTHING = "offer_support", "hand_over", "notification", "again", "no_follow_up"
WORDS = (TALK, POLICE_TALK, CASE, GOES_ON, SUPPORT, HAND_OVER, NOTIFY, AGAIN, NOTHING)


@dataclass
class Past:
    """What this forum decided about a child before, oldest first."""

    words: list[str] = field(default_factory=list)

    @property
    def has_case(self) -> bool:
        return CASE in self.words

    @property
    def talked(self) -> bool:
        return TALK in self.words or POLICE_TALK in self.words


def word_for(
    random: Random, *, role: str | None, age: int | None, grave: int, about_home: bool, known: bool, past: Past
) -> str:
    """One of the forum's words. `known`: somebody can be talked to at all."""
    if not known:
        return _one_of(random, {NOTHING: 2, AGAIN: 1})
    if about_home:
        return _one_of(random, {NOTIFY: 3, SUPPORT: 2})
    if role in {"victim", "witness"}:
        return _one_of(random, {SUPPORT: 3, NOTHING: 3 if grave < 2 else 1})
    if past.has_case:
        return GOES_ON
    if age is not None and age < 12:
        return _one_of(random, {HAND_OVER: 3, TALK: 3, NOTHING: 2})
    if grave == 0:
        return _one_of(random, {NOTHING: 7, TALK: 1, AGAIN: 1})
    if past.talked:
        return _one_of(random, {CASE: 5, POLICE_TALK: 3, AGAIN: 1})
    if grave == 1:
        return _one_of(random, {TALK: 5, NOTHING: 4, POLICE_TALK: 2, AGAIN: 1})
    if grave == 2:
        return _one_of(random, {POLICE_TALK: 5, TALK: 3, CASE: 1, AGAIN: 1, HAND_OVER: 1})
    return _one_of(random, {CASE: 3, POLICE_TALK: 4, NOTIFY: 1})


def _one_of(random: Random, shares: dict[str, int]) -> str:
    return random.choices(list(shares), list(shares.values()))[0]
