"""The sign-in ends while a page is open: the whole sign-in page, or a sentence beside what somebody has written."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.journey


def end_session(window: BrowserContext) -> None:
    """The sign-in ends on the server's side, while the page stays open."""
    other = window.new_page()
    other.goto("/udloeb/")
    other.close()


def test_looking_something_up_leads_to_the_whole_sign_in_page(page: Page, window: BrowserContext) -> None:
    page.goto("/punkter/?maade=member")
    page.get_by_label("Søg").fill("halv")
    end_session(window)
    page.locator("#row-2").click()
    page.wait_for_url(re.compile(r"/log-ind/\?next=%2Fpunkter%2F%3Fmaade%3Dmember$"))
    expect(page.get_by_role("heading", name="Log ind", level=1)).to_be_visible()
    page.get_by_label("Navn").fill("Mette Kjær")
    page.get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("heading", name="Punkt 1")).to_be_visible()


def test_a_panel_that_renews_itself_leads_nobody_away_from_what_they_write(page: Page, window: BrowserContext) -> None:
    page.goto("/notat/")
    page.get_by_label("Notat").fill("Halvt skrevet")
    end_session(window)
    with page.expect_response(re.compile("/punkter/")) as answer:
        page.evaluate("htmx.ajax('GET', '/punkter/?maade=member', {target: '#note', swap: 'innerHTML'})")
    assert answer.value.status == 401
    expect(page.locator("#page-alert")).to_contain_text("Du er blevet logget ud.")
    expect(page.get_by_label("Notat")).to_have_value("Halvt skrevet")
    expect(page.get_by_role("link", name="Log ind i et nyt vindue")).to_have_attribute(
        "href", "/log-ind/?next=%2Fnotat%2F"
    )
