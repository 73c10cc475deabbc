"""What may be done with a case and what belongs to it, by whom and in which state. Who *sees* it is the database's
matter.

Each check raises `Refused` with the sentence that also stands beside the disabled button. `pen` is
`cabinet.own_keys()`: the audiences in which the actor may write now.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samspil.access.actor import Actor
from samspil.access.models import Confidential
from samspil.cases.models import Answer, Case, CaseState, Conversation, Handover, Involvement, Note, Task
from samspil.cases.states import CASE_NEXT, CONVERSATION_NEXT, HANDOVER_NEXT, INVOLVEMENT_NEXT, TASK_NEXT
from samspil.lib.calendars import age_on
from samspil.lib.refusals import Refused
from samspil.organisations.models import Body, Staff, Unit
from samspil.organisations.queries import may_receive, serves, works_with_children
from samspil.responsibility.policies import check_has_it_not
from samspil.responsibility.states import RECEIVER
from samspil.responsibility.states import Answer as Reply

OF_AGE = 18
REOPENED_WITHIN = timedelta(days=1)  # as `cases.reopen`

# What the database itself says (sql/handing.sql, sql/holding.sql, sql/search.sql); here for the catalogue.
SENTENCES = (
    gettext_noop("a decision has no such consequence"),
    gettext_noop("nothing was given by this"),
    gettext_noop("only who has the matter may take back what it gave"),
    gettext_noop("this is no matter about a child"),
    gettext_noop("only who answers for a matter may say whom it is about"),
    gettext_noop("only the unit that is asked may answer"),
    gettext_noop("only who is asked can answer"),
    gettext_noop("only the unit that has an open case may end it"),
    gettext_noop("a case is opened again by its unit, within a day of the closing"),
    gettext_noop("a search among all notes needs two words"),
)
Pen = Collection[int]


def check_has(actor: Actor, row: Confidential, pen: Pen) -> None:
    """The unit that has a matter changes it; whoever was given it reads."""
    if row.owner_audience_id not in pen:
        raise Refused(
            _("Another unit has this; you can read it because it was shared with you. Ask them to change it.")
        )


def _check_next(
    row: Case | Task | Conversation | Handover | Involvement, state: str, table: dict[str, set[str]]
) -> None:
    if state not in table[row.state]:
        raise Refused(_("It is “%(state)s”, so this cannot be done now.") % {"state": row.get_state_display()})


def check_may_be_responsible(staff: Staff, unit: Unit, day: date | None) -> None:
    """Only a colleague who is still here and works with children, backed by a unit that may receive (RPL § 115, stk. 3; VAL-67).
    Without a day: chosen among those at a meeting's table, who have been asked there.
    """
    if staff.ended_at is not None:
        raise Refused(
            _("%(name)s is no longer a colleague. Choose somebody else.") % {"name": staff.name}, field="responsible"
        )
    if day is not None and not works_with_children(staff, day):
        raise Refused(
            _("%(name)s has no post in which one works with children. Choose somebody else.") % {"name": staff.name},
            field="responsible",
        )
    check_may_receive(unit, field="responsible")


def check_may_receive(unit: Unit, *, field: str = "unit") -> None:
    """An authority, or a self-governing institution of which a legal role has said so; never a private association."""
    if not may_receive(unit):
        raise Refused(
            _("%(unit)s may not be given information about children (retsplejeloven § 115, stk. 3).")
            % {"unit": unit.name},
            field=field,
        )


def check_may_be_asked(unit: Unit, body: Body, day: date, *, field: str) -> None:
    """Something about a child goes to a unit of the municipality that serves children (`organisations.queries.serves`): what no
    page offers is refused.
    """
    check_may_receive(unit, field=field)
    if not serves(unit, body, day):
        raise Refused(
            _("%(unit)s does not work with children in this municipality, or nobody is there. Choose another unit.")
            % {"unit": unit.name},
            field=field,
        )


# --- tasks ------------------------------------------------------------------------------------------------------------
def check_may_complete(actor: Actor, task: Task, pen: Pen) -> None:
    """An open task is completed by the responsible's unit: a colleague may step in."""
    check_has(actor, task, pen)
    _check_next(task, "done", TASK_NEXT)


def check_may_postpone(actor: Actor, task: Task, pen: Pen) -> None:
    """An open task gets a new day, with a reason."""
    check_has(actor, task, pen)
    _check_next(task, "open", TASK_NEXT)


# --- sending on -------------------------------------------------------------------------------------------------------
def check_may_pass_on(actor: Actor, work: Task | Conversation, pen: Pen, is_theirs: bool) -> None:
    """What is open is sent on inside the unit by who has it, who gave it, and who leads the unit."""
    check_has(actor, work, pen)
    if work.state not in {"open", "planned"}:
        raise Refused(_("It is “%(state)s”, so this cannot be done now.") % {"state": work.get_state_display()})
    if not is_theirs:
        raise Refused(
            _("Who has it, who gave it and who leads the unit can pass it on to somebody else. Ask one of them.")
        )


def check_gets(work: Task | Conversation, to: Staff, here: Collection[int]) -> None:
    """A colleague of the same unit who is still here gets it, and has it not already."""
    check_has_it_not(to, work.responsible_id)
    if to.ended_at is not None or to.pk not in here:
        raise Refused(
            _("%(name)s does not work in the unit. Choose somebody who does.") % {"name": to.name}, field="to"
        )


# --- conversations --------------------------------------------------------------------------------------------------
def check_may_hold(actor: Actor, conversation: Conversation, pen: Pen) -> None:
    """A planned conversation is held, or not held with a reason (VAL-85)."""
    check_has(actor, conversation, pen)
    _check_next(conversation, "held", CONVERSATION_NEXT)
    if conversation.state == "held":
        raise Refused(_("The conversation has been held and written down already."))


def check_may_answer(actor: Actor, conversation: Conversation, pen: Pen) -> None:
    """An answer may come later than the conversation at which something was offered."""
    check_has(actor, conversation, pen)
    if conversation.state != "held" or not conversation.offer:
        raise Refused(_("Nothing has been offered at this conversation yet."))


def is_adult(birth_date: date | None, day: date) -> bool:
    """18 on that day. Of whom the birth date is not known, the parents are asked too."""
    return birth_date is not None and age_on(birth_date, day) >= OF_AGE


def check_answers(offer: str, child: str, parents: str, *, adult: bool) -> None:
    """To an offer the young person and the parents each say yes or no, or were not asked (VAL-88). An adult
    answers alone: the parents of somebody who is 18 have no say, and are not asked (VAL-22).
    """
    if adult and parents not in {"", Answer.NOT_ASKED}:
        raise Refused(
            _("The young person is 18 or older and answers alone; the parents' answer is not written down."),
            field="answer_parents",
        )
    if not offer.strip():
        if {child, parents} & {Answer.YES, Answer.NO}:
            raise Refused(_("Write what was offered, so that the answer has something to answer."), field="offer")
        return
    if child not in Answer.values:
        raise Refused(_("Write the young person's own answer, or that they were not asked."), field="answer_child")
    if not adult and parents not in Answer.values:
        raise Refused(_("Write the parents' answer, or that they were not asked."), field="answer_parents")


def check_may_offer(case: Case | None, offer: str) -> None:
    """In a case the effort builds on the young person's problem, background and history (VAL-86): they are written
    first.
    """
    if case is not None and offer.strip() and not case.background.strip():
        raise Refused(
            _("Write the case's background first (problem, background and history): the offer must build on it."),
            field="offer",
        )


# --- cases ------------------------------------------------------------------------------------------------------------
def check_is_open(actor: Actor, case: Case, pen: Pen) -> None:
    """Work is done in an open case, by the unit that has it."""
    check_has(actor, case, pen)
    if case.state != CaseState.OPEN:
        raise Refused(_("The case is closed. Open a new one if there is something new."))


def check_may_close(actor: Actor, case: Case, pen: Pen, waiting: int) -> None:
    """A case ends when nothing in it waits: tasks, conversations, handovers and efforts are finished first."""
    check_has(actor, case, pen)
    _check_next(case, "closed", CASE_NEXT)
    if waiting:
        raise Refused(
            _("%(count)s things in the case still wait. Finish tasks, conversations, handovers and efforts first.")
            % {"count": waiting}
        )


def check_may_reopen(actor: Actor, case: Case, pen: Pen) -> None:
    """A case that was closed by mistake is opened again within a day, by the unit that has it; later a new one is opened."""
    check_has(actor, case, pen)
    _check_next(case, "open", CASE_NEXT)
    if case.closed_at is None or case.closed_at <= actor.at - REOPENED_WITHIN:
        raise Refused(_("The case was closed more than a day ago. Open a new one."))


def check_may_correct(actor: Actor, note: Note, pen: Pen) -> None:
    """Who wrote a note mends it; others write a new one."""
    check_is_open(actor, note.case, pen)
    if note.written_by != actor.principal_id:
        raise Refused(_("Only who wrote a note can mend it. Write a new note instead."))


# --- handovers ------------------------------------------------------------------------------------------------------
def check_may_propose(
    actor: Actor, case: Case | None, from_unit: Unit, to_unit: Unit, pen: Pen, day: date, *, within: bool = False
) -> None:
    """A matter is offered to one other unit at a time, which serves children here; a case also `within` the unit, to a colleague."""
    if case is not None:
        check_is_open(actor, case, pen)
    if to_unit.pk == from_unit.pk and not within:
        raise Refused(_("It lies with this unit already. Choose another one."), field="to_unit")
    if within:
        check_may_receive(to_unit, field="to_unit")
    else:
        check_may_be_asked(to_unit, from_unit.body, day, field="to_unit")


def check_may_reply(actor: Actor, handover: Handover, to_unit: Unit, staff: Staff, pen: Pen) -> None:
    """The unit that is asked says yes or no, once; where a colleague is asked by name, that colleague."""
    if to_unit.audience_id not in pen:
        raise Refused(_("Only the unit that is asked can answer."))
    if handover.to_staff_id is not None and handover.to_staff_id != staff.pk:
        raise Refused(_("Only the colleague who is asked can answer."))
    _check_next(handover, "accepted", HANDOVER_NEXT)


def check_may_say(actor: Actor, handover: Handover, party: str, answer: str, pen: Pen) -> None:
    """Those who have the case write down what giver, child and parents answer, while it is not settled; never what the
    receiver does. Who confirms that somebody is not asked may act from above, and has nothing of the case (`check_reply`).
    """
    if answer != Reply.CONFIRMED:
        check_has(actor, handover, pen)
    if party == RECEIVER:
        raise Refused(_("Only who is asked can answer for the receiver."))
    _check_next(handover, "accepted", HANDOVER_NEXT)


def check_may_withdraw(actor: Actor, handover: Handover, pen: Pen) -> None:
    """The giver may take the question back until it is answered."""
    check_has(actor, handover, pen)
    _check_next(handover, "withdrawn", HANDOVER_NEXT)


# --- the checklist of actors ----------------------------------------------------------------------------------------
def check_may_weigh(actor: Actor, case: Case, line: Involvement | None, state: str, pen: Pen) -> None:
    """Who has the case decides who is considered, takes part, or does not and why (BRO-13, BRO-59)."""
    check_is_open(actor, case, pen)
    if line is not None:
        _check_next(line, state, INVOLVEMENT_NEXT)
