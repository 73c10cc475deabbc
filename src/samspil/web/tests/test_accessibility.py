"""Every page of the kit, in a real browser at both widths: axe finds nothing and nothing sticks out at the side."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from samspil.web.tests.conftest import at

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
PAGES = [
    "/stilguide/",
    "/stilguide/?bord=1",
    "/indstillinger/",
    "/tilgaengelighed/",
    "/notat/",
    "/punkter/",
    "/findes-ikke/",
    "/nej/refused/",
    "/nej/conflict/",
    "/notat/?a=%00",
]

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("width", [1366, 360])
@pytest.mark.parametrize("url", PAGES)
def test_page(page: Page, url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(url)
    result = Axe().run(page, options=RULES)
    assert result.violations_count == 0, result.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_shortcut_help(page: Page) -> None:
    page.goto("/punkter/")
    page.get_by_role("button", name="Genveje").first.click()
    result = Axe().run(page, options=RULES)
    assert result.violations_count == 0, result.generate_report()


def test_the_menu_opens_on_a_telephone(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    from samspil.web import navigation  # noqa: PLC0415

    entries = {"home": navigation.Entry("Forside", "home"), "note": navigation.Entry("Notat", "note")}
    monkeypatch.setattr(navigation, "_entries", entries)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/notat/")
    menu, button = page.get_by_role("navigation", name="Hovedmenu"), page.get_by_role("button", name="Menu")
    assert not menu.is_visible()
    button.click()
    assert menu.is_visible()
    assert Axe().run(page, options=RULES).violations_count == 0
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert button.evaluate("element => element === document.activeElement")
    page.set_viewport_size({"width": 1366, "height": 800})
    assert menu.is_visible()
    assert not button.is_visible()


def test_skip_link_is_the_first_stop(page: Page) -> None:
    page.goto("/tilgaengelighed/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Gå til indholdet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_without_javascript_everything_is_reachable(
    browser, address: str, kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from samspil.web import navigation  # noqa: PLC0415

    monkeypatch.setattr(navigation, "_entries", {"note": navigation.Entry("Notat", "note")})
    size = {"width": 360, "height": 800}
    context = browser.new_context(java_script_enabled=False, locale="da-DK", base_url=address, viewport=size)
    plain = context.new_page()
    plain.goto("/log-ind/")
    plain.get_by_label("Navn").fill("Mette Kjær")
    plain.get_by_role("button", name="Log ind").click()
    plain.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name="Notat").click()
    plain.get_by_label("Notat").fill("Skrevet uden JavaScript")
    plain.get_by_role("button", name="Gem").click()
    plain.wait_for_url(at("/"))
    context.close()
    assert [saved["text"] for saved in kit.saved] == ["Skrevet uden JavaScript"]
