"""What becomes of an agreement by name: whoever has it, or acts for them, says how far it is and gives it on, with or without a seat."""

from __future__ import annotations

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.meetings.nameless import check_nameless
from samspil.organisations.models import Forum, Staff


@verb("resolution.followed_up")
def tell_how_far(
    actor: Actor, *, resolution_id: int, forum: Forum, version: int, outcome: str, done: bool, sure: bool = False
) -> None:
    """How far an agreement is, from who has it or acts for them and has no seat at the meeting. Raises Refused."""
    check_nameless(forum.body, sure=sure, outcome=outcome)
    cabinet.call("SELECT matters.tell_how_far(%s, %s, %s, %s)", [resolution_id, version, outcome, done])


@verb("resolution.handed_on")
def hand_on(actor: Actor, *, resolution_id: int, to: Staff) -> None:
    """Another colleague does it from now on, and is told. Who has it gives it on, who acts for them or shares out what they have,
    and who keeps the minutes. Raises Refused.
    """
    cabinet.call("SELECT matters.hand_on(%s, %s)", [resolution_id, to.pk])


__all__ = ["hand_on", "tell_how_far"]
