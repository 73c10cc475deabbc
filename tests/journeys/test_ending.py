"""A meeting is ended too early, by somebody who does not read first; and goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samspil.meetings.models import Meeting
from samspil.meetings.tests.steps import decided, opened, placed, planned
from tests.journeys.conftest import NARROW, WIDE, Town

pytestmark = pytest.mark.journey


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def ended_too_early(town: Town, accessible: Callable[[Page], None], size: dict[str, int]) -> tuple[Page, Meeting]:
    """Three children: one is decided, one is taken off on the page that asks, one is left open; then they go on."""
    with town.acts() as cast:
        table = opened(placed(cast, "Jonas Holm", "Aya Ali", "Freja Nør", meeting=planned(cast, days=0)))
        decided(table, table.items[0], "none")
    page = town.window("consultant", size=size)
    page.goto(minutes_of(table.meeting))
    press(page, "Afslut mødet")
    expect(page.locator("main")).to_contain_text("2 punkter mangler en beslutning.")
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    press(page, "Tag Freja Nør af")
    assert page.url.endswith(f"/moeder/{table.meeting.pk}/slut/"), "it still asks, about what is left"
    expect(page.locator("main")).to_contain_text("1 punkt mangler en beslutning.")
    press(page, "Afslut mødet alligevel")
    expect(page.locator("main")).to_contain_text("Referatet kan ikke godkendes endnu: 1 punkt mangler en beslutning.")
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    press(page, "Genoptag mødet")
    expect(page.get_by_role("heading", level=1)).to_have_text("Aya Ali")
    return page, table.meeting


def minutes_of(meeting: Meeting) -> str:
    return f"/moeder/{meeting.pk}/referat/"


def test_it_goes_on_to_approved_minutes(town: Town, accessible: Callable[[Page], None]) -> None:
    page, meeting = ended_too_early(town, accessible, WIDE)
    page.keyboard.press("9")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    page.goto(minutes_of(meeting))
    press(page, "Afslut mødet")
    press(page, "Godkend referatet")
    with town.acts() as cast:
        cast.consultant.sign()
        assert Meeting.objects.get(pk=meeting.pk).state == "approved"


def test_it_goes_on_from_a_telephone(town: Town, accessible: Callable[[Page], None]) -> None:
    _page, meeting = ended_too_early(town, accessible, NARROW)
    with town.acts() as cast:
        cast.consultant.sign()
        assert Meeting.objects.get(pk=meeting.pk).state == "open"
