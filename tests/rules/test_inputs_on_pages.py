"""What is typed on one line is remembered by no browser, corrected by no spelling service where it is a name or a number, and
numbers get their keyboard: in forms that are drawn by the kit and in elements that a template writes itself, on every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.db import transaction

from samspil.web.forms.rendering import AS_WRITTEN, KEYBOARDS
from tests.cast import Cast
from tests.lock import page_scene, pages

SOURCE = Path(__file__).resolve().parents[2] / "src" / "samspil"
TYPED = {"text", "search", "email", "tel", "number", "url"}
MEMBERS = ("consultant", "administrator", "social_worker", "ssp_teacher", "police_officer", "protection_officer")
TAG = re.compile(r"<input\b(?:\{[%{].*?[%}]\}|[^>])*>", re.DOTALL)


class Inputs(HTMLParser):
    """The inputs of a page in which one types on one line."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "input" and told.get("type", "text") in TYPED:
            self.found.append(told)


def lacking(told: dict[str, str]) -> Iterator[str]:
    """What such an input does not say, by its name."""
    words = set(re.split(r"[_-]", told.get("name", "")))
    if not told.get("autocomplete"):
        yield "autocomplete"
    if words & AS_WRITTEN and told.get("spellcheck") != "false":
        yield "spellcheck"
    if (words & KEYBOARDS.keys() or told.get("type") == "number") and not told.get("inputmode"):
        yield "inputmode"


def inputs_of(html: str) -> list[dict[str, str]]:
    parser = Inputs()
    parser.feed(html)
    return parser.found


def test_an_input_that_says_nothing_is_told() -> None:
    (bare,) = inputs_of('<input name="child_name"><input type="hidden" name="cpr"><input type="checkbox" name="x">')
    assert list(lacking(bare)) == ["autocomplete", "spellcheck"]
    (number,) = inputs_of('<input name="cpr" autocomplete="off" spellcheck="false">')
    assert list(lacking(number)) == ["inputmode"]


def test_no_template_writes_one_that_says_nothing() -> None:
    wrong, seen = [], 0
    for file in sorted(SOURCE.rglob("*.html")):
        if "tests" in file.parts:
            continue
        for tag in TAG.findall(file.read_text(encoding="utf-8")):
            for told in inputs_of(re.sub(r"\{[%{].*?[%}]\}", "", tag)):
                seen += 1
                wrong += [f"{file.relative_to(SOURCE)}: {told.get('name')}: {what}" for what in lacking(told)]
    assert wrong == []
    assert seen >= 3


@pytest.mark.django_db(databases=["default", "door"])
def test_on_every_page_each_says_what_it_is(cast: Cast) -> None:
    numbers = page_scene.Scene(cast).numbers
    clients = [cast.client(member) for member in MEMBERS]
    wrong: set[str] = set()
    seen = 0
    for name, pattern in page_scene.addresses().items():
        address = page_scene.address(name, pattern, numbers) + pages.PAGES[name].query.format(**numbers)
        for client in clients:
            with transaction.atomic("default"), transaction.atomic("door"):
                answer = client.get(address)
                for alias in ("default", "door"):
                    transaction.set_rollback(True, using=alias)
            if answer.status_code == 200 and "text/html" in answer.headers.get("Content-Type", ""):
                for told in inputs_of(answer.content.decode()):
                    seen += 1
                    wrong |= {f"{name}: {told.get('name')}: {what}" for what in lacking(told)}
                break
    assert sorted(wrong) == []
    assert seen > 60
