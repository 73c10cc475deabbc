"""What each municipality has settled, in a browser: axe on every page, nothing wider than the screen, and printable."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from samspil.catalogue.actions import keep_registers as keep_catalogue
from samspil.catalogue.models import Intervention
from samspil.curriculum.actions import keep_registers as keep_curriculum
from samspil.evaluation.actions import keep_registers as keep_plans
from samspil.evaluation.models import Document, NationalFrame
from tests.journeys.conftest import NARROW, WIDE, Town
from tests.journeys.hands import write
from tests.profiles.settling import settle

pytestmark = pytest.mark.journey

Check = Callable[[Page], None]
PICTURES = os.environ.get("SAMSPIL_PICTURES", "")


def settled(town: Town, name: str) -> list[str]:
    """The addresses of every page of the registers, for a municipality with the registers of that profile."""
    with town.acts() as cast:
        settle(cast, name, keep_catalogue, keep_curriculum, keep_plans)
    pages = ["/forebyggelse/", "/indsatser/", "/undervisning/", "/planer/", "/maal/", "/aarshjul/"]
    pages += [f"/indsatser/{row.pk}/" for row in Intervention.objects.order_by("pk")[:2]]
    pages += [f"/planer/{row.pk}/" for row in Document.objects.order_by("pk")[:1]]
    return pages + [f"/planer/nationalt/{row.pk}/" for row in NationalFrame.objects.order_by("pk")[:1]]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", ["broendby", "halsnaes"])
def test_every_page_of_the_registers_is_accessible_and_fits(
    town: Town, accessible: Check, name: str, size: dict[str, int]
) -> None:
    pages = settled(town, name)
    page = town.window("administrator", size=size)
    for address in pages:
        page.goto(address)
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        if PICTURES:
            page.screenshot(
                path=Path(PICTURES) / f"{name}-{size['width']}-{address.strip('/').replace('/', '-')}.png",
                full_page=True,
            )


def test_the_year_is_printed_whole_and_without_what_is_for_the_screen(town: Town) -> None:
    settled(town, "halsnaes")
    page = town.window("consultant", size=NARROW)
    page.goto("/aarshjul/")
    empty = page.locator(".months > .is-empty").first
    expect(empty).to_be_hidden()
    page.emulate_media(media="print")
    expect(empty).to_be_visible()
    expect(page.locator(".local-navigation")).to_be_hidden()
    expect(page.locator(".months > li")).to_have_count(12)


def test_from_a_goal_to_the_intervention_and_back_to_its_level(town: Town) -> None:
    settled(town, "halsnaes")
    page = town.window("consultant")
    page.goto("/maal/")
    page.get_by_role("link", name="Social pejling").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Social pejling")
    page.get_by_role("link", name="Sådan forebygger vi").click()
    expect(page.get_by_role("main")).to_contain_text("Forhindre et kriminelt handlemønster")
    page.get_by_role("navigation", name="Forebyggelse").get_by_role("link", name="Indsatser").click()
    write(page.get_by_label("Søg"), "chat")
    page.get_by_role("main").get_by_role("button", name="Søg").click()
    expect(page.get_by_role("main")).to_contain_text("1 indsats")
