"""Whatever a key opens has the focus in its first field, in sight: what is typed next is written there and is no command."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from samspil.meetings.tests.steps import opened, placed
from tests.journeys.conftest import Town

pytestmark = pytest.mark.journey
TYPED = "Bror er med; kontakt Pia, r2 b"


def at_the_table(town: Town) -> tuple[Page, int]:
    with town.acts() as cast:
        table = opened(placed(cast, *(f"Barn Nummer{number}" for number in range(14))))
    page = town.window("consultant")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"/moeder/punkt/{table.items[7].pk}/")
    return page, int(table.items[7].pk)


def test_b_opens_the_reason_and_what_is_typed_stands_in_it(town: Town) -> None:
    page, _item = at_the_table(town)
    responsible, due = page.locator("#id_responsible"), page.locator("#id_due_on")
    before = responsible.input_value(), due.input_value()
    page.keyboard.press("b")
    expect(page.locator("#id_reason")).to_be_focused()
    expect(page.locator("#id_reason")).to_be_in_viewport(ratio=1)
    page.keyboard.type(TYPED, delay=15)
    expect(page.locator("#id_reason")).to_have_value(TYPED)
    assert (responsible.input_value(), due.input_value()) == before
    assert page.locator("input[name=word]:checked").count() <= 1


def test_who_and_by_when_stand_in_sight_where_it_is_saved(town: Town) -> None:
    page, _item = at_the_table(town)
    page.keyboard.press("1")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    for part in (
        "#id_responsible",
        "#id_due_on",
        "#decision-form button[type=submit] >> nth=0",
        "#table-agenda [aria-current]",
    ):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)
        assert page.evaluate(
            """(selector) => { const part = document.querySelector(selector), box = part.getBoundingClientRect();
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height - 3);
            return part === top || part.contains(top); }""",
            part.split(" >>")[0],
        ), part
    page.keyboard.press("r")
    expect(page.locator("#id_responsible")).to_be_focused()


def test_a_key_that_opens_a_page_leads_to_what_is_written_there(town: Town) -> None:
    page, item = at_the_table(town)
    page.keyboard.press("d")
    page.wait_for_url(f"**/moeder/punkt/{item}/del/")
    expect(page.locator("#id_text")).to_be_focused()
    page.keyboard.type("Går i ottende", delay=15)
    expect(page.locator("#id_text")).to_have_value("Går i ottende")
