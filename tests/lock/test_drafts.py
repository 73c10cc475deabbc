"""Every page as it is drawn: where somebody writes more than a line, the form says where its draft is kept."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.cast import Cast
from tests.lock import page_scene, pages

WITHOUT_SIGN_IN = ("/om/", "/gaest/", "/konto/")  # nothing typed there is kept


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


@pytest.mark.django_db(databases=["default", "door"])
def test_no_page_loses_a_long_text(cast: Cast) -> None:
    numbers = page_scene.Scene(cast).numbers
    clients: dict[str, Client] = {}
    lost: dict[str, list[str]] = {}
    areas = 0
    for name, pattern in page_scene.addresses().items():
        page = pages.PAGES[name]
        address = page_scene.address(name, pattern, numbers) + page.query.format(**numbers)
        if address.startswith(WITHOUT_SIGN_IN):
            continue
        for member in page.sees[:2]:
            client = clients.setdefault(member, cast.client(member))
            answer = client.get(address)
            if answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
                continue
            forms = Forms()
            forms.feed(answer.content.decode())
            areas += forms.areas
            if forms.lost:
                lost[f"{name} as {member}"] = forms.lost
    assert areas > 40
    assert lost == {}
