"""On a telephone, from a worry to who has it: the fewest keys, the worst hour of the week, the street, and a handover with every yes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from samspil.concerns.actions.handing import register_absence
from samspil.concerns.tests.doors import OFFICE, at, found
from tests.journeys.conftest import NARROW, Town
from tests.journeys.hands import write

pytestmark = pytest.mark.journey
MOST_QUESTIONS, MOST_KEYS = 5, 48  # whom to ring in danger stands above the form, and nothing is chosen beforehand


@pytest.mark.covers("HAL-04", verb="concern.raised")
def test_a_new_teacher_needs_few_questions_and_few_keys(town: Town) -> None:
    """From the school's link to the receipt, by keyboard alone; free text is not counted."""
    with town.acts() as cast:
        found(cast)
    page, keys = town.window("ssp_teacher", size=NARROW), 0
    page.goto("/bekymringer/meld/")
    asked = page.locator("main form .form-group:visible").filter(has_not_text="springe")
    questions = [
        text for text in asked.all_inner_texts() if "valgt at fortælle" not in text and "er i fare nu" not in text
    ]
    assert len(questions) <= MOST_QUESTIONS, questions
    for key in ("Tab", "Enter"):  # to the content
        page.keyboard.press(key)
        keys += 1
    for field, words in (
        ("id_who", "Vera Ottosen, 7.b, Skolen ved Mosen"),
        ("id_door", "N"),  # the district by its first letter: nothing is chosen beforehand
        ("id_text", "Kommer ikke hjem efter skole."),
        ("id_arena", "I"),
    ):
        while page.evaluate("document.activeElement.id") != field:
            if page.evaluate("document.activeElement.id") == "id_about_0":
                page.keyboard.press("Space")  # about a child
                keys += 1
            page.keyboard.press("Tab")
            keys += 1
            assert keys <= MOST_KEYS
        page.keyboard.type(words)
        keys += field in {"id_door", "id_arena"}
    while not page.evaluate(
        "document.activeElement.type === 'submit' && document.activeElement.textContent.trim().startsWith('Send')"
    ):
        page.keyboard.press("Tab")
        keys += 1
        assert keys <= MOST_KEYS
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Din bekymring er modtaget")
    assert keys + 1 <= MOST_KEYS
    for words in ("Mette Kjær", "Hvis det bliver værre", "Kommunen vurderer selv, om det er en underretning."):
        expect(page.get_by_text(words).first).to_be_visible()


def test_friday_before_a_holiday_with_the_door_closed(
    town: Town, clock: Callable[[datetime], None], accessible: Callable[[Page], None]
) -> None:
    """The Friday before Whitsun, 15:52, and a child has said that father hits. The number is the one that is answered at this hour,
    nobody is asked about the parents, and at 16:10, when the first at the door has gone home, a deputy has it.
    """
    clock(at("2027-05-14T15:52"))
    with town.acts() as cast:
        found(cast, hours=OFFICE)
        register_absence(
            cast.consultant.sign(), staff=cast.consultant.staff, since=at("2027-05-14T16:00"), until=at("2027-05-18T08:00"),
            deputy=cast.colleague.staff,
        )  # fmt: skip
    page = town.window("ssp_teacher", size=NARROW)
    page.goto("/bekymringer/guide/vold/")
    for _question in ("violence", "somebody in the home"):
        page.get_by_role("link", name="Ja", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tal ikke med forældrene først. Ring til")
    told = page.get_by_role("main").inner_text()
    assert "40 00 00 02" in told  # the duty service: the reception closed at 15
    assert "40 00 00 01" not in told
    accessible(page)
    page.goto("/bekymringer/meld/")
    form = page.get_by_role("main").inner_text()
    assert "forældre" not in form.lower()
    assert "40 00 00 02" in form
    page.get_by_label("Et barn eller en ung").check()
    write(page.get_by_label("Hvem eller hvor?"), "Aya Ali, 8.a")
    page.get_by_label("Hvor er det?").select_option(label="Nord")
    page.get_by_label("Hvor lagde du mærke til det?").select_option("school")
    write(page.get_by_label("Hvad har du set eller hørt?"), "Hun siger: far slog mig.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Din bekymring er modtaget")
    receipt = page.get_by_role("main").inner_text()
    assert "Mette Kjær" in receipt
    assert "Kommunen vurderer selv, om det er en underretning." in receipt
    assert "40 00 00 02" in receipt
    accessible(page)
    clock(at("2027-05-14T16:10"))
    page.reload()
    expect(page.get_by_text("Mette Kjær er væk. Line Østergaard tager sig af den imens.")).to_be_visible()
    deputy = town.window("colleague", size=NARROW)
    deputy.goto("/beskeder/")
    expect(deputy.get_by_role("link", name="Du har fået en bekymring at tage stilling til.")).to_be_visible()
    assert "Aya" not in deputy.get_by_role("main").inner_text()


@pytest.mark.covers("HAL-15", "HAL-16", verb="concernhandover.answered")
def test_from_the_street_to_a_colleague_who_says_yes(town: Town, accessible: Callable[[Page], None]) -> None:
    """A street worker about a group; received, assessed, offered, accepted; what happened reads as sentences."""
    with town.acts() as cast:
        found(cast)
    street = town.window("outreach_worker", size=NARROW)
    street.goto("/bekymringer/meld/")
    street.get_by_label("En gruppe").check()
    write(street.get_by_label("Hvem eller hvor?"), "Drengene ved kiosken")
    street.get_by_label("Hvor er det?").select_option(label="Nord")
    write(street.get_by_label("Hvad har du set eller hørt?"), "De har fået nye venner, som er meget ældre.")
    street.get_by_label("Hvor lagde du mærke til det?").select_option("street")
    street.get_by_role("button", name="Send").click()
    expect(street.get_by_role("heading", level=1)).to_have_text("Din bekymring er modtaget")

    door = town.window("consultant", size=NARROW)
    door.goto("/beskeder/")
    door.get_by_role("link", name="Du har fået en bekymring at tage stilling til.").click()
    door.get_by_label("Nej, fordi …").check()
    write(door.get_by_label("Hvorfor ikke?"), "Ingen i fare nu")
    door.get_by_role("button", name="Gem svaret").click()
    door.get_by_role("button", name="Tag den").click()
    expect(door.get_by_text("Mette Kjær har taget den.")).to_be_visible()
    door.get_by_role("link", name="Overdrag den til en kollega").click()
    door.get_by_label("Til hvem?").select_option(label="Line Østergaard")
    write(door.get_by_label("Hvorfor er det bedst for barnet?"), "Kender dem fra klubben")
    door.get_by_role("button", name="Spørg").click()
    expect(door.get_by_text("har den, indtil alle, der skal, har sagt ja").first).to_be_visible()

    asked = town.window("colleague", size=NARROW)
    asked.goto("/beskeder/")
    asked.get_by_role("link", name="Du er blevet bedt om at overtage noget.").click()
    accessible(asked)
    asked.get_by_label("Enig", exact=True).check()
    asked.get_by_role("button", name="Gem svaret").click()
    expect(asked.get_by_text("Line Østergaard").first).to_be_visible()

    door.goto("/bekymringer/doer/")
    door.get_by_role("link", name="Drengene ved kiosken").click()
    history = door.get_by_role("main").inner_text()
    for sentence in ("Mette Kjær har taget den.", "Line Østergaard har fået den overdraget."):
        assert sentence in history, history
    assert history.index("Mette Kjær har taget den.") < history.index("Line Østergaard har fået den overdraget.")
    accessible(door)
