"""A journey acts as a person does: it types key by key, and the focus is where the product put it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

JOURNEYS = Path(__file__).resolve().parents[1] / "journeys"
NO_PERSON_DOES = {
    "fill": "a value appears at once: use hands.write",
    "press_sequentially": "it sets the focus itself: use hands.write",
    "type": "on a field it sets the focus itself: type on page.keyboard",
    "press": "on a field it sets the focus itself: press on page.keyboard",
    "focus": "only a click or a key moves the focus",
    "blur": "only a click or a key moves the focus",
    "clear": "use hands.write",
    "dispatch_event": "a person has no events",
    "set_content": "a page comes from the product",
    "add_init_script": "a page comes from the product",
    "add_script_tag": "a page comes from the product",
    "eval_on_selector": "a person runs no script",
}
SCRIPT_THAT_ACTS = re.compile(
    r"\.(value|checked|selected|open|hidden|disabled)\s*=[^=]|\.\w*(click|submit|focus|blur|remove|reset)\w*\(",
    re.IGNORECASE,
)


def acts_of_no_person(source: str) -> list[str]:
    """The calls in a journey that no hand could do, with their lines."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name, on = node.func.attr, ast.unparse(node.func.value)
        keyboard = on.endswith(("keyboard", "keys")) or on == "hand"
        if name in NO_PERSON_DOES and not (name in {"type", "press"} and keyboard):
            found.append(f"{node.lineno}: {name}: {NO_PERSON_DOES[name]}")
        if name.startswith("evaluate") and any(SCRIPT_THAT_ACTS.search(ast.unparse(given)) for given in node.args):
            found.append(f"{node.lineno}: {name}: a script reads the page and does nothing on it")
        if any(word.arg == "force" for word in node.keywords):
            found.append(f"{node.lineno}: {name}: force clicks what is covered")
    return found


def test_journeys_do_what_a_person_can() -> None:
    files = sorted(JOURNEYS.glob("*.py"))
    assert len(files) > 15
    found = [f"{file.name}:{fault}" for file in files for fault in acts_of_no_person(file.read_text(encoding="utf-8"))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        'page.get_by_label("Navn").fill("Jonas")',
        'page.get_by_label("Navn").press("Enter")',
        'page.get_by_label("Navn").press_sequentially("Jonas")',
        'page.locator("#row").focus()',
        'page.locator("#row").dispatch_event("click")',
        "page.evaluate(\"document.querySelector('#name').value = 'Jonas'\")",
        'page.evaluate("document.forms[0].requestSubmit()")',
        "page.locator('#row').evaluate('row => row.click()')",
        "page.locator('#row').click(force=True)",
    ],
)
def test_what_no_person_does_is_found(line: str) -> None:
    assert acts_of_no_person(line)


@pytest.mark.parametrize(
    "line",
    [
        'page.keyboard.type("Jonas")',
        'page.keyboard.press("Enter")',
        'hand.press("4")',
        'page.locator("#name").click()',
        "page.evaluate(\"document.activeElement.value === '4'\")",
    ],
)
def test_keys_clicks_and_reading_are_free(line: str) -> None:
    assert acts_of_no_person(line) == []
