"""The sign-in ends while a page is open: the whole sign-in page comes, never one inside the page, and never over what was written."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from samspil.meetings.tests.steps import opened, placed
from tests.journeys.conftest import Town
from tests.journeys.hands import write

pytestmark = pytest.mark.journey
SIGN_IN = re.compile(r"next=%2Fsoeg%2F$")


def ended(page: Page) -> None:
    """On the server's side alone: the page that is open does not know."""
    page.context.clear_cookies(name="sessionid")


def whole(page: Page) -> None:
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("#search, #suggestions")).to_have_count(0)
    expect(page.get_by_text("Du er blevet logget ud.")).to_have_count(0)


def test_the_suggestions_of_the_search_lead_to_the_whole_page(town: Town) -> None:
    page = town.window("consultant")
    page.goto("/soeg/")
    ended(page)
    write(page.get_by_label("Navn"), "jonas")
    page.wait_for_url(SIGN_IN)
    whole(page)


@pytest.mark.parametrize(("field", "button"), [("Navn", "Søg"), ("Ord i notater", "Søg i notater")])
def test_a_search_that_is_sent_leads_to_the_whole_page(town: Town, field: str, button: str) -> None:
    page = town.window("consultant")
    page.goto("/soeg/")
    page.route("**/soeg/forslag/", lambda route: route.fulfill(body=""))  # not what leads there in this test
    ended(page)
    write(page.get_by_label(field), "jonas mor")
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url(SIGN_IN)
    whole(page)


def test_the_table_leads_there_when_nothing_is_written_and_stays_over_a_name_that_is(town: Town) -> None:
    with town.acts() as cast:
        table = opened(placed(cast, "Jonas Holm"))
    page = town.window("consultant")
    address = f"/moeder/punkt/{table.items[0].pk}/"
    page.goto(address)
    page.keyboard.press("t")
    page.keyboard.type("Ali Omar 15")
    ended(page)
    alert = page.locator("#page-alert")
    expect(alert).to_contain_text("Du er blevet logget ud.", timeout=15_000)
    expect(alert.get_by_role("link", name="Log ind i et nyt vindue")).to_be_visible()
    assert page.url.endswith(address)
    expect(page.get_by_label("Skriv navn, mens listen læses op")).to_have_value("Ali Omar 15")
    write(page.get_by_label("Skriv navn, mens listen læses op"), "")
    page.wait_for_url(re.compile("next="), timeout=15_000)
    whole(page)
