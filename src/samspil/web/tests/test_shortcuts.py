"""Single letters work only inside their list, can be switched off, and never get in the way of writing."""

import pytest
from playwright.sync_api import Page, expect

from samspil.web.tests.conftest import at

pytestmark = pytest.mark.journey


def heading(page: Page, number: int) -> None:
    expect(page.locator("#rows h2")).to_have_text(f"Punkt {number}")


def test_a_letter_works_while_focus_is_in_the_list(page: Page) -> None:
    page.goto("/punkter/")
    page.locator("#row-1").focus()
    page.keyboard.press("j")
    heading(page, 2)
    expect(page.locator("#row-1")).to_be_focused()  # still in the list: the next key works at once
    page.keyboard.press("J")
    heading(page, 3)


@pytest.mark.parametrize("place", ["#outside", "#search", "#inside"])
def test_a_letter_does_nothing_elsewhere(page: Page, place: str) -> None:
    page.goto("/punkter/")
    page.locator(place).focus()
    page.keyboard.press("j")
    page.wait_for_timeout(300)
    heading(page, 1)
    if place != "#outside":
        assert page.locator(place).input_value() == "j"


def test_letters_can_be_switched_off(page: Page) -> None:
    page.goto("/indstillinger/")
    page.get_by_text("Enkelte bogstaver er genveje i lister").click()
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Dit valg er gemt.")).to_be_visible()
    page.goto("/punkter/")
    page.locator("#row-1").focus()
    page.keyboard.press("j")
    page.wait_for_timeout(300)
    heading(page, 1)
    page.keyboard.press("ArrowDown")  # moving with arrows is not a letter
    expect(page.locator("#row-2")).to_be_focused()


def test_chords_are_left_to_the_browser(page: Page) -> None:
    page.goto("/punkter/")
    page.locator("#row-1").focus()
    page.keyboard.press("Control+j")
    page.keyboard.press("Alt+j")
    page.wait_for_timeout(300)
    heading(page, 1)


def test_arrows_move_between_rows(page: Page) -> None:
    page.goto("/punkter/")
    page.locator("#row-1").focus()
    for key, row in (("ArrowDown", 2), ("End", 4), ("ArrowDown", 4), ("ArrowUp", 3), ("Home", 1), ("ArrowUp", 1)):
        page.keyboard.press(key)
        expect(page.locator(f"#row-{row}")).to_be_focused()


def test_a_disabled_button_says_why(page: Page) -> None:
    page.goto("/punkter/")
    page.locator("#row-1").focus()
    page.keyboard.press("z")
    expect(page.locator("#toast")).to_have_text("Kun mødelederen kan lukke.")


def test_the_help_lists_the_keys(page: Page) -> None:
    page.goto("/punkter/")
    page.locator("#row-1").focus()
    page.get_by_role("button", name="Genveje").first.click()
    dialog = page.get_by_role("dialog", name="Genveje på denne side")
    expect(dialog).to_be_visible()
    assert dialog.locator("dt").all_inner_texts() == ["J", "X", "Y", "Z"]
    assert dialog.locator("dd").all_inner_texts() == ["Næste", "Afslut", "I stykker", "Luk"]
    page.keyboard.press("j")  # nothing happens behind the dialog
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    heading(page, 1)


def test_question_mark_opens_the_help_from_the_list(page: Page) -> None:
    page.goto("/stilguide/?bord=1")
    page.locator("a.agenda-row").first.focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_digit_chooses_the_decision(page: Page) -> None:
    page.goto("/stilguide/?bord=1")
    page.locator("a.agenda-row").first.focus()
    page.keyboard.press("4")
    expect(page.get_by_role("radio", name="Tilbyd støtte")).to_be_checked()
    expect(page.locator("a.agenda-row").first).to_be_focused()


def test_ctrl_enter_sends_the_form_from_its_text(page: Page, kit) -> None:
    page.goto("/notat/")
    page.get_by_label("Notat").fill("Sendt med tastaturet")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(at("/"))
    assert [saved["text"] for saved in kit.saved] == ["Sendt med tastaturet"]
