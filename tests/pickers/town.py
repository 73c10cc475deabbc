"""The cast's municipality with what must never be offered in it, and with enough units that a list needs groups."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from samspil.access import cabinet
from samspil.access.actor import Actor, now, sign
from samspil.organisations.models import Body, District, Post, Role, Staff, Unit
from tests.cast import SINCE, Cast

SCHOOLS = ("Engskolen", "Havneskolen", "Lundeskolen", "Nordskolen", "Søndermarksskolen", "Vesterskolen")
NEVER = ("Efterretningstjenesten", "Borgmesterkontoret", "Klub uden folk", "Lukket ungdomsklub", "Boligkontoret")


def furnish(cast: Cast) -> None:
    """Who and what a chooser must leave out (the mayor, intelligence, data protection, other places, those who have left, units
    without anybody), each under a name of its own; and six schools of another district.
    """
    sign(Actor(cast.other.installer_id, now()))
    for unit in Unit.objects.filter(body=cast.other).order_by("pk"):
        Unit.objects.filter(pk=unit.pk).update(name=f"{unit.name} i Storevig")
    sign(Actor(cast.body.installer_id, now()))
    Unit.objects.filter(body=cast.body, key="council").update(name="Borgmesterkontoret", sector="political")
    Unit.objects.filter(body=cast.body, key__in=["legal", "it"]).update(sector="administration")
    Role.objects.filter(body=cast.body, key="protection_officer").update(type="data_protection_officer")
    south = District.objects.create(body=cast.body, key="syd", name="Syd")
    role = Role.objects.create(body=cast.body, key="teacher", name="Lærer", type="teacher")
    for number, name in enumerate(SCHOOLS):
        school = _unit(cast.body, f"skole-{number}", name, "school", south)
        _person(cast.body, f"Lærer {number} Vang", school, role)
    _unit(cast.body, "pet", "Efterretningstjenesten", "police", south)
    _unit(cast.body, "tom", "Klub uden folk", "leisure", south)
    closed = _unit(cast.body, "lukket", "Lukket ungdomsklub", "leisure", south)
    _person(cast.body, "Kim fra den lukkede klub", closed, role)
    Unit.objects.filter(pk=closed.pk).update(valid_to=timezone.localdate() - timedelta(days=1))
    homes = _unit(cast.body, "bolig", "Boligkontoret", "housing", south)
    _person(cast.body, "Bo fra boligkontoret", homes, role)
    administrator = Role.objects.get(body=cast.body, key="administrator")
    for key in ("ssp", "family"):
        gone = _person(cast.body, f"Rejst fra {key}", cast.units[key], role)
        Staff.objects.filter(pk=gone.pk).update(ended_at=timezone.now())
        _person(cast.body, f"Kontormand i {key}", cast.units[key], administrator)


def _unit(body: Body, key: str, name: str, sector: str, district: District) -> Unit:
    (audience,) = cabinet.found("unit", body.administration_id, [name])
    return Unit.objects.create(
        body=body, key=key, name=name, sector=sector, type="authority", audience_id=audience, district=district
    )


def _person(body: Body, name: str, unit: Unit, role: Role) -> Staff:
    principal, person = cabinet.enrol("staff", body.administration_id)
    staff = Staff.objects.create(principal_id=principal, person_audience_id=person, body=body, name=name)
    Post.objects.create(role=role, unit=unit, staff=staff, valid_from=SINCE)
    cabinet.admit([unit.audience_id], [principal])
    return staff
