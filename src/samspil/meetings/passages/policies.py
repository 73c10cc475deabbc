"""Who may send something on, and what may still be said about it. Who *sees* it is the database's matter."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.models import Audience
from samspil.lib.refusals import Refused
from samspil.meetings.passages.models import Passage, Reply
from samspil.meetings.passages.states import NEXT, Kind, State
from samspil.organisations.models import Forum
from samspil.organisations.profile import Mandate

# What the database itself says (sql/send_on.sql); here for the catalogue.
SENTENCES = (
    gettext_noop("only those who answer for a forum send something on from it"),
    gettext_noop("it is sent to another forum, or to a unit of the forum's own place"),
)


def check_may_send(actor: Actor, forum: Forum) -> None:
    """Chair, deputy and minute-taker send something on from a forum."""
    if forum.door_id not in cabinet.own_keys():
        raise Refused(
            _("The chair, the deputy or the minute-taker of %(forum)s sends something on. Ask one of them.")
            % {"forum": forum.name}
        )


def kinds_of(mandate: tuple[Mandate, ...]) -> list[Kind]:
    """What a forum with this mandate can send: one that only recommends and comments decides nothing (BRO-48).

    Where nobody has settled the mandate, everything; a question and information always.
    """
    decides = not mandate or Mandate.DECIDES in mandate
    only_informs = bool(mandate) and not set(mandate) - {Mandate.INFORMS, Mandate.SHARES_KNOWLEDGE}
    kinds = [Kind.DECISION] if decides else []
    kinds += [] if only_informs else [Kind.RECOMMENDATION, Kind.COMMENT]
    return [*kinds, Kind.QUESTION, Kind.INFORMATION]


def check_kind(forum: Forum, kind: str, mandate: tuple[Mandate, ...]) -> None:
    """What is sent lies within the forum's mandate."""
    if kind not in kinds_of(mandate):
        raise Refused(
            _("%(forum)s does not decide such matters by its terms. Send a recommendation, a question or information.")
            % {"forum": forum.name},
            field="kind",
        )


def check_answer_by(day: date | None, today: date) -> None:
    """An answer is asked for by a day to come."""
    if day is not None and day < today:
        raise Refused(_("Choose a day that is still to come."), field="answer_by")


def check_may_withdraw(actor: Actor, passage: Passage, reply: Reply | None) -> None:
    """The giver takes it back until somebody has answered or carried it out."""
    if passage.owner_audience_id not in cabinet.own_keys():
        raise Refused(_("Only those who answer for the forum that sent it can take it back."))
    if passage.state == State.WITHDRAWN:
        raise Refused(_("It has been taken back already."))
    if reply is not None and reply.state in {State.ANSWERED, State.CARRIED_OUT}:
        raise Refused(_("It has been answered, so it is not taken back any more. Send something new."))


def check_may_reply(actor: Actor, passage: Passage, reply: Reply | None, state: State) -> int:
    """The receiver's door, or the unit, says how far it is: in the audience founded for just this answer."""
    answers_in = passage.reply_audience_id
    if answers_in is None or answers_in not in cabinet.own_keys():
        raise Refused(_("Those who answer for the receiver do this. Ask the chair, the deputy or the minute-taker."))
    if not Audience.objects.filter(pk=answers_in, name=f"reply {passage.owner_audience_id}").exists():
        raise Refused(_("It cannot be answered here. Write to the sender."))
    if passage.state == State.WITHDRAWN:
        raise Refused(_("The sender has taken it back."))
    now = State(reply.state) if reply else State.SENT
    if state not in NEXT[now]:
        raise Refused(_("It is “%(state)s”, so this cannot be done now.") % {"state": now.label})
    return answers_in
