"""Who may answer when something is handed over, and what an answer needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff
from samspil.responsibility.queries import Side
from samspil.responsibility.states import CHILD, GIVER, PARENTS, RECEIVER, Answer, Because, Suspicion


def check_reply(
    actor: Actor,
    sides: Iterable[Side],
    party: str,
    answer: str,
    *,
    because: str = "",
    tries: Sequence[date] = (),
    note: str = "",
    since: date | None = None,
) -> None:
    """Whether the actor may say this for that party, and whether it is all that must be said. `since`: the day on which the matter
    came; nobody was asked about it before. Raises Refused.
    """
    side = next((one for one in sides if one.party == party), None)
    if side is None:
        raise Refused(_parents_left_out() if party == PARENTS else _("Nobody waits for this answer."))
    _check_may_say(side, answer)
    _check_said(side, answer, because, tries, note, today=timezone.localdate(actor.at), since=since)


def _check_may_say(side: Side, answer: str) -> None:
    """The giver answers for the giver, the receiver for the receiver, the giver's side writes down what child and parents
    said, and what a child asked of one adult the child hears from that adult. That somebody is not asked is confirmed by a
    leader, never by who wrote it (HAL-15).
    """
    if answer == Answer.CONFIRMED:
        if not side.may_confirm:
            raise Refused(_("A leader of the unit that has it confirms this."))
    elif not side.may_say:
        raise Refused(_why_not(side))


def _parents_left_out() -> str:
    return _("The parents are not asked: it may be somebody in the home or the family. Do not talk to them about this.")


def _why_not(side: Side) -> str:
    if side.met and side.party in {GIVER, RECEIVER}:
        return _("The answer is given already.")
    return {
        RECEIVER: _("Only who is asked can answer for the receiver."),
        GIVER: _("Only who has it now can answer for the giver; while they are away, those who act for them."),
        CHILD: _("The child hears it from the adult whom the child has chosen, or from those who have the matter now."),
    }.get(side.party, _("Only those who have the matter now can write down this answer."))


def _check_said(
    side: Side, answer: str, because: str, tries: Sequence[date], note: str, *, today: date, since: date | None
) -> None:
    """Giver and receiver answer themselves; whoever else is not asked needs a listed reason (HAL-15); who is to be told is
    told, or a person writes why not.
    """
    if side.is_told:
        if answer not in {Answer.TOLD, Answer.NOT_TOLD}:
            raise Refused(
                _("The parents are told, not asked. Write that they have been told, or why not."), field="answer"
            )
        if answer == Answer.NOT_TOLD and not note.strip():
            raise Refused(_("Write why they are not told."), field="note")
        return
    if answer not in {Answer.AGREES, Answer.DISAGREES, Answer.NOT_ASKED, Answer.CONFIRMED}:
        raise Refused(_("Choose an answer."), field="answer")
    if side.party in {GIVER, RECEIVER} and answer not in {Answer.AGREES, Answer.DISAGREES}:
        raise Refused(_("Giver and receiver always answer themselves."), field="answer")
    if answer != Answer.NOT_ASKED:
        _check_belongs(answer, because, tries)
    else:
        if because not in Because.values:
            raise Refused(_("Choose why they are not asked."), field="because")
        if because == Because.NOT_REACHED:
            _check_tries(tries, today, since)
        elif tries:
            raise Refused(
                _("Days on which you tried belong to “not reached”. Take them out, or choose that."), field="first_try"
            )


def _check_belongs(answer: str, because: str, tries: Sequence[date]) -> None:
    """An answer stands alone: who has said yes or no has been asked, and was reached."""
    if because:
        raise Refused(
            _("You have written an answer, and also why they are not asked. Take one of them out."), field="because"
        )
    if tries:
        raise Refused(
            _("You have written an answer, and also days on which you did not reach them. Take one of them out."),
            field="first_try",
        )


def _check_tries(tries: Sequence[date], today: date, since: date | None) -> None:
    """Tried on two days that have been, the first before the second (HAL-15)."""
    for field, day in zip(("first_try", "second_try"), tries, strict=False):
        if day > today:
            raise Refused(_("This day is still to come. Write the day on which you tried."), field=field)
    if len(set(tries)) < 2:
        raise Refused(_("Write the two days on which you tried."), field="second_try" if tries else "first_try")
    if tries[1] < tries[0]:
        raise Refused(_("The second day is before the first."), field="second_try")
    if since is not None and min(tries) < since:
        raise Refused(
            _("This day is before the matter came. Write the day on which you tried."),
            field="first_try" if tries[0] < since else "second_try",
        )


def check_has_it_not(staff: Staff, holder_id: int | None, *, field: str = "to") -> None:
    """A colleague is not given what they have, whatever it is."""
    if staff.pk == holder_id:
        raise Refused(_("%(name)s has it already. Choose somebody else.") % {"name": staff.name}, field=field)


def check_is_free(holder: Staff | None) -> None:
    """What a colleague has who is still here is not taken in passing: it goes on from that colleague."""
    if holder is not None:
        raise Refused(_("%(name)s has it already.") % {"name": holder.name})


def check_judged(needs: Collection[str], suspicion: str) -> None:
    """Before parents are asked, a person has judged whether it may be somebody in the home or the family."""
    if PARENTS in needs and suspicion not in Suspicion.values:
        raise Refused(
            _("Answer this first: the parents are never asked where it may be somebody in the home or the family."),
            field="suspicion",
        )
