"""Deciding about an item and undoing it; what follows from the word is carried out in `consequences`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.cases import actions as cases
from samspil.concerns.states import NO_FOLLOW_UP
from samspil.lib.refusals import Conflict, Refused
from samspil.meetings import policies
from samspil.meetings.actions import again, consequences
from samspil.meetings.actions.identifying import point_to
from samspil.meetings.actions.preparing import age_at
from samspil.meetings.models import Decision, Item, Meeting, Presence, Slot
from samspil.meetings.queries.fitting import has_plan
from samspil.meetings.states import DecisionState, ItemState
from samspil.organisations.models import Staff, Unit
from samspil.organisations.profile import Consequence, DecisionWord, Terms, WordAnswer, WordQuestion
from samspil.organisations.queries import serves, terms_of, unit_of
from samspil.sharing.actions import disclose
from samspil.sharing.queries import basis_for, delete_after


@dataclass(frozen=True)
class Choice:
    """What was chosen at the table. `responsible` and `due_on` are needed where the word has a consequence."""

    word: str
    responsible: Staff | None = None
    due_on: date | None = None
    reason: str = ""
    text: str = ""
    to_unit: Unit | None = None
    answer: str = ""  # to the word's question, where it asks one about this item
    keeps_away: bool = False  # agreed how a colleague of the responsible's unit who went out keeps away from the task


@verb("decision.made")
def decide(
    actor: Actor,
    *,
    item: Item,
    version: int,
    choice: Choice,
    key: UUID,
    terms: Terms | None = None,
    seen: str | None = None,
    together: UUID | None = None,
) -> Decision:
    """One decision about one item, with its task, conversation, case or handover, once per `key`.

    `terms` are the forum's on the day of the meeting, where the caller has read them already; `seen` is the mark of what
    had been told when the item was read (`policies.mark_of_told`); `together` is one for all that was decided in one press.
    Raises Refused where the word needs something that is missing, makes no sense for this item (at `word`, or at `answer` where
    it asks), or something was told meanwhile; Conflict where somebody has decided meanwhile.
    """
    meeting = item.meeting
    if item.version != version:  # decided since it was shown, perhaps by this very form
        made = _made_before(item, key)
        if made:
            return made
    policies.check_may_decide(actor, item)
    policies.check_has_seen(item, seen)
    terms = terms or terms_of(meeting.forum, timezone.localdate(meeting.starts_at))
    day = timezone.localdate(meeting.starts_at)
    word, question, answer = _as_answered(item, terms, choice)
    if answer and answer.to_unit:
        choice = replace(choice, to_unit=_unit_named(meeting, answer.to_unit, day))
    check_complete(word, choice)
    if answer and answer.code == policies.NEW_CHILD:
        item, version = _as_new_child(actor, item, version)
        question = answer = None  # which child it is stands on the item
    choice = _nobody_after(word, choice)
    choice = _dated(actor, item, word, choice)
    own = unit_of(actor, day)
    unit = _unit_behind(actor, own, choice.responsible, day)
    if choice.responsible and unit:
        policies.check_may_be_responsible(item, choice.responsible.pk, unit.pk, day, agreed=choice.keeps_away)
    if (
        not Item.objects.filter(pk=item.pk, version=version)
        .exclude(state=ItemState.DECIDED)
        .update(state=ItemState.DECIDED, **_kept_until(meeting, word))
    ):
        made = _made_before(item, key)  # both sent at one instant
        if made:
            return made
        policies.check_keeps_minutes(actor, meeting)  # asked only now: whoever may decide pays nothing for it
        raise _met(item, word)
    officer = consequences.officer_for(item, word, unit, day)
    decision = Decision.objects.create(
        owner_audience_id=item.owner_audience_id,
        subject=item.subject,
        item=item,
        meeting=meeting,
        word=word.code,
        label=word.label,
        responsible_id=choice.responsible.pk if choice.responsible else None,
        unit_id=unit.pk if unit else None,
        officer_id=officer.staff_id if officer else None,
        due_on=choice.due_on,
        question=question.text if question else "",
        answer=answer.text if answer else "",
        reason=choice.reason,
        text=choice.text,
        decided_on=day,
        key=key,
        together=together,
        origin=item.origin,
    )
    basis = basis_for(own, meeting.forum, day, terms)
    necessity = item.necessity or choice.reason or word.label
    if item.named:  # else its row says whom it is about; its line is read by `meetings.unsaid`
        disclose(actor, "meetings_decision", [decision.pk], [item.audience_id], basis.pk, necessity)
    cabinet.call("SELECT meetings.decided(%s)", [item.pk])
    consequences.carry_out(actor, decision, word, choice, unit, basis.pk, necessity)
    if officer:
        consequences.reach(actor, decision, officer, choice, basis.pk, necessity)
    record("decision.made", decision, item=item.pk, word=word.code)
    return decision


def _made_before(item: Item, key: UUID) -> Decision | None:
    """The decision that this form has made already. Making it raised the version of the item, so only an older one asks."""
    return Decision.objects.filter(owner_audience_id=item.owner_audience_id, key=key).first()


def _met(item: Item, word: DecisionWord) -> Conflict:
    """Somebody was faster: what stands there now, beside the word that was chosen here."""
    standing = Decision.objects.filter(item=item, state=DecisionState.STANDING).first()
    return Conflict(
        theirs=standing.label if standing else _("The item was changed."),
        mine=word.label,
        version=Item.objects.values_list("version", flat=True).get(pk=item.pk),
    )


@verb("decision.made", "decision.undone")
def decide_instead(
    actor: Actor, *, replaced: Decision, version: int, choice: Choice, key: UUID, terms: Terms | None = None
) -> Decision:
    """Two have decided at once, and the later has read the earlier decision and chosen their own: undo that one, make this.

    `version` is the item's as it stood beside the earlier decision. Raises as `undo` and `decide` do.
    """
    item = replaced.item
    made = _made_before(item, key)
    if made:
        return made
    if item.version != version:
        raise _met(item, word_of(terms or terms_of(replaced.meeting.forum, replaced.decided_on), choice.word))
    waiting = undo(actor, decision=replaced)
    return decide(actor, item=waiting, version=waiting.version, choice=choice, key=key, terms=terms)


def _kept_until(meeting: Meeting, word: DecisionWord) -> dict[str, str | date | None]:
    """No follow-up: deleted at approval, and where nobody approves after the rule's days (BRO-56)."""
    if "delete" not in word.consequences:
        return {}
    last = delete_after(meeting.forum.body.audience_id, NO_FOLLOW_UP, timezone.localdate(meeting.starts_at))
    return {"retention_kind": NO_FOLLOW_UP, "delete_after": last}


def _unit_behind(actor: Actor, own: Unit, responsible: Staff | None, day: date) -> Unit | None:
    """The unit that is responsible with its colleague."""
    if responsible is None or responsible.principal_id == actor.principal_id:
        return own if responsible else None
    return unit_of(Actor(responsible.principal_id, actor.at), day)


def word_of(terms: Terms, code: str) -> DecisionWord:
    """The forum's word with this code. Raises Refused where the forum has no such word."""
    for word in terms.decisions:
        if word.code == code:
            return word
    raise Refused(_("Choose one of the forum's decisions."), field="word")


def _as_answered(
    item: Item, terms: Terms, choice: Choice
) -> tuple[DecisionWord, WordQuestion | None, WordAnswer | None]:
    """The word as it is decided about this item, with what it asked and what was answered. Raises Refused."""
    word = word_of(terms, choice.word)
    plan = not word.fits.needs_plan or has_plan(item, terms)
    question = policies.check_makes_sense(word, item.about, age_at(item, item.meeting), has_plan=plan)
    if question and policies.may_be_two(word, item):  # one question at a time, and this one first
        raise Refused(policies.choose_first(), field="word")
    question = question or policies.asks_who(word, item) or policies.asked_before(word, choice.answer)
    if question is None:
        return word, None, None
    answer = policies.check_answer(question, choice.answer)
    return word.answered(answer), question, answer


def _as_new_child(actor: Actor, item: Item, version: int) -> tuple[Item, int]:
    """The child whose name was read aloud is none of those known by it: it gets its record. Not where somebody decided meanwhile."""
    if not Item.objects.filter(pk=item.pk, version=version, state=ItemState.WAITING).exists():
        return item, version
    pointed = point_to(actor, item=item, version=version, person_id=None)
    return pointed, pointed.version


def _unit_named(meeting: Meeting, key: str, day: date) -> Unit:
    """The unit that an answer leads to."""
    unit = Unit.objects.on(day).filter(body_id=meeting.forum.body_id, key=key).first()
    if unit is None or not serves(unit, meeting.forum.body, day):
        raise Refused(
            _("The unit that this answer leads to cannot be asked: nobody works there now. Choose another word."),
            field="answer",
        )
    return unit


def _nobody_after(word: DecisionWord, choice: Choice) -> Choice:
    """What ends without follow-up has nobody responsible and no day: what stood in the form from another word does not go along."""
    if set(word.consequences) != {Consequence.DELETE}:
        return choice
    responsible = choice.responsible if word.needs_responsible else None
    return replace(choice, responsible=responsible, due_on=choice.due_on if word.needs_deadline else None)


def _dated(actor: Actor, item: Item, word: DecisionWord, choice: Choice) -> Choice:
    """A deadline lies ahead. What is taken up again is so at a meeting: the date is that meeting's. Raises Refused."""
    if choice.due_on is None:
        return choice
    takes_up = "again" in word.consequences
    day = min(timezone.localdate(item.meeting.starts_at), timezone.localdate(actor.at))  # a meeting may begin early
    policies.check_due(day, choice.due_on, takes_up=takes_up)
    return replace(choice, due_on=again.day_of(item, choice.due_on)) if takes_up else choice


def check_complete(word: DecisionWord, choice: Choice) -> None:
    """Reason, responsible and deadline where the word needs them (BRO-58), and for a handover what is handed over."""
    if word.needs_responsible and choice.responsible is None:
        raise Refused(_("Choose who is responsible."), field="responsible")
    if word.needs_deadline and choice.due_on is None:
        raise Refused(_("Choose a deadline."), field="due_on")
    if word.reason_required and not choice.reason.strip():
        raise Refused(_("Write in a few words why."), field="reason")
    if "handover" in word.consequences and choice.to_unit is None and choice.responsible is None:
        raise Refused(_("Choose whom it is handed over to."), field="responsible")
    if "handover" in word.consequences and not (choice.text.strip() or choice.reason.strip()):
        raise Refused(_("Write what is handed over."), field="text")


@verb("decision.made")
def decide_event(
    actor: Actor, *, items: Sequence[tuple[Item, int, str | None]], choice: Choice, key: UUID
) -> list[Decision]:
    """The same decision for several children of one event; exceptions are decided one by one before or after. Each item comes with
    its version and the mark of what had been told there, as the page showed them.

    Items that are decided already are left as they are. A word's question is answered child by child: raises Refused where it
    asks about one of them, or something was told meanwhile.
    """
    choice = replace(choice, answer="")
    terms = terms_of(items[0][0].meeting.forum, timezone.localdate(items[0][0].meeting.starts_at)) if items else None
    return [
        decide(
            actor, item=item, version=version, choice=choice, key=uuid5(key, str(item.pk)), seen=seen, terms=terms,
            together=key,
        )
        for item, version, seen in items
        if item.state == ItemState.WAITING
    ]  # fmt: skip


@verb("decision.undone")
def undo(actor: Actor, *, decision: Decision) -> Item:
    """Undo a decision: its task, conversation, case or handover is withdrawn, the item waits again. Leaves a trace."""
    policies.check_may_undo(actor, decision)
    if not Decision.objects.filter(pk=decision.pk, state=DecisionState.STANDING).update(state=DecisionState.UNDONE):
        policies.check_keeps_minutes(actor, decision.meeting)
        raise Refused(_("The decision has been undone already."))
    cases.withdraw_consequences(actor, decision_id=decision.pk)
    again.withdraw(actor, decision)
    Presence.objects.filter(item_id=decision.item_id).delete()
    Item.objects.filter(pk=decision.item_id).update(state=ItemState.WAITING, retention_kind="", delete_after=None)
    Slot.objects.filter(pk=decision.item.slot_id).update(state=ItemState.WAITING)
    record("decision.undone", decision)
    return Item.objects.select_related("meeting__forum").get(pk=decision.item_id)


@verb("decision.undone")
def undo_together(actor: Actor, *, decision: Decision) -> list[Item]:
    """Undo what was decided in one press, as far as it still stands. Returns the items that wait again, in their order."""
    policies.check_may_undo(actor, decision)
    made = Decision.objects.filter(together=decision.together, meeting=decision.meeting, state=DecisionState.STANDING)
    found = list(made.select_related("item", "meeting__forum").order_by("pk")) if decision.together else []
    return [undo(actor, decision=one) for one in found or [decision]]


__all__ = ["Choice", "check_complete", "decide", "decide_event", "decide_instead", "undo", "undo_together", "word_of"]
