"""The whole meeting from a file: upload, a doubtful match, agenda, twelve by keyboard, an event of twelve, approval."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from samspil.meetings.models import Decision, FollowUpCount, Item, Meeting, Statement
from samspil.meetings.tests.steps import planned
from samspil.people.actions import find_or_create
from samspil.people.models import Person
from samspil.people.queries import Child
from tests.journeys.conftest import Town
from tests.journeys.hands import write

pytestmark = pytest.mark.journey
SINGLE = ["Jonas Holm", "Aya Ali", "Freja Nør", "Mikkel Åen", "Sara Øst", "Emil Bo", "Liv Sø", "Noah Ek", "Ida Lyng", "Omar Bek",
          "Asta Bæk", "Villads Rø"]  # fmt: skip
EVENT = [
    f"Lejr {word}"
    for word in ("Ask", "Birk", "Carl", "Dagny", "Elin", "Frede", "Gro", "Hans", "Ingrid", "Johan", "Kaj", "Liva")
]


def cpr(number: int, born: date) -> str:
    """A replacement number: day + 60."""
    return f"{born.day + 60:02}{born:%m%y}-5{number:03}"


def workbook(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Politiets liste"])
    sheet.append(["Navn", "CPR-nr.", "Gerningssted", "Dato", "Status", "Forhold", "J.nr."])
    for number, name in enumerate(SINGLE):
        born = date(2011, 5, 3 + number)
        sheet.append(
            [
                name,
                cpr(number, born),
                f"Torvet {number}",
                f"1{number % 10}.11.2026",
                "mistænkt",
                "Set ved torvet",
                f"S-{number}",
            ]
        )
    for number, name in enumerate(EVENT):
        born = date(2012, 3, 1 + number)
        sheet.append(
            [
                name,
                cpr(100 + number, born),
                "Lejrskolen",
                "12.11.2026",
                "antruffet",
                "Uro om natten på lejrskolen",
                "L-7",
            ]
        )
    path = tmp_path / "liste.xlsx"
    contents = BytesIO()
    book.save(contents)
    path.write_bytes(contents.getvalue())
    return path


@pytest.mark.covers("BRO-54", "BRO-56", verb="minutes.approved")
def test_the_whole_meeting(town: Town, tmp_path: Path, accessible: Callable[[Page], None]) -> None:
    with town.acts() as cast:
        meeting = planned(cast, days=0)
        actor = cast.consultant.sign()
        known = find_or_create(
            actor, owner_audience=cast.forum.door_id, child=Child(name="Jonas Holm", birth_date=date(2011, 5, 3))
        )
    page = town.window("consultant")
    page.goto("/bekymringer/liste/ny/")
    accessible(page)
    page.locator("[name=file]").set_input_files(workbook(tmp_path))
    page.locator("main button.button-primary").click()
    accessible(page)
    # a record of the same name and birth date without a number: nothing is chosen until somebody has looked
    page.locator("main button.button-primary").click()
    expect(page.locator(".form-error-message").first).to_be_visible()
    page.locator(f"input[type=radio][value*='{known.pk}']").first.check()
    page.locator("main button.button-primary").click()
    accessible(page)

    page.goto(f"/moeder/{meeting.pk}/")
    accessible(page)
    for box in page.locator("input[name=chosen]").all():
        box.check()
    page.get_by_role("button", name="Sæt på dagsordenen").click()
    page.get_by_role("button", name="Send dagsordenen").click()
    page.get_by_role("link", name="Begynd mødet").click()
    page.get_by_role("button", name="Begynd").click()

    police, social = town.window("police_officer"), town.window("social_worker")
    for other in (police, social):
        other.goto(f"/moeder/{meeting.pk}/bord/")
        expect(other.get_by_role("heading", level=1)).to_have_text("Jonas Holm")
        accessible(other)
    social.get_by_role("link", name="Del en oplysning").click()
    write(social.get_by_label("Oplysningen"), "Fravær siden efterårsferien")
    accessible(social)
    social.get_by_role("button", name="Del", exact=True).click()
    expect(social.get_by_text("Fravær siden efterårsferien")).to_be_visible()
    police.reload()
    expect(police.get_by_text("Fravær siden efterårsferien")).to_be_visible()
    expect(police.get_by_text("Må ikke videregives med henblik på efterforskning")).to_be_visible()

    # a late decline: told, read, and taken back before approval
    social.get_by_role("link", name="Træk tilbage").click()
    accessible(social)
    social.get_by_role("button", name="Træk det tilbage").click()
    expect(social.get_by_text("Trukket tilbage: kun din enhed kan læse det.")).to_be_visible()
    police.reload()
    expect(police.get_by_text("Fravær siden efterårsferien")).to_have_count(0)

    page.goto(f"/moeder/{meeting.pk}/bord/")
    expect(page.get_by_text("Fravær siden efterårsferien")).to_have_count(0)
    for number, name in enumerate(SINGLE):
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        page.keyboard.press("5" if number % 2 else "4")
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(EVENT[0])
    page.keyboard.press("9")
    with page.expect_navigation():
        page.get_by_role("button", name="Det samme for flere i hændelsen").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Gem beslutningen for de afkrydsede").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Alle punkter, du kan se, har en beslutning")

    page.goto(f"/moeder/{meeting.pk}/bord/")
    page.get_by_role("link", name="Jonas H.").click()
    page.get_by_role("button", name="Fortryd").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jonas Holm")
    page.keyboard.press("5")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Afslut mødet").click()
    page.get_by_role("button", name="Godkend referatet").click()
    expect(page.get_by_text("Ingen opfølgning: 12")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent resuméet uden navne (PDF)").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")

    with town.acts() as cast:
        cast.consultant.sign()
        assert Meeting.objects.get(pk=meeting.pk).state == "approved"
        assert FollowUpCount.objects.get(forum=cast.forum).count == 12
        assert Decision.objects.filter(meeting=meeting, state="standing").count() == 12
        assert Person.objects.filter(name="Jonas Holm").count() == 1
        assert not Person.objects.filter(name__startswith="Lejr").exists()
        for key, texts in (("consultant", 0), ("police_officer", 0), ("social_worker", 1)):
            cast.members[key].sign()
            assert Statement.objects.filter(text="Fravær siden efterårsferien").count() == texts, key
        for nobody in ("outsider", "other_consultant", "other_police", "politician", "ssp_teacher"):
            cast.members[nobody].sign()
            for model in (Item, Decision, Statement, Person):
                assert not model.objects.exists(), (nobody, model)
    for nobody in ("outsider", "other_consultant"):
        window = town.window(nobody)
        assert window.goto(f"/barnet/{known.pk}/").status == 404
