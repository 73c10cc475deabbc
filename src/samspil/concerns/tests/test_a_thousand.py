"""A thousand colleagues in eight kinds of workplace: one of them seldom comes, and sends a concern all the same."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.access import cabinet
from samspil.access.actor import Actor, now, sign
from samspil.concerns.models import Concern, Holding
from samspil.concerns.tests.doors import FORM, found
from samspil.organisations.models import District, Post, Role, Staff, Unit
from tests.cast import SINCE, Cast, Member

# Workplaces of the source: schools, day care, SFO, clubs, family department, PPR, health visitors, outreach.
KINDS = {
    "skole": ("Skole", "school"),
    "dagtilbud": ("Børnehuset", "education"),
    "sfo": ("SFO", "leisure"),
    "klub": ("Klubben", "leisure"),
    "familie": ("Familieteam", "social"),
    "ppr": ("PPR", "health"),
    "sundhedspleje": ("Sundhedsplejen", "health"),
    "gade": ("Gadeteam", "prevention"),
}
PAGES = ("concerns:raise", "concerns:waiting", "concerns:sparrings", "organisations:directory", "desk:my_day")


def workplaces(cast: Cast, places: int) -> dict[str, Unit]:
    """So many workplaces of each kind; the first of each."""
    actor = Actor(cast.body.installer_id, now())
    sign(actor)
    north = District.objects.get(body=cast.body, key="nord")
    told = [
        (f"{key}-{number}", f"{name} {number}", sector)
        for key, (name, sector) in KINDS.items()
        for number in range(places)
    ]
    audiences = cabinet.found("unit", cast.body.administration_id, [name for _key, name, _sector in told])
    made = Unit.objects.bulk_create(
        Unit(body=cast.body, key=key, name=name, sector=sector, type="authority", audience_id=audience, district=north)
        for (key, name, sector), audience in zip(told, audiences, strict=True)
    )
    return {unit.key: unit for unit in made}


def employ(cast: Cast, unit: Unit, role: Role, number: int) -> Staff:
    principal, person = cabinet.enrol("staff", cast.body.administration_id)
    staff = Staff.objects.create(
        principal_id=principal, person_audience_id=person, body=cast.body, name=f"Ansat {unit.key} {number}"
    )
    Post.objects.create(role=role, unit=unit, staff=staff, valid_from=SINCE)
    cabinet.admit([unit.audience_id], [principal])
    return staff


def statements(cast: Cast, member: str) -> dict[str, int]:
    counts = {}
    client = cast.client(member)
    client.get(reverse("concerns:waiting"))  # what is read once in a session
    for page in PAGES:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse(page)).status_code == 200
        counts[page] = len(seen)
    return counts


@pytest.mark.covers("HAL-07", verb="concern.raised", page="concerns:raise")
def test_a_day_care_worker_among_a_thousand_sends_a_concern_and_no_page_grows_with_colleagues(cast: Cast) -> None:
    found(cast)
    units = workplaces(cast, 5)
    role = Role.objects.create(body=cast.body, key="medarbejder", name="Medarbejder", type="other")
    of_day_care = units["dagtilbud-0"]
    cast.members["worker"] = Member("worker", employ(cast, of_day_care, role, 0), of_day_care)
    few = statements(cast, "worker")
    sign(Actor(cast.body.installer_id, now()))
    for number in range(1, 26):
        for unit in units.values():
            employ(cast, unit, role, number)
    assert Staff.objects.filter(body=cast.body).count() > 1000
    assert {unit.key.rsplit("-", 1)[0] for unit in Unit.objects.filter(post__staff__body=cast.body)} >= KINDS.keys()
    assert statements(cast, "worker") == few

    client = cast.client("worker")
    sent = client.post(reverse("concerns:raise"), {**FORM, "arena": "home", "idempotency_key": str(uuid4())})
    assert sent.status_code == 303, sent.content.decode()
    assert "Mette Kjær" in client.get(sent["Location"]).content.decode(), "who has it now"
    cast.consultant.sign()
    concern = Concern.objects.get()
    assert concern.sender_unit_id == of_day_care.pk
    assert Holding.objects.get(concern=concern).staff_id == cast.consultant.staff.pk
