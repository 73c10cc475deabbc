"""Nobody without sign-in has to know an address: from wherever they land, somebody who is worried comes on in one or two steps."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from samspil.concerns.guide.queries import shipped
from samspil.concerns.public.tests.places import opened
from samspil.concerns.tests.doors import found
from tests.cast import Cast

WORRIED = "Er du bekymret og har ikke en adgang?"


def shown_at(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status
    return str(answer.content.decode())


def test_the_page_of_signing_in_names_each_municipality(cast: Cast) -> None:
    opened(cast)
    shown = shown_at(reverse("account_login"))
    assert WORRIED in shown
    assert f'href="{reverse("guide:public", args=[cast.body.key])}">{cast.body.name}' in shown
    assert shown.index("tel:112") < shown.index(cast.body.name)
    assert cast.other.name not in shown  # it has no door: nobody would answer


def test_so_does_the_front_page_of_the_demo(cast: Cast, settings) -> None:
    settings.DEMO = True
    opened(cast)
    shown = shown_at(reverse("signin:choose_member"))
    assert WORRIED in shown
    assert reverse("guide:public", args=[cast.body.key]) in shown


@pytest.mark.parametrize("address", ["/tilgaengelighed/", "/findes-ikke/"])
def test_every_other_page_without_sign_in_has_a_way_there_and_none_with_sign_in(cast: Cast, address: str) -> None:
    opened(cast)
    status = 404 if "ikke" in address else 200
    footer = shown_at(address, status).split("<footer")[1]
    assert reverse("guide:where") in footer
    assert WORRIED in footer
    assert WORRIED not in cast.client("consultant").get(address).content.decode()


def test_from_the_guide_a_child_a_parent_and_a_neighbour_find_their_own_page(cast: Cast) -> None:
    opened(cast)
    shown = shown_at(reverse("guide:public", args=[cast.body.key]))
    for page in ("public:children", "public:read", "public:concern", "citizens:enquire"):
        assert reverse(page, args=[cast.body.key]) in shown, page


def test_a_colleague_finds_the_pages_that_need_no_sign_in(cast: Cast) -> None:
    opened(cast)
    shown = cast.client("ssp_teacher").get(reverse("organisations:directory")).content.decode()
    assert reverse("organisations:about", args=[cast.body.key]) in shown


@pytest.mark.parametrize("key", ["beskyt", "ring-112", "ring-vagten", "underret", "ring-114", "andre"])
def test_who_has_rung_goes_on_to_raise_a_concern(cast: Cast, key: str) -> None:
    opened(cast)
    shown = cast.client("ssp_teacher").get(reverse("concerns:guide_step", args=[key])).content.decode()
    main = shown.split("<main")[1].split("</main")[0]
    assert reverse("concerns:raise") in main
    outside = shown_at(reverse("guide:public_step", args=[cast.body.key, key]))
    assert reverse("public:concern", args=[cast.body.key]) in outside.split("<main")[1]


def test_what_helps_in_everyday_life_leads_to_no_concern(cast: Cast) -> None:
    found(cast)
    shown = cast.client("ssp_teacher").get(reverse("concerns:guide_step", args=["hverdag"])).content.decode()
    assert reverse("concerns:raise") not in shown.split("<main")[1].split("</main")[0]


def test_the_guide_carries_no_month_that_has_not_come() -> None:
    """A page of the law that says “December” on a day in November is not believed."""
    assert not re.search(
        r"januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december", shipped().version
    )
