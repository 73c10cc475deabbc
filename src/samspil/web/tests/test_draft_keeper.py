"""What is typed survives a reload, a lost connection and an expired sign-in, and dies with sign-out."""

import json

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from samspil.web.tests.conftest import at, sign_in

pytestmark = pytest.mark.journey
SECRET = "Ida har talt med sin klasselærer om skaterbanen"


def kept(page: Page) -> dict[str, str]:
    """What the draft keeper has put into the browser. htmx notes the address of the page beside it."""
    everything = json.loads(page.evaluate("JSON.stringify(sessionStorage)"))
    return {name: value for name, value in everything.items() if not name.startswith("htmx-current-path")}


def wait_until_kept(page: Page, number: int) -> None:
    # not page.wait_for_function: that evaluates text inside the page, which the content security policy refuses
    for _ in range(80):
        if len(kept(page)) == number:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"The browser keeps {len(kept(page))} drafts, not {number}.")


def status(page: Page):
    return page.locator("[data-draft-status]")


def test_saved_two_seconds_after_typing_stops(page: Page, kit) -> None:
    page.goto("/notat/")
    page.get_by_label("Notat").press_sequentially("En to tre", delay=20)
    assert kit.drafts == []
    expect(status(page)).to_contain_text("Kladde gemt kl. ")
    assert [draft["text"] for draft in kit.drafts] == ["En to tre"]
    assert "csrfmiddlewaretoken" not in kit.drafts[0]
    assert "version" not in kit.drafts[0]  # the page's own: an older page's would be refused
    assert kept(page) == {}


def test_unreadable_in_the_browser_until_the_server_has_it(page: Page, kit) -> None:
    page.goto("/notat/")
    page.get_by_label("Notat").fill(SECRET)
    wait_until_kept(page, 1)
    assert "klasselærer" not in json.dumps(kept(page), ensure_ascii=False)
    assert page.evaluate("Object.keys(localStorage).length") == 0
    key = page.locator("meta[data-draft-key]").get_attribute("data-draft-key")
    assert key
    assert key not in json.dumps(kept(page))


def test_a_reload_brings_it_back(page: Page, kit) -> None:
    page.goto("/notat/")
    page.get_by_label("Notat").fill(SECRET)
    wait_until_kept(page, 1)
    page.reload()
    expect(page.get_by_label("Notat")).to_have_value(SECRET)
    expect(status(page)).to_contain_text("Her er det, du havde skrevet og ikke fået gemt.")
    expect(status(page)).to_contain_text("Kladde gemt kl. ")


def test_a_lost_connection_is_said_and_tried_again(page: Page, window: BrowserContext, kit) -> None:
    page.goto("/notat/")
    window.set_offline(True)
    page.get_by_label("Notat").fill(SECRET)
    expect(status(page)).to_have_text("Ikke gemt endnu: vi prøver igen")
    expect(page.locator("#connection")).to_contain_text("Ingen forbindelse")
    page.get_by_role("button", name="Gem").click()  # is not sent, and does not take the page away
    expect(page.get_by_label("Notat")).to_have_value(SECRET)
    assert kit.saved == []
    window.set_offline(False)
    expect(status(page)).to_contain_text("Kladde gemt kl. ")
    expect(page.locator("#connection")).to_be_hidden()
    assert kit.drafts[-1]["text"] == SECRET


@pytest.mark.filterwarnings("ignore")
def test_a_failing_server_is_tried_again(page: Page, kit) -> None:
    kit.draft_fails = 503
    page.goto("/notat/")
    page.get_by_label("Notat").fill(SECRET)
    expect(status(page)).to_have_text("Ikke gemt endnu: vi prøver igen")
    kit.draft_fails = 0
    expect(status(page)).to_contain_text("Kladde gemt kl. ")


def test_a_draft_that_is_refused_is_not_sent_for_ever(page: Page, kit) -> None:
    kit.draft_fails = 404
    page.goto("/notat/")
    page.get_by_label("Notat").fill(SECRET)
    expect(status(page)).to_contain_text("Ikke gemt som kladde.")
    assert len(kept(page)) == 1


def test_a_closed_window_sends_what_was_typed_last(page: Page, window: BrowserContext, kit) -> None:
    other = window.new_page()
    other.goto("/notat/")
    other.get_by_label("Notat").fill(SECRET)
    other.close(run_before_unload=True)
    for _ in range(40):
        if kit.drafts:
            break
        page.wait_for_timeout(50)
    assert [draft["text"] for draft in kit.drafts] == [SECRET]


def test_an_expired_sign_in(page: Page, window: BrowserContext, kit) -> None:
    page.goto("/notat/")
    window.clear_cookies(name="sessionid")
    page.get_by_label("Notat").fill(SECRET)
    expect(status(page)).to_contain_text("du er logget ud")
    page.reload()  # leads to the sign-in page
    page.get_by_label("Navn").fill("Mette Kjær")
    page.get_by_role("button", name="Log ind").click()
    page.wait_for_url(at("/notat/"))
    expect(page.get_by_label("Notat")).to_have_value(SECRET)


def test_signing_in_again_in_another_window_is_enough(page: Page, window: BrowserContext, kit) -> None:
    page.goto("/notat/")
    window.clear_cookies(name="sessionid")
    page.get_by_label("Notat").fill(SECRET)
    expect(status(page)).to_contain_text("du er logget ud")
    other = window.new_page()
    sign_in(other, "Mette Kjær")
    expect(status(page)).to_contain_text("Kladde gemt kl. ")
    page.get_by_role("button", name="Gem").click()
    page.wait_for_url(at("/"))
    assert [saved["text"] for saved in kit.saved] == [SECRET]


def test_another_person_in_the_same_window_gets_nothing(page: Page, window: BrowserContext, kit) -> None:
    page.goto("/notat/")
    page.get_by_label("Notat").fill(SECRET)
    wait_until_kept(page, 1)
    window.clear_cookies(name="sessionid")
    page.goto("/log-ind/")
    sign_in(page, "En anden", then="/notat/")
    wait_until_kept(page, 0)
    expect(page.get_by_label("Notat")).to_have_value("")


def test_signing_out_leaves_nothing(page: Page, kit) -> None:
    page.goto("/notat/")
    page.get_by_label("Notat").fill(SECRET)
    wait_until_kept(page, 1)
    page.get_by_role("button", name="Log af").click()
    page.wait_for_url(at("/log-ind/"))
    assert kept(page) == {}


def test_what_was_saved_does_not_come_back(page: Page, kit) -> None:
    page.goto("/notat/")
    page.get_by_label("Notat").fill(SECRET)
    page.get_by_role("button", name="Gem").click()
    page.wait_for_url(at("/"))
    wait_until_kept(page, 0)
    page.goto("/notat/")
    expect(page.get_by_label("Notat")).to_have_value("")
    page.wait_for_timeout(300)
    expect(page.get_by_label("Notat")).to_have_value("")
    assert kit.drafts == []


def test_what_was_refused_stays(page: Page, kit) -> None:
    page.goto("/notat/")
    page.get_by_label("Notat").fill("nej, ikke endnu")
    page.get_by_role("button", name="Gem").click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    expect(page.get_by_label("Notat")).to_have_value("nej, ikke endnu")


def test_choices_and_dates_come_back_too(page: Page, kit) -> None:
    page.goto("/stilguide/")
    page.get_by_role("checkbox", name="Politi").first.check(force=True)
    page.get_by_role("radio", name="Skriftligt").first.check(force=True)
    page.locator("#id_day").fill("8.12.2026")
    page.locator("#id_kind").select_option("b")
    wait_until_kept(page, 1)
    page.wait_for_timeout(100)
    page.reload()
    expect(page.locator("#id_day")).to_have_value("8.12.2026")
    expect(page.get_by_role("checkbox", name="Politi").first).to_be_checked()
    expect(page.get_by_role("checkbox", name="Skole").first).not_to_be_checked()
    expect(page.get_by_role("radio", name="Skriftligt").first).to_be_checked()
    expect(page.locator("#id_kind")).to_have_value("b")
