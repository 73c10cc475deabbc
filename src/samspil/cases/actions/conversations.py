"""Preventive and concern conversations: planned, held or not held, answered. Support is voluntary (VAL-88)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.cases import policies
from samspil.cases.actions.tasks import made_before
from samspil.cases.actions.writing import change, give, required, sent_before
from samspil.cases.models import Answer, Attempt, Case, Conversation, ConversationState
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff, Unit
from samspil.people.models import Person
from samspil.sharing.notices.actions import tell


@dataclass(frozen=True)
class Held:
    """What was written down about a conversation. For somebody who is 18, `answer_parents` stays empty (VAL-22)."""

    held_on: date
    place: str
    participants: str
    summary: str
    offer: str = ""
    answer_child: str = ""
    answer_parents: str = ""
    follow_up_on: date | None = None


@verb("conversation.planned")
def plan_conversation(
    actor: Actor,
    *,
    person_id: int | None,
    kind: str,
    responsible: Staff,
    unit: Unit,
    owner_audience_id: int,
    with_police: bool = False,
    due_on: date | None = None,
    decision_id: int | None = None,
    keep: Sequence[int] = (),
    basis_version_id: int | None = None,
    necessity: str = "",
    case: Case | None = None,
    key: UUID | None = None,
) -> Conversation:
    """A conversation that somebody is to hold (VAL-85, BAL-41): assigned, with a day, under the basis it is tied to.

    Becomes the row of the responsible's unit, and the colleague is told. Once per decision, and once per form.
    """
    policies.check_may_be_responsible(responsible, unit, None if decision_id else timezone.localdate(actor.at))
    if case is not None:
        policies.check_is_open(actor, case, cabinet.own_keys())
    planned = Conversation(
        owner_audience_id=owner_audience_id,
        subject=person_id,
        case=case,
        kind=kind,
        with_police=with_police,
        responsible_id=responsible.pk,
        unit_id=unit.pk,
        due_on=due_on,
        decision_id=decision_id,
        key=key,
        basis_version_id=basis_version_id,
        retention_kind="case" if case else "conversation",
    )
    made = made_before(Conversation, decision_id)
    if made:
        planned.pk, planned.owner_audience_id = made, unit.audience_id
        return planned
    sent = sent_before(Conversation, unit.audience_id, key)
    if sent:
        return sent  # type: ignore[no-any-return]
    planned.save(force_insert=True)
    tell(actor, [responsible.pk], "conversation_given", planned)  # while the actor reads it
    give(actor, [planned], unit.audience_id, keep, basis_version_id, necessity)
    record("conversation.planned", planned, kind=kind, responsible=responsible.pk)
    return planned


@verb("conversation.held", "conversation.planned")
def hold_conversation(actor: Actor, *, conversation: Conversation, version: int, held: Held) -> Conversation:
    """The conversation was held: where, with whom, what was said, what was offered, and what each answered (VAL-87).

    A no is written down like a yes and has no consequence whatever (VAL-88). With a day for it, the follow-up is
    planned at once, for the same colleague. Raises Refused and Conflict.
    """
    policies.check_may_hold(actor, conversation, cabinet.own_keys())
    if held.held_on > timezone.localdate(actor.at):
        raise Refused(_("The day lies ahead. Write the conversation down when it has been held."), field="held_on")
    if held.follow_up_on and held.follow_up_on <= held.held_on:
        raise Refused(_("The follow-up comes after the conversation."), field="follow_up_on")
    summary = required(held.summary, _("Write in a few words what was said and agreed."), "summary")
    adult = is_adult(conversation, held.held_on)
    policies.check_answers(held.offer, held.answer_child, held.answer_parents, adult=adult)
    policies.check_may_offer(conversation.case, held.offer)
    offered = bool(held.offer.strip())
    change(
        actor,
        conversation,
        version,
        {"summary": summary, "offer": held.offer, "participants": held.participants},
        state=ConversationState.HELD,
        held_on=held.held_on,
        place=held.place.strip(),
        summary=summary,
        participants=held.participants.strip(),
        offer=held.offer.strip(),
        follow_up_on=held.follow_up_on,
        **_answers(held.answer_child, held.answer_parents, held.held_on, adult=adult, offered=offered),
    )
    if held.follow_up_on:
        _plan_follow_up(actor, conversation, held.follow_up_on)
    record("conversation.held", conversation)
    return conversation


def is_adult(conversation: Conversation, day: date) -> bool:
    """Whether the young person was 18 that day, as far as the record that the actor reads tells."""
    if conversation.subject is None:
        return False
    birth_date = Person.objects.filter(pk=conversation.subject).values_list("birth_date", flat=True).first()
    return policies.is_adult(birth_date, day)


def _answers(child: str, parents: str, day: date, *, adult: bool, offered: bool) -> dict[str, Any]:
    if not offered:
        return {}
    answered = child != Answer.NOT_ASKED or parents in {Answer.YES, Answer.NO}
    answers = {"answer_child": child, "answered_on": day if answered else None}
    return answers if adult else answers | {"answer_parents": parents}


def _plan_follow_up(actor: Actor, conversation: Conversation, due_on: date) -> None:
    # No form key and no decision of its own: it is planned once, because a conversation is held once.
    planned = Conversation.objects.create(
        owner_audience_id=conversation.owner_audience_id,
        subject=conversation.subject,
        case=conversation.case,
        kind=conversation.kind,
        with_police=conversation.with_police,
        responsible_id=conversation.responsible_id,
        unit_id=conversation.unit_id,
        due_on=due_on,
        follows=conversation,
        origin=conversation.origin,
        basis_version_id=conversation.basis_version_id,
        retention_kind=conversation.retention_kind,
    )
    record("conversation.planned", planned, kind=planned.kind, follows=conversation.pk)


@verb("conversation.attempted")
def note_attempt(actor: Actor, *, conversation: Conversation, version: int, attempt: str) -> Conversation:
    """An attempt to reach the family, noted in one press: it stands with its day and its writer, and the conversation goes on
    waiting. Why it has not been held yet is what these lines say. Raises Refused and Conflict.
    """
    policies.check_may_hold(actor, conversation, cabinet.own_keys())
    if attempt not in Attempt.values:
        raise Refused(_("Choose what was tried."))
    who = Staff.objects.filter(principal_id=actor.principal_id).values_list("name", flat=True).first() or ""
    at = timezone.localtime(actor.at)
    line = _("%(day)s at %(time)s, %(name)s: %(what)s") % {
        "day": f"{at:%d.%m.%Y}", "time": f"{at:%H.%M}", "name": who, "what": Attempt(attempt).label,
    }  # fmt: skip
    lines = f"{conversation.reason_not}\n{line}".strip()
    change(actor, conversation, version, {}, reason_not=lines)
    record("conversation.attempted", conversation)
    return conversation


@verb("conversation.skipped")
def skip_conversation(actor: Actor, *, conversation: Conversation, version: int, reason: str) -> Conversation:
    """The conversation is not held: the reason is written down (VAL-85, BAL-41)."""
    reason = required(reason, _("Write in a few words why it is not held."), "reason")
    policies.check_may_hold(actor, conversation, cabinet.own_keys())
    whole = "\n".join(part for part in (conversation.reason_not, reason) if part)  # the attempts noted until now stay
    change(actor, conversation, version, {"reason_not": reason}, state=ConversationState.NOT_HELD, reason_not=whole)
    record("conversation.skipped", conversation)
    return conversation


@verb("offer.answered")
def answer_offer(
    actor: Actor, *, conversation: Conversation, version: int, answer_child: str, answer_parents: str, answered_on: date
) -> Conversation:
    """Young person or parents answer an offer after the conversation, or change their mind; either is theirs to do."""
    policies.check_may_answer(actor, conversation, cabinet.own_keys())
    adult = is_adult(conversation, answered_on)
    policies.check_answers(conversation.offer, answer_child, answer_parents, adult=adult)
    change(
        actor,
        conversation,
        version,
        {},
        **_answers(answer_child, answer_parents, answered_on, adult=adult, offered=True),
    )
    record("offer.answered", conversation)
    return conversation
