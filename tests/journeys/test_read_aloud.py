"""The list is read aloud: fourteen children, no file, one person signed in, from the first name to approved minutes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samspil.concerns.models import ListEntry
from samspil.meetings.models import FollowUpCount, Meeting
from samspil.meetings.tests.steps import planned
from samspil.people.models import Person
from tests.journeys.conftest import Town
from tests.journeys.hands import write

pytestmark = pytest.mark.journey
READ_ALOUD = [
    "Jonas Holm 15 s", "Aya Ali 14 v", "Freja Nør 11", "Mikkel Åen 16 m", "Sara Øst 13 f", "Emil Bo 12", "Liv Sø 15",
    "Noah Ek 14", "Ida Lyng 16", "Omar Bek 13", "Asta Bæk 15", "Villads Rø 12", "Mille Ås 14", "Ukendt dreng",
]  # fmt: skip


def test_from_the_first_name_to_approved_minutes(town: Town, accessible: Callable[[Page], None]) -> None:
    with town.acts() as cast:
        meeting = planned(cast, days=0)
    page = town.window("consultant")
    page.goto(f"/moeder/{meeting.pk}/")
    accessible(page)
    page.get_by_role("link", name="Begynd mødet").click()
    accessible(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dagsordenen er tom")

    # Faster than the server answers, and without a look at the screen: the line keeps the focus.
    write(page.get_by_label("Skriv navn, mens listen læses op"), "")
    for line in READ_ALOUD:
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    expect(page.locator("#agenda-lines .agenda-row")).to_have_count(len(READ_ALOUD), timeout=30_000)
    expect(page.get_by_label("Skriv navn, mens listen læses op")).to_be_focused()
    expect(page.get_by_label("Skriv navn, mens listen læses op")).to_have_value("")
    page.goto(f"/moeder/{meeting.pk}/bord/")
    accessible(page)

    for number, line in enumerate(READ_ALOUD):
        # Who decides looks at whom it is about, and sees the word stand chosen before it is sent.
        name = "ikke identificeret" if line == "Ukendt dreng" else line.split(" 1")[0]
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)
        page.keyboard.press("9" if number < 10 else "4")
        expect(page.get_by_role("radio", checked=True)).to_have_count(1)
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Alle punkter, du kan se, har en beslutning")
    page.get_by_role("button", name="Afslut mødet").click()
    page.get_by_role("button", name="Godkend referatet").click()
    expect(page.get_by_text("Godkendt").first).to_be_visible()
    accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent resuméet uden navne (PDF)").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")

    with town.acts() as cast:
        cast.consultant.sign()
        assert Meeting.objects.get(pk=meeting.pk).state == "approved"
        assert sum(FollowUpCount.objects.filter(forum=cast.forum).values_list("count", flat=True)) == 10
        cast.police_officer.sign()
        assert ListEntry.objects.count() == 4
        for nobody in ("outsider", "politician", "other_consultant", "youth_job_centre"):
            cast.members[nobody].sign()
            assert (ListEntry.objects.count(), Person.objects.count()) == (0, 0)
