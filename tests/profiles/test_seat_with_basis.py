"""A seat for a kind of unit that has not sat in the forum before: on what it gives there is chosen with the seat."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from samspil.organisations.models import Body, Seat
from samspil.profiles import queries
from tests.cast import Cast
from tests.profiles.reading import read
from tests.profiles.test_changing import confirmed, forum_of
from tests.profiles.test_pages_of_the_four import settle

pytestmark = pytest.mark.django_db
SEAT = {"name": "Politiet", "unit": "lokalpolitiet", "kind": "standing", "votes": ""}


@pytest.fixture
def place(cast: Cast) -> tuple[Body, Client]:
    return settle(read("ballerup"))


def test_the_police_get_a_seat_where_they_had_none_with_the_basis_on_which_they_give(
    place: tuple[Body, Client],
) -> None:
    """Met by a stranger: "Tilføj police under bases", in a form that has neither word."""
    body, client = place
    forum = forum_of(body, "tvaerfagligt-team")
    address = reverse("setup:add_seat", args=[forum.pk])
    refused = client.post(address, {**SEAT, "step": "look"})
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "har intet retsgrundlag for, hvad den slags enhed giver. Vælg et retsgrundlag" in shown
    assert "Retsplejeloven § 115, stk. 1, nr. 1: SSP-samarbejdet" in shown
    confirmed(client, address, {**SEAT, "basis": "rpl-115-1-1"})
    assert Seat.objects.get(forum=forum, name="Politiet").unit.key == "lokalpolitiet"
    stated = next(one for one in queries.content_of(body)["forums"] if one["key"] == forum.key)
    bases = [terms["bases"]["police"] for terms in stated["terms"]]
    assert bases == [{"basis": "rpl-115-1-1"}] * len(stated["terms"])
    again = client.get(address).content.decode()
    assert "rpl-115-1-1" not in again  # the police have theirs now


def test_a_forum_that_is_stated_once_for_all_districts_has_no_chair_to_follow(place: tuple[Body, Client]) -> None:
    body, client = place
    shown = client.get(reverse("setup:add_seat", args=[forum_of(body, "tvaerfagligt-team").pk])).content.decode()
    assert "Formand for SSP-lokalråd Centrumgaden" in shown
    assert "{district}" not in shown
