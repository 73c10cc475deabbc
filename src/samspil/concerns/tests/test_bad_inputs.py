"""Ten bad inputs for each form: what was typed is kept, a sentence says what to do, and nothing is written.

What the browser does when the connection is gone is seen in tests/journeys/test_nothing_typed_is_lost.py; here is what it relies on:
the form keeps a draft at its own address, or is short enough to be typed again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from samspil.concerns.models import Assessment, Concern, Handover, Sparring
from samspil.concerns.rounds.models import Round
from samspil.concerns.tests.doors import found, raised
from samspil.concerns.tests.test_assess import first
from samspil.responsibility.models import Absence
from tests import clock
from tests.cast import Cast, as_role

KEPT = "Hun er ked af det hver mandag æøå"
SCRIPT = "<script>alert(1)</script>"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\x00" * 64


@dataclass(frozen=True)
class Form:
    """A form as somebody meets it: where, who, what they type, and in which field there is room for much."""

    member: str
    address: Callable[[Cast], str]
    typed: Callable[[Cast], dict[str, Any]]
    long: str
    rows: type[Any]
    kept: str = ""  # another field whose words must stand there still
    date: str = ""
    files: str = ""
    version: str = ""
    limit: int = 9000
    prepared: list[Any] = field(default_factory=list)


def at_door(cast: Cast) -> Concern:
    return Concern.objects.order_by("-pk")[0]


def version(cast: Cast) -> str:
    cast.consultant.sign()
    return str(Assessment.objects.get(concern=at_door(cast)).version)


def handed(cast: Cast) -> dict[str, Any]:
    return {"to": f"staff-{cast.colleague.staff.pk}", "reason": KEPT, "idempotency_key": str(uuid4())}


FORMS = {
    "concern": Form(
        "ssp_teacher", lambda cast: reverse("concerns:raise"),
        lambda cast: {
            "about": "group", "who": "Drengene ved kiosken", "text": KEPT, "arena": "street", "door": "unknown",
            "idempotency_key": str(uuid4()),
        },
        "text", Concern, kept="who", files="attachments", limit=70_000,
    ),
    "assessment": Form(
        "consultant", lambda cast: reverse("concerns:answer_first", args=[at_door(cast).pk]),
        lambda cast: {
            "first-answer": "no", "first-because": KEPT, "first-notifier": str(cast.colleague.staff.pk),
            "first-version": version(cast),
        },
        "first-because", Assessment, kept="first-notifier", version="first-version",
    ),
    "sparring": Form(
        "ssp_teacher", lambda cast: reverse("concerns:ask_sparring"),
        lambda cast: {"about": "nobody", "who": "", "question": KEPT, "sure": "on", "idempotency_key": str(uuid4())},
        "question", Sparring,
    ),
    "handover": Form(
        "consultant", lambda cast: reverse("concerns:hand_over", args=[at_door(cast).pk]), handed, "reason", Handover,
    ),
    "absence": Form(
        "consultant", lambda cast: reverse("concerns:absences"),
        lambda cast: {"staff": str(cast.consultant.staff.pk), "since": "", "until": clock.late(), "deputy": ""},
        "", Absence, kept="until", date="since",
    ),
    "round": Form(
        "ssp_teacher", lambda cast: reverse("rounds:hold"),
        lambda cast: {"group": "7.b", "signs": ["online"], "outcome": "nothing"}, "group", Round, limit=60,
    ),
}  # fmt: skip


@pytest.fixture
def form(cast: Cast, request: pytest.FixtureRequest) -> Form:
    """The form with what it needs: a concern at the door, assessed where it is to be handed over."""
    name = request.param
    concern = raised(cast, found(cast), member="outreach_worker", about="group", who="Drengene ved kiosken")
    if name == "handover":
        first(cast.consultant.sign(), concern)
    return FORMS[name]


def count(cast: Cast, form: Form) -> str:
    with as_role("samspil_lock") as cursor:
        cursor.execute(
            f"SELECT count(*) || coalesce(md5(string_agg(t::text, '|' ORDER BY id)), '') FROM {form.rows._meta.db_table} t"
        )
        return str(cursor.fetchone()[0])


def send(cast: Cast, form: Form, typed: dict[str, Any], client: Client | None = None) -> tuple[int, str]:
    answer = (client or cast.client(form.member)).post(form.address(cast), typed)
    return answer.status_code, unescape(answer.content.decode())


def refused(cast: Cast, form: Form, typed: dict[str, Any], *keeps: str) -> str:
    """The form says no at a field, keeps what was typed, and nothing is written."""
    before = count(cast, form)
    status, body = send(cast, form, typed)
    assert status in {400, 409, 422}, status
    assert "form-error" in body or "alert" in body or "typed-1" in body
    for words in keeps:
        assert words in body, words
    assert count(cast, form) == before
    return body


def names(*wanted: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("form", wanted or tuple(FORMS), indirect=True)


@names("concern", "assessment", "sparring", "handover", "round")
def test_too_long(cast: Cast, form: Form) -> None:
    typed = form.typed(cast)
    much = (KEPT + " ") * (form.limit // len(KEPT) + 1)
    refused(
        cast,
        form,
        typed | {form.long: much},
        much[: form.limit // 2].strip(),
        *([typed[form.kept]] if form.kept else []),
    )


@names("concern", "assessment", "sparring", "handover", "round")
def test_a_nul(cast: Cast, form: Form) -> None:
    typed = form.typed(cast)
    body = refused(cast, form, typed | {form.long: f"{KEPT}\x00mere"[-39:]}, *([typed[form.kept]] if form.kept else []))
    assert "mere" in body


@names("concern", "assessment", "sparring", "handover")
def test_a_script_is_words(cast: Cast, form: Form) -> None:
    """It is written as it stands, and drawn as words."""
    status, body = send(cast, form, form.typed(cast) | {form.long: f"{KEPT} {SCRIPT}"})
    assert status == 303, body[body.find("form-error") :][:300]
    client = cast.client(form.member)
    pages = [reverse("concerns:sparrings")]
    if form.rows is not Sparring:
        cast.consultant.sign()
        pages = [reverse("concerns:queue"), reverse("concerns:at_door", args=[at_door(cast).pk])]
        client = cast.client("consultant")
    for page in pages:
        assert SCRIPT not in client.get(page).content.decode()


@names("absence")
@pytest.mark.parametrize("day", ["31.02.2099", "i morgen", "2099-13-01", "99999999999", "31.12.9999"])
def test_a_wrong_date(cast: Cast, form: Form, day: str) -> None:
    refused(cast, form, form.typed(cast) | {form.date: day}, day, clock.late())


@names("concern")
def test_fifty_files(cast: Cast, form: Form) -> None:
    files = [SimpleUploadedFile(f"{number}.txt", b"tekst") for number in range(50)]
    refused(cast, form, form.typed(cast) | {form.files: files}, KEPT)


@names("concern")
def test_a_program_that_is_called_a_picture(cast: Cast, form: Form) -> None:
    refused(
        cast,
        form,
        form.typed(cast) | {form.files: SimpleUploadedFile("ferie.jpg", PROGRAM, "image/jpeg")},
        KEPT,
        "ferie.jpg",
    )


@names()
def test_sent_twice_is_one(cast: Cast, form: Form) -> None:
    """The second is the first again, or is told that it has been done."""
    typed, client = form.typed(cast), cast.client(form.member)
    assert send(cast, form, typed, client)[0] == 303
    rows = count(cast, form)
    again, _body = send(cast, form, typed, client)
    assert again in {303, 409, 422}
    if form.rows is not Absence:  # who says twice that they are away is away once
        assert count(cast, form) == rows


@names("assessment")
def test_a_stale_page(cast: Cast, form: Form) -> None:
    refused(cast, form, form.typed(cast) | {form.version: "0"}, KEPT)


@names()
@pytest.mark.parametrize("session", ["none", "another's"])
def test_a_lost_session_writes_nothing(cast: Cast, form: Form, session: str) -> None:
    before = count(cast, form)
    client = Client() if session == "none" else cast.client("other_consultant")
    answer = client.post(form.address(cast), form.typed(cast))
    assert answer.status_code in {401, 404, 409, 422} or form.rows is Round
    if session == "none":  # the way to sign in, and what was typed
        assert answer.status_code == 401
        assert "/konto/" in answer.content.decode()
    if form.rows is not Round:  # a round of one's own class can be held anywhere
        assert count(cast, form) == before


@names("concern", "sparring")
def test_without_a_connection_there_is_a_draft(cast: Cast, form: Form) -> None:
    assert "data-draft-url" in cast.client(form.member).get(form.address(cast)).content.decode()


@names()
def test_nothing_at_all(cast: Cast, form: Form) -> None:
    if form.rows is not Absence:
        refused(cast, form, {"idempotency_key": str(uuid4())})
