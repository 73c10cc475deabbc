"""At the table: a lost connection, a reload, an expired sign-in, and two who decide at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from samspil.meetings.models import Decision, Statement
from samspil.meetings.tests.steps import Table, opened, placed
from tests.journeys.conftest import Town
from tests.journeys.hands import write

pytestmark = pytest.mark.journey
TYPED = "Mor har bedt om hjælp, og han vil gerne i klub"


@pytest.fixture
def table(town: Town) -> Table:
    with town.acts() as cast:
        return opened(placed(cast, "Jonas Holm", "Aya Ali"))


def kept_by_the_browser(page: Page) -> None:
    for _ in range(80):
        if page.evaluate("Object.keys(sessionStorage).some(name => name.startsWith('samspil-draft:'))"):
            return
        page.wait_for_timeout(50)
    pytest.fail("The browser keeps nothing")


def write_reason(page: Page) -> None:
    page.locator("summary[data-key=B]").click()
    write(page.get_by_label("Hvorfor"), TYPED)


def test_the_decision_form_survives_a_lost_connection_and_a_reload(town: Town, table: Table) -> None:
    page = town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    page.context.set_offline(True)
    page.locator("#word-3").check()
    write_reason(page)
    kept_by_the_browser(page)
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("input[name=reason]")).to_have_value(TYPED)
    expect(page.locator("#word-3")).to_be_checked()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Aya Ali")
    with town.acts() as cast:
        cast.consultant.sign()
        assert Decision.objects.get(item=table.items[0]).reason == TYPED


def test_one_window_that_is_refused_and_looks_at_the_item_again_is_no_other_window(town: Town, table: Table) -> None:
    """Met by a stranger: "i et andet vindue", of the only window there was. Its draft had been kept three pages ago."""
    page = town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    page.keyboard.press("3")
    write_reason(page)
    expect(page.get_by_text("Kladde gemt")).to_be_visible(timeout=10_000)
    for key, written in (("6", "1.11."), ("3", "2.11.")):
        with page.expect_navigation():
            page.locator(f"#row-{table.items[0].pk}").click()
        page.keyboard.press(key)
        write(page.get_by_label("Frist"), written)
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
        expect(page.locator("[data-error-summary]")).to_be_visible()
        page.wait_for_timeout(3000)
        expect(page.get_by_text("i et andet vindue")).to_have_count(0)


def test_the_share_form_survives_an_expired_sign_in(town: Town, table: Table) -> None:
    page = town.window("social_worker")
    page.goto(f"/moeder/punkt/{table.items[0].pk}/del/")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    write(page.get_by_label("Oplysningen"), TYPED)
    kept_by_the_browser(page)
    page.wait_for_timeout(2500)
    page.reload()
    assert "/del/" not in page.url.split("?")[0], "signed out: the sign-in page"
    page.context.add_cookies([cookie for cookie in cookies if cookie["name"] == "sessionid"])
    page.goto(f"/moeder/punkt/{table.items[0].pk}/del/")
    expect(page.get_by_label("Oplysningen")).to_have_value(TYPED)
    page.get_by_role("button", name="Del", exact=True).click()
    expect(page.get_by_text(TYPED)).to_be_visible()
    with town.acts() as cast:
        cast.social_worker.sign()
        assert Statement.objects.get(item=table.items[0]).text == TYPED


def test_of_two_who_decide_at_once_the_later_sees_both_and_chooses(town: Town, table: Table) -> None:
    path = f"/moeder/punkt/{table.items[0].pk}/"
    late, early = town.window("consultant"), town.window("colleague")
    for page in (late, early):
        page.goto(path)
    early.locator("#word-4").check()
    with early.expect_navigation():
        early.keyboard.press("Control+Enter")
    late.locator("#word-3").check()
    write_reason(late)
    with late.expect_navigation():
        late.keyboard.press("Control+Enter")
    expect(late.get_by_role("alert")).to_contain_text("Line Østergaard")
    expect(late.locator("#theirs")).to_contain_text("Planen fortsætter")
    expect(late.locator("input[name=reason]")).to_have_value(TYPED)
    with town.acts() as cast:
        cast.consultant.sign()
        assert Decision.objects.get(item=table.items[0]).word == "continue"
    with late.expect_navigation():
        late.get_by_role("button", name="Brug min i stedet").click()
    with town.acts() as cast:
        cast.consultant.sign()
        standing = Decision.objects.get(item=table.items[0], state="standing")
        assert (standing.word, standing.reason) == ("case", TYPED)
        assert Decision.objects.get(item=table.items[0], state="undone").word == "continue"


def sign_in_another(town: Town, page: Page, key: str) -> None:
    """In another window of the same browser somebody else signs in; this page stays as it is."""
    client = town.cast.client(key)
    page.context.add_cookies(
        [{"name": name, "value": morsel.value, "url": town.address} for name, morsel in client.cookies.items()]
    )
    page.context.clear_cookies(name="csrftoken")
    other = page.context.new_page()
    other.goto("/")  # draws the token of the new sign-in
    other.close()


def test_what_one_wrote_is_never_saved_as_another(town: Town, table: Table) -> None:
    page = town.window("social_worker")
    page.goto(f"/moeder/punkt/{table.items[0].pk}/del/")
    sign_in_another(town, page, "police_officer")
    with page.expect_response(lambda answer: "/kladde/" in answer.url) as draft:
        write(page.get_by_label("Oplysningen"), TYPED)
    assert draft.value.status == 403, "the draft of one is kept as another's"
    page.get_by_role("button", name="Del", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ikke gemt: du er logget ind som en anden")
    expect(page.locator("textarea[readonly]").first).to_have_value(TYPED)
    with town.acts() as cast:
        cast.police_officer.sign()
        assert not Statement.objects.exists()
    sign_in_another(town, page, "social_worker")
    page.go_back()
    expect(page.get_by_label("Oplysningen")).to_have_value(TYPED)
    page.get_by_role("button", name="Del", exact=True).click()
    with town.acts() as cast:
        cast.social_worker.sign()
        assert Statement.objects.get().text == TYPED


def test_a_line_at_the_table_waits_for_the_one_who_typed_it(town: Town, table: Table) -> None:
    page = town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    sign_in_another(town, page, "police_officer")
    page.keyboard.press("t")
    page.keyboard.type("Sofie Bech 15", delay=20)
    with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        page.keyboard.press("Enter")
    assert sent.value.status == 403
    expect(page.locator("[data-line-queue]")).to_contain_text("Sofie Bech 15")
    sign_in_another(town, page, "consultant")
    expect(page.locator("#agenda-lines")).to_contain_text("Sofie Bech", timeout=20_000)


def test_two_windows_with_one_form_lose_nothing_of_each_other(town: Town, table: Table) -> None:
    path = f"/moeder/punkt/{table.items[0].pk}/del/"
    first = town.window("social_worker")
    second = first.context.new_page()
    for page in (first, second):
        page.goto(path)

    def typed(page: Page, text: str) -> None:
        with page.expect_response(lambda answer: "/kladde/" in answer.url):
            write(page.get_by_label("Oplysningen"), text)

    typed(first, "Skolen ser ham hver dag")
    typed(second, TYPED)
    told = second.locator("div[data-draft-others]")
    expect(told).to_contain_text("i et andet vindue")
    expect(told).to_contain_text("Skolen ser ham hver dag")
    typed(first, "Skolen ser ham hver dag, også nu")
    expect(first.locator("div[data-draft-others]")).to_contain_text(TYPED)
    with first.expect_navigation():
        first.get_by_role("button", name="Del", exact=True).click()
    second.goto(path)
    expect(second.get_by_label("Oplysningen")).to_have_value(TYPED)
