"""One meeting as it is: a list from a file and names read aloud, mouse and keys, something left open, and the day after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from samspil.access.actor import now
from samspil.meetings.models import Decision, Meeting
from samspil.meetings.tests.steps import planned
from tests import clock as day
from tests.journeys.conftest import NARROW, Town
from tests.journeys.hands import write

pytestmark = pytest.mark.journey
FROM_THE_FILE, READ_ALOUD = ("Jonas Holm", "Aya Ali", "Freja Nør"), ("Omar Bek 13 s", "Liv Sø 15")


def a_file() -> dict[str, object]:
    """Three children of three events."""
    born, seen = date(day.today().year - 14, 5, 3), day.today() - timedelta(days=2)
    rows = [
        f"{name};{born + timedelta(days=number):%d-%m-%Y};Torvet {number};{seen:%d-%m-%Y};sigtet;Set ved torvet;S-{number}"
        for number, name in enumerate(FROM_THE_FILE)
    ]
    text = "\n".join(["Navn;Fødselsdato;Gerningssted;Dato;Rolle;Bemærkning;Journalnr.", *rows])
    return {"name": "liste.csv", "mimeType": "text/csv", "buffer": text.encode("cp1252")}


def the_list_is_received_and_placed(page: Page, meeting: Meeting) -> None:
    page.goto("/bekymringer/liste/ny/")
    page.get_by_label("Listen som fil").set_input_files(a_file())
    page.get_by_role("button", name="Læs listen").click()
    page.get_by_role("button", name="Modtag listen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Liste fra")
    page.goto(f"/moeder/{meeting.pk}/")
    for box in page.locator("input[name=chosen]").all():
        box.check()
    page.get_by_role("button", name="Sæt på dagsordenen").click()
    page.get_by_role("link", name="Begynd mødet").click()
    page.get_by_role("button", name="Begynd").click()


def names_are_read_aloud(page: Page) -> None:
    """One after another, without a look."""
    write(page.get_by_label("Skriv navn, mens listen læses op"), "")
    for line in READ_ALOUD:
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    expect(page.locator(".line-done")).to_have_count(len(READ_ALOUD), timeout=20_000)


def decide(page: Page, meeting: Meeting, word: str, *, by: str) -> None:
    """The first item that is open, by keys or with the mouse."""
    page.goto(f"/moeder/{meeting.pk}/bord/")
    if by == "keys":
        page.keyboard.press(word)
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
    else:
        page.locator(f"#word-{word}").click()
        with page.expect_navigation():
            page.get_by_role("button", name="Gem og næste").click()


def standing(town: Town, meeting: Meeting) -> list[str]:
    with town.acts() as cast:
        cast.consultant.sign()
        return sorted(Decision.objects.filter(meeting=meeting, state="standing").values_list("word", flat=True))


def two_days(town: Town, clock: Callable[[datetime], None], accessible: Callable[[Page], None]) -> tuple[Page, Meeting]:
    """Three of five are decided on the day, two are left open; the day after they are read on a telephone and decided."""
    with town.acts() as cast:
        meeting = planned(cast, days=0)
    page = town.window("consultant")
    the_list_is_received_and_placed(page, meeting)
    page.goto(f"/moeder/{meeting.pk}/bord/")
    names_are_read_aloud(page)
    expect(page.locator(".agenda-row")).to_have_count(5)
    decide(page, meeting, "4", by="keys")
    decide(page, meeting, "4", by="mouse")
    decide(page, meeting, "9", by="keys")
    page.close()
    assert standing(town, meeting) == ["continue", "continue", "none"]

    clock(now() + timedelta(days=1))
    telephone = town.window("consultant", size=NARROW)
    telephone.goto(f"/moeder/{meeting.pk}/bord/")
    expect(telephone.get_by_role("heading", level=1)).to_have_text("Omar Bek")
    accessible(telephone)
    page = town.window("consultant")
    decide(page, meeting, "4", by="mouse")
    decide(page, meeting, "9", by="keys")
    expect(page.get_by_role("heading", level=1)).to_have_text("Alle punkter, du kan se, har en beslutning")
    return page, meeting


def test_a_file_and_names_in_one_meeting_over_two_days(
    town: Town, clock: Callable[[datetime], None], accessible: Callable[[Page], None]
) -> None:
    _page, meeting = two_days(town, clock, accessible)
    assert standing(town, meeting) == ["continue"] * 3 + ["none"] * 2


def test_its_minutes_are_approved(
    town: Town, clock: Callable[[datetime], None], accessible: Callable[[Page], None]
) -> None:
    page, meeting = two_days(town, clock, accessible)
    page.goto(f"/moeder/{meeting.pk}/bord/")
    page.get_by_role("button", name="Afslut mødet").click()
    page.get_by_role("button", name="Godkend referatet").click()
    with town.acts() as cast:
        cast.consultant.sign()
        assert Meeting.objects.get(pk=meeting.pk).state == "approved"
