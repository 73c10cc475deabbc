"""Handovers: a matter is offered to another unit, and moves only when that unit says yes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.audit.record import record
from samspil.cases import policies
from samspil.cases.actions.actors import introduce
from samspil.cases.actions.casework import succeed
from samspil.cases.actions.tasks import give_task, made_before
from samspil.cases.actions.writing import give, required, sent_before
from samspil.cases.models import Case, Handover, HandoverState, Responsibility
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff, Unit
from samspil.organisations.queries import unit_of
from samspil.sharing.actions import disclose


@transaction.atomic
def propose_handover(
    actor: Actor,
    *,
    person_id: int | None,
    text: str,
    to_unit: Unit,
    owner_audience_id: int,
    basis_version_id: int,
    necessity: str,
    decision_id: int | None = None,
    keep: Sequence[int] = (),
    case: Case | None = None,
    with_notes: bool = False,
    from_unit: Unit | None = None,
    key: UUID | None = None,
) -> Handover:
    """Ask another unit to take a matter over. The giver, the actor's unit, holds it until that unit says yes
    (HAL-14).

    The asked unit reads the proposal and whom it is about, on the basis and necessity given here; the rest of a case
    comes with the yes. Once per decision, and once per form.
    """
    text = required(text, _("Write what is handed over."), "text")
    necessity = required(necessity, _("Write why it is necessary."), "necessity")
    giver = from_unit or unit_of(actor, timezone.localdate(actor.at))
    offer = Handover(
        owner_audience_id=owner_audience_id,
        subject=person_id,
        case=case,
        to_unit_id=to_unit.pk,
        from_unit_id=giver.pk,
        text=text,
        with_notes=with_notes,
        basis_version_id=basis_version_id,
        necessity=necessity,
        decision_id=decision_id,
        key=key,
        retention_kind="handover",
    )
    made = made_before(Handover, decision_id)
    if made:
        offer.pk, offer.owner_audience_id = made, giver.audience_id
        return offer
    sent = sent_before(Handover, giver.audience_id, key)
    if sent:
        return sent  # type: ignore[no-any-return]
    policies.check_may_propose(actor, case, giver, to_unit, cabinet.own_keys())
    if case and Handover.objects.filter(case=case, state=HandoverState.PROPOSED).exists():
        raise Refused(_("The case has been offered to a unit that has not answered yet. Take that back first."))
    offer.save(force_insert=True)
    give(actor, [offer], giver.audience_id, keep, basis_version_id, necessity)
    offer.disclosures = [
        *disclose(actor, "cases_handover", [offer.pk], [to_unit.audience_id], basis_version_id, necessity),
        *introduce(actor, offer, to_unit, basis_version_id, necessity),
    ]
    Handover.objects.filter(pk=offer.pk).update(disclosures=offer.disclosures)
    record("handover.proposed", offer, to=to_unit.pk)
    return offer


@transaction.atomic
def accept_handover(
    actor: Actor, *, handover: Handover, responsible: Staff, answer: str = "", due_on: date | None = None
) -> Handover:
    """A yes of the asked unit: the matter is theirs from now. A case gets the named colleague as coordinator and
    holder, without a gap; anything else becomes that colleague's task.

    Raises Refused for a colleague of another unit, a proposal that was answered or taken back, or a case that ended.
    """
    if handover.state == HandoverState.ACCEPTED:
        return handover
    to_unit = Unit.objects.get(pk=handover.to_unit_id)
    policies.check_may_reply(actor, handover, to_unit, cabinet.own_keys())
    policies.check_may_be_responsible(responsible, to_unit)
    if not responsible_here(responsible, to_unit, timezone.localdate(actor.at)):
        raise Refused(
            _("%(name)s does not work in the unit that is asked.") % {"name": responsible.name}, field="responsible"
        )
    _answer(handover, accepts=True, words=answer)
    if handover.case_id:
        case = Case.objects.get(pk=handover.case_id)
        for now in Responsibility.objects.filter(case=case, period__upper_inf=True).order_by("pk"):
            succeed(actor, case, now, responsible, to_unit, handover.text)
        record("coordinator.changed", case, to=responsible.pk)
    else:
        give_task(
            actor,
            person_id=handover.subject,
            text=handover.text,
            kind="handover",
            responsible=responsible,
            unit=to_unit,
            owner_audience_id=to_unit.audience_id,
            due_on=due_on,
        )
    handover.refresh_from_db()
    return handover


def responsible_here(staff: Staff, unit: Unit, day: date) -> bool:
    """Whether the colleague holds a post in the unit that day."""
    return staff.post_set.on(day).filter(unit=unit).exists()


@transaction.atomic
def decline_handover(actor: Actor, *, handover: Handover, answer: str) -> Handover:
    """A no of the asked unit, with the reason: the giver goes on holding the matter, and the asked unit reads it
    no more.
    """
    answer = required(answer, _("Write in a few words why not, so that the giver can go on."), "answer")
    to_unit = Unit.objects.get(pk=handover.to_unit_id)
    policies.check_may_reply(actor, handover, to_unit, cabinet.own_keys())
    _answer(handover, accepts=False, words=answer)
    handover.state, handover.answer = HandoverState.DECLINED, answer
    return handover


def _answer(handover: Handover, *, accepts: bool, words: str) -> None:
    """The answer as the database gives it: the asked unit does not own the row, so no policy lets it write there."""
    ((state,),) = cabinet.call("SELECT cases.answer(%s, %s, %s)", [handover.pk, accepts, words.strip()])
    if state == "gone":
        raise Refused(_("The case is closed or lies with another unit meanwhile. Ask the giver."))
    if state != (HandoverState.ACCEPTED if accepts else HandoverState.DECLINED):
        raise Refused(_("Somebody has answered meanwhile, or the giver has taken the question back."))


@transaction.atomic
def withdraw_handover(actor: Actor, *, handover: Handover, version: int) -> Handover:
    """The giver takes the question back before it is answered; the asked unit reads it no more."""
    policies.check_may_withdraw(actor, handover, cabinet.own_keys())
    if not Handover.objects.filter(pk=handover.pk, version=version).update(state=HandoverState.WITHDRAWN):
        raise Refused(_("Somebody has answered meanwhile. Load the page again."))
    cabinet.call("SELECT cases.take_back(%s, %s)", ["cases_handover", handover.pk])
    handover.refresh_from_db()
    record("handover.withdrawn", handover)
    return handover


@transaction.atomic
def withdraw_consequences(actor: Actor, *, decision_id: int) -> int:
    """Undo of a decision: its task, conversation, case and handover are taken back, all or none. Returns how many.

    By then they belong to another unit, so the database does it (`cases.withdraw`): for those alone who gave them away,
    and only while nobody has begun. Raises Refused where somebody has.
    """
    withdrawn, begun = cabinet.call("SELECT * FROM cases.withdraw(%s)", [decision_id])[0]
    match begun:
        case "task":
            raise Refused(_("The task is done already, so the decision cannot be undone. Make a new decision instead."))
        case "conversation":
            raise Refused(_("The conversation has been written down already, so the decision cannot be undone."))
        case "handover":
            raise Refused(_("The other unit has said yes already, so the decision cannot be undone."))
        case "case":
            raise Refused(_("Work has begun in the case, so the decision cannot be undone. Close the case instead."))
    return int(withdrawn)
