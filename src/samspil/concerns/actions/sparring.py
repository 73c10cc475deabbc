"""Sparring: a colleague asks the one door of theirs, about nobody or about a named child (HAL-18, VAL-94); in a case of a sort
that has a door of its own, that door: in exit cases the police (VAL-108).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.again import is_own
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns import policies
from samspil.concerns.arrivals.actions import promise
from samspil.concerns.models import Sparring
from samspil.concerns.queries.basis import basis_to_door
from samspil.concerns.queries.hours import rules_of
from samspil.concerns.queries.own_door import door_of
from samspil.concerns.queries.sparring import OfCase, SparringPage, get_sparring, matter_choices, sparring_page
from samspil.concerns.states import SPARRING_KIND, SparringAbout, SparringState
from samspil.lib.naming import traces
from samspil.lib.refusals import Conflict, Refused
from samspil.organisations.models import ConcernDoor
from samspil.organisations.profile.doors import DoorTakes
from samspil.organisations.queries import staff_of, unit_of
from samspil.organisations.queries.concern_doors import get_door
from samspil.sharing.actions import hand_over
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.notices.actions import tell
from samspil.sharing.queries import POLICE, delete_after


@verb("sparring.asked")
def ask(
    actor: Actor,
    *,
    about: str,
    who: str,
    question: str,
    key: UUID,
    sure: bool = False,
    draft: str = "",
    of_case: OfCase | None = None,
) -> Sparring:
    """Ask the door of one's own, or in a case of one's own the door for its sort of matter (`of_case`). About nobody, a CPR
    number is refused, and what looks like a name or an address is asked about once (`sure` says that it is none). Raises
    Refused.
    """
    if again := Sparring.objects.filter(written_by=actor.principal_id, key=key).first():
        return again
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    unit = unit_of(actor, today)
    door = _door_for_case(actor, of_case) if of_case else door_of(staff, today, DoorTakes.SPARRING)
    found = traces(question)
    if found.numbers:
        raise Refused(_("Take the CPR number out: the one who helps you does not need it."), field="question")
    if about == SparringAbout.NOBODY:
        who = ""
        if found.doubtful and not sure:
            raise Refused(
                _("This looks like a name or an address: %(words)s. Take it out, or say that it is none.")
                % {"words": ", ".join(found.doubtful)},
                field="question",
            )
    elif not who.strip():
        raise Refused(_("Write the child's name, or ask about nobody in particular."), field="who")
    basis = basis_to_door(unit, door.body_id, today, to_police=door.unit.sector == POLICE)
    asked = Sparring.objects.create(
        owner_audience_id=staff.person_audience_id, retention_kind=SPARRING_KIND,
        delete_after=delete_after(door.body.audience_id, SPARRING_KIND, today), about=about, who=who.strip(),
        question=question, state=SparringState.ASKED, door_id=door.pk, asker_id=staff.pk, asker_unit_id=unit.pk, asked_at=actor.at, key=key,
    )  # fmt: skip
    hand_over(
        actor, "concerns_sparring", [asked.pk], door.audience_id, [staff.person_audience_id], basis.pk,
        _("professional advice"),
    )  # fmt: skip
    asked.refresh_from_db()
    promise("concerns_sparring", key, rules_of(door.body).promised(door, actor.at))
    matter: dict[str, Any] = {"matter": door.matter} if door.matter else {}
    record("sparring.asked", asked, about=about, **matter)
    if draft:
        drafts.discard(actor, draft)
    return asked


@verb("sparring.answered")
def answer(actor: Actor, *, sparring: Sparring, version: int, text: str) -> Sparring:
    """The door's advice; the first answer stops the clock. Raises Refused, Conflict."""
    _check(sparring)
    if not text.strip():
        raise Refused(_("Write the advice, or ring and write what you agreed."), field="answer")
    fields: dict[str, Any] = {
        "answer": text.strip(),
        "state": SparringState.ANSWERED,
        "answered_by_id": staff_of(actor).pk,
    }
    if sparring.answered_at is None:
        fields["answered_at"] = actor.at
    _change(actor, sparring, version, fields, mine={"answer": text})
    record("sparring.answered", sparring)
    tell(actor, [sparring.asker_id], "sparring_answered", sparring)
    return sparring


@verb("sparring.closed")
def close(actor: Actor, *, sparring: Sparring, version: int, decided: str) -> Sparring:
    """Ends with what was decided. Raises Refused, Conflict."""
    _check(sparring)
    if sparring.state != SparringState.ANSWERED:
        raise Refused(_("Answer first."))
    if not decided.strip():
        raise Refused(_("Write what was decided."), field="decided")
    _change(
        actor,
        sparring,
        version,
        {"decided": decided.strip(), "state": SparringState.CLOSED, "closed_at": actor.at},
        mine={"decided": decided},
    )
    record("sparring.closed", sparring)
    return sparring


@verb("sparring.withdrawn")
def withdraw(actor: Actor, *, sparring: Sparring) -> None:
    """Who asked takes the question back, until it is answered; the door is told. Raises Refused."""
    policies.check_may_withdraw_sparring(staff_of(actor), sparring)
    ((ended,),) = cabinet.call("SELECT concerns.withdraw_sparring(%s)", [sparring.pk])
    if not ended:
        raise Refused(_("It has been answered meanwhile. Read the advice."))
    sparring.refresh_from_db()


@verb("sparring.read")
def open_sparring(actor: Actor, *, sparring_id: int) -> SparringPage:
    """Open one question. Raises NotVisible."""
    sparring = get_sparring(sparring_id)
    record("sparring.read", sparring)
    return sparring_page(actor, sparring)


def _door_for_case(actor: Actor, of_case: OfCase) -> ConcernDoor:
    """Only who works in the case asks the door for its sort of matter."""
    if of_case not in {one.of_case for one in matter_choices(actor)}:
        raise Refused(_("Only those who work in the case can ask here."), field="to")
    return get_door(of_case.door_id)


def _check(sparring: Sparring) -> None:
    if sparring.owner_audience_id not in cabinet.own_keys():
        raise Refused(_("Only those who answer the door can answer."))
    if sparring.state == SparringState.CLOSED:
        raise Refused(_("It is closed."))
    if sparring.state == SparringState.WITHDRAWN:
        raise Refused(_("Who asked has taken the question back."))


def _change(actor: Actor, sparring: Sparring, version: int, fields: dict[str, Any], *, mine: dict[str, str]) -> None:
    if not Sparring.objects.filter(pk=sparring.pk, version=version).update(**fields):
        now = Sparring.objects.get(pk=sparring.pk)
        raise Conflict(
            theirs={name: str(getattr(now, name)) for name in mine},
            mine=mine,
            version=now.version,
            is_own=is_own(actor, now, fields),
        )
    sparring.refresh_from_db()


__all__ = ["answer", "ask", "close", "open_sparring", "withdraw"]
