"""A forum over several municipalities: an audience of its own, and a place of its own for those who sit there."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from samspil.access.actor import Actor, now, sign
from samspil.meetings.matters.actions import agenda, inviting
from samspil.meetings.matters.actions.agenda import Proposal
from samspil.meetings.matters.models import Matter
from samspil.organisations import actions
from samspil.organisations.models import Forum, Role, Seat, Staff, Unit
from samspil.organisations.signin.models import User
from samspil.organisations.tests.conftest import keys_of
from tests import clock
from tests.cast import Cast
from tests.profiles.reading import read
from tests.profiles.test_councils import acts, called, client_of, fresh, minuted, seated
from tests.profiles.test_pages_of_the_four import settle


@pytest.mark.django_db
def test_who_sits_in_the_circle_works_there_with_its_keys_and_words(cast: Cast) -> None:
    consultant = cast.consultant.staff
    assert Staff.objects.filter(pk=consultant.pk).update(email="mette@example.org") == 1
    user = User.objects.create_user("mette@example.org", principal_id=consultant.principal_id)
    body, _client = settle(read("vestegnens-ssp-kreds"))
    forum = Forum.objects.get(body=body, key="ssp-kredsen")
    actor = Actor(body.installer_id, now())
    sign(actor)
    role = Role.objects.get(body=body, key="ssp-konsulent")
    unit = Unit.objects.get(body=body, key="broendby")
    place = actions.give_place(actor, body=body, email="mette@example.org", role=role, unit=unit)
    actions.give_seat(actor, staff=place, seat=Seat.objects.get(forum=forum, key="konsulent-broendby"))

    assert forum.audience_id in keys_of(place.principal_id)
    assert forum.audience_id not in keys_of(consultant.principal_id), "the circle's papers are not read from home"
    assert not keys_of(place.principal_id) & keys_of(consultant.principal_id)

    client = Client()
    client.force_login(user)
    assert forum.name not in client.get("/fora/").content.decode()
    client.post("/konto/plads/", {"principal": place.principal_id})
    page = client.get("/fora/").content.decode()
    assert forum.name in page
    assert "din plads" in page
    assert cast.forum.name not in page
    shown = client.get(f"/fora/{forum.pk}/").content.decode()
    assert "Aldrig: kun generelle forhold" in shown or "Aldrig" in shown
    assert "SSP-Samrådet" in shown or "ssp-samraadet/bestyrelsen" in shown


@pytest.mark.django_db
@pytest.mark.covers("BAL-19", page="organisations:forum")
def test_chair_of_another_forum_and_three_purposes_stand_on_the_page(cast: Cast) -> None:
    body, client = settle(read("ssp-samraadet"))
    board = Forum.objects.get(body=body)
    page = client.get(f"/fora/{board.pk}/").content.decode()
    assert "Formanden for Vestegnens SSP-kreds" in page
    body, client = settle(read("bandepartnerskabet"))
    meeting = Forum.objects.get(body=body)
    page = client.get(f"/fora/{meeting.pk}/").content.decode()
    for purpose in read("bandepartnerskabet").forums[0].purposes:
        assert purpose.text in page
    assert "Boligorganisationer" in page, "a party without a seat"


@pytest.mark.django_db
@pytest.mark.covers("VAL-77", page="organisations:forum")
@pytest.mark.covers("VAL-77", page="matters:minutes")
def test_an_agency_has_its_old_name_in_old_minutes_and_its_new_one_from_its_day(cast: Cast) -> None:
    with clock.at(datetime(2022, 5, 2, 9, tzinfo=UTC)):
        body, _client = settle(read("ssp-samraadet"))
        before = Unit.objects.get(body=body, key="socialstyrelsen")
        sign(Actor(body.installer_id, now()))
        Seat.objects.filter(forum__body=body, key="vestegnen-formand").update(
            follows="", chairs=True, keeps_minutes=True
        )
        chair = seated(body, "bestyrelsen", "vestegnen-formand", "Mette Lind", "bestyrelsesmedlem")
        installer = Actor(body.installer_id, now())
        sign(installer)
        member = Role.objects.get(body=body, key="bestyrelsesmedlem")
        actions.create_colleague(  # who is invited there is somebody
            installer, body=body, name="Ida Bro", email="ida@agency.example.org", role=member, unit=before
        )
        meeting = called(body, "bestyrelsen", chair)
        matter = agenda.propose(
            acts(chair), meeting=fresh(meeting), proposal=Proposal("Nye retningslinjer"), key=uuid4()
        )
        inviting.invite_unit(acts(chair), matter=fresh_matter(matter.pk), unit=before)
        minuted(meeting, chair, [chair], Nye_retningslinjer="Socialstyrelsen sender et udkast.")
        minutes = reverse("matters:minutes", args=[meeting.pk])
        assert "Inviteret til dette punkt: Socialstyrelsen" in client_of(chair).get(minutes).content.decode()
    board = reverse("organisations:forum", args=[Forum.objects.get(body=body).pk])
    page = client_of(chair).get(board).content.decode()
    for party in ("Det Kriminalpræventive Råd", "Rigspolitiet", "SIRI", "Social- og Boligstyrelsen"):
        assert party in page, party
    assert "Socialstyrelsen" not in page
    units = client_of(chair).get(reverse("organisations:diagram")).content.decode()
    assert "Social- og Boligstyrelsen" in units
    assert "Socialstyrelsen" not in units
    old = client_of(chair).get(minutes).content.decode()
    assert "Inviteret til dette punkt: Socialstyrelsen" in old
    assert "Social- og Boligstyrelsen" not in old


def fresh_matter(pk: int) -> Matter:
    return Matter.objects.select_related("meeting__forum__body").get(pk=pk)
