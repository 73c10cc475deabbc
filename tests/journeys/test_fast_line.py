"""The fast line on an item's page: names stay names, without connection and after a reload too."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, expect

from samspil.concerns.models import ListEntry
from samspil.meetings.actions import joining
from samspil.meetings.models import Decision, Item
from samspil.meetings.tests.steps import Table, opened, placed
from tests.journeys.conftest import Town
from tests.journeys.hands import write

pytestmark = pytest.mark.journey
LINE = "Skriv navn, mens listen læses op"


def begun(town: Town) -> Table:
    with town.acts() as cast:
        return opened(placed(cast, "Jonas Holm", "Aya Ali"))


def aloud(town: Town) -> list[str]:
    with town.acts() as cast:
        cast.consultant.sign()
        return list(ListEntry.objects.filter(row=None).order_by("pk").values_list("name", flat=True))


@pytest.mark.covers("BRO-55", verb="listentry.captured")
def test_a_name_after_a_name_is_a_name(town: Town, accessible: Callable[[Page], None]) -> None:
    table, page = begun(town), town.window("consultant")
    address = f"/moeder/punkt/{table.items[0].pk}/"
    page.goto(address)
    page.keyboard.press("t")  # the key that leads to the line
    for line in ("Ali Omar 15 m", "Lars Sand 14 s", "Uffe Dal"):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    expect(page.locator("#agenda-lines .agenda-row")).to_have_count(5, timeout=20_000)
    expect(page.get_by_label(LINE)).to_be_focused()
    expect(page.get_by_text("Uffe Dal · Hvor gammel?")).to_be_visible()
    assert page.url.endswith(address)
    accessible(page)
    page.keyboard.press("Escape")  # and away again: keys are keys
    expect(page.locator("#agenda-lines [aria-current]")).to_be_focused()
    page.keyboard.press("4")
    expect(page.locator("input[name=word]:checked")).to_have_count(1)
    assert aloud(town) == ["Ali Omar", "Lars Sand", "Uffe Dal"]
    with town.acts() as cast:
        cast.consultant.sign()
        assert not Decision.objects.exists()


def test_the_letters_of_the_roles_stand_there_while_one_writes(town: Town, accessible: Callable[[Page], None]) -> None:
    """One key away: the key that leads to the line shows them, and they stay while names are typed."""
    table, page = begun(town), town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    letters = page.locator("#line-letters")
    expect(letters).to_be_hidden()
    page.keyboard.press("t")
    expect(letters).to_be_visible()
    for letter, role in (("s", "Sigtet"), ("m", "Mistænkt"), ("f", "Forurettet"), ("v", "Vidne")):
        assert re.search(rf"\b{letter} {role}", letters.inner_text()), letters.inner_text()
    expect(page.get_by_label(LINE)).to_have_accessible_description(re.compile("Et bogstav efter alderen.* m Mistænkt"))
    page.keyboard.type("Ali Omar 15 v")
    expect(letters).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#agenda-lines .agenda-row")).to_have_count(3, timeout=20_000)
    expect(letters).to_be_visible()
    expect(page.locator("#agenda-lines .agenda-row").filter(has_text="Ali Omar")).to_contain_text("Vidne")
    accessible(page)


@pytest.mark.covers("BRO-55", verb="item.joined")
def test_a_name_of_a_known_child_asks_and_yes_makes_one_item(town: Town) -> None:
    table, page = begun(town), town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[1].pk}/")
    page.keyboard.press("t")
    for line in ("Jonas Holm, slog ved hallen", "Aya Ali"):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    expect(page.locator("#agenda-lines .agenda-row")).to_have_count(4, timeout=20_000)
    asked = page.locator(".line-asked")
    expect(asked).to_have_count(2)
    expect(asked.first).to_contain_text(re.compile(r"Er det Jonas Holm \(\d+ år\)\?"))
    asked.first.get_by_role("button", name="Ja, det er samme barn").click()
    expect(page.locator(".line-done").first).to_contain_text("Jonas Holm: ét punkt nu")
    expect(page.locator("#agenda-lines .agenda-row")).to_have_count(3, timeout=20_000)
    expect(page.get_by_label(LINE)).to_be_focused()
    asked.get_by_role("button", name="Nej, et andet barn").click()
    expect(asked).to_have_count(0)
    expect(page.locator("#agenda-lines .agenda-row")).to_have_count(3)


def test_a_question_that_was_answered_at_the_item_is_gone(town: Town) -> None:
    table, page = begun(town), town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[1].pk}/")
    page.keyboard.press("t")
    page.keyboard.type("Jonas Holm")
    page.keyboard.press("Enter")
    expect(page.locator(".line-asked")).to_have_count(1, timeout=20_000)
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    page.get_by_role("button", name="Det er samme barn: saml dem til ét punkt").click()
    expect(page.locator("#agenda-lines .agenda-row")).to_have_count(2, timeout=20_000)
    expect(page.locator(".line-done")).to_contain_text("Det er ét punkt med Jonas Holm nu.")
    expect(page.locator(".line-asked")).to_have_count(0)


def test_a_no_that_comes_too_late_is_told_what_is_so(town: Town) -> None:
    table, page = begun(town), town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[1].pk}/")
    page.route("**/bord/nu/**", lambda route: route.abort())  # the page hears nothing of what a colleague does
    page.keyboard.press("t")
    page.keyboard.type("Jonas Holm")
    page.keyboard.press("Enter")
    asked = page.locator(".line-asked")
    expect(asked).to_have_count(1, timeout=20_000)
    with town.acts() as cast:
        actor = cast.consultant.sign()
        typed = Item.objects.get(entry__row=None)
        joining.join(actor, item=table.fresh(typed), other=table.fresh(table.items[0]))
    asked.get_by_role("button", name="Nej, et andet barn").click()
    expect(page.locator(".line-done")).to_contain_text("Er det to, så skil dem ad dér.")
    expect(asked).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1366, 850), (360, 740)])
def test_what_is_asked_and_what_is_wrong_stands_whole_in_sight(town: Town, width: int, height: int) -> None:
    """Met by a stranger: the box of the answers was as high as five lines, and the buttons of an error were cut off."""
    with town.acts() as cast:
        table = opened(placed(cast, *[f"Barn {name}" for name in ("Et", "To", "Tre", "Fire", "Fem")]))
    page = town.window("consultant", size={"width": width, "height": height})
    page.goto(f"/moeder/punkt/{table.items[1].pk}/")
    page.keyboard.press("t")
    for line in ("Barn Et", "Barn To", "Barn Tre", "Barn Fire", "Barn Fem"):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    expect(page.locator(".line-asked")).to_have_count(5, timeout=20_000)
    for answer in page.locator(".line-asked").last.get_by_role("button").all():
        expect(answer).to_be_in_viewport(ratio=0.95)  # the browser counts in parts of pixels
    page.keyboard.type("Ali Omar 311299-12345678")
    page.keyboard.press("Enter")
    wrong = page.locator(".line-refused")
    expect(wrong).to_have_count(1, timeout=20_000)
    for part in (wrong.locator("label"), wrong.get_by_role("textbox"), *wrong.get_by_role("button").all()):
        expect(part).to_be_in_viewport(ratio=0.95)
    expect(page.get_by_label(LINE)).to_be_focused()


def test_the_first_click_on_yes_does_it_wherever_the_focus_was(town: Town) -> None:
    """Nothing unfolds below the mouse between press and release."""
    table, page = begun(town), town.window("consultant", size={"width": 1366, "height": 768})
    page.goto(f"/moeder/punkt/{table.items[1].pk}/")
    page.keyboard.press("t")
    page.keyboard.type("Jonas Holm, slog ved hallen")
    page.keyboard.press("Enter")
    yes = page.locator(".line-asked").get_by_role("button", name="Ja, det er samme barn")
    expect(yes).to_be_visible(timeout=20_000)
    page.keyboard.press("Escape")  # away from the line, to the agenda: the help of the line is folded
    expect(page.locator("#line-letters")).to_be_hidden()
    before = yes.bounding_box()
    assert before
    page.mouse.move(before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
    page.mouse.down()
    assert yes.bounding_box() == before
    page.mouse.up()
    expect(page.locator(".line-done").first).to_contain_text("Jonas Holm: ét punkt nu", timeout=20_000)


def test_without_connection_any_number_waits_and_each_is_sent_once(town: Town) -> None:
    table, page = begun(town), town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    page.context.route("**/skriv/", lambda route: route.abort("internetdisconnected"))
    page.keyboard.press("t")
    for line in ("Ali Omar 15 m", "Lars Sand 14 s", "Mia Dal 13"):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    expect(page.get_by_text("venter på at blive sendt")).to_have_count(3)
    expect(page.locator("#connection")).to_have_text(
        "Ingen forbindelse. Linjerne, du har skrevet, står her stadig. Vi prøver igen."
    )
    page.reload()
    expect(page.get_by_text("venter på at blive sendt")).to_have_count(3)
    page.context.unroute("**/skriv/")
    expect(page.locator("#agenda-lines .agenda-row")).to_have_count(5, timeout=20_000)
    page.reload()
    expect(page.get_by_text("venter på at blive sendt")).to_have_count(0)
    assert aloud(town) == ["Ali Omar", "Lars Sand", "Mia Dal"]


def test_an_answer_that_is_under_way_holds_no_later_line_up(town: Town) -> None:
    """It was of before the line; the poll would wait behind it as well."""
    table, page = begun(town), town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    page.context.route("**/bord/nu/**", lambda route: None, times=1)  # the first one never comes
    page.keyboard.press("t")
    with page.expect_request("**/bord/nu/**"):
        page.keyboard.type("Ali Omar 15 m")
        page.keyboard.press("Enter")
    page.keyboard.type("Mia Dal 13")
    page.keyboard.press("Enter")
    expect(page.locator("#agenda-lines .agenda-row")).to_have_count(4, timeout=20_000)


def test_a_line_that_is_refused_is_corrected_where_it_stands(town: Town) -> None:
    table, page = begun(town), town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    page.keyboard.press("t")
    page.keyboard.type("Ali Omar 311299-12345678")
    page.keyboard.press("Enter")
    wrong = page.locator(".line-refused")
    expect(wrong).to_contain_text("Ret det, eller tag det ud.")
    page.keyboard.type("Mia Dal 13")  # the next one is written down all the same
    page.keyboard.press("Enter")
    expect(page.locator("#agenda-lines .agenda-row")).to_have_count(3, timeout=20_000)
    field = wrong.get_by_role("textbox")
    field.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Ali Omar 15")
    page.keyboard.press("Enter")
    expect(page.locator("#agenda-lines .agenda-row")).to_have_count(4, timeout=20_000)
    expect(wrong).to_have_count(0)
    assert aloud(town) == ["Mia Dal", "Ali Omar"]


def test_who_signs_out_while_a_line_is_not_written_down_is_asked(town: Town) -> None:
    """Met by a stranger: a name that was refused was gone after signing out and in, without a word."""
    table, page = begun(town), town.window("consultant")
    place = f"/moeder/punkt/{table.items[0].pk}/"
    page.goto(place)
    page.keyboard.press("t")
    page.keyboard.type("Ali Omar 311299-12345678")
    page.keyboard.press("Enter")
    expect(page.locator(".line-refused")).to_be_visible()
    page.goto("/")
    asked: list[str] = []
    answers = [False, True]

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        if answers.pop(0):
            dialog.accept()
        else:
            dialog.dismiss()

    page.on("dialog", answer)
    page.locator("form[data-sign-out] button").click()
    assert "ikke er skrevet ned" in asked[0]
    page.goto(place)
    expect(page.locator(".line-refused").get_by_role("textbox")).to_have_value("Ali Omar 311299-12345678")
    page.goto("/")
    page.locator("form[data-sign-out] button").click()
    page.wait_for_url("**/log-ind/**")
    assert len(asked) == 2


def test_with_forty_five_items_the_line_is_in_sight(town: Town) -> None:
    with town.acts() as cast:
        table = opened(placed(cast, *[f"Barn {number}" for number in range(45)]))
    page = town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    expect(page.get_by_label(LINE)).to_be_in_viewport()


def test_what_is_shared_shows_on_the_page_of_who_writes(town: Town) -> None:
    table = begun(town)
    writer, teller = town.window("consultant"), town.window("social_worker")
    address = f"/moeder/punkt/{table.items[0].pk}/"
    writer.goto(address)
    teller.goto(address + "del/")
    write(teller.get_by_label("Oplysningen"), "Kommer ikke i skole")
    teller.get_by_role("button", name="Del").click()
    writer.get_by_text("Begrundelse og tekst").click()
    expect(writer.get_by_text("Kommer ikke i skole")).to_be_visible(timeout=15_000)


def test_keys_go_on_after_an_error_and_a_click(town: Town) -> None:
    table, page = begun(town), town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("4")
    expect(page.locator("#word-4")).to_be_checked()
    page.keyboard.press("r")
    expect(page.get_by_label("Ansvarlig")).to_be_focused()
    page.keyboard.press("Escape")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("i")
    expect(page.get_by_label("Frist")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("i morgen tidlig")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-error-summary]")).to_be_visible()
    page.keyboard.press("2")
    expect(page.locator("#word-2")).to_be_checked()


def test_another_word_is_not_told_what_was_wrong_with_the_first(town: Town) -> None:
    table, page = begun(town), town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    wrong = page.locator("#decision-form .form-error-message").filter(visible=True)
    summary = page.locator("[data-error-summary]")
    page.locator("#word-3").click()
    page.get_by_label("Ansvarlig").select_option("")
    page.get_by_role("button", name="Gem og næste").click()
    expect(summary).to_be_visible()
    expect(wrong).to_have_count(1)
    page.locator("#word-2").click()
    expect(summary).to_be_hidden()
    expect(wrong).to_have_count(0)
    expect(page.locator("#decision-form [aria-invalid=true]")).to_have_count(0)
    write(page.get_by_label("Frist"), "i morgen tidlig")
    page.get_by_role("button", name="Gem og næste").click()
    expect(wrong).to_have_count(1)
    page.locator("#word-3").click()
    expect(wrong).to_have_count(1)  # the day cannot be read, whatever is decided
    expect(page.locator(".form-error").get_by_label("Frist")).to_be_visible()


def test_at_200_percent_one_can_write(town: Town, accessible: Callable[[Page], None]) -> None:
    table = begun(town)
    page = town.window("consultant", size={"width": 683, "height": 384})  # 1366 x 768 at 200 %
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    write(page.get_by_label(LINE), "Ali Omar 15")
    page.keyboard.press("Enter")
    expect(page.locator("#agenda-lines .agenda-row")).to_have_count(3, timeout=20_000)
    page.locator("#word-4").click()
    page.get_by_role("button", name="Gem og næste").click()
    expect(page.get_by_role("status").filter(has_text="Gemt: Jonas Holm")).to_be_visible()
    accessible(page)


def test_what_saves_and_undoes_is_in_sight(town: Town) -> None:
    table = begun(town)
    page = town.window("consultant", size={"width": 1366, "height": 768})
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    page.keyboard.press("4")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Aya Ali")
    expect(page.get_by_role("button", name="Gem og næste")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Fortryd forrige")).to_be_in_viewport()


def test_a_line_that_cannot_be_stored_holds_no_other_up(town: Town) -> None:
    table = begun(town)
    page = town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    page.route("**/skriv/", lambda route: route.fulfill(status=400, body="<p>Nej</p>"), times=1)
    for typed in ("Bo Holm 14", "Ali Omar 15"):
        write(page.get_by_label(LINE), typed)
        page.keyboard.press("Enter")
    expect(page.locator("#agenda-lines .agenda-row")).to_have_count(3, timeout=20_000)
    queue = page.locator("[data-line-queue]")
    expect(queue.locator(".line-refused")).to_contain_text("Linjen kunne ikke skrives ned. Ret den, eller slet den.")


def test_the_line_is_wide_and_a_question_waits_for_its_answer(town: Town) -> None:
    table = begun(town)
    page = town.window("consultant", size={"width": 1280, "height": 720})
    page.goto(f"/moeder/punkt/{table.items[1].pk}/")
    box = page.get_by_label(LINE).bounding_box()
    assert box
    assert box["width"] >= 260
    page.keyboard.press("t")
    for line in ("Jonas Holm", "Ali Omar 15", "Lars Sand 14", "Uffe Dal 13", "Mia Bo 12"):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    expect(page.locator("#agenda-lines .agenda-row")).to_have_count(7, timeout=20_000)
    expect(page.locator(".line-asked")).to_contain_text("Er det Jonas Holm (")
    page.reload()
    expect(page.locator(".line-asked")).to_have_count(1)


def test_a_number_below_the_edge_scrolls_to_its_word_and_no_follow_up_clears_who_and_when(town: Town) -> None:
    table = begun(town)
    page = town.window("consultant", size={"width": 1366, "height": 560})
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    last = page.locator("input[name=word]").last
    number = last.get_attribute("data-key")
    assert number
    page.keyboard.press(number)
    expect(last).to_be_checked()
    expect(page.locator(f"label[for=word-{number}]")).to_be_in_viewport(ratio=1)
    page.keyboard.press("1")
    page.get_by_label("Ansvarlig").select_option(index=1)  # chosen by hand, for another word
    ends = page.locator("input[name=word][data-ends]").get_attribute("data-key")
    assert ends
    page.keyboard.press("Escape")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press(ends)
    expect(page.locator("input[name=word][data-ends]")).to_be_checked()
    expect(page.get_by_label("Ansvarlig")).to_have_value("")
    expect(page.get_by_label("Frist")).to_have_value("")
