"""A form that no domain gives a draft of its own keeps what is typed all the same, by itself."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from samspil.concerns.models import Step
from samspil.concerns.tests.doors import found, raised
from samspil.organisations.models import ConcernDoor
from samspil.sharing.drafts import queries
from samspil.sharing.models import Draft
from tests.cast import Cast

HALF = "Han siger også, at"


@pytest.fixture
def page(cast: Cast) -> str:
    return reverse("concerns:add", args=[raised(cast, found(cast)).pk])


def draft_url(html: str) -> str:
    match = re.search(r'data-draft-url="([^"]+)"', html)
    assert match, "the form keeps no draft"
    return match[1]


def opened(client: Client, page: str) -> str:
    return client.get(page).content.decode()


def typed(client: Client, page: str, text: str = HALF) -> str:
    """The page's own draft keeper sends what is typed; answers where to."""
    url = draft_url(opened(client, page))
    assert client.post(url, {"text": text, "idempotency_key": "x"}).status_code == 204
    return url


def test_what_was_half_written_stands_there_again(cast: Cast, page: str) -> None:
    client = cast.client("ssp_teacher")
    assert HALF not in opened(client, page)
    typed(client, page)
    again = opened(client, page)
    assert HALF in again
    assert "data-draft-here" in again, "the page says that it is a draft, and lets its writer throw it away"


def test_sent_is_no_draft_any_more(cast: Cast, page: str) -> None:
    client = cast.client("ssp_teacher")
    key = typed(client, page).rstrip("/").rpartition("/")[2]
    sent = {"text": f"{HALF} det sker tit.", "idempotency_key": "7f0c3a52-6d1c-4e3c-9d7e-0f3f5a1d2b11", "_draft": key}
    assert client.post(page, sent).status_code == 303
    assert Step.objects.filter(text__startswith=HALF).exists() or cast.ssp_teacher.sign()
    cast.ssp_teacher.sign()
    assert not Draft.objects.exists()
    assert HALF not in re.search(r"<textarea.*?</textarea>", opened(client, page), re.DOTALL)[0]  # type: ignore[index]


def test_what_is_refused_stays_a_draft(cast: Cast, page: str) -> None:
    client = cast.client("ssp_teacher")
    key = typed(client, page).rstrip("/").rpartition("/")[2]
    answer = client.post(page, {"text": "  ", "idempotency_key": "7f0c3a52-6d1c-4e3c-9d7e-0f3f5a1d2b11", "_draft": key})
    assert answer.status_code == 422
    cast.ssp_teacher.sign()
    assert queries.values(queries.draft(cast.ssp_teacher.sign(), key)) == {"text": [HALF]}


def test_what_comes_back_with_something_to_put_right_is_what_was_sent(cast: Cast, page: str) -> None:
    client = cast.client("ssp_teacher")
    typed(client, page)
    answer = client.post(page, {"text": "x" * 20_001, "idempotency_key": "7f0c3a52-6d1c-4e3c-9d7e-0f3f5a1d2b11"})
    assert answer.status_code == 422
    assert HALF not in answer.content.decode()


def test_it_can_be_thrown_away(cast: Cast, page: str) -> None:
    client = cast.client("ssp_teacher")
    url = typed(client, page)
    assert client.post(url, {"_drop": "1"}).status_code == 204
    assert HALF not in opened(client, page)
    cast.ssp_teacher.sign()
    assert not Draft.objects.exists()


def test_nobody_else_and_no_other_form_gets_it(cast: Cast, page: str) -> None:
    client = cast.client("ssp_teacher")
    url = typed(client, page)
    other = reverse(
        "concerns:add",
        args=[raised(cast, ConcernDoor.objects.get(key="nord"), who="Drengene ved kiosken", about="group").pk],
    )
    assert draft_url(opened(client, other)) != url
    assert HALF not in opened(client, other)
    assert HALF not in opened(cast.client("consultant"), page)
