"""A team's activity on a telephone: planned, written up, and who came into a club counted."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NARROW, Town
from tests.journeys.hands import write

pytestmark = pytest.mark.journey

Check = Callable[[Page], None]
PICTURES = os.environ.get("SAMSPIL_PICTURES", "")


@pytest.mark.covers("BAL-29", verb="activity.written_up")
@pytest.mark.covers("BAL-30", verb="into_club.counted", page="activities:activities")
def test_from_the_plan_to_the_club(town: Town, accessible: Check) -> None:
    page = town.window("consultant", size=NARROW)

    def looked_at(name: str) -> None:
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"activities-{name}.png", full_page=True)

    page.goto("/indsatser/")
    page.get_by_role("navigation", name="Forebyggelse").get_by_role("link", name="Aktiviteter").click()
    looked_at("empty")
    page.get_by_role("link", name="Planlæg en aktivitet").click()
    write(page.get_by_label("Hvad laver I?"), "Fodbold i hallen")
    write(page.get_by_label("Hvor?"), "Hallen")
    write(page.get_by_label("Hvilken dag?"), f"{timezone.localdate():%d.%m.%Y}")
    write(page.get_by_label("Hvad må den koste"), "1.500")
    looked_at("plan")
    page.get_by_role("button", name="Gem").click()
    page.get_by_role("link", name="Skriv, hvordan det gik").click()
    write(page.get_by_label("13-14 år, Piger"), "4")
    write(page.get_by_label("15-17 år, Drenge"), "fem")
    page.get_by_role("button", name="Gem").click()
    looked_at("wrong")
    expect(page.get_by_label("13-14 år, Piger")).to_have_value("4")
    write(page.get_by_label("15-17 år, Drenge"), "5")
    page.get_by_label("Ja, den blev holdt").check()
    write(page.get_by_label("Hvad kostede den"), "1.200")
    page.get_by_role("button", name="Gem").click()
    page.get_by_role("link", name="Tæl unge, der kom i klub").click()
    write(page.get_by_label("Hvor mange unge kom i klub?"), "2")
    write(page.get_by_label("Hvilken slags klub?"), "fodboldklub")
    page.get_by_role("button", name="Gem").click()
    looked_at("activity")
    expect(page.get_by_role("main")).to_contain_text("2 unge kom i klub herfra.")
    page.get_by_role("link", name="Aktiviteter").first.click()
    looked_at("list")
    expect(page.get_by_role("row", name=f"halvår {timezone.localdate().year}")).to_contain_text("1.200 kr.")
