"""From the front page without a sign-in, on a telephone: a knife at a playground, a child at night, a mother and a man who was married to
her. Each follows links alone.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samspil.concerns.public.tests.places import opened
from samspil.concerns.tests.doors import OFFICE
from tests.journeys.conftest import Town
from tests.journeys.hands import write
from tests.journeys.test_list_and_concern import picture
from tests.journeys.test_public_doors import fits, stranger

pytestmark = pytest.mark.journey
NOBODY_IS_TOLD = "Derfor svarer vi ingen på, om vi kender et barn"


def arrives(town: Town) -> Page:
    """Somebody who knows nothing but the product's address comes to the guide of the municipality."""
    page = stranger(town)
    page.goto("/")
    expect(page.get_by_role("heading", name="Er du bekymret og har ikke en adgang?")).to_be_visible()
    picture(page, "front")
    page.get_by_role("link", name=town.cast.body.name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Er et barn i fare lige nu?")
    fits(page)
    return page


def test_a_knife_at_the_playground(town: Town, accessible: Callable[[Page], None]) -> None:
    """A citizen: it is not happening now, and it is a place."""
    with town.acts() as cast:
        opened(cast, hours=OFFICE)
    page = arrives(town)
    expect(page.get_by_role("link", name="112").first).to_be_in_viewport()
    page.get_by_role("link", name="Nej", exact=True).click()
    page.get_by_role("link", name="Et sted, eller noget der breder sig").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fortæl os om stedet")
    accessible(page)
    picture(page, "place")
    page.get_by_role("link", name="Meld en bekymring").click()
    page.get_by_label("En, der bor her").check()
    page.get_by_role("group", name="Hvad handler det om?").get_by_label("Et sted").check()
    write(page.get_by_label("Hvem eller hvor?"), "Legepladsen ved Mosen")
    page.get_by_label("Hvilken del af kommunen?").select_option(label="Nord")
    write(page.get_by_label("Hvad har du set eller hørt?"), "To drenge på 12 viste en kniv frem for de små i går.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vi har modtaget den")
    expect(page.get_by_text("Tal ikke med forældrene først")).to_have_count(0)
    picture(page, "place-received")
    fits(page)
    door = town.window("consultant")
    door.goto("/bekymringer/doer/")
    expect(door.get_by_role("link", name="Legepladsen ved Mosen")).to_be_visible()


def test_a_child_at_night_asks_about_a_stepfather_and_reads_the_answer_another_day(
    town: Town, accessible: Callable[[Page], None]
) -> None:
    with town.acts() as cast:
        opened(cast, hours=OFFICE)
    page = arrives(town)
    page.get_by_role("link", name="Hvem kan du tale med?").click()
    expect(page.get_by_role("link", name="116 111")).to_be_visible()
    picture(page, "children")
    page.get_by_role("link", name="Spørg os om noget").click()
    write(page.get_by_label("Hvad vil du spørge om?"), "Min stedfar kommer ind om natten. Må han det?")
    page.get_by_role("button", name="Send mit spørgsmål").click()
    code = page.locator("#code").inner_text()
    picture(page, "asked")
    expect(page.get_by_text("Tal ikke med forældrene først")).to_have_count(
        0
    )  # a child is not told what colleagues are told

    counsellor = town.window("social_worker")
    counsellor.goto("/")
    counsellor.get_by_role("link", name="Anonyme spørgsmål").click()
    counsellor.get_by_role("link", name="Min stedfar kommer ind").click()
    write(counsellor.get_by_label("Dit svar"), "Nej. Det må han ikke, og det er ikke din skyld. Ring til os.")
    counsellor.get_by_role("button", name="Svar").click()
    expect(counsellor.get_by_text("Dit svar kan læses nu.")).to_be_visible()

    page = arrives(town)  # another telephone
    page.get_by_role("link", name="Læs svaret").click()
    write(page.get_by_label("Dine fire ord"), code.upper())
    page.get_by_role("button", name="Vis mig svaret").click()
    expect(page.locator("#answer")).to_contain_text("det er ikke din skyld")
    accessible(page)
    picture(page, "answer")
    leave = page.get_by_role("link", name="Forlad siden")
    expect(leave).to_be_in_viewport()


def test_neither_a_mother_nor_her_former_husband_learns_whether_a_boy_is_known(town: Town) -> None:
    with town.acts() as cast:
        opened(cast)
    page = arrives(town)
    page.get_by_role("link", name="Fortæl os, at du er bekymret").click()
    expect(page.get_by_role("heading", name="Spørger du om dit eget barn?")).to_be_visible()
    expect(page.get_by_text(NOBODY_IS_TOLD)).to_be_visible()
    picture(page, "own-child")
    page.get_by_label("En forælder", exact=True).check()
    page.get_by_role("group", name="Hvad handler det om?").get_by_label("Et barn eller en ung").check()
    write(page.get_by_label("Hvem eller hvor?"), "Min søn Emil Krog, 8.a")
    page.get_by_label("Hvilken del af kommunen?").select_option(label="Nord")
    write(page.get_by_label("Hvad har du set eller hørt?"), "Har I talt med ham? Hans far spørger også.")
    page.get_by_label("Nogen er i fare nu").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Vi må ikke fortælle dig, hvad vi gør, eller om vi kender barnet.")).to_be_visible()
    expect(page.get_by_text(NOBODY_IS_TOLD)).to_be_visible()
    expect(page.get_by_text("Tal ikke med forældrene først")).to_have_count(0)
