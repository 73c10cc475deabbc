"""Handing a concern over: offered, answered by each who must agree, in effect when all have (HAL-15, HAL-16).

The database decides whether the answers suffice (`concerns.settle`); here they are only written down, each by the one
whose answer it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns import policies
from samspil.concerns.models import (
    Absence,
    Agreement,
    Answer,
    Assessment,
    Concern,
    Handover,
    HandoverState,
)
from samspil.concerns.queries.basis import basis_to_door
from samspil.concerns.queries.holders import who_has
from samspil.concerns.queries.hours import needs_of
from samspil.lib.refusals import Refused
from samspil.organisations.models import ConcernDoor, Staff, Unit
from samspil.organisations.queries import staff_of, unit_of
from samspil.organisations.queries.concern_doors import answering, get_door
from samspil.sharing.actions import disclose
from samspil.sharing.notices.actions import tell

GIVER, RECEIVER, CHILD, PARENTS = "giver", "receiver", "child", "parents"


@verb(
    "concernhandover.proposed",
    "concernhandover.answered",
    "concernhandover.declined",
    "concernhandover.in_effect",
    "concernhandover.withdrawn",
)
def propose(
    actor: Actor,
    *,
    concern: Concern,
    reason: str,
    key: UUID,
    to_staff: Staff | None = None,
    to_door: ConcernDoor | None = None,
) -> Handover:
    """Offer a concern to a colleague of the same door, or to another door. The reason says why it is best for the child
    (HAL-16). The holder's own offer is the giver's yes; a colleague's offer to take it is the receiver's. Raises Refused.
    """
    if again := Handover.objects.filter(written_by=actor.principal_id, key=key).first():
        return again
    policies.check_answers_door(actor, concern)
    policies.check_first_is_answered(actor, Assessment.objects.get(concern=concern))
    if not reason.strip():
        raise Refused(_("Write why it is best for the child."), field="reason")
    Concern.objects.select_for_update(no_key=True).get(
        pk=concern.pk
    )  # two who offer it at once come one after the other
    if Handover.objects.filter(concern=concern, state=HandoverState.PROPOSED).exists():
        raise Refused(_("It is offered to somebody already. Take that back first."))
    me, today = staff_of(actor), timezone.localdate(actor.at)
    holder = who_has([concern], actor.at)[concern.pk]
    unit = _unit_of_receiver(concern, to_staff, to_door, today)
    if to_staff is not None and to_staff.pk == holder.staff.pk:
        raise Refused(_("%(name)s has it already.") % {"name": to_staff.name}, field="to")
    basis = basis_to_door(holder.unit, holder.unit.body_id, today)
    moves = to_door is not None and to_door.pk != concern.door_id
    handover = Handover.objects.create(
        owner_audience_id=concern.owner_audience_id, retention_kind=concern.retention_kind,
        delete_after=concern.delete_after, origin=concern.origin, concern=concern,
        from_staff_id=holder.staff.pk, from_unit_id=holder.unit.pk, to_staff_id=to_staff.pk if to_staff else None,
        to_unit_id=unit.pk, to_door_id=to_door.pk if to_door and moves else None, needs=list(_needs(concern)),
        reason=reason.strip(), basis_version_id=basis.pk, necessity=_("handing over of a concern"), key=key,
    )  # fmt: skip
    if to_door is not None and moves:
        why = _("handing over of a concern")
        # Before the yes the asked door reads the question and its reason, not the concern.
        disclose(actor, "concerns_handover", [handover.pk], [to_door.audience_id], basis.pk, why)
    record("concernhandover.proposed", handover, to=unit.pk)
    asked = {to_staff.pk} if to_staff else set()
    if to_door is not None:
        asked |= {post.staff_id for _place, post in answering([to_door], today)[to_door.pk]}
    tell(actor, {*asked, holder.now.pk}, "concern_offered", handover)
    if me.pk in {holder.staff.pk, holder.now.pk}:
        _say(actor, handover, GIVER, Answer.AGREES)
    if to_staff is not None and me.pk == to_staff.pk:
        _say(actor, handover, RECEIVER, Answer.AGREES)
    settle(actor, handover)
    return handover


@verb("concernhandover.answered", "concernhandover.declined", "concernhandover.in_effect", "concernhandover.withdrawn")
def reply(
    actor: Actor,
    *,
    handover: Handover,
    party: str,
    answer: str,
    because: str = "",
    tries: Sequence[date] = (),
    note: str = "",
) -> Handover:
    """Write down what a party answers: giver and receiver each their own, the giver's side for child and parents. Whoever
    is not asked needs a listed reason, and a leader who confirms it. Raises Refused.
    """
    # Two who answer at once come one after the other, and no answer comes after the question is settled.
    Concern.objects.select_for_update(no_key=True).filter(pk=handover.concern_id).first()
    handover.refresh_from_db()
    if handover.state != HandoverState.PROPOSED:
        raise Refused(_("The question is settled already."))
    me = staff_of(actor)
    policies.check_may_reply(actor, me, handover, party, answer)
    policies.check_said(party, answer, because, tries)
    _say(actor, handover, party, answer, because=because, tries=tries, note=note)
    settle(
        actor, handover
    )  # first: it locks the concern, and two who tell the same person then come one after the other
    tell(actor, {handover.from_staff_id, handover.to_staff_id or 0}, "concern_answered", handover)
    return handover


@verb("concernhandover.withdrawn")
def withdraw(actor: Actor, *, handover: Handover) -> None:
    """The giver's side takes the question back; who had the concern goes on having it."""
    policies.check_may_withdraw_handover(actor, handover)
    if not Handover.objects.filter(pk=handover.pk, state=HandoverState.PROPOSED).update(
        state=HandoverState.WITHDRAWN, settled_at=actor.at
    ):
        raise Refused(_("The question is settled already."))
    record("concernhandover.withdrawn", handover)


def settle(actor: Actor, handover: Handover) -> str:
    """Ask the database whether all have agreed; the concern moves in that instant."""
    ((state,),) = cabinet.call("SELECT concerns.settle(%s)", [handover.pk])
    handover.refresh_from_db()
    return str(state)


@verb("absence.registered")
def register_absence(
    actor: Actor, *, staff: Staff, since: datetime, until: datetime | None, deputy: Staff | None = None
) -> Absence:
    """Somebody is away from now or later on: meanwhile the deputy, else the next at the door, acts for them. Raises
    Refused.
    """
    policies.check_may_say_away(actor, staff)
    since = max(since, actor.at)  # what has been done meanwhile was not done by somebody absent
    if until is not None and until <= since:
        raise Refused(_("The absence ends before it begins."), field="until")
    if deputy is not None and deputy.pk == staff.pk:
        raise Refused(_("Choose somebody else as deputy."), field="deputy")
    absence = Absence.objects.create(
        staff_id=staff.pk, away=DateTimeTZRange(since, until), deputy_id=deputy.pk if deputy else None
    )
    record("absence.registered", owner=staff.person_audience_id, staff=staff.pk)
    return absence


@verb("absence.ended")
def end_absence(actor: Actor, *, absence: Absence) -> None:
    """Back at work, from this instant. Raises Refused where the absence is over: it does not become longer."""
    staff = Staff.objects.select_related("body").get(pk=absence.staff_id)
    policies.check_may_say_away(actor, staff)
    policies.check_is_away(actor, absence)
    begins = absence.away.lower
    Absence.objects.filter(pk=absence.pk).update(away=DateTimeTZRange(begins, max(begins, actor.at)))
    record("absence.ended", owner=staff.person_audience_id, staff=staff.pk)


# --- what the acts share --------------------------------------------------------------------------------------------
def _needs(concern: Concern) -> Sequence[str]:
    """Who must agree besides giver and receiver: as the profile says; about a named child the child and the parents."""
    door = get_door(concern.door_id or 0)
    told = needs_of(door.body, concern.about)
    return ([CHILD, PARENTS] if concern.about == "child" else []) if told is None else told


def _unit_of_receiver(concern: Concern, staff: Staff | None, door: ConcernDoor | None, day: date) -> Unit:
    target = door or get_door(concern.door_id or 0)
    if staff is None:
        if door is None or door.pk == concern.door_id:
            raise Refused(_("Choose a colleague, or another door."), field="to")
        return target.unit
    posts = [post for _place, post in answering([target], day)[target.pk] if post.staff_id == staff.pk]
    if not posts:
        raise Refused(_("%(name)s does not answer this door.") % {"name": staff.name}, field="to")
    return posts[0].unit


def _say(
    actor: Actor, handover: Handover, party: str, answer: str, *, because: str = "", tries: Sequence[date] = (),
    note: str = "",
) -> Agreement:  # fmt: skip
    """An answer stands in the answering side's own audience, and is told to the other side."""
    me, today = staff_of(actor), timezone.localdate(actor.at)
    own, theirs = cabinet.own_keys(), None
    owner = handover.owner_audience_id
    if handover.to_door_id is not None:
        door = get_door(handover.to_door_id)
        if owner not in own or party == RECEIVER:
            owner, theirs = door.audience_id, owner
        else:
            theirs = door.audience_id
    agreement = Agreement.objects.create(
        owner_audience_id=owner, retention_kind=handover.retention_kind, delete_after=handover.delete_after,
        origin=handover.origin, handover=handover, party=party, answer=answer, because=because, tries=list(tries),
        note=note.strip(), staff_id=me.pk,
    )  # fmt: skip
    if theirs is not None:
        unit = unit_of(actor, today)
        basis = basis_to_door(unit, unit.body_id, today)
        disclose(actor, "concerns_agreement", [agreement.pk], [theirs], basis.pk, _("handing over of a concern"))
    record("concernhandover.answered", handover, party=party, answer=answer)
    return agreement


__all__ = ["end_absence", "propose", "register_absence", "reply", "settle", "withdraw"]
