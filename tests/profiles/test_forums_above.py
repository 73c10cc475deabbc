"""A forum over several municipalities: an audience of its own, and a place of its own for those who sit there."""

from __future__ import annotations

import pytest
from django.test import Client

from samspil.access.actor import Actor, now, sign
from samspil.organisations import actions
from samspil.organisations.models import Forum, Role, Seat, Staff, Unit
from samspil.organisations.signin.models import User
from samspil.organisations.tests.conftest import keys_of
from tests.cast import Cast
from tests.profiles.reading import read
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
