"""Given-steps: a forum that names nobody, with seats of school, police, the municipality and a neighbour."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from samspil.access import cabinet
from samspil.access.actor import Actor, now, sign
from samspil.meetings.actions.sitting import Seated
from samspil.meetings.matters.actions import agenda, closing, sitting
from samspil.meetings.matters.actions.agenda import Proposal
from samspil.meetings.matters.actions.sitting import Agreed
from samspil.meetings.matters.models import Matter, Resolution
from samspil.meetings.models import Meeting
from samspil.organisations.models import Forum, ForumTerms, Seat, SeatHolder
from tests.cast import Cast

TERMS: dict[str, Any] = {
    "key": "netvaerk",
    "name": "Netværket",
    "type": "frontline_network",
    "organiser": "ssp",
    "guests": [{"who": "Borgere", "when": "Når det er relevant", "citizens": True}],
    "terms": [
        {
            "agenda": [
                {"code": "nyt", "title": "Nyt fra skolerne", "holds": "standing", "minutes": 20},
                {"code": "politi", "title": "Nyt fra politiet", "holds": "standing", "minutes": 15},
            ]
        }
    ],
}
SEATS = {"consultant": True, "police_officer": False, "ssp_teacher": False, "other_consultant": False}


def forum(cast: Cast) -> Forum:
    """The network; the consultant chairs it and keeps its minutes."""
    sign(Actor(cast.body.installer_id, now()))
    (seats,) = cabinet.found("forum", cast.body.administration_id, ["Netværket"])
    (door,) = cabinet.found("door", cast.body.administration_id, ["Netværket"])
    made = Forum.objects.create(
        body=cast.body, key="netvaerk", name="Netværket", type="frontline_network", audience_id=seats, door_id=door
    )
    ForumTerms.objects.create(forum=made, valid_from=date(2020, 1, 1), terms=TERMS)
    for position, (key, leads) in enumerate(SEATS.items()):
        member = cast.members[key]
        seat = Seat.objects.create(
            forum=made, key=key, name=member.unit.name, unit=member.unit, chairs=leads, keeps_minutes=leads,
            position=position,
        )  # fmt: skip
        SeatHolder.objects.create(seat=seat, staff=member.staff, valid_from=date(2020, 1, 1))
        cabinet.admit([seats, door] if leads else [seats], [member.principal_id])
    return made


def meeting(cast: Cast, of: Forum, *, days: int = 1) -> Meeting:
    """A planned meeting."""
    start = cast.consultant.sign().at + timedelta(days=days)
    return Meeting.objects.create(forum=of, starts_at=start, ends_at=start + timedelta(hours=1), place="Skolen")


def proposed(
    cast: Cast, at: Meeting, title: str = "Uro ved stationen", by: str = "police_officer", **more: Any
) -> Matter:
    actor = cast.members[by].sign()
    return agenda.propose(actor, meeting=fresh(at), proposal=Proposal(title=title, **more), key=uuid4())


def begun(cast: Cast, at: Meeting) -> Meeting:
    lines = [Seated(cast.members[key].staff.pk, "present") for key in SEATS]
    return sitting.begin(cast.consultant.sign(), meeting=fresh(at), attendance=lines)


def agreed(cast: Cast, matter: Matter, text: str = "Ringer til klubben", **more: Any) -> Resolution:
    more = {"kind": "agreement", "responsible_id": cast.ssp_teacher.staff.pk} | more
    return sitting.resolve(cast.consultant.sign(), matter=matter, agreed=Agreed(text=text, **more), key=uuid4())


def approved(cast: Cast, at: Meeting) -> Meeting:
    actor = cast.consultant.sign()
    return closing.approve(actor, meeting=closing.end(actor, meeting=fresh(at)))


def fresh(at: Meeting) -> Meeting:
    return Meeting.objects.select_related("forum__body").get(pk=at.pk)
