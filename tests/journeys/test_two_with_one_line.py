"""Two correct one line of a list: whoever is second sees both and goes on; and a file that is taken off keeps its reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from samspil.concerns.tests.made import VERA, receive, row
from samspil.sharing.models import File
from tests.journeys.conftest import Town
from tests.journeys.hands import write

pytestmark = pytest.mark.journey
MINE, THEIRS = "Så på, at andre tog en cykel", "Tog en cykel ved stationen"


@pytest.fixture
def line(town: Town) -> str:
    """The page on which a line is corrected."""
    with town.acts() as cast:
        entry = receive(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA, text="Cykel")).entries.get()
        return reverse("concerns:correct", args=[entry.pk])


def second(town: Town, line: str) -> Page:
    """The window of who saves second, on the page that tells of it."""
    mine, theirs = town.window("consultant"), town.window("colleague")
    for page, words in ((mine, MINE), (theirs, THEIRS)):
        page.goto(line)
        write(page.locator("[name=text]"), words)
        expect(page.locator("[data-draft-status]").first).to_contain_text("gemt", timeout=8000)
    theirs.get_by_role("button", name="Gem", exact=True).click()
    expect(theirs.get_by_text("Linjen er rettet.")).to_be_visible()
    mine.get_by_role("button", name="Gem", exact=True).click()
    expect(mine.locator("main").get_by_text(THEIRS)).to_be_visible()
    expect(mine.locator("main").get_by_text(MINE)).to_be_visible()
    return mine


def test_mine_is_saved_over_theirs_knowingly(town: Town, line: str) -> None:
    page = second(town, line)
    page.get_by_role("button", name="Gem min tekst i stedet for den anden").click()
    expect(page.get_by_text("Linjen er rettet.")).to_be_visible()
    page.goto(line)
    expect(page.locator("[name=text]")).to_have_value(MINE)
    expect(page.get_by_text("Her er din kladde.")).to_have_count(0)


def test_theirs_is_kept_and_the_draft_is_gone(town: Town, line: str) -> None:
    page = second(town, line)
    page.get_by_role("button", name="Behold den andens tekst, og slet min kladde").click()
    expect(page.locator("[name=text]")).to_have_value(THEIRS)
    page.goto(line)
    expect(page.locator("[name=text]")).to_have_value(THEIRS)


def test_a_file_that_is_taken_off_keeps_its_reason(town: Town, tmp_path: Path) -> None:
    large = tmp_path / "stor.xlsx"
    large.write_bytes(b"x" * (File.LARGEST + 1))
    page = town.window("consultant")
    page.goto(reverse("concerns:upload"))
    page.locator("[name=file]").set_input_files(large)
    expect(page.get_by_text("stor.xlsx:").first).to_be_visible()
    page.get_by_role("button", name="Læs listen").click()
    expect(page.get_by_text("stor.xlsx:").first).to_be_visible()
    expect(page.get_by_text("Vælg filen med listen")).to_have_count(0)
