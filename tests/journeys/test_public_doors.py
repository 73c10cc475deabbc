"""Without sign-in, on a telephone: an anonymous citizen's concern, a child's question and its answer; keyboard alone, without
JavaScript, and without a connection.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from samspil.concerns.public.tests.places import opened
from tests.journeys.conftest import NARROW, Town
from tests.journeys.hands import tab_to, write
from tests.journeys.test_list_and_concern import picture

pytestmark = pytest.mark.journey
QUESTION = "Min ven ryger noget hver dag. Hvad skal jeg gøre?"


def stranger(town: Town, **options: object) -> Page:
    """A telephone on which nobody is signed in."""
    context: BrowserContext = town.browser.new_context(
        locale="da-DK", base_url=town.address, viewport=NARROW, **options
    )
    context.set_default_timeout(10_000)
    context.set_default_navigation_timeout(30_000)  # the first page of a process reads every view
    town._contexts.append(context)
    page = context.new_page()
    page.on("pageerror", lambda error: town.complaints.append(str(error)))
    return page


def fits(page: Page) -> None:
    """Nothing must be dragged sideways."""
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_a_childs_question_by_keyboard_its_answer_and_the_four_words(
    town: Town, accessible: Callable[[Page], None]
) -> None:
    with town.acts() as cast:
        opened(cast)
    page = stranger(town)
    page.goto("/om/lillevig/hvem-kan-du-tale-med/")
    accessible(page)
    fits(page)
    picture(page, "children")
    expect(page.get_by_role("link", name="116 111")).to_be_visible()
    link = page.get_by_role("link", name="Spørg os om noget")
    tab_to(page, link)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Spørg os om noget")
    accessible(page)
    fits(page)
    question = page.get_by_label("Hvad vil du spørge om?")
    tab_to(page, question)
    page.keyboard.type(QUESTION)
    page.keyboard.press("Tab")
    page.keyboard.type("Alko")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.context.set_offline(True)
    page.keyboard.press("Enter")  # without a connection nothing is sent, and nothing is lost
    expect(page.locator("#connection")).to_be_visible()
    expect(question).to_have_value(QUESTION)
    page.context.set_offline(False)
    page.keyboard.press("Enter")
    code = page.locator("#code").inner_text()
    assert len(code.split()) == 4
    accessible(page)
    fits(page)
    picture(page, "asked")
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0

    counsellor = town.window("social_worker", size=NARROW)
    counsellor.goto("/bekymringer/raadgivning/")
    accessible(counsellor)
    counsellor.get_by_role("link", name="Min ven ryger noget").click()
    accessible(counsellor)
    write(counsellor.get_by_label("Dit svar"), "Det er godt, du spørger. Ring til os på 40 00 10 01.")
    counsellor.get_by_role("button", name="Svar").click()
    expect(counsellor.get_by_text("Dit svar kan læses nu.")).to_be_visible()
    picture(counsellor, "counselling")

    page = stranger(town, java_script_enabled=False)
    page.goto("/om/lillevig/svar/")
    write(page.get_by_label("Dine fire ord"), "abe and anker arm")
    page.get_by_role("button", name="Vis mig svaret").click()
    expect(page.get_by_text("Ingen spørgsmål har de ord.").first).to_be_visible()
    expect(page.get_by_label("Dine fire ord")).to_have_value("abe and anker arm")
    write(page.get_by_label("Dine fire ord"), code)
    page.get_by_role("button", name="Vis mig svaret").click()
    expect(page.locator("#answer")).to_contain_text("Det er godt, du spørger.")


def test_an_anonymous_citizen_without_javascript_and_an_enquiry(town: Town, accessible: Callable[[Page], None]) -> None:
    with town.acts() as cast:
        opened(cast)
    page = stranger(town)
    page.goto("/om/lillevig/bekymring/")
    accessible(page)
    fits(page)
    picture(page, "citizen")
    page = stranger(town, java_script_enabled=False)
    page.goto("/om/lillevig/bekymring/")
    expect(page.get_by_text("Luk fanen, når du er færdig")).to_be_visible()  # what is sent so stays in the history
    page.get_by_label("En, der bor her").check()
    page.get_by_role("group", name="Hvad handler det om?").get_by_label("Et barn eller en ung").check()
    write(page.get_by_label("Hvem eller hvor?"), "Vera Ottosen, 7.b")
    page.get_by_label("Hvilken del af kommunen?").select_option(label="Nord")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_label("Hvem eller hvor?")).to_have_value("Vera Ottosen, 7.b")  # what was typed is still there
    write(page.get_by_label("Hvad har du set eller hørt?"), "Går alene ude om natten.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vi har modtaget den")
    for words in (
        "SSP Nord har den nu.",
        "Hvis det bliver værre",
        "Kommunen vurderer selv, om det er en underretning.",
    ):
        expect(page.get_by_text(words).first).to_be_visible()
    fits(page)
    assert page.context.cookies() == []

    door = town.window("consultant", size=NARROW)
    door.goto("/bekymringer/doer/")
    expect(door.get_by_text("En borger").first).to_be_visible()
    door.get_by_role("link", name="Henvendelser fra borgere").click()
    accessible(door)
    door.get_by_role("link", name="Opret en henvendelse").click()
    accessible(door)
    door.get_by_label("På telefon").check()
    write(door.get_by_label("Hvad spørger eller fortæller borgeren?"), "Lygten ved legepladsen er slukket")
    door.get_by_role("button", name="Opret").click()
    expect(door.get_by_text("Den er oprettet.")).to_be_visible()
    accessible(door)
    fits(door)
    door.get_by_text("Giv den videre", exact=True).click()
    door.get_by_label("Teknisk forvaltning").check()
    write(door.get_by_label("Hvem har du sagt det til?"), "Vej og Park")
    door.get_by_role("button", name="Gem, at den er givet videre").click()
    expect(door.get_by_text("Afsluttet: Givet videre til teknisk forvaltning")).to_be_visible()
    picture(door, "enquiry")


def test_what_a_citizen_typed_outlives_a_reload_and_ends_with_the_tab(town: Town) -> None:
    """It was gone after a reload; it is kept in that tab alone, and by no server."""
    with town.acts() as cast:
        opened(cast)
    page = stranger(town)
    page.route("https://www.dmi.dk/**", lambda route: route.fulfill(body="<h1>Vejret</h1>", content_type="text/html"))
    page.goto("/om/lillevig/bekymring/")
    expect(page.get_by_text("Det, du skriver og vælger, bliver i denne fane")).to_be_visible()
    told = page.get_by_label("Hvad har du set eller hørt?")
    write(told, "Hun råber hver aften")
    page.get_by_label("En, der bor her").check()
    page.get_by_role("group", name="Hvad handler det om?").get_by_label("Et barn eller en ung").check()
    page.get_by_label("Hvilken del af kommunen?").select_option(label="Nord")
    page.get_by_label("Nogen er i fare nu").check()
    page.reload()
    expect(told).to_have_value("Hun råber hver aften")
    # the text alone came back: who saw their words there sent it without the danger
    expect(page.get_by_label("En, der bor her")).to_be_checked()
    expect(page.get_by_role("group", name="Hvad handler det om?").get_by_label("Et barn eller en ung")).to_be_checked()
    expect(page.get_by_label("Hvilken del af kommunen?").locator("option:checked")).to_have_text("Nord")
    expect(page.get_by_label("Nogen er i fare nu")).to_be_checked()
    page.get_by_label("Nogen er i fare nu").uncheck()
    page.reload()
    expect(page.get_by_label("Nogen er i fare nu")).not_to_be_checked()
    assert page.context.cookies() == []
    other = page.context.new_page()
    other.goto("/om/lillevig/bekymring/")
    expect(other.get_by_label("Hvad har du set eller hørt?")).to_have_value("")
    page.get_by_role("link", name="Forlad siden").click()
    expect(page.get_by_role("heading", name="Vejret")).to_be_visible()
    page.goto("/om/lillevig/bekymring/")
    expect(told).to_have_value("")
    write(told, "Hun råber hver aften")
    page.get_by_label("En, der bor her").check()
    page.get_by_role("group", name="Hvad handler det om?").get_by_label("Et barn eller en ung").check()
    write(page.get_by_label("Hvem eller hvor?"), "Vera Ottosen, 7.b")
    page.get_by_label("Hvilken del af kommunen?").select_option(label="Nord")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vi har modtaget den")
    page.wait_for_load_state()  # the page forgets once its script has run
    (kept,) = page.evaluate("Object.values(sessionStorage)")
    assert kept.isdecimal()  # when something was sent, and not a word of it
