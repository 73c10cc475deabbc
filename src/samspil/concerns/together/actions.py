"""Two concerns are about one child: they become one matter, with one holder; and are parted again (HAL-12)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns.models import Assessment, Concern
from samspil.concerns.policies import check_answers_door, check_may_answer
from samspil.concerns.queries.at_door import get_at_door
from samspil.concerns.states import POLICE_ORIGIN
from samspil.concerns.together import queries
from samspil.concerns.together.models import Tie
from samspil.concerns.together.queries import Both, Choice
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.queries import staff_of


@verb("concern.compared")
def look_for_others(actor: Actor, *, concern_id: int) -> Choice:
    """What may be the same child: that the others of the door were seen is noted. Raises NotVisible, Refused."""
    concern = _at_own_door(concern_id)
    check_answers_door(actor, concern)
    found = queries.choice(actor, concern)
    record("concern.compared", concern, count=len(found.lines))
    return found


@verb("concern.read")
def look_at_both(actor: Actor, *, concern_id: int, other_id: int) -> Both:
    """Both, before they are joined. Raises NotVisible."""
    one, other = _at_own_door(concern_id), _at_own_door(other_id)
    if one.pk == other.pk:
        raise NotVisible
    for concern in (one, other):
        record("concern.read", concern)
    return queries.both(actor, one, other)


@verb("concern.joined", "concern.taken")
def join(actor: Actor, *, concern: Concern, other: Concern) -> Tie:
    """They are about one child: the later follows the earlier, and one colleague has both. Nothing is copied, nobody reads more than
    before, and both clocks run on. The child that the earlier names stands for both. Raises Refused.
    """
    for one in (concern, other):
        check_answers_door(actor, one)
    kept, follows = queries.ordered(actor, concern, other)
    about = queries.check(actor, kept, follows)
    # What it followed is closed: that tie has ended.
    Tie.objects.filter(follows=follows, owner_audience_id=follows.owner_audience_id, parted_at__isnull=True).update(
        parted_at=actor.at
    )
    tie = Tie.objects.create(
        owner_audience_id=kept.owner_audience_id, retention_kind=kept.retention_kind,
        origin=POLICE_ORIGIN if POLICE_ORIGIN in {kept.origin, follows.origin} else kept.origin,
        delete_after=min((day for day in (kept.delete_after, follows.delete_after) if day), default=None), kept=kept,
        follows=follows, said_by_id=staff_of(actor).pk, kept_was_about=about[kept.pk].subject,
        follows_was_about=about[follows.pk].subject,
    )  # fmt: skip
    child = about[kept.pk].subject or about[follows.pk].subject
    if child is not None:
        for assessment in about.values():
            if assessment.subject != child:
                Assessment.objects.filter(pk=assessment.pk).update(subject=child)
    cabinet.call("SELECT together.follow(%s)", [tie.pk])
    record("concern.joined", kept, other=follows.pk)
    return tie


@verb("concern.parted")
def part(actor: Actor, *, tie: Tie) -> None:
    """They were two after all: each is about whom it was about before; whoever has them keeps them until one is handed over."""
    check_may_answer(actor, tie.kept)
    if not Tie.objects.filter(pk=tie.pk, parted_at__isnull=True).update(
        parted_at=actor.at, parted_by_id=staff_of(actor).pk
    ):
        raise Refused(_("They are two already."))
    child = tie.kept_was_about or tie.follows_was_about
    if child is not None:
        for concern_id, before in ((tie.kept_id, tie.kept_was_about), (tie.follows_id, tie.follows_was_about)):
            # What somebody has said since stands.
            Assessment.objects.filter(concern_id=concern_id, subject=child).exclude(subject=before).update(
                subject=before
            )
    record("concern.parted", tie.kept, other=tie.follows_id)


def _at_own_door(concern_id: int) -> Concern:
    """A concern at a door that the actor answers: its sender is shown nothing of others. Raises NotVisible."""
    concern = get_at_door(concern_id)
    if concern.owner_audience_id not in cabinet.own_keys():
        raise NotVisible
    return concern


__all__ = ["join", "look_at_both", "look_for_others", "part"]
