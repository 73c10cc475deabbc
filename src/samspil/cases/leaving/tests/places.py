"""A line of units with leaders, for tests of who acts when nobody in a unit is here."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from samspil.access import cabinet
from samspil.access.actor import Actor, now, sign
from samspil.concerns.actions.raising import raise_concern
from samspil.concerns.models import Concern
from samspil.concerns.tests.doors import SAID, another
from samspil.organisations.models import ConcernDoor, Post, Role, Staff, Unit
from tests.cast import Cast, Member

SINCE = date(2020, 1, 1)


def higher(cast: Cast, unit: str = "family", *, key: str = "boss", name: str = "Bruno Thygesen") -> Member:
    """A unit above this one, and somebody who leads it."""
    sign(Actor(cast.body.installer_id, now()))
    (audience,) = cabinet.found("unit", cast.body.administration_id, [f"above {unit}"])
    parent = Unit.objects.create(
        body=cast.body,
        key=f"above-{key}",
        name="Forvaltningen",
        sector="social",
        type="authority",
        audience_id=audience,
    )
    Unit.objects.filter(pk=cast.units[unit].pk).update(parent=parent)
    cast.units[f"above-{unit}"] = parent
    return posted(cast, key, name, parent, "leder", leads=True)


def other_team(cast: Cast, *, key: str = "other_team", name: str = "Nina Falk", leads: bool = False) -> Member:
    """Another unit that works with families, and somebody who works there: who can follow a social worker."""
    sign(Actor(cast.body.installer_id, now()))
    (audience,) = cabinet.found("unit", cast.body.administration_id, [f"team {key}"])
    unit = Unit.objects.create(
        body=cast.body, key=key, name="Ungeteamet", sector="social", type="authority", audience_id=audience
    )
    cast.units[key] = unit
    return posted(cast, key, name, unit, "social_worker", leads=leads)


def cooperation_leader(cast: Cast, unit: str = "ssp", *, key: str = "ssp_leader") -> Member:
    """Who leads the cooperation in the municipality."""
    return posted(cast, key, "Sine Krag", cast.units[unit], "ssp_leader", leads=False)


def posted(cast: Cast, key: str, name: str, unit: Unit, role: str, *, leads: bool) -> Member:
    """A new colleague who holds one post."""
    sign(Actor(cast.body.installer_id, now()))
    held, _made = Role.objects.get_or_create(body=cast.body, key=role, defaults={"name": role, "type": role})
    principal, person = cabinet.enrol("staff", cast.body.administration_id)
    staff = Staff.objects.create(principal_id=principal, person_audience_id=person, body=cast.body, name=name)
    Post.objects.create(role=held, unit=unit, staff=staff, leads=leads, valid_from=SINCE)
    cabinet.admit([unit.audience_id], [principal])
    cast.members[key] = Member(key, staff, unit)
    return cast.members[key]


def answered_by_another(cast: Cast) -> ConcernDoor:
    """The family's door, which a colleague of another unit answers too."""
    door = another(cast, "familien", "Familiens dør", "family", ("social_worker", "outreach_worker"))
    door.answered_by = [
        door.answered_by[0],
        {"unit": cast.units["ssp"].pk, "role": "outreach_worker", "district": None},
    ]
    door.save()
    return door


def sent(cast: Cast, door: ConcernDoor, *, in_danger: bool = False) -> Concern:
    return raise_concern(cast.ssp_teacher.sign(), door=door, **SAID, key=uuid4(), in_danger=in_danger)
