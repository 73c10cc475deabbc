"""From worry to who has it: the guide, a concern on a telephone, the queue, a handover; without JavaScript too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samspil.concerns.tests.doors import found
from samspil.concerns.tests.doors import raised as sent
from samspil.concerns.tests.test_assess import first
from tests.journeys.conftest import NARROW, WIDE, Town
from tests.journeys.hands import write
from tests.journeys.test_list_and_concern import picture

pytestmark = pytest.mark.journey
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])


@SIZES
def test_a_new_teacher_from_the_guide_to_the_receipt(
    town: Town, accessible: Callable[[Page], None], size: dict[str, int]
) -> None:
    with town.acts() as cast:
        found(cast)
    page = town.window("ssp_teacher", size=size)
    page.goto("/bekymringer/guide/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Er et barn i fare lige nu?")
    accessible(page)
    picture(page, "guide")
    for answer in ("Nej", "Et barn eller en ung", "Nej", "Barnet er på vej ud i noget, som kan ende med kriminalitet"):
        page.get_by_role("link", name=answer, exact=True).click()
    accessible(page)
    picture(page, "guide-end")
    page.get_by_role("link", name="Meld en bekymring").click()
    accessible(page)
    picture(page, "raise")
    page.get_by_label("Et barn eller en ung").check()
    write(page.get_by_label("Hvem eller hvor?"), "Vera Ottosen, 7.b, Skolen ved Mosen")
    page.get_by_label("Hvor er det?").select_option(label="Nord")
    page.get_by_label("Hvor lagde du mærke til det?").select_option("school")
    write(page.get_by_label("Hvad har du set eller hørt?"), "Kommer ikke hjem efter skole.")
    expect(page.locator("[data-draft-status]")).to_contain_text("gemt", timeout=8000)
    page.reload()
    expect(page.get_by_label("Hvad har du set eller hørt?")).to_have_value("Kommer ikke hjem efter skole.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Din bekymring er modtaget")
    for words in ("Mette Kjær", "Hvis det bliver værre", "Kommunen vurderer selv, om det er en underretning."):
        expect(page.get_by_text(words).first).to_be_visible()
    accessible(page)
    picture(page, "raised")


def test_the_danger_path_says_whom_to_ring_and_not_to_tell_the_parents_first(
    town: Town, accessible: Callable[[Page], None]
) -> None:
    with town.acts() as cast:
        found(cast)
    page = town.window("ssp_teacher", size=NARROW, java_script_enabled=False)
    page.goto("/bekymringer/guide/vold/")
    page.get_by_role("link", name="Jeg er i tvivl").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kan det være en i hjemmet eller familien?")
    page.get_by_role("link", name="Jeg er i tvivl").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tal ikke med forældrene først. Ring til")
    picture_free = page.get_by_role("main").inner_text()
    assert "40 00 00 0" in picture_free


@SIZES
def test_the_door_assesses_takes_and_hands_over(
    town: Town, accessible: Callable[[Page], None], size: dict[str, int]
) -> None:
    with town.acts() as cast:
        door = found(cast)
        sent(cast, door)
        group = sent(cast, door, about="group", who="Drengene ved kiosken")
        first(cast.consultant.sign(), group)
    page = town.window("consultant", size=size)
    page.goto("/bekymringer/doer/")
    accessible(page)
    picture(page, "queue")
    page.get_by_role("link", name="Vera Ottosen").click()
    accessible(page)
    picture(page, "at-door-first")
    page.get_by_label("Nej, fordi …").check()
    page.get_by_role("button", name="Gem svaret").click()
    expect(page.get_by_text("Skriv hvorfor ikke.").first).to_be_visible()
    expect(page.get_by_label("Nej, fordi …")).to_be_checked()
    write(page.get_by_label("Hvorfor ikke?"), "Der er voksne om hende")
    page.get_by_role("button", name="Gem svaret").click()
    page.get_by_role("button", name="Tag den").click()
    expect(page.get_by_text("Mette Kjær har taget den.")).to_be_visible()
    accessible(page)
    picture(page, "at-door")
    page.get_by_role("link", name="Overdrag den til en kollega").click()
    page.get_by_label("Til hvem?").select_option(label="Line Østergaard")
    write(page.get_by_label("Hvorfor er det bedst for barnet?"), "Kender hende fra klubben")
    page.get_by_role("button", name="Spørg").click()
    expect(page.get_by_text("har den, indtil alle, der skal, har sagt ja").first).to_be_visible()
    accessible(page)
    picture(page, "handover")


def test_a_concern_and_its_assessment_without_javascript(town: Town) -> None:
    with town.acts() as cast:
        found(cast)
    teacher = town.window("ssp_teacher", java_script_enabled=False)
    teacher.goto("/bekymringer/meld/")
    teacher.get_by_label("Et barn eller en ung").check()
    write(teacher.get_by_label("Hvem eller hvor?"), "Aya Ali, 8.a")
    teacher.get_by_label("Hvor er det?").select_option(label="Nord")
    teacher.get_by_label("Hvor lagde du mærke til det?").select_option("school")
    teacher.get_by_role("button", name="Send").click()
    expect(teacher.get_by_label("Hvem eller hvor?")).to_have_value("Aya Ali, 8.a")  # what was typed is still there
    write(teacher.get_by_label("Hvad har du set eller hørt?"), "Sover i timerne.")
    teacher.get_by_role("button", name="Send").click()
    expect(teacher.get_by_role("heading", level=1)).to_have_text("Din bekymring er modtaget")
    door = town.window("consultant", java_script_enabled=False)
    door.goto("/bekymringer/doer/")
    door.get_by_role("link", name="Aya Ali").click()
    door.get_by_label("Ja, den skal sendes").check()
    door.get_by_label("Hvis ja: Hvem sender den?").select_option(label="Line Østergaard")
    door.get_by_role("button", name="Gem svaret").click()
    expect(door.get_by_text("Line Østergaard sender den.")).to_be_visible()
    door.get_by_role("button", name="Tag den").click()
    expect(door.get_by_text("Mette Kjær har taget den.")).to_be_visible()


@SIZES
def test_sparring_and_absence(town: Town, accessible: Callable[[Page], None], size: dict[str, int]) -> None:
    with town.acts() as cast:
        found(cast)
    page = town.window("ssp_teacher", size=size)
    page.goto("/bekymringer/sparring/ny/")
    accessible(page)
    write(page.get_by_label("Hvad vil du tale om?"), "Hvad gør vi, når en dreng ikke vil hjem?")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Et spørgsmål om ingen bestemt")
    accessible(page)
    page.goto("/bekymringer/sparring/")
    accessible(page)
    away = town.window("consultant", size=size)
    away.goto("/bekymringer/fravaer/")
    accessible(away)
    away.get_by_role("button", name="Gem").click()
    expect(away.get_by_text("Mens du er væk")).to_be_visible()
    expect(away.get_by_role("button", name="Tilbage på arbejde")).to_be_visible()
    accessible(away)
