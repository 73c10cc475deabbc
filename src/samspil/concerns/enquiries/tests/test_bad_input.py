"""Ten bad inputs for each form of the public pages, the counselling and the enquiries: what was typed is kept, and a sentence
says what to do. Being offline is tried in the browser (tests/journeys/test_public_doors.py).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspil.access.actor import now
from samspil.concerns.enquiries.models import Enquiry, OnTheSpot
from samspil.concerns.enquiries.tests.callers import registered
from samspil.concerns.models import Concern
from samspil.concerns.public import limits, tokens
from samspil.concerns.public.models import Question
from samspil.concerns.public.tests.places import fields, opened, question
from tests.cast import Cast, as_role

SOON = (timezone.localdate(now()) + timedelta(days=5)).strftime("%d.%m.%Y")
TYPED = "Det her har jeg skrevet"
# page: (the field of the long text, everything else that a good form holds)
PUBLIC: dict[str, tuple[str, dict[str, str]]] = {
    "public:ask": ("question", {"theme": "home", "age_band": "untold"}),
    "public:concern": ("text", {"source": "citizen", "about": "child", "who": "Vera i 7.b", "contact": "12 34 56 78"}),
    "citizens:enquire": ("matter", {"place": "Torvet", "name": "Gerda Kvist", "contact": "12 34 56 78"}),
    "public:read": ("code", {}),
}
INSIDE: dict[str, tuple[str, dict[str, str]]] = {
    "enquiries:register": ("matter", {"channel": "phone", "place": "Torvet", "due_on": SOON}),
    "enquiries:answer": ("text", {"follow_up_on": SOON}),
    "enquiries:pass_on": ("text", {"to": "technical", "addressee": "Vagten", "follow_up_on": SOON}),
    "enquiries:close": ("reason", {}),
    "counselling:question": ("answer", {}),
}


class Desk:
    """Every form with what it needs, and somebody who fills it in."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.door = opened(cast)
        self.enquiry = registered(cast, self.door)
        self.question = question(cast)
        limits.forget()

    def fill(self, page: str, **said: Any) -> dict[str, Any]:
        field, more = (PUBLIC | INSIDE)[page]
        data: dict[str, Any] = {field: TYPED, **more}
        if page in PUBLIC:
            data |= fields(page, self.cast) | {"door": str(self.door.pk)}
        else:
            data |= {"version": "1", "idempotency_key": str(uuid4()), "door": str(self.door.pk)}
        return data | said

    def send(self, page: str, data: dict[str, Any]) -> Any:
        if page in PUBLIC:
            return Client().post(reverse(page, args=[self.cast.body.key]), data)
        args = {"counselling:question": [self.question], "enquiries:register": []}.get(page, [self.enquiry.pk])
        member = "social_worker" if page == "counselling:question" else "consultant"
        return self.cast.client(member).post(reverse(page, args=args), data)

    def written(self) -> list[int]:
        """How many rows there are of what these forms write."""
        with as_role("samspil_lock") as cursor:
            counts = []
            for model in (Concern, Enquiry, Question, OnTheSpot):
                cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}")
                counts.append(cursor.fetchone()[0])
            cursor.execute("SELECT count(*) FROM enquiries_enquirystep")
            return [*counts, cursor.fetchone()[0]]


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


def kept(answer: Any, text: str = TYPED, codes: Collection[int] = (400, 422)) -> None:
    body = answer.content.decode()
    assert answer.status_code in codes, body
    assert text in body


def longest(desk: Desk, page: str) -> dict[str, Any]:
    return desk.fill(page, **{(PUBLIC | INSIDE)[page][0]: f"{TYPED} {'x' * 20_001}"})


def empty(desk: Desk, page: str) -> dict[str, Any]:
    return desk.fill(page, **{(PUBLIC | INSIDE)[page][0]: "   "})


@pytest.mark.parametrize("page", [*PUBLIC, *INSIDE])
def test_too_long_nul_and_empty(desk: Desk, page: str) -> None:
    field = (PUBLIC | INSIDE)[page][0]
    before = desk.written()
    kept(desk.send(page, longest(desk, page)))
    kept(desk.send(page, desk.fill(page, **{field: f"{TYPED}\x00 og mere"})))
    if page != "enquiries:pass_on":  # there the text may be left out
        answer = desk.send(page, empty(desk, page))
        assert answer.status_code == 422
    assert desk.written() == before


@pytest.mark.parametrize("page", [page for page in PUBLIC if page != "public:read"])
def test_stale_lost_and_foreign_tokens_a_wrong_choice_and_a_reached_limit(
    desk: Desk, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.written()
    data = desk.fill(page)
    foreign = {"token": tokens.new("noget-andet")}
    for wrong in ({"token": "forfalsket"}, {"token": ""}, foreign):
        answer = desk.send(page, data | wrong)
        kept(answer)
        assert "Siden var for gammel" in answer.content.decode()
    for choice in {"theme", "age_band", "source", "about"} & set(data):
        kept(desk.send(page, data | {choice: "opfundet"}))
    with monkeypatch.context() as later:
        later.setattr(tokens, "FORM_LIVES", timedelta(0))
        stale = desk.send(page, data)
        kept(stale)
    fresh = stale.context["form"]["token"].value()
    assert desk.written() == before
    monkeypatch.setattr(limits, "MOST", dict.fromkeys(limits.MOST, (0, 0)))
    full = desk.send(page, data | {"token": fresh})
    kept(full)
    assert "Vent en time" in full.content.decode()
    monkeypatch.undo()
    assert desk.send(page, data | {"token": fresh}).status_code == 200  # the page that came back is good
    assert desk.written() != before


@pytest.mark.parametrize("page", [page for page in [*PUBLIC, *INSIDE] if page != "public:read"])
def test_a_script_is_text_files_are_not_taken_and_twice_is_once(desk: Desk, page: str) -> None:
    field = (PUBLIC | INSIDE)[page][0]
    data = desk.fill(page, **{field: "<script>alert(1)</script>"})
    data["attachments"] = [SimpleUploadedFile(f"{number}.jpg", b"MZ\x90\x00program") for number in range(50)]
    first = desk.send(page, data)
    assert first.status_code in {200, 303}, first.content.decode()
    once = desk.written()
    for file in data.pop("attachments"):
        file.close()
    again = desk.send(page, data)
    assert desk.written() == once
    for answer in (first, again):
        assert b"<script>alert" not in answer.content
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT count(*) FROM sharing_file")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("wrong", ["31.02.2026", "i morgen", "01.01.1999"])
def test_a_wrong_date(desk: Desk, wrong: str) -> None:
    before = desk.written()
    for page in ("enquiries:register", "enquiries:answer", "enquiries:pass_on"):
        name = "due_on" if page == "enquiries:register" else "follow_up_on"
        kept(desk.send(page, desk.fill(page, **{name: wrong})))
    assert desk.written() == before


def test_a_lost_session_and_a_stale_page_inside(desk: Desk) -> None:
    for page in INSIDE:
        if page != "enquiries:register":
            kept(desk.send(page, desk.fill(page, version="0")), codes=[409])
    before = desk.written()
    answer = Client().post(reverse("enquiries:register"), desk.fill("enquiries:register"))
    assert (answer.status_code, desk.written()) == (401, before)  # the way to sign in, and what was typed
