"""The meeting by keyboard alone: twelve children, two interactions each, focus never lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samspil.meetings.models import Decision
from samspil.meetings.tests.steps import opened, placed
from tests.journeys.conftest import NARROW, Town

pytestmark = pytest.mark.journey
NAMES = [
    "Jonas Holm",
    "Aya Ali",
    "Freja Nør",
    "Mikkel Åen",
    "Sara Ø",
    "Emil Bo",
    "Liv Sø",
    "Noah Ek",
    "Ida Lyng",
    "Omar Said",
    "Asta Bæk",
    "Villads Rø",
]


def focus_is_somewhere(page: Page) -> bool:
    return bool(page.evaluate("document.activeElement && document.activeElement !== document.body"))


def test_twelve_items_by_keyboard(town: Town, accessible: Callable[[Page], None]) -> None:
    with town.acts() as cast:
        table = opened(placed(cast, *NAMES))
    page = town.window("consultant")
    page.goto(f"/moeder/{table.meeting.pk}/bord/")
    accessible(page)
    for number, name in enumerate(NAMES):
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        assert focus_is_somewhere(page), f"focus lost at {name}"
        page.keyboard.press(str(1 + number % 2))
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Alle punkter, du kan se, har en beslutning")
    accessible(page)
    with town.acts() as cast:
        cast.consultant.sign()
        decisions = list(Decision.objects.filter(meeting=table.meeting))
    assert len(decisions) == 12
    assert all(decision.responsible_id and decision.due_on for decision in decisions)


def test_on_a_telephone_one_reads_and_writes(town: Town, accessible: Callable[[Page], None]) -> None:
    with town.acts() as cast:
        table = opened(placed(cast, "Jonas Holm", "Aya Ali"))
    page = town.window("consultant", size=NARROW)
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Jonas Holm")
    accessible(page)
    page.locator("#word-4").click()
    page.get_by_role("button", name="Gem og næste").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Aya Ali")


def test_a_word_pressed_before_who_it_is_was_looked_at_is_saved_after(town: Town) -> None:
    with town.acts() as cast:
        table = opened(placed(cast, "Jonas Holm", "Aya Ali"))
    page = town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    page.keyboard.press("4")
    page.keyboard.press("h")
    expect(page.get_by_label("Navn")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Jonas Holm")
    page.keyboard.press("4")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Aya Ali")
    with town.acts() as cast:
        cast.consultant.sign()
        assert Decision.objects.filter(item_id=table.items[0].pk).exists()


def test_a_reason_that_is_missing_is_written_where_the_focus_stands(town: Town) -> None:
    with town.acts() as cast:
        table = opened(placed(cast, "Jonas Holm", "Aya Ali"))
    page = town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    page.keyboard.press("4")
    page.keyboard.press("b")
    reason = page.get_by_label("Hvorfor")
    expect(reason).to_be_focused()
    page.keyboard.press("Escape")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("b")  # once more: it leads into the fold, and closes nothing
    expect(reason).to_be_focused()
    page.keyboard.type("h4r")
    expect(reason).to_have_value("h4r")


def test_refused_for_want_of_a_reason_what_is_typed_next_is_the_reason(town: Town) -> None:
    with town.acts() as cast:
        table = opened(placed(cast, "Jonas Holm", "Aya Ali"))
    page = town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    page.get_by_label("Åbn sag med tovholder").check()
    page.get_by_role("heading", level=1).click()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    reason = page.get_by_label("Hvorfor")
    expect(reason).to_be_focused()
    page.keyboard.type("b4 hun flytter")
    expect(reason).to_have_value("b4 hun flytter")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Aya Ali")
