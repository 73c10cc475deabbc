"""While the next page is on its way no key acts on the one that is being left."""

from __future__ import annotations

import pytest
from playwright.sync_api import Request, Route, expect

from samspil.meetings.models import Decision
from samspil.meetings.tests.steps import opened, placed
from tests.journeys.conftest import Town

pytestmark = pytest.mark.journey


def test_from_j_until_the_next_child_stands_there_no_key_decides(town: Town) -> None:
    with town.acts() as cast:
        table = opened(placed(cast, "Valdemar Holm", "Kasper Bech"))
    first, second = table.items
    page = town.window("consultant")
    page.goto(f"/moeder/punkt/{first.pk}/")
    held: list[Route] = []
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and "beslut" in request.url:
            sent.append(request.url)

    def hold(route: Route) -> None:
        held.append(route)

    page.on("request", note)
    page.route(f"**/moeder/punkt/{second.pk}/**", hold)
    page.keyboard.press("j")
    page.wait_for_timeout(300)
    assert len(held) == 1
    page.keyboard.press("9")
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(300)
    assert sent == []
    held[0].continue_()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kasper Bech")
    page.unroute(f"**/moeder/punkt/{second.pk}/**")
    page.wait_for_load_state()  # the keys are there once the page's scripts have run
    page.keyboard.press("9")
    expect(page.locator("#word-9")).to_be_checked()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert [url for url in sent if f"/punkt/{first.pk}/" in url] == []
    with town.acts() as cast:
        cast.consultant.sign()
        assert [decision.item_id for decision in Decision.objects.all()] == [second.pk]
