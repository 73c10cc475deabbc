"""The setup in a browser, wide and on a telephone: every page, what a change would do, and back with nothing lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from samspil.organisations.models import Forum
from tests.journeys.conftest import NARROW, WIDE, Town
from tests.journeys.hands import write
from tests.profiles.settling import settle

pytestmark = pytest.mark.journey

Check = Callable[[Page], None]
PICTURES = os.environ.get("SAMSPIL_PICTURES", "")
PAGES = ("", "skoleaar/2026/", "lukkedage/", "tekster/", "afsnit/roles/", "historik/")


def seen(page: Page, accessible: Check, name: str) -> None:
    """Axe finds nothing, nothing is wider than the screen; a picture where somebody wants one."""
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
    if PICTURES:
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=Path(PICTURES) / f"setup-{width}-{name}.png", full_page=True)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_from_a_form_to_what_would_change_and_back(town: Town, accessible: Check, size: dict[str, int]) -> None:
    with town.acts() as cast:
        settle(cast, "vallensbaek")
        cast.administrator.sign()
        Forum.objects.filter(pk=cast.forum.pk).update(key="onsdagsgruppen")  # the one that the profile states
        forum = cast.forum.pk
    page = town.window("administrator", size=size)
    page.goto("/administration/")
    page.get_by_role("link", name="Opsætning").first.click()
    for address in PAGES:
        page.goto(f"/administration/kommunen/{address}")
        seen(page, accessible, address.strip("/").replace("/", "-") or "overview")
    for address in ("", "plads/", "rytme/", "dagsorden/", "beslutningsord/"):
        page.goto(f"/administration/kommunen/fora/{forum}/{address}")
        seen(page, accessible, f"forum-{address.strip('/')}")

    page.goto(f"/administration/kommunen/fora/{forum}/plads/")
    write(page.get_by_label("Pladsens navn"), "Sundhedsplejen")
    page.get_by_role("button", name="Se, hvad der ville blive ændret").click()
    expect(page.get_by_label("Pladsens navn")).to_have_value("Sundhedsplejen")  # the unit is missing: nothing is lost
    seen(page, accessible, "seat-wrong")
    page.get_by_label("Enhed").select_option("center-sundhed")
    page.get_by_role("button", name="Se, hvad der ville blive ændret").click()
    expect(page.get_by_text("Det ville blive ændret").first).to_be_visible()
    seen(page, accessible, "seat-look")
    page.get_by_role("button", name="Gå tilbage og ret").click()
    expect(page.get_by_label("Pladsens navn")).to_have_value("Sundhedsplejen")
    page.goto("/kalender/alle/")
    seen(page, accessible, "all-forums")
