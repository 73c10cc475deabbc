"""Journeys: a colleague's day, a case from opening to handover, and the pages of both under axe at two widths."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from samspil.cases import actions, queries
from samspil.cases.models import Case
from samspil.cases.tests import stage
from tests.journeys.conftest import NARROW, WIDE, Town
from tests.journeys.hands import write

pytestmark = pytest.mark.journey
Check = Callable[[Page], None]


def picture(page: Page, name: str) -> None:
    """A picture for who looks at the page, where a folder is named for it."""
    if folder := os.environ.get("SAMSPIL_PICTURES"):
        width = page.viewport_size["width"]  # type: ignore[index]
        page.screenshot(path=str(Path(folder, f"{name}-{width}.png")), full_page=True)


def a_day(town: Town) -> dict[str, Any]:
    """The consultant has a case, tasks, a conversation, a handover that waits, and another that was declined."""
    with town.acts() as cast:
        today = timezone.localdate()
        case = stage.case(
            cast, background="Fraværet er steget siden efterårsferien.\nSpiller fodbold tirsdag og torsdag."
        )
        for text, days in (("Ring til skolen", -3), ("Skriv til klubben", 0), ("Aftal møde med mor", 9)):
            actions.give_task(
                cast.consultant.sign(),
                person_id=case.subject,
                text=text,
                responsible=cast.consultant.staff,
                unit=cast.consultant.unit,
                owner_audience_id=case.owner_audience_id,
                due_on=today + timedelta(days=days),
                case=case,
            )
        talk = stage.talk(cast, case=None, due_on=today + timedelta(days=2), basis_version_id=stage.basis(cast))
        stage.note(cast, case, "Mor ringede. Hun vil gerne deltage i samtalen, helst om eftermiddagen.")
        stage.involved(cast, case, "family")
        actions.leave_out_unit(
            cast.consultant.sign(), case=case, unit=cast.units["local_police"], reason="Der er ingen sag hos politiet"
        )
        other = stage.case(cast, born=stage.YOUNG.replace(year=stage.YOUNG.year - 3))
        asked = stage.handover(cast, other)
        declined = stage.handover(cast, stage.case(cast), to="school")
        actor = cast.ssp_teacher.sign()
        actions.decline_handover(actor, handover=queries.get_handover(declined.pk), answer="Barnet går ikke her")
        task = queries.my_tasks(cast.consultant.staff.pk)
        cast.consultant.sign()
        task = queries.my_tasks(cast.consultant.staff.pk)[0]
        return {"case": case.pk, "child": case.subject, "talk": talk.pk, "handover": asked.pk, "task": task.pk}


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1366", "360"])
def test_every_page_can_be_used_by_everybody(town: Town, accessible: Check, size: dict[str, int]) -> None:
    """axe (WCAG 2.2 AA) finds nothing, and nothing has to be scrolled sideways, on every page of cases and the desk."""
    there = a_day(town)
    page = town.window("consultant", size=size)
    case, unit = f"/sager/{there['case']}/", town.cast.units["family"].pk
    addresses = [
        "/",
        "/sager/",
        "/sager/?vis=inddraget",
        "/sager/opgaver/",
        "/sager/efterladt/",
        case,
        *(f"{case}{verb}/" for verb in ("baggrund", "luk", "notat", "opgave", "samtale", "overdrag", "aktoerer")),
        f"{case}skift-tovholder/",
        f"{case}aktoerer/{unit}/afslut/",
        f"{case}aktoerer/{town.cast.units['school'].pk}/inddrag/",
        f"/sager/opgaver/{there['task']}/",
        f"/sager/opgaver/{there['task']}/udfoert/",
        f"/sager/samtaler/{there['talk']}/",
        f"/sager/samtaler/{there['talk']}/holdt/",
        f"/sager/overdragelser/{there['handover']}/",
        f"/barnet/{there['child']}/",
        f"/barnet/{there['child']}/videregivelser/",
        f"/barnet/{there['child']}/laesninger/",
        "/soeg/",
    ]
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        accessible(page)
        picture(page, "page" + address.replace("/", "_").replace("?", "_"))
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{address} is {wide} px too wide"
        cut = page.evaluate("""[...document.querySelectorAll(".table-scroll:has(.stacks)")]
            .filter((place) => place.scrollWidth > place.clientWidth).length""")
        assert cut == 0, f"{address} has a list whose last values lie beyond the edge"


def test_a_day_from_the_list_to_the_handover(town: Town) -> None:
    """The consultant completes a task, writes down a conversation and hands a case over; the family unit says yes."""
    there = a_day(town)
    page = town.window("consultant")
    page.goto("/")
    expect(page.get_by_role("heading", name="Min dag")).to_be_visible()
    expect(page.get_by_text("1 frist er overskredet")).to_be_visible()
    page.get_by_role("link", name="Ring til skolen").click()
    page.get_by_role("link", name="Den er udført").click()
    write(page.get_by_label("Hvad kom der ud af det?"), "Klasselæreren ringer til mor")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Klasselæreren ringer til mor")).to_be_visible()

    page.goto("/")
    page.get_by_role("link", name="Forebyggende samtale").click()
    page.get_by_role("link", name="Skriv samtalen ned").click()
    write(page.get_by_label("Hvem deltog?"), "Jonas og hans mor")
    write(page.get_by_label("Hvad blev sagt og aftalt?"), "Jonas vil gerne begynde til fodbold igen")
    write(page.get_by_label("Hvad blev tilbudt?"), "Fritidspas")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Skriv den unges eget svar").first).to_be_visible()
    expect(page.get_by_label("Hvad blev tilbudt?")).to_have_value("Fritidspas")
    page.get_by_role("group", name="Den unges eget svar på tilbuddet").get_by_label("Nej").check()
    page.get_by_role("group", name="Forældrenes svar på tilbuddet").get_by_label("Ja").check()
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Et nej har ingen følger")).to_be_visible()

    asked = town.window("social_worker")
    asked.goto("/")
    asked.get_by_role("region", name="Overdragelser, der venter på jeres svar").get_by_role("link").click()
    asked.get_by_role("link", name="Sig ja").click()
    asked.get_by_label("Tovholder").select_option(label="Pia Møller")
    asked.get_by_role("button", name="Vi tager den").click()
    expect(asked.get_by_text("Tovholder: Pia Møller")).to_be_visible()
    with town.acts() as cast:
        cast.social_worker.sign()
        assert Case.objects.filter(owner_audience_id=cast.social_worker.unit.audience_id).count() == 1
    assert there["case"]


def test_typed_text_outlives_the_page(town: Town) -> None:
    """Two seconds after the last key the note lies with the person, and comes back on another machine."""
    there = a_day(town)
    page = town.window("consultant")
    page.goto(f"/sager/{there['case']}/notat/")
    write(page.get_by_label("Notat"), "Far har ringet om tirsdagen")
    page.wait_for_selector("[data-draft-status]:has-text('gemt')")
    elsewhere = town.window("consultant")
    elsewhere.goto(f"/sager/{there['case']}/notat/")
    expect(elsewhere.get_by_label("Notat")).to_have_value("Far har ringet om tirsdagen")
    elsewhere.get_by_role("button", name="Gem").click()
    expect(elsewhere.get_by_text("Far har ringet om tirsdagen")).to_be_visible()
    elsewhere.goto(f"/sager/{there['case']}/notat/")
    expect(elsewhere.get_by_label("Notat")).to_have_value("")


def test_two_who_write_the_background_choose(town: Town) -> None:
    """The later sees both texts and keeps one; nothing is lost."""
    there = a_day(town)
    mine, theirs = town.window("consultant"), town.window("colleague")
    for page in (mine, theirs):
        page.goto(f"/sager/{there['case']}/baggrund/")
    write(theirs.get_by_label("Baggrund"), "Linjes tekst")
    theirs.get_by_role("button", name="Gem").click()
    write(mine.get_by_label("Baggrund"), "Mettes tekst")
    mine.get_by_role("button", name="Gem").click()
    expect(mine.get_by_text("Linjes tekst")).to_be_visible()
    expect(mine.get_by_role("textbox", name="Min tekst")).to_have_value("Mettes tekst")
    mine.get_by_label("Behold den andens").check()
    mine.get_by_role("button", name="Gem").click()
    expect(mine.get_by_role("heading", name="Baggrund")).to_be_visible()
    expect(mine.get_by_text("Linjes tekst")).to_be_visible()


def test_search_and_suggestions(town: Town, accessible: Check) -> None:
    """A name is enough among one's own; the search tells nobody's number."""
    a_day(town)
    page = town.window("consultant")
    page.goto("/soeg/")
    write(page.get_by_label("Navn"), "jon")
    expect(page.locator("#suggestions a").first).to_contain_text("Jonas Holm")
    accessible(page)
    write(page.get_by_label("Fødselsdato eller -år"), str(stage.YOUNG.year))
    page.get_by_role("button", name="Søg", exact=True).click()
    expect(page.get_by_role("heading", name="Fundet")).to_be_focused()
    accessible(page)
    write(page.get_by_label("Ord i notater"), "mor eftermiddag")
    page.get_by_role("button", name="Søg i notater").click()
    expect(page.locator("#note-hits")).to_contain_text("helst om eftermiddagen")
    picture(page, "search")
    accessible(page)
