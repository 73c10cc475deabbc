"""What is done with citizens' enquiries: registered, assigned, answered, followed up, passed on, closed (BAL-47)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.types.json import Jsonb

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.again import is_own
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns.actions.raising import raise_concern
from samspil.concerns.arrivals.actions import go_on, promise
from samspil.concerns.arrivals.policies import check_danger_is_taken
from samspil.concerns.arrivals.queries import promise_about
from samspil.concerns.enquiries import policies, queries
from samspil.concerns.enquiries.models import Caller, Channel, Enquiry, EnquiryStep, OnTheSpot, Outcome, State, StepKind
from samspil.concerns.enquiries.queries import EnquiryPage, QueuePage
from samspil.concerns.models import Concern
from samspil.concerns.public import tokens
from samspil.concerns.public.actions import outside
from samspil.concerns.public.policies import check_limit
from samspil.concerns.public.queries import PublicPlace
from samspil.concerns.queries.hours import rules_of
from samspil.concerns.queries.narrowing import Wanted
from samspil.concerns.queries.own_door import door_of
from samspil.concerns.states import Source
from samspil.lib.refusals import Conflict, Refused
from samspil.organisations.models import ConcernDoor, Staff
from samspil.organisations.profile.doors import DoorTakes
from samspil.organisations.queries import staff_of
from samspil.organisations.queries.concern_doors import get_door
from samspil.sharing.queries import delete_after

ENQUIRY_KIND = "enquiry"
CONTACT_KIND = "enquiry_contact"
ON_THE_SPOT_KIND = "on_the_spot"
ANSWERED_WITHIN = timedelta(days=14)  # the last open day of it is promised; who registers may set another day
CONTACT_STAYS = timedelta(days=90)  # where the municipality has no rule of its own


@verb("enquiry.registered")
def register(
    actor: Actor, *, door: ConcernDoor, channel: str, matter: str, place: str, name: str, contact: str, due_on: date,
    key: UUID,
) -> Enquiry:  # fmt: skip
    """Register what a citizen asked by telephone, by mail or face to face, once per `key`. Raises NotVisible, Refused."""
    if again := Enquiry.objects.filter(written_by=actor.principal_id, key=key).first():
        return again
    policies.check_answers(actor, door)
    today = timezone.localdate(actor.at)
    if due_on < today:
        raise Refused(_("Choose a day that is still to come."), field="due_on")
    header = {"owner_audience_id": door.audience_id, "retention_kind": ENQUIRY_KIND}
    try:
        with transaction.atomic():
            enquiry = Enquiry.objects.create(
                **header, delete_after=delete_after(door.body.audience_id, ENQUIRY_KIND, today), door_id=door.pk,
                channel=channel, matter=matter, place=place, received_at=actor.at, due_on=due_on, key=key,
                assigned_to_id=staff_of(actor).pk,
            )  # fmt: skip
    except IntegrityError:  # sent twice in one moment
        return Enquiry.objects.get(written_by=actor.principal_id, key=key)
    if name or contact:
        Caller.objects.create(
            owner_audience_id=door.audience_id, retention_kind=CONTACT_KIND, delete_after=_contact_until(door, today),
            enquiry=enquiry, name=name, contact=contact,
        )  # fmt: skip
    promise("enquiries_enquiry", key, rules_of(door.body).end_of(door, due_on))
    record("enquiry.registered", enquiry, channel=channel)
    return enquiry


@verb("enquiry.asked")
def enquire(
    place: PublicPlace, *, door: ConcernDoor, said: Mapping[str, str], nonce: str, in_danger: bool = False
) -> None:
    """A citizen asks from the public page: matter, place, name, contact. Nobody is known who does not say so. Raises
    Refused.
    """
    check_limit(place, "enquire", in_danger=in_danger)
    today, due_on = timezone.localdate(place.at), answered_before(place, door)
    until = delete_after(place.body.audience_id, ENQUIRY_KIND, today)
    with outside(place):
        cabinet.call(
            "SELECT front.enquire(%s, %s, %s, %s, %s, %s)",
            [
                door.pk, Jsonb(dict(said)), until, _contact_until(door, today), due_on, tokens.key_of(nonce),
            ],
        )  # fmt: skip
        promise("enquiries_enquiry", tokens.key_of(nonce), place.rules.end_of(door, due_on), in_danger=in_danger)


def answered_before(place: PublicPlace, door: ConcernDoor) -> date:
    """The last day within fourteen on which the door is open: no answer is promised for a day on which nobody is there."""
    return place.rules.last_open_day(door, timezone.localdate(place.at), ANSWERED_WITHIN)


def proposed_day(actor: Actor, door: ConcernDoor) -> date:
    """The same, for who registers an enquiry; they may choose another day."""
    return rules_of(door.body).last_open_day(door, timezone.localdate(actor.at), ANSWERED_WITHIN)


def _contact_until(door: ConcernDoor, today: date) -> date:
    return delete_after(door.body.audience_id, CONTACT_KIND, today) or today + CONTACT_STAYS


@verb("enquiry.listed")
def look_at_queue(actor: Actor, *, wanted: Wanted = Wanted()) -> QueuePage:  # noqa: B008  frozen
    """The queue: what citizens said stands there, so that it was seen is noted once for each door."""
    page = queries.queue_page(actor, wanted)
    for door in page.doors:
        record(
            "enquiry.listed", owner=door.audience_id, count=sum(one.enquiry.door_id == door.pk for one in page.lines)
        )
    return page


@verb("enquiry.read")
def open_enquiry(actor: Actor, *, enquiry_id: int) -> EnquiryPage:
    """Open one enquiry. Raises NotVisible."""
    enquiry = queries.get_enquiry(enquiry_id)
    record("enquiry.read", enquiry)
    return queries.enquiry_page(actor, enquiry)


@verb("enquiry.assigned")
def assign(actor: Actor, *, enquiry: Enquiry, version: int, staff: Staff, due_on: date) -> None:
    """Give it to a colleague at the door, with a day before which it is answered. Raises Refused, Conflict."""
    policies.check_open(actor, enquiry)
    policies.check_may_be_assigned(actor, get_door(enquiry.door_id), staff)
    had = enquiry.assigned_to_id
    _change(actor, enquiry, version, {"assigned_to_id": staff.pk, "due_on": due_on}, mine={"staff": staff.name})
    _step(actor, enquiry, StepKind.ASSIGNED, staff.name)
    record("enquiry.assigned", enquiry, to=staff.pk, **({"had": had} if had else {}))


@verb("enquiry.returned")
def return_to(actor: Actor, *, enquiry: Enquiry, staff: Staff) -> None:
    """It is again with the colleague who had it, though they answer the door no more: shared out by mistake, and taken back. Raises
    Refused, Conflict.
    """
    policies.check_open(actor, enquiry)
    policies.check_had_it(enquiry, staff)
    _change(actor, enquiry, enquiry.version, {"assigned_to_id": staff.pk}, mine={})
    _step(actor, enquiry, StepKind.ASSIGNED, staff.name)
    record("enquiry.returned", enquiry, to=staff.pk)


@verb("enquiry.assigned")
def take(actor: Actor, *, enquiry: Enquiry) -> set[int]:
    """Take one that nobody has, with the day that stands. Answers its number. Raises Refused, Conflict."""
    policies.check_open(actor, enquiry)
    policies.check_nobody_has_it(enquiry, get_door(enquiry.door_id), timezone.localdate(actor.at))
    assign(actor, enquiry=enquiry, version=enquiry.version, staff=staff_of(actor), due_on=enquiry.due_on)
    return {enquiry.pk}


@verb("enquiry.answered")
def answer(actor: Actor, *, enquiry: Enquiry, version: int, text: str, follow_up_on: date | None) -> None:
    """Write down what was answered. With a day to follow up it stays open until then; else it ends. Raises Refused,
    Conflict.
    """
    policies.check_open(actor, enquiry)
    if not text.strip():
        raise Refused(_("Write what you have answered."), field="text")
    _end_or_follow_up(actor, enquiry, version, Outcome.ANSWERED, follow_up_on, text, answer=text)
    record("enquiry.answered", enquiry)


@verb("enquiry.passed_on")
def pass_on(
    actor: Actor, *, enquiry: Enquiry, version: int, to: str, addressee: str, text: str, follow_up_on: date | None
) -> None:
    """Pass it on, to those who keep the register of places or to the technical department: who was told, and what. Samspil
    sends nothing, and who asked is not told on. Raises Refused, Conflict.
    """
    policies.check_open(actor, enquiry)
    if to not in {Outcome.PLACE, Outcome.TECHNICAL}:
        raise Refused(_("Choose where it goes."), field="to")
    if not addressee.strip():
        raise Refused(_("Write whom you have told it to."), field="addressee")
    told = _("To %(addressee)s: %(text)s") % {"addressee": addressee.strip(), "text": text.strip() or enquiry.matter}
    _end_or_follow_up(actor, enquiry, version, to, follow_up_on, told, kind=StepKind.PASSED_ON)
    record("enquiry.passed_on", enquiry, to=to)


@verb("enquiry.became_concern")
def to_concern(actor: Actor, *, enquiry: Enquiry, version: int, about: str, who: str) -> Concern:
    """It is a concern: it is raised at the same door, or at that of the colleague where this one takes none. The enquiry stays
    open where the citizen left a way to be reached, until they have got their answer; else it ends. Raises Refused, Conflict.
    """
    policies.check_open(actor, enquiry)
    policies.check_is_no_concern_yet(enquiry)
    door = get_door(enquiry.door_id)
    if DoorTakes.CONCERN not in door.takes:
        door = door_of(staff_of(actor), timezone.localdate(actor.at), DoorTakes.CONCERN)
    promised = promise_about(enquiry)
    concern = raise_concern(
        actor, door=door, about=about, who=who, text=enquiry.matter, arena="other",
        key=queries.key_of_concern(enquiry), clock_from=enquiry.received_at, source=Source.CITIZEN,
        in_danger=promised.in_danger,
    )  # fmt: skip
    if promised.in_danger and promised.taken_at is not None:
        go_on(enquiry, concern)
    if Caller.objects.filter(enquiry=enquiry).exclude(contact="").exists():
        answers = enquiry.assigned_to_id or staff_of(actor).pk
        fields = {"outcome": Outcome.CONCERN, "assigned_to_id": answers}
        _change(actor, enquiry, version, fields, mine={"who": who})
        _step(actor, enquiry, StepKind.CONCERN, who)
    else:
        _end_or_follow_up(actor, enquiry, version, Outcome.CONCERN, None, who, kind=StepKind.CONCERN)
    record("enquiry.became_concern", enquiry, concern=concern.pk)
    return concern


@verb("enquiry.closed")
def close(actor: Actor, *, enquiry: Enquiry, version: int, reason: str) -> None:
    """End it with a reason. Raises Refused, Conflict."""
    policies.check_open(actor, enquiry)
    if not reason.strip():
        raise Refused(_("Write why it ends here."), field="reason")
    _end_or_follow_up(actor, enquiry, version, Outcome.NOTHING, None, reason, kind=StepKind.CLOSED)
    record("enquiry.closed", enquiry)


@verb("enquiry.counted")
def count_on_the_spot(actor: Actor, *, door: ConcernDoor, day: date, what: str, times: int, key: UUID) -> OnTheSpot:
    """Intervened on the spot, no case: a count without names, once per `key`. Raises NotVisible, Refused."""
    if again := OnTheSpot.objects.filter(written_by=actor.principal_id, key=key).first():
        return again
    policies.check_answers(actor, door)
    today = timezone.localdate(actor.at)
    if not today - queries.COUNTED < day <= today:
        raise Refused(_("Choose a day of the last three months."), field="day")
    counted = OnTheSpot.objects.create(
        owner_audience_id=door.audience_id, retention_kind=ON_THE_SPOT_KIND,
        delete_after=delete_after(door.body.audience_id, ON_THE_SPOT_KIND, today), door_id=door.pk, day=day, what=what,
        times=times, key=key,
    )  # fmt: skip
    record("enquiry.counted", counted, what=what, times=times)
    return counted


@verb("enquiry.reopened")
def reopen(actor: Actor, *, enquiry: Enquiry, version: int, reason: str) -> None:
    """Open again what was closed by mistake, or too early: whoever opens it has it, and the day that stood stands, or today. What
    was written stays in the history. Raises Refused, Conflict.
    """
    policies.check_may_be_opened(actor, enquiry)
    if not reason.strip():
        raise Refused(_("Write why it is opened again."), field="reason")
    fields = {
        "state": State.OPEN,
        "outcome": enquiry.outcome if enquiry.outcome == Outcome.CONCERN else "",
        "closed_at": None,
        "due_on": max(enquiry.due_on, timezone.localdate(actor.at)),
        "assigned_to_id": staff_of(actor).pk,
    }
    _change(actor, enquiry, version, fields, mine={"reason": reason})
    _step(actor, enquiry, StepKind.FOLLOWED_UP, reason.strip())
    record("enquiry.reopened", enquiry)


# --- what the acts share --------------------------------------------------------------------------------------------
def _end_or_follow_up(
    actor: Actor,
    enquiry: Enquiry,
    version: int,
    outcome: str,
    follow_up_on: date | None,
    text: str,
    *,
    kind: str = StepKind.ANSWERED,
    answer: str = "",
) -> None:
    fields: dict[str, Any] = {"answer": answer} if answer else {}
    if follow_up_on is None:
        if kind != StepKind.CONCERN:  # there the danger goes along
            check_danger_is_taken(enquiry)
        # What has become a concern goes on being told as that, also when the citizen has got their answer.
        fields |= {
            "state": State.CLOSED,
            "outcome": enquiry.outcome or outcome,
            "closed_at": actor.at,
            "follow_up_on": None,
        }
    elif follow_up_on < timezone.localdate(actor.at):
        raise Refused(_("Choose a day that is still to come."), field="follow_up_on")
    else:
        fields |= {"follow_up_on": follow_up_on, "due_on": follow_up_on}
    _change(actor, enquiry, version, fields, mine={"text": text})
    _step(actor, enquiry, kind, text)


def _change(actor: Actor, enquiry: Enquiry, version: int, fields: dict[str, Any], *, mine: dict[str, str]) -> None:
    if not Enquiry.objects.filter(pk=enquiry.pk, version=version).update(**fields):
        now = Enquiry.objects.get(pk=enquiry.pk)
        raise Conflict(
            theirs=dict.fromkeys(mine, now.answer), mine=mine, version=now.version, is_own=is_own(actor, now, fields)
        )
    enquiry.refresh_from_db()


def _step(actor: Actor, enquiry: Enquiry, kind: str, text: str) -> EnquiryStep:
    return EnquiryStep.objects.create(
        owner_audience_id=enquiry.owner_audience_id, enquiry=enquiry, kind=kind, text=text, staff_id=staff_of(actor).pk,
        retention_kind=enquiry.retention_kind, delete_after=enquiry.delete_after,
    )  # fmt: skip


BY_HAND = tuple(choice for choice in Channel.choices if choice[0] != Channel.PAGE)

__all__ = [
    "BY_HAND",
    "answer",
    "answered_before",
    "assign",
    "close",
    "count_on_the_spot",
    "enquire",
    "look_at_queue",
    "open_enquiry",
    "pass_on",
    "proposed_day",
    "register",
    "reopen",
    "take",
    "to_concern",
]
