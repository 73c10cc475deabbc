"""The scenes of meetings that name nobody: agenda, invitations, minutes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from samspil.access.actor import sign_off
from samspil.meetings.actions.sitting import Seated
from samspil.meetings.matters.actions import agenda, agreements, closing, convening, inviting, reading, sitting
from samspil.meetings.matters.actions.agenda import Proposal
from samspil.meetings.matters.actions.sitting import Agreed
from samspil.meetings.matters.models import Invitation, Matter, Resolution
from samspil.meetings.matters.tests import network
from samspil.meetings.models import Meeting
from samspil.organisations.actions import end_seat
from samspil.organisations.models import SeatHolder
from tests.cast import Cast
from tests.verbs.scene import NOBODY_SIGNED_IN, READ_BY_WHO_SEES, READ_IN_ANY_STATE, Gone, Other, Play, Unseen, scene

SEATED = Other("police_officer")  # has a seat, and does not lead
here = partial(Play, elsewhere=("outsider", "other_police"))  # the neighbour's consultant has a seat in this network


def whole(row: Any) -> Any:
    return type(row).objects.select_related(*RELATED[type(row)]).get(pk=row.pk)


RELATED = {Matter: ("meeting__forum__body",), Resolution: ("meeting__forum__body",)}


def over(cast: Cast, at: Meeting) -> None:
    """The meeting has been held and its minutes are approved."""
    if network.fresh(at).state in {"planned", "sent"}:
        network.begun(cast, at)
    network.approved(cast, at)


def of_meeting(
    cast: Cast, at: Meeting, args: Callable[[Meeting], dict[str, Any]], wrong_state: Callable[[], Any] | None = None
) -> Play:
    """Something done by those who lead; after approval it is too late."""
    return here(
        "consultant", lambda: args(network.fresh(at)), SEATED, wrong_state or (lambda: over(cast, at))
    )  # fmt: skip


def of_matter(
    cast: Cast, matter: Matter, args: Callable[[Matter], dict[str, Any]], *, other: Other | str = SEATED
) -> Play:
    return here("consultant", lambda: args(whole(matter)), other, lambda: over(cast, matter.meeting))


def coming(cast: Cast) -> Meeting:
    return network.meeting(cast, network.forum(cast))


# --- the agenda -----------------------------------------------------------------------------------------------------------
@scene(agenda.settle)
def settle(cast: Cast) -> Play:
    at = coming(cast)
    chosen = {"theme": "Lys", "chair_id": cast.consultant.staff.pk, "minute_taker_id": cast.ssp_teacher.staff.pk}
    return of_meeting(cast, at, lambda meeting: {"meeting": meeting, "version": 0, **chosen})


@scene(agenda.propose)
def propose(cast: Cast) -> Play:
    at, key = coming(cast), uuid4()

    def args() -> dict[str, Any]:
        return {"meeting": network.fresh(at), "proposal": Proposal(title="Uro ved stationen"), "key": key}

    return here("police_officer", args, Other("social_worker"), lambda: over(cast, at))


@scene(agenda.change)
def change(cast: Cast) -> Play:
    matter = network.proposed(cast, coming(cast))
    return of_matter(
        cast,
        matter,
        lambda one: {"matter": one, "version": one.version, "proposal": Proposal(title="Uro ved skolen")},
        other=Other("ssp_teacher"),
    )


@scene(agenda.withdraw)
def withdraw(cast: Cast) -> Play:
    matter = network.proposed(cast, coming(cast))
    return of_matter(cast, matter, lambda one: {"matter": one}, other=Other("ssp_teacher"))


@scene(agenda.order)
def order(cast: Cast) -> Play:
    at = coming(cast)
    first = network.proposed(cast, at)

    def args(meeting: Meeting) -> dict[str, Any]:
        return {"meeting": meeting, "matter_ids": [first.pk]}

    return of_meeting(cast, at, args)


@scene(agenda.send)
def send(cast: Cast) -> Play:
    at = coming(cast)
    network.proposed(cast, at)
    return of_meeting(cast, at, lambda meeting: {"meeting": meeting})


@scene(convening.convene)
def convene(cast: Cast) -> Play:
    def args(hours: int = 1) -> dict[str, Any]:
        starts = cast.consultant.actor.at + timedelta(days=3)
        return {
            "call": convening.Call(
                theme="Lys på stien", starts_at=starts, ends_at=starts + timedelta(hours=hours),
                staff=[cast.ssp_teacher.staff],
            )
        }  # fmt: skip

    everybody = "Every colleague calls a meeting of their own, with whomever they choose."
    return here("consultant", args, everybody, lambda: args(-1), strangers=everybody)


# --- invitations ----------------------------------------------------------------------------------------------------------
def inviting_to(cast: Cast, args: Callable[[], dict[str, Any]]) -> Play:
    matter = network.proposed(cast, coming(cast))
    return of_matter(cast, matter, lambda one: {"matter": one, **args()})


@scene(inviting.invite_colleague)
def invite_colleague(cast: Cast) -> Play:
    return inviting_to(cast, lambda: {"staff": cast.social_worker.staff})


@scene(inviting.invite_unit)
def invite_unit(cast: Cast) -> Play:
    return inviting_to(cast, lambda: {"unit": cast.units["family"]})


@scene(inviting.invite_citizen)
def invite_citizen(cast: Cast) -> Play:
    return inviting_to(cast, lambda: {"name": "Bodil Grøn"})


@scene(inviting.call_off)
def call_off(cast: Cast) -> Play:
    matter = network.proposed(cast, coming(cast))
    invitation = inviting.invite_colleague(cast.consultant.sign(), matter=matter, staff=cast.social_worker.staff)

    def args() -> dict[str, Any]:
        related = ("matter__meeting__forum",)
        return {"invitation": type(invitation).objects.select_related(*related).get(pk=invitation.pk)}

    def over_already() -> None:
        inviting.call_off(cast.consultant.sign(), **args())

    return here("consultant", args, SEATED, over_already)


# --- the minutes ----------------------------------------------------------------------------------------------------------
@scene(sitting.begin)
def begin(cast: Cast) -> Play:
    seats = [Seated(cast.members[key].staff.pk, "present") for key in network.SEATS]
    return of_meeting(cast, coming(cast), lambda meeting: {"meeting": meeting, "attendance": seats})


def begun(cast: Cast) -> tuple[Meeting, Matter]:
    at = coming(cast)
    matter = network.proposed(cast, at)
    return network.begun(cast, at), matter


@scene(sitting.note_attendance)
def note_attendance(cast: Cast) -> Play:
    at, _matter = begun(cast)
    seats = [Seated(cast.police_officer.staff.pk, "absent")]
    return of_meeting(cast, at, lambda meeting: {"meeting": meeting, "attendance": seats})


@scene(sitting.write)
def write(cast: Cast) -> Play:
    _at, matter = begun(cast)
    return of_matter(cast, matter, lambda one: {"matter": one, "text": "Det er mørkt", "version": one.version})


def agreed(cast: Cast) -> Agreed:
    return Agreed(kind="agreement", text="Ringer til klubben", responsible_id=cast.ssp_teacher.staff.pk)


@scene(sitting.resolve)
def resolve(cast: Cast) -> Play:
    key, (_at, matter) = uuid4(), begun(cast)
    return of_matter(cast, matter, lambda one: {"matter": one, "agreed": agreed(cast), "key": key})


@scene(sitting.note)
def note(cast: Cast) -> Play:
    key, (_at, matter) = uuid4(), begun(cast)
    return of_matter(
        cast,
        matter,
        lambda one: {"matter": one, "text": "Mørkt", "version": one.version, "agreed": agreed(cast), "key": key},
    )


def resolved(cast: Cast) -> Resolution:
    _at, matter = begun(cast)
    return network.agreed(cast, whole(matter))


@scene(sitting.take_back)
def take_back(cast: Cast) -> Play:
    made = resolved(cast)
    return here(
        "consultant", lambda: {"resolution": whole(made)}, SEATED, lambda: over(cast, whole(made).meeting)
    )  # fmt: skip


@scene(sitting.follow_up)
def follow_up(cast: Cast) -> Play:
    made = resolved(cast)

    def args() -> dict[str, Any]:
        return {"resolution": whole(made), "version": whole(made).version, "outcome": "Klubben kommer", "done": True}

    return here(
        "ssp_teacher", args, Unseen("social_worker"),
        lambda: sitting.take_back(cast.consultant.sign(), resolution=whole(made)),
    )  # fmt: skip


@scene(agreements.tell_how_far)
def tell_how_far(cast: Cast) -> Play:
    """The teacher has an agreement, and no seat there any more."""
    made = resolved(cast)
    forum = whole(made).meeting.forum
    holder = SeatHolder.objects.select_related("staff__body", "seat__forum", "seat__unit").get(
        staff=cast.ssp_teacher.staff, seat__forum=forum
    )
    end_seat(cast.administrator.sign(), holder=holder)
    said = {"resolution_id": made.pk, "forum": forum, "version": 1, "outcome": "Klubben kommer", "done": True}
    return here(
        "ssp_teacher",
        lambda: said,
        Unseen("social_worker"),
        lambda: sitting.take_back(cast.consultant.sign(), resolution=whole(made)),
    )


@scene(agreements.hand_on)
def hand_on(cast: Cast) -> Play:
    made = resolved(cast)
    return here(
        "ssp_teacher",
        lambda: {"resolution_id": made.pk, "to": cast.police_officer.staff},
        Other("police_officer"),
        lambda: sitting.take_back(cast.consultant.sign(), resolution=whole(made)),
    )


@scene(sitting.put_off)
def put_off(cast: Cast) -> Play:
    at = coming(cast)
    matter = network.proposed(cast, at)
    later = network.meeting(cast, at.forum, days=8)
    return of_matter(cast, matter, lambda one: {"matter": one, "to": network.fresh(later)})


@scene(closing.end)
def end(cast: Cast) -> Play:
    at, _matter = begun(cast)
    return of_meeting(cast, at, lambda meeting: {"meeting": meeting})


@scene(closing.approve)
def approve(cast: Cast) -> Play:
    at, _matter = begun(cast)
    closing.end(cast.consultant.sign(), meeting=network.fresh(at))
    return of_meeting(
        cast, at, lambda meeting: {"meeting": meeting},
        lambda: closing.approve(cast.consultant.sign(), meeting=network.fresh(at)) and None,
    )  # fmt: skip


@scene(closing.reopen)
def reopen(cast: Cast) -> Play:
    at, _matter = begun(cast)
    over(cast, at)
    return of_meeting(
        cast, at, lambda meeting: {"meeting": meeting},
        lambda: closing.reopen(cast.consultant.sign(), meeting=network.fresh(at)) and None,
    )  # fmt: skip


# --- reading --------------------------------------------------------------------------------------------------------------
@scene(reading.read_matter)
def read_matter(cast: Cast) -> Play:
    matter = network.proposed(cast, coming(cast))
    return here(
        "police_officer", lambda: {"matter": whole(matter)}, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True
    )  # fmt: skip


@scene(reading.print_agenda)
def print_agenda(cast: Cast) -> Play:
    at = coming(cast)
    shown = "That there is a meeting is open; its page finds the agenda for those alone who have a seat."
    return here(
        "police_officer",
        lambda: {"meeting": network.fresh(at)},
        READ_BY_WHO_SEES,
        READ_IN_ANY_STATE,
        strangers=shown,
        reads=True,
    )


@scene(reading.matter_behind)
def matter_behind(cast: Cast) -> Play:
    matter = network.proposed(cast, coming(cast))
    invitation, secret = inviting.invite_citizen(cast.consultant.sign(), matter=matter, name="Bodil Grøn")

    def called_off() -> None:
        actor = cast.consultant.sign()
        related = Invitation.objects.select_related("matter__meeting__forum")
        inviting.call_off(actor, invitation=related.get(pk=invitation.pk))
        sign_off()

    return here(
        "", dict, NOBODY_SIGNED_IN, Gone(called_off),
        strangers="Whoever has the secret is its guest.", principal=invitation.guest_principal_id, more=(secret,),
        reads=True,
    )  # fmt: skip
