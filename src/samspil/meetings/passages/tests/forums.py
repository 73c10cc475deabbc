"""A council above in the other place, a local council here, and people who answer for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from samspil.access import cabinet
from samspil.access.actor import Actor, now, sign
from samspil.organisations.models import Body, Forum, ForumTerms, Seat, SeatHolder
from tests.cast import Cast


@dataclass
class Forums:
    """`above` answers to other_consultant; `here` to consultant, with the social worker and the politician seated."""

    above: Forum
    here: Forum


def found(cast: Cast) -> Forums:
    """Both forums, with terms by which the upper one decides and the lower one reports back."""
    above = _forum(cast, cast.other, "raadet", "Rådet", ["decides"], doors=["other_consultant"], seats=["other_police"],
                   reports=[{"what": "Planen", "due": "yearly", "month": 3, "to": "Offentligheden"}])  # fmt: skip
    here = _forum(
        cast, cast.body, "lokalraadet", "Lokalrådet", ["recommends", "informs"], doors=["consultant"],
        seats=["social_worker", "politician"], parent="storevig/raadet",
        outputs=[
            {"direction": "up", "what": "Hvad der er gjort", "forum": "storevig/raadet"},
            {"direction": "up", "what": "Anbefalinger", "to": "Kommunalbestyrelsen", "answer_expected": True},
        ],
    )  # fmt: skip
    return Forums(above, here)


def _forum(
    cast: Cast,
    body: Body,
    key: str,
    name: str,
    mandate: list[str],
    *,
    doors: list[str],
    seats: list[str],
    **stated: Any,
) -> Forum:
    sign(Actor(body.installer_id, now()))
    (audience,) = cabinet.found("forum", body.administration_id, [name])
    (door,) = cabinet.found("door", body.administration_id, [name])
    forum = Forum.objects.create(
        body=body, key=key, name=name, type="local_council", named_persons=False, audience_id=audience, door_id=door
    )
    ForumTerms.objects.create(
        forum=forum, valid_from=date(2020, 1, 1),
        terms={"key": key, "name": name, "type": "local_council", "mandate": mandate, "terms": [{}], **stated},
    )  # fmt: skip
    for position, member in enumerate([*doors, *seats]):
        one = cast.members[member]
        seat = Seat.objects.create(
            forum=forum, key=member, name=one.unit.name, unit=one.unit, chairs=member in doors, position=position
        )
        SeatHolder.objects.create(seat=seat, staff=one.staff, valid_from=date(2020, 1, 1))
        cabinet.admit([audience], [one.principal_id])
        if member in doors:
            cabinet.admit([door], [one.principal_id])
    return forum
