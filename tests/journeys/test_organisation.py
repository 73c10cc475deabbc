"""The organisation in a browser: axe on every page, nothing wider than the screen, and the picture said as a table."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NARROW, WIDE, Town
from tests.profiles.settling import settle

pytestmark = pytest.mark.journey

Check = Callable[[Page], None]
PICTURES = os.environ.get("SAMSPIL_PICTURES", "")
PAGES = (
    "/fora/",
    "/organisation/",
    "/roller/",
    "/hvem-ringer-jeg-til/",
    "/hvem-ringer-jeg-til/?ord=mette",
    "/konto/plads/",
)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", ["broendby", "vallensbaek"])
def test_every_page_of_the_organisation_is_accessible_and_fits(
    town: Town, accessible: Check, name: str, size: dict[str, int]
) -> None:
    with town.acts() as cast:
        settle(cast, name)
        forum, key = cast.forum.pk, cast.body.key
    page = town.window("administrator", size=size)
    for address in (*PAGES, f"/fora/{forum}/", f"/om/{key}/"):
        page.goto(address)
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        if PICTURES:
            shown = address.strip("/").replace("/", "-").split("?")[0]
            page.screenshot(path=Path(PICTURES) / f"{name}-{size['width']}-{shown}.png", full_page=True)
    page.goto("/organisation/")
    page.get_by_text("Som tabel").first.click()
    expect(page.get_by_role("table").first).to_be_visible()
