"""A list looked at, judged and received; a concern written on a telephone, without JavaScript too."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from samspil.concerns.tests.made import AYA, JONAS, VERA
from samspil.people.actions import find_or_create
from samspil.people.queries import Child
from tests.journeys.conftest import NARROW, WIDE, Town
from tests.journeys.hands import write

pytestmark = pytest.mark.journey

LIST = "\n".join(
    [
        "Døgnrapport uge 47;;;;;;;;",
        "Navn;CPR-nr.;Fødselsdato;Adresse;Gerningssted;Dato;Rolle;Bemærkning;Journalnr.",
        f"Vera Ottosen;{VERA};;Mosevej 3;Stationen;18-11-2026;vidne;Vera så to drenge tage en cykel;0100-1",
        f"Jonas Holm;{JONAS};;Mosevej 5;Stationen;18-11-2026;sigtet;Vera så to drenge tage en cykel;0100-1",
        f"Aya Ali;{AYA};;;;20-11-2026;sigtet;Hærværk mod en bænk;",
        "Emil Krog;;12-05-2011;;Skolen;19-11-2026;forurettet;Blev slået;",
        "Bo Lind;;;;Skolen;;antruffet;;",
        "Ida Lykke;;01-02-2019;;;;antruffet;;",
        "Per Ravn;;01-02-1999;;;;sigtet;;",
        "Mia Falk;123456-7;;;;;set;;",
    ]
)


def picture(page: Page, name: str) -> None:
    """Nothing stands beside the page; and a picture of it, where a folder is named for pictures."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url
    if folder := os.environ.get("SAMSPIL_PICTURES"):
        page.screenshot(path=str(Path(folder, f"{name}-{page.viewport_size['width']}.png")), full_page=True)  # type: ignore[index]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_list_is_looked_at_judged_and_received(
    town: Town, accessible: Callable[[Page], None], size: dict[str, int]
) -> None:
    with town.acts() as cast:
        actor = cast.consultant.sign()
        find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Emil Krog", date(2011, 5, 12)))
        find_or_create(actor, owner_audience=cast.units["ssp"].audience_id, child=Child("Jonas Holm", cpr=JONAS))
    page = town.window("consultant", size=size)
    page.goto("/bekymringer/")
    accessible(page)
    picture(page, "waiting-empty")
    page.get_by_role("link", name="Modtag en liste").click()
    accessible(page)
    picture(page, "upload")
    page.get_by_label("Listen som fil").set_input_files(
        {"name": "liste.csv", "mimeType": "text/csv", "buffer": LIST.encode("cp1252")}
    )
    page.get_by_role("button", name="Læs listen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("8 rækker er læst")
    accessible(page)
    picture(page, "preview")
    # nothing has been chosen for Emil, and a name stands in the words of the event
    page.get_by_role("button", name="Modtag listen").click()
    expect(page.get_by_role("alert").first).to_contain_text("Række 6: vælg, hvem det er, eller lad rækken udgå.")
    accessible(page)
    picture(page, "preview-missing")
    emil = page.get_by_role("group", name="Emil Krog")
    emil.get_by_label("samme navn og fødselsdato").check()
    page.get_by_label("Udelad række 7").check()
    write(page.get_by_label("Hvad skete der?"), "To drenge tog en cykel.")
    expect(page.locator("[data-draft-status]")).to_contain_text("gemt", timeout=6000)
    page.reload()
    expect(emil.get_by_label("samme navn og fødselsdato")).to_be_checked()
    expect(page.get_by_label("Udelad række 7")).to_be_checked()
    page.get_by_role("button", name="Modtag listen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Liste fra")
    accessible(page)
    picture(page, "list")
    names = page.locator("tbody th").all_text_contents()
    assert names == ["Vera Ottosen", "Jonas Holm", "Aya Ali", "Emil Krog", "Mia Falk"]
    page.get_by_role("row", name="Emil Krog").get_by_role("link", name="Vælg en anden").click()
    accessible(page)
    picture(page, "match")
    page.go_back()
    page.get_by_role("row", name="Mia Falk").get_by_role("link", name="Ret").click()
    accessible(page)
    picture(page, "correct")
    write(page.get_by_label("Fødselsdato"), "3.12.2011")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("row", name="Mia Falk")).to_contain_text("14")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_concern_is_written_and_sent(town: Town, accessible: Callable[[Page], None], script: bool) -> None:
    page = town.window("ssp_teacher", size=NARROW, java_script_enabled=script)
    page.goto("/bekymringer/ny/")
    if script:
        accessible(page)
        picture(page, "new")
    page.get_by_label("Et barn eller en ung").check()
    write(page.get_by_label("Hvem eller hvor?"), "Vera Ottosen, 7.b")
    write(page.get_by_label("Hvad har du set eller hørt?"), "Er set med ældre drenge ved stationen.")
    page.get_by_label("Hvor ved du det fra?").select_option("school")
    page.get_by_label("Til hvem?").select_option(index=1)
    page.get_by_label("Det er nødvendigt, at de ved det, af hensyn til").select_option(index=1)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Skriv, hvorfor der er brug for et særskilt").first).to_be_visible()
    expect(page.get_by_label("Hvem eller hvor?")).to_have_value("Vera Ottosen, 7.b")
    write(page.get_by_label("Hvorfor er der brug for"), "Ældre unge giver hende opgaver.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Din bekymring er sendt")
    if script:
        accessible(page)
        picture(page, "receipt")
        page.goto("/bekymringer/")
        accessible(page)
        picture(page, "sent")
        door = town.window("consultant")
        door.goto("/bekymringer/")
        picture(door, "waiting")
        door.get_by_role("link", name="Vera Ottosen, 7.b").click()
        accessible(door)
        picture(door, "concern")
