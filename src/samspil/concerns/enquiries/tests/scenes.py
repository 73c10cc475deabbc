"""The scenes of citizens' enquiries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from samspil.concerns.enquiries import actions
from samspil.concerns.enquiries.models import Enquiry
from samspil.concerns.enquiries.tests.callers import SAID, enquired, registered
from samspil.concerns.public.tests.places import opened, place
from samspil.concerns.tests.doors import found
from samspil.organisations.models import ConcernDoor
from tests.cast import Cast, as_role
from tests.verbs.scene import EVERYBODY_WRITES, NOBODY_SIGNED_IN, READ_IN_ANY_STATE, Play, Unseen, fresh, scene

AT_THE_DOOR = Unseen("ssp_teacher")  # a colleague who does not answer the door finds none of its enquiries


def soon(days: int = 7) -> date:
    return timezone.localdate() + timedelta(days=days)


@scene(actions.register)
def register(cast: Cast) -> Play:
    door, key = found(cast), uuid4()

    def args(days: int = 7) -> dict[str, Any]:
        return {"door": door, "channel": "phone", "due_on": soon(days), "key": key, **SAID}

    return Play("consultant", args, AT_THE_DOOR, lambda: args(-1))


def with_enquiry(cast: Cast, args: Callable[[Enquiry], dict[str, Any]]) -> Play:
    """An enquiry that is open; when it is closed it is too late."""
    enquiry = registered(cast, found(cast))

    def over() -> None:
        actor = cast.consultant.sign()
        actions.close(actor, enquiry=fresh(enquiry), version=fresh(enquiry).version, reason="Ikke mere at gøre")

    return Play(
        "consultant",
        lambda: {"enquiry": fresh(enquiry), "version": fresh(enquiry).version, **args(enquiry)},
        AT_THE_DOOR,
        over,
    )


@scene(actions.assign)
def assign(cast: Cast) -> Play:
    return with_enquiry(cast, lambda _enquiry: {"staff": cast.colleague.staff, "due_on": soon()})


@scene(actions.return_to)
def return_to(cast: Cast) -> Play:
    enquiry = enquired(cast)
    actor = cast.consultant.sign()
    for staff in (cast.outreach_worker.staff, cast.colleague.staff):
        actions.assign(actor, enquiry=fresh(enquiry), version=fresh(enquiry).version, staff=staff, due_on=soon())

    def given_on() -> None:
        actor = cast.consultant.sign()
        staff = cast.consultant.staff
        actions.assign(actor, enquiry=fresh(enquiry), version=fresh(enquiry).version, staff=staff, due_on=soon())

    return Play(
        "consultant", lambda: {"enquiry": fresh(enquiry), "staff": cast.outreach_worker.staff}, AT_THE_DOOR, given_on
    )


@scene(actions.take)
def take(cast: Cast) -> Play:
    enquiry = enquired(cast)

    def taken() -> None:
        actions.take(cast.colleague.sign(), enquiry=fresh(enquiry))

    return Play("consultant", lambda: {"enquiry": fresh(enquiry)}, AT_THE_DOOR, taken)


@scene(actions.answer)
def answer(cast: Cast) -> Play:
    return with_enquiry(cast, lambda _enquiry: {"text": "Gadeteamet kommer forbi", "follow_up_on": None})


@scene(actions.pass_on)
def pass_on(cast: Cast) -> Play:
    return with_enquiry(
        cast, lambda _enquiry: {"to": "technical", "addressee": "Vejvagten", "text": "En lampe", "follow_up_on": None}
    )


@scene(actions.to_concern)
def to_concern(cast: Cast) -> Play:
    return with_enquiry(cast, lambda _enquiry: {"about": "place", "who": "Legepladsen"})


@scene(actions.close)
def close(cast: Cast) -> Play:
    return with_enquiry(cast, lambda _enquiry: {"reason": "Ikke mere at gøre"})


@scene(actions.reopen)
def reopen(cast: Cast) -> Play:
    enquiry = registered(cast, found(cast))
    actor = cast.consultant.sign()
    actions.close(actor, enquiry=fresh(enquiry), version=fresh(enquiry).version, reason="Ikke mere at gøre")

    def opened_already() -> None:
        actor = cast.consultant.sign()
        actions.reopen(actor, enquiry=fresh(enquiry), version=fresh(enquiry).version, reason="Svaret var forkert")

    return Play(
        "consultant",
        lambda: {"enquiry": fresh(enquiry), "version": fresh(enquiry).version, "reason": "Vi skal svare igen"},
        AT_THE_DOOR,
        opened_already,
    )


@scene(actions.count_on_the_spot)
def count_on_the_spot(cast: Cast) -> Play:
    door, key = found(cast), uuid4()

    def args(days: int = 0) -> dict[str, Any]:
        return {"door": door, "day": soon(days), "what": "conflict", "times": 2, "key": key}

    return Play("consultant", args, AT_THE_DOOR, lambda: args(1))


@scene(actions.look_at_queue)
def look_at_queue(cast: Cast) -> Play:
    registered(cast, found(cast))
    return Play("consultant", dict, AT_THE_DOOR, READ_IN_ANY_STATE, reads=True)


@scene(actions.open_enquiry)
def open_enquiry(cast: Cast) -> Play:
    enquiry = registered(cast, found(cast))
    return Play("consultant", lambda: {"enquiry_id": enquiry.pk}, AT_THE_DOOR, READ_IN_ANY_STATE, reads=True)


@scene(actions.enquire)
def enquire(cast: Cast) -> Play:
    door = opened(cast)
    there = place(cast)

    def shut() -> None:
        with as_role("NONE"):
            ConcernDoor.objects.filter(pk=door.pk).update(valid_to=soon(-1))

    return Play(
        "",
        lambda: {"place": there, "door": door, "said": SAID, "nonce": "one"},
        NOBODY_SIGNED_IN,
        shut,
        strangers=EVERYBODY_WRITES,
        principal=there.principal_id,
    )
