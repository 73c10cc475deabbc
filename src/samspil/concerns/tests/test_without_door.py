"""Somebody whose body has no door reads whom to ring: a page that begins at one's door is no dead end."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samspil.access.actor import Actor, now, sign
from samspil.concerns.public.tests.places import enrolled
from samspil.concerns.tests.doors import found, leader
from samspil.organisations.models import Body, ConcernDoor
from samspil.organisations.profile.place import BodyKind
from tests.cast import Cast

PAGES = ["concerns:guide", "concerns:raise", "concerns:sparrings", "concerns:ask_sparring", "doorsurvey:ask"]


@pytest.fixture
def district(cast: Cast) -> None:
    """The neighbour is the police district of the cast's municipality, which has doors."""
    found(cast)
    enrolled(cast)
    sign(Actor(cast.body.installer_id, now()))
    Body.objects.filter(pk=cast.body.pk).update(police_district=cast.other)
    sign(Actor(cast.other.installer_id, now()))
    Body.objects.filter(pk=cast.other.pk).update(kind=BodyKind.POLICE_DISTRICT)


@pytest.mark.parametrize("name", PAGES)
def test_the_police_of_a_district_turn_to_the_municipality_that_it_is_about(
    cast: Cast, district: None, name: str
) -> None:
    client, door = cast.client("other_police"), ConcernDoor.objects.get(key="alle")
    answer = client.get(reverse(name))
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert cast.body.name in shown
    assert f'href="tel:{door.phone}"' in shown
    assert 'href="tel:112"' in shown
    guide = reverse("guide:public", args=[cast.body.key])
    assert guide in shown
    assert client.get(guide).status_code == 200, "what is offered opens"


@pytest.mark.parametrize("name", PAGES)
def test_where_there_is_no_door_at_all_one_reads_whom_to_ring(cast: Cast, name: str) -> None:
    answer = cast.client("ssp_teacher").get(reverse(name))
    assert answer.status_code == 200
    assert "Der er ikke sat en dør op endnu" in answer.content.decode()
    assert 'href="tel:112"' in answer.content.decode()


def test_figures_are_linked_for_those_who_lead_alone(cast: Cast) -> None:
    found(cast)
    link = reverse("doorsurvey:figures")
    assert link not in cast.client("consultant").get(reverse("concerns:figures")).content.decode()
    cast.members["leads"] = leader(cast)
    assert link in cast.client("leads").get(reverse("concerns:figures")).content.decode()
