"""Handovers: a matter is offered to another unit, or a case to a colleague, and moves only with every yes (HAL-14, HAL-15).

The database decides whether the answers suffice (`cases.settle`); here they are only written down, each by the one whose
answer it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.cases import policies
from samspil.cases.actions.actors import introduce
from samspil.cases.actions.tasks import give_task, made_before
from samspil.cases.actions.writing import give, required, sent_before
from samspil.cases.models import Agreement, Case, Handover, HandoverState
from samspil.cases.queries.choices import staff_in
from samspil.cases.queries.handovers import SIDES
from samspil.cases.queries.holders import who_has
from samspil.concerns.chosen.states import Chooser
from samspil.concerns.queries.hours import needs_of
from samspil.lib.refusals import Refused
from samspil.organisations.models import Body, Staff, Unit
from samspil.organisations.queries import posts_with_children, staff_of, unit_of
from samspil.people.models import Person
from samspil.responsibility.policies import check_has_it_not, check_judged, check_reply
from samspil.responsibility.queries import sides
from samspil.responsibility.states import CHILD, GIVER, PARENTS, RECEIVER, Answer
from samspil.sharing.actions import disclose, hand_over
from samspil.sharing.notices.actions import tell


@verb(
    "handover.proposed",
    "coordinator.changed",
    "handover.accepted",
    "handover.answered",
    "handover.declined",
    "handover.withdrawn",
    "holder.changed",
    "task.passed",
    "conversation.passed",
)
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
    to_staff: Staff | None = None,
    suspicion: str = "",
    due_on: date | None = None,
    key: UUID | None = None,
) -> Handover:
    """Ask another unit to take a matter over, or a colleague of it, or of one's own, to take a case. Until everybody who
    must has said yes the giver holds it (HAL-14). The holder's own offer is the giver's yes; a colleague's offer to take
    it is the receiver's.

    The asked unit reads the proposal and whom it is about, on the basis and necessity given here; the rest of a case
    comes with the yes. `due_on` is the day that was decided for a matter without a case. Once per decision, and once per form.
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
        to_staff_id=to_staff.pk if to_staff else None,
        text=text,
        due_on=due_on,
        with_notes=with_notes,
        basis_version_id=basis_version_id,
        necessity=necessity,
        suspicion=suspicion,
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
    policies.check_may_propose(
        actor, case, giver, to_unit, cabinet.own_keys(), timezone.localdate(actor.at), within=to_staff is not None
    )
    if case:
        _hold_still(actor, offer, case, giver, to_unit, to_staff)
    offer.save(force_insert=True)
    give(actor, [offer], giver.audience_id, keep, basis_version_id, necessity)
    if to_unit.audience_id != offer.owner_audience_id:
        offer.disclosures = [
            *disclose(actor, "cases_handover", [offer.pk], [to_unit.audience_id], basis_version_id, necessity),
            *introduce(actor, offer, to_unit, basis_version_id, necessity),
        ]
        Handover.objects.filter(pk=offer.pk).update(disclosures=offer.disclosures)
    record("handover.proposed", offer, to=to_unit.pk)
    tell(actor, {*_asked(actor, offer), *_giving(actor, offer)}, "case_offered", offer)
    if case:
        _own_yes(actor, offer, case)
    return offer


def _hold_still(actor: Actor, offer: Handover, case: Case, giver: Unit, to_unit: Unit, to_staff: Staff | None) -> None:
    """Nobody else offers the case meanwhile; who has it now, and who must agree, stand in the offer."""
    Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    if Handover.objects.filter(case=case, state=HandoverState.PROPOSED).exists():
        raise Refused(_("The case has been offered to a unit that has not answered yet. Take that back first."))
    holder = who_has([case], actor.at)[case.pk]
    if to_staff is not None:
        check_has_it_not(to_staff, holder.staff.pk, field="to_unit")
        if not responsible_here(to_staff, to_unit, timezone.localdate(actor.at)):
            raise Refused(
                _("%(name)s does not work in the unit that is asked.") % {"name": to_staff.name}, field="to_unit"
            )
    offer.from_staff_id = holder.staff.pk
    offer.needs = needed(giver.body, case, timezone.localdate(actor.at), chosen_by=holder.duty.chosen_by)
    check_judged(offer.needs, offer.suspicion)


def needed(body: Body, case: Case, day: date, *, chosen_by: str = "") -> list[str]:
    """Who must agree besides giver and receiver: as the profile says, else the child and the parents, and whoever chose the
    adult who has it; who is 18 answers alone (VAL-22), for the family too.
    """
    told = needs_of(body, "case")
    if told is None:
        told = [CHILD, PARENTS] if case.subject else []
    born = Person.objects.filter(pk=case.subject).values_list("birth_date", flat=True).first() if case.subject else None
    is_adult = policies.is_adult(born, day)
    chose = [PARENTS if chosen_by == Chooser.FAMILY and not is_adult else CHILD] if chosen_by else []
    return [party for party in dict.fromkeys([*told, *chose]) if not (party == PARENTS and is_adult)]


def _own_yes(actor: Actor, offer: Handover, case: Case) -> None:
    me, holder = staff_of(actor), who_has([case], actor.at)[case.pk]
    if me.pk in {holder.staff.pk, holder.now.pk}:
        _say(actor, offer, GIVER, Answer.AGREES)
    if me.pk == offer.to_staff_id:
        _say(actor, offer, RECEIVER, Answer.AGREES)
    _settle(offer)


@verb(
    "handover.answered",
    "coordinator.changed",
    "handover.accepted",
    "handover.declined",
    "handover.withdrawn",
    "holder.changed",
    "task.passed",
    "conversation.passed",
)
def reply_handover(
    actor: Actor,
    *,
    handover: Handover,
    party: str,
    answer: str,
    because: str = "",
    tries: Sequence[date] = (),
    note: str = "",
) -> Handover:
    """Write down what the giver, the child or the parents answer, or that they are not asked, which a leader confirms. The
    receiver answers by `accept_handover` and `decline_handover`. Raises Refused.
    """
    # Two who answer at once come one after the other, and no answer comes after the question is settled.
    Case.objects.select_for_update(no_key=True).filter(pk=handover.case_id or 0).first()
    handover.refresh_from_db()
    policies.check_may_say(actor, handover, party, answer, cabinet.own_keys())
    check_reply(actor, sides(SIDES, handover.pk), party, answer, because=because, tries=tries, note=note)
    _say(actor, handover, party, answer, because=because, tries=tries, note=note)
    tell(actor, {*_giving(actor, handover), handover.to_staff_id}, "case_answered", handover)
    if answer == Answer.NOT_ASKED:
        cabinet.call("SELECT cases.ask_to_confirm(%s, %s)", [handover.pk, party])
    _settle(handover)
    return handover


def _asked(actor: Actor, offer: Handover) -> set[int]:
    """Who is asked: the colleague by name, else everybody who works in the unit."""
    if offer.to_staff_id is not None:
        return {offer.to_staff_id}
    unit = Unit.objects.filter(pk=offer.to_unit_id)
    return {one.pk for one, _unit in staff_in(unit, timezone.localdate(actor.at))}


def _giving(actor: Actor, offer: Handover) -> set[int]:
    """Who hears of a question on the giver's side: who has the case, and who acts for them while they are not there."""
    case = Case.objects.filter(pk=offer.case_id or 0).first()
    holder = who_has([case], actor.at).get(case.pk) if case is not None else None
    return {offer.from_staff_id or 0} | ({holder.now.pk} if holder is not None else set())


def _say(
    actor: Actor, offer: Handover, party: str, answer: str, *, because: str = "", tries: Sequence[date] = (),
    note: str = "",
) -> None:  # fmt: skip
    """An answer of the giver's side. The asked unit reads the giver's own; what child and parents say it reads when the case is
    theirs, and not before. What somebody from above confirms belongs to the giver's side too, and they go on reading it.
    """
    me = staff_of(actor)
    above = offer.owner_audience_id not in cabinet.own_keys()
    owner = me.person_audience_id if above else offer.owner_audience_id
    said = Agreement.objects.create(
        owner_audience_id=owner, subject=offer.subject, retention_kind=offer.retention_kind,
        delete_after=offer.delete_after, handover=offer, party=party, answer=answer, because=because, tries=list(tries),
        note=note.strip(), staff_id=me.pk,
    )  # fmt: skip
    if above:
        hand_over(
            actor, "cases_agreement", [said.pk], offer.owner_audience_id, [me.person_audience_id], offer.basis_version_id,
            offer.necessity,
        )  # fmt: skip
    asked = Unit.objects.values_list("audience_id", flat=True).get(pk=offer.to_unit_id)
    if asked != offer.owner_audience_id and party not in {CHILD, PARENTS}:
        given = disclose(actor, "cases_agreement", [said.pk], [asked], offer.basis_version_id, offer.necessity)
        before = Handover.objects.values_list("disclosures", flat=True).get(pk=offer.pk)
        Handover.objects.filter(pk=offer.pk).update(disclosures=[*before, *given])
    record("handover.answered", offer, party=party, answer=answer)


def _settle(handover: Handover) -> None:
    """Ask the database whether all have agreed; the case moves in that instant."""
    ((state,),) = cabinet.call("SELECT cases.settle(%s)", [handover.pk])
    if state == "gone":
        raise Refused(_("The case is closed or lies with another unit meanwhile. Ask the giver."))
    handover.refresh_from_db()


@verb(
    "handover.accepted",
    "coordinator.changed",
    "handover.answered",
    "handover.declined",
    "handover.withdrawn",
    "holder.changed",
    "task.passed",
    "conversation.passed",
)
def accept_handover(
    actor: Actor, *, handover: Handover, responsible: Staff, answer: str = "", due_on: date | None = None
) -> Handover:
    """A yes of the asked unit. Who says it holds the case as soon as all others have agreed too, and the named colleague
    coordinates it, without a gap; a matter without a case is theirs at once and becomes that colleague's task, by `due_on`, else by
    the day that was decided with the question.

    Raises Refused for a colleague of another unit, a proposal that was answered or taken back, or a case that ended.
    """
    if handover.state == HandoverState.ACCEPTED:
        return handover
    to_unit = Unit.objects.get(pk=handover.to_unit_id)
    policies.check_may_reply(actor, handover, to_unit, staff_of(actor), cabinet.own_keys())
    policies.check_may_be_responsible(responsible, to_unit, timezone.localdate(actor.at))
    if not responsible_here(responsible, to_unit, timezone.localdate(actor.at)):
        raise Refused(
            _("%(name)s does not work in the unit that is asked.") % {"name": responsible.name}, field="responsible"
        )
    _answer(handover, accepts=True, words=answer, coordinator=responsible)
    if not handover.case_id:
        give_task(
            actor,
            person_id=handover.subject,
            text=handover.text,
            kind="handover",
            responsible=responsible,
            unit=to_unit,
            owner_audience_id=to_unit.audience_id,
            due_on=due_on or handover.due_on,
        )
    handover.refresh_from_db()
    if handover.case_id and handover.state == HandoverState.ACCEPTED:
        tell(actor, [responsible.pk], "case_coordinated", Case.objects.get(pk=handover.case_id))
    return handover


def responsible_here(staff: Staff, unit: Unit, day: date) -> bool:
    """Whether the colleague works with children in the unit that day."""
    return posts_with_children(day).filter(unit=unit, staff=staff).exists()


@verb(
    "handover.declined",
    "coordinator.changed",
    "handover.accepted",
    "handover.answered",
    "handover.withdrawn",
    "holder.changed",
    "task.passed",
    "conversation.passed",
)
def decline_handover(actor: Actor, *, handover: Handover, answer: str) -> Handover:
    """A no of the asked unit, with the reason: the giver goes on holding the matter, and the asked unit reads it
    no more.
    """
    answer = required(answer, _("Write in a few words why not, so that the giver can go on."), "answer")
    to_unit = Unit.objects.get(pk=handover.to_unit_id)
    policies.check_may_reply(actor, handover, to_unit, staff_of(actor), cabinet.own_keys())
    _answer(handover, accepts=False, words=answer)
    handover.state, handover.answer = HandoverState.DECLINED, answer
    return handover


def _answer(handover: Handover, *, accepts: bool, words: str, coordinator: Staff | None = None) -> None:
    """The answer as the database gives it: the asked unit does not own the row, so no policy lets it write there. A yes may
    leave the question open: others have yet to agree.
    """
    ((state,),) = cabinet.call(
        "SELECT cases.answer(%s, %s, %s, %s)",
        [handover.pk, accepts, words.strip(), coordinator.pk if coordinator else None],
    )
    if state == "gone":
        raise Refused(_("The case is closed or lies with another unit meanwhile. Ask the giver."))
    if state not in ({HandoverState.ACCEPTED, HandoverState.PROPOSED} if accepts else {HandoverState.DECLINED}):
        raise Refused(_("Somebody has answered meanwhile, or the giver has taken the question back."))


@verb("handover.withdrawn")
def withdraw_handover(actor: Actor, *, handover: Handover, version: int) -> Handover:
    """The giver takes the question back before it is answered; the asked unit reads it no more, and who was asked is told so."""
    policies.check_may_withdraw(actor, handover, cabinet.own_keys())
    if not Handover.objects.filter(pk=handover.pk, version=version).update(state=HandoverState.WITHDRAWN):
        raise Refused(_("Somebody has answered meanwhile. Load the page again."))
    cabinet.call("SELECT cases.take_back(%s, %s)", ["cases_handover", handover.pk])
    handover.refresh_from_db()
    tell(actor, _asked(actor, handover), "case_taken_back", handover)
    record("handover.withdrawn", handover)
    return handover


@verb("task.withdrawn", "case.withdrawn", "conversation.withdrawn", "handover.withdrawn")
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
