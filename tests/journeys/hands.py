"""How a person writes: by a click into the field or by the keys that lead there, and then key by key."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

MOST_TABS = 60


def write(field: Locator, text: str) -> None:
    """Click into a field, take away what stands there, and type. The keys go to whatever has the focus, as real ones do."""
    field.click()
    keys = field.page.keyboard
    if field.input_value():
        keys.press("Control+A")
        keys.press("Delete")
    keys.type(text)


def tab_to(page: Page, element: Locator, *, key: str = "Tab") -> int:
    """Press Tab until the element has the focus; answers how many times. Fails where no key leads there."""
    for pressed in range(1, MOST_TABS + 1):
        page.keyboard.press(key)
        if element.evaluate("element => element === document.activeElement"):
            return pressed
    raise AssertionError(f"{MOST_TABS} times {key} do not lead to {element}")
