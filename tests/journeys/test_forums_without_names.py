"""Forums that name nobody, in a browser: from theme to follow-up, and a citizen for one item. No script is needed."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from samspil.access.actor import set_test_clock
from samspil.meetings.matters.tests import network
from tests import clock
from tests.journeys.conftest import NARROW, Town
from tests.journeys.hands import write

pytestmark = pytest.mark.journey

Check = Callable[[Page], None]
PICTURES = os.environ.get("SAMSPIL_PICTURES", "")


def look(page: Page, accessible: Check, name: str) -> None:
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
    if PICTURES:
        width = (page.viewport_size or {"width": 0})["width"]
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)


@pytest.mark.covers("BRO-66", verb="agenda.settled")
def test_a_network_meeting_from_theme_to_follow_up(town: Town, accessible: Check) -> None:
    with town.acts() as cast:
        forum = network.forum(cast)
        at = network.meeting(cast, forum)
        following = network.meeting(cast, forum, days=30)
    lead, police = town.window("consultant", java_script_enabled=False), town.window("police_officer", size=NARROW)
    lead.set_default_timeout(30_000)
    lead.goto(f"/moeder/{at.pk}/")
    expect(lead.get_by_role("main")).to_contain_text("Nyt fra skolerne")
    lead.get_by_role("link", name="Tema, mødeleder og referent").click()
    write(lead.get_by_label("Tema"), "Tonen på nettet")
    lead.get_by_label("Skriver referat").select_option(label=town.cast.ssp_teacher.staff.name)
    lead.get_by_role("button", name="Gem").click()
    police.goto(f"/moeder/{at.pk}/")
    look(police, accessible, "dagsorden")
    police.get_by_role("link", name="Foreslå et punkt").click()
    write(police.get_by_label("Hvad handler det om?"), "Uro omkring Jonas Brandt")
    police.get_by_role("button", name="Sæt på dagsordenen").click()
    look(police, accessible, "navn-spoerges")  # a name is asked about, with what was typed
    expect(police.get_by_label("Ja, det er ikke et barn")).to_be_visible()
    write(police.get_by_label("Hvad handler det om?"), "Uro ved stationen")
    police.get_by_role("button", name="Sæt på dagsordenen").click()
    expect(police.get_by_role("main")).to_contain_text("Uro ved stationen")
    lead.goto(f"/moeder/{at.pk}/")
    lead.get_by_role("link", name="Send dagsordenen").click()
    lead.get_by_role("button", name="Send").click()
    lead.get_by_role("link", name="Begynd mødet").click()
    lead.get_by_label("Det begynder nu alligevel").check()  # it is planned for tomorrow
    lead.get_by_role("button", name="Begynd").click()
    writer = town.window("ssp_teacher", size=NARROW)
    writer.goto(f"/moeder/{at.pk}/skriv-referat/")
    item = writer.locator(".write-item").filter(has_text="Uro ved stationen")
    write(item.get_by_label("Hvad blev der sagt"), "Klubben kan holde åbent længere.")
    item.get_by_text("Notér en beslutning eller en aftale").click()
    write(item.get_by_label("Hvad blev aftalt"), "Klubben holder åbent til kl. 22")
    look(writer, accessible, "skriv")
    writer.get_by_role("button", name="Gem det hele").click()
    expect(writer.get_by_role("alert").first).to_contain_text("Noget er ikke gemt endnu")
    look(writer, accessible, "mangler-hvem")
    item.get_by_label("Hvem gør det").select_option(label=town.cast.police_officer.staff.name)
    writer.get_by_role("button", name="Gem det hele").click()
    expect(writer.locator(".write-item").filter(has_text="Uro ved stationen")).to_contain_text(
        "Klubben holder åbent til kl. 22"
    )
    lead.goto(f"/moeder/{at.pk}/skriv-referat/")
    lead.get_by_role("button", name="Afslut mødet").click()
    lead.get_by_role("button", name="Godkend referatet").click()
    wide = town.window("consultant")
    wide.goto(f"/moeder/{at.pk}/moedereferat/")
    expect(wide.get_by_role("main")).to_contain_text("Klubben kan holde åbent længere.")
    look(wide, accessible, "referat")
    # At the next meeting the agreement stands until somebody says that it is done.
    wide.goto(f"/kalender/moede/{following.pk}/")
    wide.get_by_role("link", name="Til dagsordenen").click()
    expect(wide.get_by_role("main")).to_contain_text("Klubben holder åbent til kl. 22")
    look(wide, accessible, "naeste-dagsorden")
    wide.get_by_role("link", name="Følg op").click()
    write(wide.get_by_label("Hvad er der kommet ud af det"), "Tyve kommer hver fredag.")
    wide.get_by_label("Det er gjort").check()
    look(wide, accessible, "foelg-op")
    wide.get_by_role("button", name="Gem").click()
    expect(wide.get_by_role("main")).to_contain_text("Tyve kommer hver fredag.")


@pytest.mark.covers("VAL-71", verb="citizen.invited")
def test_a_citizen_is_invited_to_one_item_and_sees_nothing_else(town: Town, accessible: Check) -> None:
    with town.acts() as cast:
        at = network.meeting(cast, network.forum(cast))
        matter = network.proposed(cast, at, "Lys på stien ved hallen", text="Der mangler to lamper.")
        other = network.proposed(cast, at, "Noget andet")
    lead = town.window("consultant")
    lead.goto(f"/moeder/emne/{matter.pk}/inviter/")
    write(lead.get_by_label("Borgerens navn"), "Formanden for idrætsforeningen")
    lead.get_by_role("button", name="Lav et hemmeligt link").click()
    link = lead.get_by_role("status").get_by_role("link").get_attribute("href") or ""
    look(lead, accessible, "inviter")
    citizen = town.browser.new_context(base_url=town.address, locale="da-DK", viewport=NARROW).new_page()  # type: ignore[arg-type]
    citizen.goto(link)
    expect(citizen.get_by_role("main")).to_contain_text("Der mangler to lamper.")
    look(citizen, accessible, "gaest")
    assert "Noget andet" not in citizen.content()
    for address in (f"/moeder/emne/{other.pk}/", f"/moeder/emne/{matter.pk}/", f"/moeder/{at.pk}/dagsorden/"):
        citizen.goto(address)
        assert "Noget andet" not in citizen.content()
        assert "Lys på stien" not in citizen.content()
    with transaction.atomic():
        clock.turn(timedelta(days=2))
    try:
        answer = citizen.goto(link)  # the day after the meeting
    finally:
        set_test_clock(timedelta(0))
    assert answer is not None
    assert answer.status == 404
    assert "Lys på stien" not in citizen.content()
