"""By keyboard alone: a word that makes no sense is not there, and its number says why; a word that asks is answered with one key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from samspil.meetings.actions import preparing
from samspil.meetings.actions.preparing import Placement
from samspil.meetings.models import Decision
from samspil.meetings.tests.steps import Table, opened, placed, planned
from tests import clock
from tests.journeys.conftest import Town
from tests.journeys.hands import tab_to

pytestmark = pytest.mark.journey
GROWN_UP = date(clock.today().year - 21, 1, 2)


TALL = {"width": 1366, "height": 1100}  # nothing lies below the buttons that stay in sight


def begun(town: Town) -> Table:
    """A grown-up on the list, and a place that somebody is worried about."""
    with town.acts() as cast:
        meeting = planned(cast, blocks=("under_18", "18_plus"))
        table = placed(cast, "Ali Omar", born=GROWN_UP, meeting=meeting)
        table.items += preparing.place(
            cast.consultant.sign(),
            meeting=table.meeting,
            placements=[Placement(label="Stationen", source="concern", about="place")],
            necessity="valg af indsats",
        )
        return opened(table)


def decisions(town: Town) -> list[tuple[str, str]]:
    with town.acts() as cast:
        cast.consultant.sign()
        return list(Decision.objects.order_by("pk").values_list("label", "answer"))


def test_a_notification_about_a_grown_up_asks_and_one_key_answers(
    town: Town, accessible: Callable[[Page], None]
) -> None:
    table, page = begun(town), town.window("consultant", size=TALL)
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    question = page.get_by_role("group", name="Er der et barn i hjemmet, eller ventes der et barn?")
    expect(question).to_be_hidden()
    page.keyboard.press("7")
    expect(question).to_be_visible()
    expect(question.locator("input:checked")).to_have_count(0)  # nothing is answered in advance
    accessible(page)
    page.keyboard.press("Control+Enter")  # unanswered: asked again, with what was chosen still there
    expect(page.locator("[data-error-summary]")).to_contain_text("Svar først")
    expect(page.locator("#word-7")).to_be_checked()
    tab_to(page, page.locator("[data-error-summary] a").first)
    page.keyboard.press("Enter")
    expect(question.get_by_label("Ja, der er et barn i hjemmet")).to_be_focused()
    accessible(page)
    page.keyboard.press("x")
    expect(question.get_by_label("Ja, der ventes et barn")).to_be_checked()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").filter(has_text="Gemt: Ali Omar")).to_contain_text(
        "Underretning om et ufødt barn"
    )
    assert decisions(town) == [("Underretning om et ufødt barn", "Ja, der ventes et barn")]


def test_the_question_is_in_sight_on_a_small_screen(town: Town) -> None:
    table, page = begun(town), town.window("consultant", size={"width": 1366, "height": 768})
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    page.keyboard.press("7")
    question = page.get_by_role("group", name="Er der et barn i hjemmet, eller ventes der et barn?")
    expect(question).to_be_in_viewport()
    buttons = page.locator(".decision-buttons")
    expect(page.get_by_role("button", name="Gem og næste")).to_be_in_viewport()
    asked, below = question.bounding_box(), buttons.bounding_box()
    assert asked is not None
    assert below is not None
    assert asked["y"] + asked["height"] <= below["y"], "not covered by what stands below"


def test_at_a_place_the_number_of_an_absent_word_says_why_and_decides_nothing(
    town: Town, accessible: Callable[[Page], None]
) -> None:
    table, page = begun(town), town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[1].pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Stationen")
    expect(page.locator("#word-5")).to_have_count(0)
    accessible(page)
    page.keyboard.press("8")
    expect(page.locator("#word-8")).to_be_checked()
    page.keyboard.press("5")  # fingers that know "Tilbyd støtte"
    expect(page.locator("#toast")).to_contain_text("»Tilbyd støtte« giver ikke mening her: Punktet handler om et sted.")
    expect(page.locator("input[name=word]:checked")).to_have_count(0)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-error-summary]")).to_be_visible()
    assert decisions(town) == []
    page.keyboard.press("9")  # the number of the last word is still its own
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert decisions(town) == [("Ingen opfølgning", "")]
