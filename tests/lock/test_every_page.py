"""Every page as it is drawn, once for all that is asked of it: it is one document, in which an id names one element and whatever is
pointed at is there; where somebody writes more than a line, the form says where its draft is kept; and what is typed on one line is
remembered by no browser, corrected by no spelling service where it is a name or a number, and numbers get their keyboard.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from samspil.web.forms.rendering import AS_WRITTEN, KEYBOARDS
from tests.cast import Cast
from tests.lock import page_scene, pages
from tests.lock.functions import EVERYBODY

SOURCE = Path(__file__).resolve().parents[2] / "src" / "samspil"
READERS = 2  # of each page: who else may read it gets the same template
WITHOUT_SIGN_IN = ("/om/", "/gaest/", "/konto/")  # nothing typed there is kept
POINTING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form")
TYPED = {"text", "search", "email", "tel", "number", "url"}
TAG = re.compile(r"<input\b(?:\{[%{].*?[%}]\}|[^>])*>", re.DOTALL)


class Ids(HTMLParser):
    """The ids of a page, and those that its attributes point at."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()
        self.pointed: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.found[value or ""] += 1
            elif name in POINTING and value:
                self.pointed |= set(value.split())


def faults(text: str) -> list[str]:
    """Ids that stand twice or are empty, and ids that are pointed at and not there."""
    page = Ids()
    page.feed(text)
    twice = [f"{name!r} stands {count} times" for name, count in page.found.items() if count > 1 or not name]
    nowhere = [f"{name!r} is pointed at and nowhere" for name in page.pointed - set(page.found)]
    return sorted(twice + nowhere)


def test_a_fault_is_found() -> None:
    text = '<p id="a"><p id=a><label for="b">'
    assert faults(text) == ["'a' stands 2 times", "'b' is pointed at and nowhere"]
    assert faults('<input id="b"><label for="b">') == []


class Forms(HTMLParser):
    """The forms of a page that are posted, with a text area in them and no place for a draft."""

    def __init__(self) -> None:
        super().__init__()
        self.form: dict[str, str | None] | None = None
        self.lost: list[str] = []
        self.areas = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "form":
            self.form = told
        if tag == "textarea" and "readonly" not in told and "data-draft-skip" not in told:
            self.areas += 1
            posted = self.form is not None and (self.form.get("method") or "").lower() == "post"
            if posted and self.form is not None and not self.form.get("data-draft-url"):
                self.lost.append(str(told.get("name")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None


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
        if "tests" in file.relative_to(SOURCE).parts:
            continue
        for tag in TAG.findall(file.read_text(encoding="utf-8")):
            for told in inputs_of(re.sub(r"\{[%{].*?[%}]\}", "", tag)):
                seen += 1
                wrong += [f"{file.relative_to(SOURCE)}: {told.get('name')}: {what}" for what in lacking(told)]
    assert wrong == []
    assert seen >= 3


def answered(client: Client, address: str, *, posted: bool) -> HttpResponseBase:
    """The answer to a GET, or to an empty POST; nothing of it remains."""
    with transaction.atomic("default"), transaction.atomic("door"):
        answer = client.post(address) if posted else client.get(address)
        for alias in ("default", "door"):
            transaction.set_rollback(True, using=alias)
    return answer


@pytest.mark.django_db(databases=["default", "door"])
def test_every_page_is_one_document_keeps_long_texts_and_says_what_is_typed(cast: Cast) -> None:
    numbers = page_scene.Scene(cast).numbers
    wrong: set[str] = set()
    read = areas = inputs = 0
    for name, pattern in page_scene.addresses().items():
        page = pages.PAGES[name]
        address = page_scene.address(name, pattern, numbers) + page.query.format(**numbers)
        readers = [member for member in EVERYBODY if page.answer(member) == "page"][:READERS]
        for member, posted in [*((one, False) for one in readers), *((one, True) for one in readers[:1])]:
            answer = answered(cast.client(member), address, posted=posted)  # a new one: a page may sign out
            if answer.status_code not in {200, 422} or "text/html" not in answer.get("Content-Type", ""):
                continue
            text, read = answer.content.decode(), read + 1
            wrong |= {f"{name}: {fault}" for fault in faults(text)}  # an empty form that comes back is a page too
            if posted:
                continue
            forms = Forms()
            forms.feed(text)
            if not address.startswith(WITHOUT_SIGN_IN):
                areas += forms.areas
                wrong |= {f"{name}: {lost} has no draft" for lost in forms.lost}
            for told in inputs_of(text):
                inputs += 1
                wrong |= {f"{name}: {told.get('name')}: {what}" for what in lacking(told)}
    assert sorted(wrong) == []
    assert (read > 250, areas > 40, inputs > 60) == (True, True, True), (read, areas, inputs)
