"""A municipality with doors, for tests: two districts, a door for each, one for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from samspil.access import cabinet
from samspil.access.actor import Actor, now, sign
from samspil.concerns.actions import assessing, handing, sparring
from samspil.concerns.actions.raising import raise_concern
from samspil.concerns.models import Assessment, Concern, Reception
from samspil.organisations.models import ConcernDoor, District, Post, Role, Staff
from tests.cast import MEMBERS, Cast, Member

ALWAYS = [
    {"days": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], "opens": "00:00:00", "closes": "23:59:59"}
]  # fmt: skip
OFFICE = [{"days": ["monday", "tuesday", "wednesday", "thursday", "friday"], "opens": "08:00:00", "closes": "15:00:00"}]
CONTENT = {
    "telephones": [
        {"key": "raadgivning", "name": "Modtagelsen", "phone": "40 00 00 01", "hours": [{**OFFICE[0], "opens": "08.00", "closes": "15.00"}],
         "when_closed": "vagten"},
        {"key": "vagten", "name": "Den sociale døgnvagt", "phone": "40 00 00 02"},
    ],
    "notification": {"name": "Modtagelsen", "form": "https://example.org/underret", "telephone": "raadgivning"},
    "duty": "vagten",
    "closing_days": ["12-24"],
}  # fmt: skip


TAKES = ["concern", "sparring", "enquiry"]


def another(cast: Cast, key: str, name: str, unit: str, members: Sequence[str], **more: Any) -> ConcernDoor:
    """A door of that unit, answered by these members by their roles in this order."""
    sign(Actor(cast.body.installer_id, now()))
    (audience,) = cabinet.found("door", cast.body.administration_id, [name])
    position = ConcernDoor.objects.count()
    roles = dict.fromkeys(MEMBERS[member][2] for member in members)
    door = ConcernDoor.objects.create(
        body=cast.body, key=key, name=name, unit=cast.units[unit], audience_id=audience, position=position,
        phone=f"4000100{position}", answers_within_open_hours=24,
        answered_by=[{"unit": cast.units[unit].pk, "role": role, "district": None} for role in roles],
        **{"hours": ALWAYS, "takes": TAKES, **more},
    )  # fmt: skip
    cabinet.admit([audience], [cast.members[member].principal_id for member in members])
    return door


def found(cast: Cast, *, hours: list[Any] = ALWAYS, content: dict[str, Any] | None = None) -> ConcernDoor:
    """The north's door, answered by consultants and then outreach workers; a second door for everybody else."""
    actor = Actor(cast.body.installer_id, now())
    sign(actor)
    north = District.objects.get(body=cast.body, key="nord")
    at_the_north = ("consultant", "colleague", "outreach_worker")
    first = another(cast, "nord", "SSP Nord", "ssp", at_the_north, hours=hours, district=north)
    another(cast, "alle", "Familiens dør", "family", ("social_worker",), hours=hours, takes=[*TAKES, "question"])
    Reception.objects.create(body_id=cast.body.pk, stated_at=actor.at, content=CONTENT if content is None else content)
    return first


def leader(cast: Cast, unit: str = "ssp") -> Member:
    """A leader of the unit, who holds its door's key."""
    actor = Actor(cast.body.installer_id, now())
    sign(actor)
    role, _ = Role.objects.get_or_create(body=cast.body, key="leder", defaults={"name": "Leder", "type": "leader"})
    principal, person = cabinet.enrol("staff", cast.body.administration_id)
    staff = Staff.objects.create(
        principal_id=principal, person_audience_id=person, body=cast.body, name="Rikke Vinther"
    )
    Post.objects.create(role=role, unit=cast.units[unit], staff=staff, leads=True, valid_from=date(2020, 1, 1))
    cabinet.admit([cast.units[unit].audience_id], [principal])
    for door in ConcernDoor.objects.filter(unit=cast.units[unit]):
        cabinet.admit([door.audience_id], [principal])
    cast.members["leader"] = Member("leader", staff, cast.units[unit])
    return cast.members["leader"]


SAID = {
    "about": "child",
    "who": "Vera Ottosen, 7.b, Skolen ved Mosen",
    "text": "Er ked af det hver mandag",
    "arena": "school",
}
FORM = SAID | {"door": "unknown"}  # as a colleague fills the form in


def raised(cast: Cast, door: ConcernDoor, member: str = "ssp_teacher", **said: Any) -> Concern:
    """A concern, sent."""
    actor = cast.members[member].sign()
    return raise_concern(actor, door=door, **{"key": uuid4(), **SAID, **said})


def at(text: str) -> datetime:
    """An instant in Danish time."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Copenhagen"))


def numbers(cast: Cast) -> dict[str, Any]:
    """What the addresses of concerns at doors are asked about: a concern that is offered to another door, and a question."""
    door = found(cast)
    concern = raised(cast, door, member="outreach_worker", about="group", who="Drengene ved kiosken")
    actor = cast.consultant.sign()
    assessment = Assessment.objects.get(concern=concern)
    assessing.answer_first(actor, concern=concern, version=assessment.version, answer="no", because="Ingen i fare")
    handover = handing.propose(
        actor, concern=concern, to_door=ConcernDoor.objects.get(key="alle"), reason="Kender dem", key=uuid4()
    )
    absence = handing.register_absence(actor, staff=cast.consultant.staff, since=actor.at, until=None)
    asked = sparring.ask(
        cast.colleague.sign(), about="nobody", who="", question="Hvad gør vi?", key=uuid4()
    )  # fmt: skip
    from samspil.concerns.enquiries.tests.callers import enquiry  # noqa: PLC0415  they stand on this file
    from samspil.concerns.joint.tests.scenes import asked as asked_together  # noqa: PLC0415
    from samspil.concerns.public.tests.places import question  # noqa: PLC0415
    from samspil.concerns.together.actions import join  # noqa: PLC0415

    leader(cast, "school")
    two = [raised(cast, door, member="outreach_worker") for _ in range(2)]
    for one in two:
        version = Assessment.objects.get(concern=one).version
        assessing.answer_first(
            cast.consultant.sign(), concern=one, version=version, answer="no", because="Ingen i fare"
        )
    tie = join(cast.consultant.sign(), concern=two[0], other=two[1])
    return {
        "other_id": two[0].pk, "tie_id": tie.pk,
        "joint_id": asked_together(cast, concern=concern).pk,
        "question_id": question(cast),
        "enquiry_id": enquiry(cast, door),
        "raised_id": concern.pk, "offer_id": handover.pk, "party": "giver", "absence_id": absence.pk,
        "sparring_id": asked.pk, "step": "start", "sort": "concern", "about_id": concern.pk,
    }  # fmt: skip
