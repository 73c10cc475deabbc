"""Without connection a page promises what it keeps: the fast line sends by itself, everything else is sent by its writer."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from samspil.meetings.models import Item
from samspil.meetings.tests.steps import opened, placed
from tests.journeys.conftest import Town
from tests.journeys.hands import write

pytestmark = pytest.mark.journey
YOURS = "Det, du har skrevet, står her stadig. Send det, når der er forbindelse igen."
STOPPED = (
    "Ikke sendt: der er ingen forbindelse. Det, du har skrevet, står her stadig. Send det igen, når der er forbindelse."
)
TRIES = "Vi prøver igen"
# The answer to what was asked before the connection was lost; what comes so late cannot be made to by hand.
ANSWERED = "document.dispatchEvent(new CustomEvent('htmx:afterRequest', { detail: { successful: true } }))"


def bar(page: Page, words: str) -> None:
    expect(page.locator("#connection")).to_contain_text(words)
    if words != TRIES:
        expect(page.locator("#connection")).not_to_contain_text(TRIES, ignore_case=True)


def test_an_ordinary_form_waits_for_its_writer(town: Town) -> None:
    page = town.window("consultant")
    page.goto("/indstillinger/")
    page.context.set_offline(True)
    bar(page, f"Ingen forbindelse. {YOURS}")
    page.evaluate(ANSWERED)
    bar(page, f"Ingen forbindelse. {YOURS}")
    page.locator("#shortcuts").uncheck()
    page.get_by_role("button", name="Gem").click()
    bar(page, STOPPED)
    expect(page.locator("#shortcuts")).not_to_be_checked()
    page.context.set_offline(False)
    expect(page.locator("#connection")).to_be_hidden()
    page.wait_for_timeout(1500)
    expect(page.locator("#shortcuts")).not_to_be_checked()  # nothing was sent, as nothing was promised
    page.get_by_role("button", name="Gem").click()
    expect(page.locator("[role=status]").filter(has_text="Gemt")).to_be_visible()
    page.reload()
    expect(page.locator("#shortcuts")).not_to_be_checked()


def test_a_search_that_is_stopped_stands_there_and_is_sent_again_by_hand(town: Town) -> None:
    page = town.window("consultant")
    page.goto("/soeg/")
    page.route("**/soeg/forslag/", lambda route: route.abort("internetdisconnected"))
    write(page.get_by_label("Navn"), "jonas")  # the suggestions ask by themselves
    bar(page, f"Ingen forbindelse. {YOURS}")
    page.context.set_offline(True)
    page.get_by_role("button", name="Søg", exact=True).click()
    bar(page, STOPPED)
    page.context.set_offline(False)
    page.unroute("**/soeg/forslag/")
    page.get_by_role("button", name="Søg", exact=True).click()
    expect(page.locator("#hits")).not_to_be_empty()
    expect(page.get_by_label("Navn")).to_have_value("jonas")


def test_the_fast_line_sends_by_itself_and_the_decision_beside_it_does_not(town: Town) -> None:
    with town.acts() as cast:
        table = opened(placed(cast, "Jonas Holm", "Aya Ali"))
    page = town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    page.context.set_offline(True)
    bar(page, f"Ingen forbindelse. {YOURS}")  # nothing waits to be sent yet
    page.keyboard.press("t")
    page.keyboard.type("Ali Omar 15 m")
    page.keyboard.press("Enter")
    bar(page, TRIES)
    page.keyboard.press("Escape")
    page.keyboard.press("4")
    page.keyboard.press("Control+Enter")
    bar(page, STOPPED)
    page.wait_for_event("requestfailed")  # the line tries again, and does not talk over it
    bar(page, STOPPED)
    page.context.set_offline(False)
    expect(page.locator("#agenda-lines .agenda-row")).to_have_count(3, timeout=20_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Jonas Holm")
    expect(page.locator("#word-4")).to_be_checked()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Aya Ali")
    with town.acts() as cast:
        cast.consultant.sign()
        assert Item.objects.filter(meeting=table.meeting, state="decided").count() == 1
