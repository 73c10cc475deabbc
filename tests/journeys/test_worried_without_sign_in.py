"""Somebody who is worried and has no sign-in: the guide on a telephone, whom to ring, and the quick way out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samspil.concerns.public.tests.places import opened
from tests.journeys.conftest import Town
from tests.journeys.test_public_doors import fits, stranger

pytestmark = pytest.mark.journey


def test_a_substitute_at_the_schools_office_finds_whom_to_ring(town: Town, accessible: Callable[[Page], None]) -> None:
    """A pupil says that her uncle hits her. The substitute has no sign-in, and has never seen the product."""
    with town.acts() as cast:
        opened(cast)
    page = stranger(town)
    page.goto("/konto/log-ind/")
    expect(page.get_by_role("heading", name="Er du bekymret og har ikke en adgang?")).to_be_visible()
    page.get_by_role("link", name=cast.body.name).click()
    accessible(page)
    for answer in ("Nej", "Et barn eller en ung", "Jeg er i tvivl", "Ja"):
        expect(page.get_by_role("link", name="112").first).to_be_visible()
        page.get_by_role("link", name=answer, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tal ikke med forældrene først")
    expect(page.get_by_text("Det gælder, når det kan være en i hjemmet eller familien.")).to_be_visible()
    expect(page.get_by_text("Kommunen vurderer selv, om det er en underretning.")).to_be_visible()
    accessible(page)
    fits(page)
    assert "sessionid" not in {cookie["name"] for cookie in page.context.cookies()}


def test_a_child_leaves_at_once_and_back_does_not_show_the_page(town: Town) -> None:
    """Steps on the stairs: one press, and the weather stands there. BørneTelefonen stood above the question."""
    with town.acts() as cast:
        opened(cast)
    page = stranger(town)
    page.route("https://www.dmi.dk/**", lambda route: route.fulfill(body="<h1>Vejret</h1>", content_type="text/html"))
    page.goto("/om/lillevig/hvem-kan-du-tale-med/")
    page.goto("/om/lillevig/spoerg/")
    body = page.get_by_role("main").inner_text()
    assert body.index("116 111") < body.index("Hvad vil du spørge om?")
    page.mouse.wheel(0, 5000)
    leave = page.get_by_role("link", name="Forlad siden")
    expect(leave).to_be_in_viewport()
    leave.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vejret")
    page.go_back()
    expect(page).not_to_have_url("/om/lillevig/spoerg/")
    assert "/spoerg/" not in page.url
