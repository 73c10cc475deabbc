"""A list whose headings nobody knows: a consultant says what the columns are, and receives it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samspil.concerns.tests.made import AYA, VERA
from tests.journeys.conftest import NARROW, WIDE, Town
from tests.journeys.hands import write
from tests.journeys.test_list_and_concern import picture

pytestmark = pytest.mark.journey

ROWS = (f"Vera Ottosen;{VERA};Torvet;vidne;Så en cykel blive taget", f"Aya Ali;{AYA};Skolen;vidne;Hærværk mod en bænk")
KNOWN = "\n".join(["Navn;Kennummer;Foregik ved;Rolle;Forhold", *ROWS])
UNKNOWN = "\n".join(["Den unge hedder;Kennummer;Foregik ved;Optræder som;Hvad hændte", *ROWS])


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_column_is_said_and_the_list_received(
    town: Town, accessible: Callable[[Page], None], size: dict[str, int]
) -> None:
    page = town.window("consultant", size=size)
    page.goto("/bekymringer/liste/ny/")
    write(page.get_by_label("eller sæt den ind her"), KNOWN)
    page.get_by_role("button", name="Læs listen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 rækker er læst")
    accessible(page)
    picture(page, "columns")
    page.get_by_label("Udelad række 3").check()
    page.get_by_label("»Kennummer«: Kolonnen er").select_option(label="CPR-nummer")
    page.get_by_role("button", name="Modtag listen").click()
    expect(page.get_by_role("alert").first).to_contain_text("listen er ikke læst igen med det")
    page.get_by_role("button", name="Læs igen med det").click()
    expect(page.get_by_text("Kolonnen »Kennummer« er læst som CPR-nummer, fordi du har valgt det.")).to_be_visible()
    expect(page.get_by_label("»Kennummer«: Kolonnen er")).to_have_value("cpr")
    expect(page.get_by_label("Udelad række 3")).to_be_checked()
    accessible(page)
    page.reload()
    expect(page.get_by_label("»Kennummer«: Kolonnen er")).to_have_value("cpr")
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_label("»Kennummer«: Kolonnen er")).to_have_value("cpr")
    other.get_by_label("»Foregik ved«: Kolonnen er").select_option(label="Sted")
    other.get_by_role("button", name="Læs igen med det").click()
    expect(other.get_by_role("row", name="Vera Ottosen")).to_contain_text("Torvet")
    page.get_by_role("button", name="Modtag listen").click()
    expect(page.get_by_role("alert").first).to_contain_text("Listen er læst igen, siden du åbnede siden")
    other.get_by_role("button", name="Modtag listen").click()
    expect(other.get_by_role("heading", level=1)).to_contain_text("Liste fra")
    expect(other.get_by_text("Kolonnen »Foregik ved« er læst som Sted")).to_be_visible()
    expect(other.get_by_role("row", name="Vera Ottosen")).to_contain_text("Torvet")
    expect(other.locator("tbody th")).to_have_text(["Vera Ottosen"])


def test_a_list_without_known_headings_is_no_dead_end(town: Town, accessible: Callable[[Page], None]) -> None:
    page = town.window("consultant", size=WIDE)
    page.goto("/bekymringer/liste/ny/")
    write(page.get_by_label("eller sæt den ind her"), UNKNOWN)
    page.get_by_role("button", name="Læs listen").click()
    expect(page.get_by_text("så ingen rækker er læst endnu")).to_be_visible()
    accessible(page)
    picture(page, "columns-unknown")
    for heading, meaning in {
        "Den unge hedder": "Navn", "Kennummer": "CPR-nummer", "Foregik ved": "Sted", "Optræder som": "Rolle",
        "Hvad hændte": "Tekst",
    }.items():  # fmt: skip
        page.get_by_label(f"»{heading}«: Kolonnen er").select_option(label=meaning)
    page.get_by_role("button", name="Læs igen med det").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 rækker er læst")
    page.get_by_role("button", name="Modtag listen").click()
    expect(page.locator("tbody th")).to_have_text(["Vera Ottosen", "Aya Ali"])
