"""At the table of a forum in which the police have no seat: from whom the list is, many refused lines, and a field with an error."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from samspil.concerns.models import ListEntry
from samspil.meetings.tests.steps import opened, placed
from samspil.meetings.tests.test_who_gives import without_police
from tests.journeys.conftest import Town
from tests.journeys.hands import write

pytestmark = pytest.mark.journey
LINE = "Skriv navn, mens listen læses op"
ROWS = "#agenda-lines .agenda-row"


def givers(town: Town) -> dict[str, str]:
    """Who gave each line that was read aloud, by the name on it."""
    with town.acts() as cast:
        cast.consultant.sign()
        lines = ListEntry.objects.filter(row=None).order_by("pk")
        return dict(lines.values_list("name", "giver_unit__name"))


def test_from_whom_is_said_once_for_the_lines_of_both_writers_and_those_that_wait(town: Town) -> None:
    with town.acts() as cast:
        table = without_police(cast)
    page, other = town.window("consultant"), town.window("colleague")
    for window in (page, other):
        window.goto(f"/moeder/punkt/{table.items[0].pk}/")
    chooser = page.get_by_label("Fra hvem?")
    expect(chooser.locator("option:checked")).to_have_text("SSP-enheden")
    chooser.select_option(label="Familieafdelingen")
    write(page.get_by_label(LINE), "Ali Omar 15 m")
    page.keyboard.press("Enter")
    expect(other.locator(ROWS)).to_have_count(2, timeout=20_000)
    expect(other.get_by_label("Fra hvem?").locator("option:checked")).to_have_text("Familieafdelingen")
    page.context.set_offline(True)
    page.keyboard.type("Lars Bech 14")
    page.keyboard.press("Enter")
    expect(page.locator(".line-waiting")).to_have_count(1)
    chooser.select_option(label="SSP-enheden")
    page.context.set_offline(False)
    expect(page.locator(ROWS)).to_have_count(3, timeout=20_000)
    page.reload()
    expect(chooser.locator("option:checked")).to_have_text("SSP-enheden")
    assert givers(town) == dict.fromkeys(("Ali Omar", "Lars Bech"), "Familieafdelingen")


def test_many_refused_lines_leave_the_agenda_its_room(town: Town) -> None:
    with town.acts() as cast:
        table = opened(placed(cast, *[f"Barn {number}" for number in range(12)]))
    page = town.window("consultant", size={"width": 1366, "height": 850})
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    page.keyboard.press("t")
    for number in range(8):
        page.keyboard.type(f"Ali Omar 311299-1234567{number}")
        page.keyboard.press("Enter")
    refused = page.locator(".line-refused")
    expect(refused).to_have_count(8, timeout=20_000)
    expect(refused.last.get_by_role("textbox")).to_be_in_viewport(ratio=0.95)
    for number in range(5):
        expect(page.locator(ROWS).nth(number)).to_be_in_viewport(ratio=0.95)


def test_the_foot_of_the_decision_covers_no_field_while_there_is_an_error(town: Town) -> None:
    with town.acts() as cast:
        table = opened(placed(cast, "Jonas Holm"))
    page = town.window("consultant", size={"width": 1300, "height": 850})
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    page.locator("#word-1").click()
    page.get_by_text("Begrundelse og tekst").click()
    write(page.locator("#id_reason"), "Fred nu")
    write(page.get_by_label("Frist"), "1.1.2020")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-error-summary]")).to_be_visible()
    assert page.locator(".decision-scroll").evaluate("words => words.scrollHeight - words.clientHeight") == 0
    page.locator("#id_reason").click()
    expect(page.locator("#id_reason")).to_be_in_viewport(ratio=1)
