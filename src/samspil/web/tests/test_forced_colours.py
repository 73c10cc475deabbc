"""In colours that the reader has chosen, what is chosen, ticked and current still looks unlike what is not."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.journey

LOOK = """(element, part) => { const s = getComputedStyle(element, part || null);
  return [s.backgroundColor, s.borderBottomColor, s.borderLeftColor, s.outlineStyle, s.content].join("|"); }"""


def look(place: Locator, part: str = "") -> str:
    return str(place.evaluate(LOOK, part))


@pytest.fixture
def contrast(page: Page) -> Page:
    page.emulate_media(forced_colors="active")
    return page


def test_the_current_item_and_the_chosen_decision(contrast: Page) -> None:
    contrast.goto("/stilguide/?bord=1")
    rows = contrast.locator("a.agenda-row:not([aria-current]):not(.done)")
    assert look(contrast.locator("a.agenda-row[aria-current]")) != look(rows.first)
    choices, last = contrast.locator(".choice label"), contrast.locator(".choice input").last
    contrast.locator(".choice input").first.check()
    before = look(choices.last)
    assert look(choices.first) != before
    last.check()
    assert look(choices.last) != before
    assert look(choices.first) == before


@pytest.mark.parametrize(("kind", "part"), [("checkbox", "::before"), ("radio", "::after")])
def test_ticked_boxes_and_chosen_radios(contrast: Page, kind: str, part: str) -> None:
    contrast.goto("/notat/")
    contrast.locator("main form").first.evaluate(
        """(form, kind) => [1, 2].forEach((n) => form.insertAdjacentHTML("beforeend", `<div class="form-group-${kind}">
          <input type="${kind}" class="form-${kind}" id="it-${n}" name="it">
          <label class="form-label" for="it-${n}">Valg ${n}</label></div>`))""",
        kind,
    )
    boxes = contrast.locator(f".form-{kind} + label")
    plain = look(boxes.nth(1), part)
    contrast.get_by_label("Valg 1").check(force=True)
    assert look(boxes.nth(0), part) != plain
    colour = boxes.nth(0).evaluate("(label, part) => getComputedStyle(label, part).backgroundColor", part)
    page_colour = contrast.evaluate("getComputedStyle(document.body).backgroundColor")
    assert colour not in {page_colour, "rgba(0, 0, 0, 0)"}


def test_the_current_entry_of_the_menu(contrast: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    from samspil.web import navigation  # noqa: PLC0415

    entries = {"home": navigation.Entry("Forside", "home"), "note": navigation.Entry("Notat", "note")}
    monkeypatch.setattr(navigation, "_entries", entries)
    contrast.goto("/notat/")
    current, other = (contrast.locator(".main-navigation a").nth(number) for number in (0, 1))
    assert look(current) == look(other)
    current.evaluate("link => link.setAttribute('aria-current', 'true')")
    assert look(current) != look(other)
