"""After a swap focus is never lost, and what happened is said."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.tagName"))


def test_focus_goes_to_what_the_answer_names(page: Page) -> None:
    page.goto("/punkter/?maade=focus")
    page.locator("#row-2").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Punkt 2")).to_be_focused()


def test_focus_stays_on_the_element_with_the_same_id(page: Page) -> None:
    page.goto("/punkter/")
    page.locator("#row-3").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Punkt 3")).to_be_visible()
    expect(page.locator("#row-3")).to_be_focused()


def test_focus_is_never_lost(page: Page) -> None:
    page.goto("/punkter/?maade=lost")  # the rows have no ids to come back to
    page.get_by_role("button", name="4", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Punkt 4")).to_be_focused()


def test_a_panel_that_renews_itself_leaves_focus_alone(page: Page) -> None:
    page.goto("/punkter/?maade=poll")
    page.locator("#search").fill("halv")
    page.evaluate("document.body.dispatchEvent(new Event('fresh'))")
    expect(page.locator("#rows[hx-trigger]")).to_have_count(0)  # the renewed panel has no trigger of its own
    assert focused(page) == "search"


def test_what_happened_is_shown_and_goes_away(page: Page) -> None:
    page.goto("/punkter/")
    page.locator("#row-2").click()
    expect(page.locator("#toast[role=status]")).to_have_text("Punkt 2")


def test_a_refusal_is_said_and_nothing_is_replaced(page: Page) -> None:
    page.goto("/punkter/")
    page.locator("#inside").fill("halvt skrevet")
    page.locator("#refused").click()
    expect(page.locator("#page-alert")).to_contain_text("Mødet er lukket. Bed mødelederen åbne det igen.")
    expect(page.locator("#page-alert .alert")).to_be_focused()
    assert page.locator("#inside").input_value() == "halvt skrevet"


@pytest.mark.filterwarnings("ignore")
def test_a_fault_of_ours_is_said_and_nothing_is_replaced(page: Page) -> None:
    page.goto("/punkter/")
    page.locator("#inside").fill("halvt skrevet")
    page.locator("#broken").click()
    expect(page.locator("#page-alert")).to_contain_text("Det lykkedes ikke.")
    assert page.locator("#inside").input_value() == "halvt skrevet"
    assert focused(page) == "broken"


def test_the_error_summary_has_focus_and_leads_to_the_fields(page: Page) -> None:
    page.goto("/notat/")
    page.get_by_role("button", name="Gem").click()
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    page.get_by_role("link", name="»Notat« skal udfyldes.").click()
    assert focused(page) == "id_text"
    assert page.locator("label[for=id_text]").is_visible()


def test_the_weekday_follows_what_is_typed(page: Page) -> None:
    page.goto("/notat/")
    beside, field = page.locator("#id_day_beside"), page.locator("#id_day")
    today = page.evaluate("document.body.dataset.today")
    year, month, day = today.split("-")
    field.fill(f"{int(day)}/{int(month)}-{year}")
    expect(beside).to_have_text(re.compile(r"^.+dag, i dag$"))
    field.fill("31.2.2026")
    expect(beside).to_have_text("")
