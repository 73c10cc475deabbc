"""What has happened with a concern, in the order of time: one line an event, each with when, who and what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.concerns.arrivals.queries import Promise
from samspil.concerns.chosen.models import TakeOver
from samspil.concerns.chosen.states import Act
from samspil.concerns.models import (
    Agreement,
    Assessment,
    Concern,
    Footing,
    Handover,
    HandoverState,
    Holding,
    Step,
    StepKind,
)
from samspil.concerns.notifying.models import Notifier, SentNotification
from samspil.concerns.notifying.queries import told_sent
from samspil.concerns.queries.handing import SAME, ended_with
from samspil.concerns.queries.judged import Judged, judged
from samspil.concerns.queries.outside import contact_step
from samspil.concerns.states import Source
from samspil.concerns.together.told import told_of_joining
from samspil.organisations.models import ConcernDoor, Staff, Unit
from samspil.organisations.queries import staff_named
from samspil.responsibility.states import GIVER, RECEIVER, Answer
from samspil.sharing.models import DisclosedRow, DisclosureKind


@dataclass(frozen=True)
class Event:
    """A sentence of the history; `text` is what somebody wrote, `address` where one reads more."""

    at: datetime
    words: str
    text: str = ""
    address: str = ""


def history(
    concern: Concern, sender: str, door: ConcernDoor, promise: Promise, steps: Sequence[Step], holdings: Sequence[Holding],
    handovers: Sequence[Handover], said: Sequence[tuple[TakeOver, str]], assessment: Assessment | None = None,
) -> list[Event]:  # fmt: skip
    """Everything that the actor reads of it, with the names of then; `said` is what has been said of taking over; `assessment`, for the
    door, tells when the municipality had it. Sixteen statements at most, however much it is.
    """
    notifiers = list(Notifier.objects.filter(concern=concern).order_by("pk"))
    sent = list(SentNotification.objects.filter(concern=concern).order_by("pk"))
    told = told_sent(concern) if notifiers and not sent else []
    people = {step.staff_id for step in steps} | {one.staff_id for one in holdings} | {promise.acted_by}
    people |= {one.staff_id for one in notifiers} | {one.staff_id for one in sent} | {who for who, _at in told}
    people |= {person for one in handovers for person in (one.from_staff_id, one.to_staff_id)}
    names = staff_named({person or 0 for person in people}) | {0: sender}
    units = Unit.objects.in_bulk({one.to_unit_id for one in handovers}) if handovers else {}
    own, noes = _asked_themselves(handovers), _noes(handovers)
    assert concern.received_at is not None  # a concern at a door was received
    first, apart = _first_door(concern, door, handovers), contact_step(concern, steps)
    since = assessment.received_at if assessment is not None else concern.received_at
    events = [
        *([Event(since, _("The citizen wrote to the municipality."))] if since < concern.received_at else []),
        Event(concern.received_at, _("%(sender)s sent it to %(door)s.") % {"sender": sender, "door": first}),
        *_danger(promise, names, since),
        *_holdings(holdings, [line.at for line, _words in said if line.act in {Act.TAKEN, Act.GIVEN_BACK}], names),
        *(
            Event(_moment(step), _said(step, names, concern.source if step is apart else None), step.text)
            for step in steps
        ),
        *(Event(one.since, _sends(one, names)) for one in notifiers),
        *(Event(one.sent_at, _sent(one, names)) for one in sent),
        *(Event(at, _("%(who)s sent the notification.") % {"who": names.get(who, "")}) for who, at in told),
        *(Event(line.at, words, line.words) for line, words in said),
        *(
            event
            for one in handovers
            for event in _handover(
                one, names, units, asks=one.pk in own, why_not=noes.get(one.pk, ""), concern=concern, holdings=holdings
            )
        ),
        *(Event(*one) for one in told_of_joining(concern)),
        *(Event(one.at, _judged(one), one.words) for one in judged(concern)),
    ]
    if concern.closed_at is not None:
        events.append(Event(concern.closed_at, _("It was closed.")))
    return sorted(events, key=lambda event: event.at)  # what happened in one instant keeps its order


def _judged(one: Judged) -> str:
    if one.is_closing:
        return _("It was closed.")
    said = _("%(who)s wrote the assessment:") if one.words else _("%(who)s emptied the assessment.")
    return said % {"who": one.by}


def _first_door(concern: Concern, door: ConcernDoor, handovers: Sequence[Handover]) -> str:
    """The name of the door to which it was sent. What has moved it stands in the disclosures, of which each reads those that gave to
    them or from them; a third door reads in the first handover which unit had it.
    """
    rows = DisclosedRow.objects.filter(
        table_name="concerns_concern", row_id=concern.pk, disclosure__kind=DisclosureKind.HANDOVER
    )
    told = rows.order_by("disclosure_id").values_list("disclosure__giver_audience", "disclosure__to_audience")
    move = told.first()
    if move is None:
        return door.name
    moved = [one for one in handovers if one.state == HandoverState.IN_EFFECT and one.to_door_id is not None]
    names = dict(ConcernDoor.objects.filter(audience_id__in=move).values_list("audience_id", "name").order_by("pk"))
    if len(moved) > 1 and move[0] in names and moved[0].to_door_id != _door_at(move[1]):
        return str(Unit.objects.get(pk=moved[0].from_unit_id).name)
    return str(names.get(move[0]) or names.get(move[1]) or door.name)


def _door_at(audience: int) -> int | None:
    return ConcernDoor.objects.filter(audience_id=audience).values_list("pk", flat=True).first()


def _moment(step: Step) -> datetime:
    assert step.written_at is not None  # the database writes it
    return step.written_at


def _danger(promise: Promise, names: Mapping[int, str], received_at: datetime) -> Iterable[Event]:
    if promise.in_danger:
        yield Event(received_at, _("The sender said that somebody is in danger."))
    if promise.acted_at is not None:
        said = (
            _("%(who)s acts on the danger.")
            if promise.taken_at
            else _("%(who)s acted on the danger, and is here no more.")
        )
        yield Event(promise.acted_at, said % {"who": names.get(promise.acted_by or 0, "")})


def _holdings(holdings: Sequence[Holding], told: Sequence[datetime], names: Mapping[int, str]) -> Iterable[Event]:
    """Who has had it, and how. `told` are the instants at which a line says who gave it to whom, or back: it is not said twice."""
    for number, held in enumerate(sorted(holdings, key=lambda one: (one.period.lower, one.pk))):
        if any(at <= held.period.lower < at + SAME for at in told):
            continue
        words = {
            Footing.RECEIVED: _("%(who)s has it again.") if number else _("%(who)s has it as the first at the door."),
            Footing.CHOSEN: _("%(who)s has it, chosen by the child."),
            Footing.TAKEN: _("%(who)s has taken it."),
            Footing.HANDED: _("%(who)s has been handed it."),
        }
        yield Event(held.period.lower, words[Footing(held.footing)] % {"who": names.get(held.staff_id, "")})


def _said(step: Step, names: Mapping[int, str], contact_from: str | None) -> str:
    """What was done. `contact_from`: it says how who wrote from outside may be reached, and who that was."""
    if (
        contact_from is not None and contact_from != Source.CHILD
    ):  # the child's form alone asks for a way that nobody else sees
        return _("%(who)s said how they may be reached:") % {"who": names.get(0, "")}
    if contact_from is not None:
        return _("%(who)s said how they may be reached, so that nobody else sees it:") % {"who": names.get(0, "")}
    words = {
        StepKind.ADDED: _("%(who)s told more:"),
        StepKind.ASKED: _("%(who)s asked the sender:"),
        StepKind.ANSWERED: _("%(who)s answered:"),
        StepKind.TOLD: _("%(who)s told the sender:"),
        StepKind.NOTED: _("%(who)s noted:"),
        StepKind.MEETING: _("%(who)s took it to a meeting:"),
        StepKind.CASE: _("%(who)s opened a case."),
        StepKind.SPARRING: _("%(who)s asked for sparring."),
        StepKind.FILE_SHUT: _("%(who)s shut a file away, and nobody opens it any more:"),
        StepKind.CANNOT_SEND: _("%(who)s cannot send the notification:"),
        StepKind.FIRST_YES: _("%(who)s answered: it can be a notification."),
        StepKind.FIRST_NO: _("%(who)s answered: it is no notification, because"),
        StepKind.FIRST_UNSURE: _("%(who)s did not know whether it can be a notification, and wrote:"),
    }
    return words[StepKind(step.kind)] % {"who": names.get(step.staff_id or 0, "")}


def _sends(one: Notifier, names: Mapping[int, str]) -> str:
    if one.staff_id is None:
        return _("No notification is to be sent after all.")
    return _("%(who)s is to send the notification.") % {"who": names.get(one.staff_id, "")}


def _sent(one: SentNotification, names: Mapping[int, str]) -> str:
    return _("%(who)s sent the notification to %(to)s.") % {"who": names.get(one.staff_id, ""), "to": one.sent_to}


def _asked_themselves(handovers: Sequence[Handover]) -> set[int]:
    """The handovers for which whoever is to get it asked. One statement, none where no colleague is named."""
    named = {one.to_staff_id for one in handovers if one.to_staff_id}
    writers = dict(Staff.objects.filter(pk__in=named).values_list("pk", "principal_id")) if named else {}
    return {one.pk for one in handovers if one.to_staff_id and writers.get(one.to_staff_id) == one.written_by}


def _noes(handovers: Sequence[Handover]) -> dict[int, str]:
    """What was written with a no, by handover. One statement, none where nobody has said no."""
    declined = [one.pk for one in handovers if one.state == HandoverState.DECLINED]
    said = Agreement.objects.filter(handover__in=declined, party__in=[GIVER, RECEIVER], answer=Answer.DISAGREES)
    return dict(said.order_by("pk").values_list("handover_id", "note")) if declined else {}


def _handover(
    one: Handover,
    names: Mapping[int, str],
    units: Mapping[int, Unit],
    *,
    asks: bool,
    why_not: str,
    concern: Concern,
    holdings: Sequence[Holding],
) -> Iterable[Event]:
    receiver = names.get(one.to_staff_id or 0, "") if one.to_staff_id else units[one.to_unit_id].name
    people = {"giver": names.get(one.from_staff_id, ""), "receiver": receiver}
    page = reverse("concerns:handover", args=[one.pk])
    assert one.written_at is not None  # the database writes it
    said = _("%(receiver)s asked %(giver)s to hand it over.") if asks else ""
    yield Event(
        one.written_at, (said or _("%(receiver)s was asked to take over from %(giver)s.")) % people, address=page
    )
    if one.settled_at is None or one.state == HandoverState.IN_EFFECT:
        return
    if one.state == HandoverState.DECLINED:
        ended = _("The question of %(receiver)s got a no.") if asks else _("The handover to %(receiver)s got a no.")
    elif ended_with(concern, one):
        ended = _("The question whether %(receiver)s takes it over ended: the concern was closed.")
    elif any(abs(held.period.lower - one.settled_at) < SAME for held in holdings):
        ended = _("The question whether %(receiver)s takes it over ended: somebody else has taken it.")
    elif asks:
        ended = _("The question of %(receiver)s was taken back.")
    else:
        ended = _("The question to %(receiver)s was taken back.")
    yield Event(one.settled_at, ended % people, why_not, page)
