"""Every address x every member of the cast -> who gets the page."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client

from samspil.web import errors
from tests.cast import Cast
from tests.lock import page_scene, pages
from tests.lock.functions import EVERYBODY


def test_every_address_has_its_line() -> None:
    known = set(page_scene.addresses())
    assert known - set(pages.PAGES) == set(), "give each new page a line in tests/lock/pages.py"
    assert set(pages.PAGES) - known == set(), "these pages are gone; take their lines out of tests/lock/pages.py"


def told(response: HttpResponse, *, posted: bool) -> str:
    """What the answer amounts to for who asked."""
    if response.status_code == 302 and "/log-ind/" in response.headers.get("Location", ""):
        return "sign in"
    if response.status_code in {403, 409} and not posted:
        return "refused"
    if response.status_code in {404, 405, 500}:
        return str(response.status_code)
    return "page"


def answers(client: Client, address: str) -> str:
    """GET; where only POST is taken, an empty POST. Nothing of it remains."""
    with transaction.atomic("default"), transaction.atomic("door"):
        answer = told(client.get(address), posted=False)
        if answer == "405":
            answer = told(client.post(address), posted=True)
        for alias in ("default", "door"):
            transaction.set_rollback(True, using=alias)
    return answer


def everybody(cast: Cast) -> dict[str, Client]:
    return {member: cast.client(member) for member in EVERYBODY} | {"nobody": Client()}


@pytest.fixture
def errors_without_a_face(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three answers of four say no; how they look is for the tests of `web.errors`, and takes as long as the rest."""

    def answered(_request: HttpRequest, _template: str, status: int, _context: object = None) -> HttpResponse:
        return HttpResponse(status=status)

    monkeypatch.setattr(errors, "_page", answered)


@pytest.mark.django_db(databases=["default", "door"])
@pytest.mark.usefixtures("errors_without_a_face")
def test_pages(cast: Cast) -> None:
    numbers = page_scene.Scene(cast).numbers
    clients = everybody(cast)
    wrong = []
    for name, pattern in page_scene.addresses().items():
        page = pages.PAGES[name]
        address = page_scene.address(name, pattern, numbers) + page.query.format(**numbers)
        for member, client in clients.items():
            due = page.answer(member)
            got = answers(client, address)
            if got != due:
                wrong.append(f"{name}: {member}: {got}, should be {due}")
    assert wrong == []
