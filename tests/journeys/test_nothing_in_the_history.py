"""Who takes the telephone after a child has left the page presses Back and loads each page again: nothing typed or shown is there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, Page, expect

from samspil.concerns.public.tests.places import opened
from tests.journeys.conftest import Town
from tests.journeys.hands import write
from tests.journeys.test_public_doors import stranger

pytestmark = pytest.mark.journey
TOLD = "Min stedfar slår mig om aftenen"
STEPS = 8


def telephone(town: Town) -> Page:
    """A telephone on whose weather page the quick way out ends."""
    with town.acts() as cast:
        opened(cast)
    page = stranger(town)
    page.route("https://www.dmi.dk/**", lambda route: route.fulfill(body="<h1>Vejret</h1>", content_type="text/html"))
    return page


def leave(page: Page) -> None:
    page.get_by_role("link", name="Forlad siden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vejret")


def stands(page: Page) -> str:
    """All that the page shows, with what stands in its fields."""
    fields = "[...document.querySelectorAll('input, textarea')].map((field) => field.value).join(' ')"
    return f"{page.content()} {page.evaluate(fields)}"


def seen_by_going_back(page: Page) -> str:
    """All that shows on the pages behind this one, each as it stands and loaded again, as one does on the page "send it again?"."""
    seen = []
    for _step in range(STEPS):
        for turn in (page.go_back, page.reload):
            try:
                turn()
            except Error as shown_by_the_browser:  # its own page in place of ours: that is what is loaded again
                if "ERR_CACHE_MISS" not in str(shown_by_the_browser):
                    raise
                continue
            page.wait_for_load_state()
            seen.append(stands(page))
    return " ".join(seen)


def test_what_a_child_wrote_is_gone_after_the_quick_way_out(town: Town) -> None:
    """The page with one thing to put right stood in the history, and "send again" showed the whole text."""
    page = telephone(town)
    page.goto("/om/lillevig/hvem-kan-du-tale-med/")
    page.get_by_role("link", name="Fortæl os om det").click()
    write(page.get_by_label("Hvad er svært?"), TOLD)
    page.get_by_label("Hvilken del af kommunen?").select_option(label="Nord")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page.get_by_label("Hvad er svært?")).to_have_value(TOLD)
    page.get_by_label("Mig selv").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak, fordi du skrev")
    leave(page)
    seen = seen_by_going_back(page)
    assert "Hvem kan du tale med?" in seen
    assert TOLD not in seen
    assert "Tak, fordi du skrev" not in seen


def test_what_a_neighbour_wrote_is_gone_after_the_quick_way_out(town: Town) -> None:
    """The form for adults keeps what is typed in the tab, until it is sent: then that is gone too, whoever it says has sent it."""
    page = telephone(town)
    page.goto("/om/lillevig/bekymring/")
    write(page.get_by_label("Hvad har du set eller hørt?"), TOLD)
    page.get_by_label("Et barn eller en ung", exact=True).last.check()
    page.get_by_label("Hvilken del af kommunen?").select_option(label="Nord")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    write(page.get_by_label("Hvem eller hvor?"), "Vera Ottosen, 7.b")
    page.get_by_role("group", name="Hvem er du?").get_by_label("Et barn eller en ung").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak, fordi du skrev")
    assert page.evaluate("Object.keys(sessionStorage)") == []
    leave(page)
    seen = seen_by_going_back(page)
    assert TOLD not in seen
    assert "Vera Ottosen" not in seen


def test_an_adult_who_reloads_the_receipt_reads_that_it_was_sent(town: Town) -> None:
    """An empty form stood there, and nothing said that it had been received: it was written and sent once more."""
    page, sent = telephone(town), "Du har sendt noget fra denne fane"
    page.goto("/om/lillevig/bekymring/")
    expect(page.get_by_text(sent)).to_be_hidden()
    write(page.get_by_label("Hvad har du set eller hørt?"), TOLD)
    write(page.get_by_label("Hvem eller hvor?"), "Vera Ottosen, 7.b")
    page.get_by_label("Et barn eller en ung", exact=True).last.check()
    page.get_by_label("Hvilken del af kommunen?").select_option(label="Nord")
    page.get_by_role("group", name="Hvem er du?").get_by_label("En forælder").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Du ser kun siden her nu.")).to_be_visible()
    page.reload()
    expect(page.get_by_text(sent)).to_be_visible()
    assert TOLD not in stands(page)
    assert TOLD not in page.evaluate("JSON.stringify(sessionStorage)")
    leave(page)
    page.goto("/om/lillevig/bekymring/")
    expect(page.get_by_text(sent)).to_be_hidden()


def test_the_four_words_are_gone_after_the_quick_way_out(town: Town) -> None:
    """Receipt, words typed wrongly, words typed rightly, answer page: "send again" showed the words, and the words open the question."""
    page = telephone(town)
    page.goto("/om/lillevig/spoerg/")
    page.get_by_role("button", name="Send mit spørgsmål").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    write(page.get_by_label("Hvad vil du spørge om?"), TOLD)
    page.get_by_role("button", name="Send mit spørgsmål").click()
    code = page.locator("#code").inner_text()
    page.get_by_role("link", name="Læs svaret").click()
    write(page.get_by_label("Dine fire ord"), "abe and anker arm")
    page.get_by_role("button", name="Vis mig svaret").click()
    expect(page.get_by_text("Ingen spørgsmål har de ord.").first).to_be_visible()
    write(page.get_by_label("Dine fire ord"), code)
    page.get_by_role("button", name="Vis mig svaret").click()
    expect(page.get_by_role("heading", name="Der er ikke svar endnu")).to_be_focused()
    leave(page)
    seen = seen_by_going_back(page)
    assert "Spørg os om noget" in seen
    for words in (TOLD, code, "abe and anker arm"):
        assert words not in seen
