"""What became of a handover: the heading of its page, and with whom the matter lies now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.organisations.queries import staff_named
from samspil.responsibility.models import Said
from samspil.responsibility.queries import PartyLine
from samspil.responsibility.states import GIVER, RECEIVER, Answer, Party
from samspil.web import dates

WAITS, DECLINED, WITHDRAWN = (
    "proposed",
    "declined",
    "withdrawn",
)  # as each domain's states call them; else it is in effect


@dataclass(frozen=True)
class Outcome:
    """Heading and first sentence of the page of a handover."""

    heading: str
    sentence: str
    is_refused: bool  # nobody takes it over by this question


def outcome(
    state: str, parties: Iterable[PartyLine], *, giver: str, receiver: str, holder: str, has_no: bool = False
) -> Outcome:
    """`holder` is who has the matter now; empty where it has ended, or the reader does not read it. `has_no`: somebody has said no, and
    the reader is not to read who.
    """
    people = {"giver": giver, "receiver": receiver, "holder": holder}
    lies = _("It lies with %(holder)s.") % people if holder else _("It stays with whoever had it.")
    if state == WAITS:
        sentence = _("%(giver)s has it until everybody who must has said yes.") % people
        if no := [str(Party(line.party).label) for line in parties if line.standing == Answer.DISAGREES]:
            told = {"who": ", ".join(no), "giver": giver}
            sentence = _(
                "%(who)s has said no, so it stays with %(giver)s. Take the question back, or talk with them again and write "
                "the new answer."
            ) % told  # fmt: skip
        elif has_no:
            sentence = _("It stays with %(giver)s for now. Not everybody who must has said yes.") % people
        return Outcome(_("Handover to %(receiver)s") % people, sentence, False)
    if state == DECLINED:
        sentence = _("%(name)s has said no.") % {"name": _who_said_no(parties) or receiver}
        return Outcome(_("The handover to %(receiver)s got a no") % people, f"{sentence} {lies}", True)
    if state == WITHDRAWN:
        sentence = _("Nobody is asked any more.")
        return Outcome(_("The question to %(receiver)s was taken back") % people, f"{sentence} {lies}", True)
    now = _("It lies with %(holder)s.") % people if holder else _("It lies with %(receiver)s.") % people
    return Outcome(_("Handed over to %(receiver)s") % people, now, False)


def own_no(answers: type[Said], handover_id: int) -> str:
    """What is said of a handover that the actor's own unit has said no to, and reads no more: who said it, and when. Empty where
    nobody there has. Two statements, one where nobody has.
    """
    no = answers._default_manager.filter(party=RECEIVER, answer=Answer.DISAGREES)
    of_it = no.filter(Q(("handover_id", handover_id)))  # each domain's table has it
    said = of_it.filter(owner_audience_id__in=cabinet.own_keys()).order_by("pk").first()
    if said is None or said.written_at is None:
        return ""
    name, time = staff_named([said.staff_id])[said.staff_id], dates.moment(said.written_at)
    sentence = _("%(name)s has said no for your unit, %(time)s. So you no longer read what it was about.")
    return f"{sentence % {'name': name, 'time': time}} {_('It stays with whoever had it.')}"


def _who_said_no(parties: Iterable[PartyLine]) -> str:
    said = [line for line in parties if line.party in {GIVER, RECEIVER} and line.standing == Answer.DISAGREES]
    return next((name for line in said for one, name in reversed(line.answers) if one.answer == Answer.DISAGREES), "")
