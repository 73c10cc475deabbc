"""Every page of the product is one document: an id names one element, and whatever is pointed at is there."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

import pytest
from django.db import transaction

from tests.cast import Cast
from tests.lock import page_scene, pages
from tests.lock.functions import EVERYBODY

POINTING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form")
READERS = 1  # of each page: who else may read it gets the same template


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


@pytest.mark.django_db(databases=["default", "door"])
def test_each_id_names_one_element(cast: Cast) -> None:
    numbers = page_scene.Scene(cast).numbers
    wrong, read = set(), 0
    for name, pattern in page_scene.addresses().items():
        page = pages.PAGES[name]
        address = page_scene.address(name, pattern, numbers) + page.query.format(**numbers)
        for member in [member for member in EVERYBODY if page.answer(member) == "page"][:READERS]:
            client = cast.client(member)
            for posted in (False, True):  # an empty form that comes back is a page too
                with transaction.atomic("default"), transaction.atomic("door"):
                    answer = client.post(address) if posted else client.get(address)
                    for alias in ("default", "door"):
                        transaction.set_rollback(True, using=alias)
                if answer.status_code in {200, 422} and answer.get("Content-Type", "").startswith("text/html"):
                    read += 1
                    wrong |= {f"{name}: {fault}" for fault in faults(answer.content.decode())}
    assert sorted(wrong) == []
    assert read > 200
