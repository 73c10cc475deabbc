"""A form that no domain gives a draft of its own keeps what is typed all the same, by itself."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from samspil.concerns.actions.raising import add_to
from samspil.concerns.door_forms import CloseForm, NoteForm
from samspil.concerns.models import Assessment, Concern, Step
from samspil.concerns.tests.doors import found, raised
from samspil.concerns.tests.test_assess import first
from samspil.organisations.models import ConcernDoor
from samspil.sharing.drafts import queries
from samspil.sharing.drafts.actions import discard
from samspil.sharing.models import Draft
from samspil.web import drafts
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


def saved(client: Client, url: str, **fields: str) -> None:
    assert client.post(url, fields).status_code == 204


def box(html: str, name: str) -> str:
    (found,) = re.findall(rf'<textarea[^>]*name="{name}".*?</textarea>', html, re.DOTALL)
    return str(found)


def answered_yes(cast: Cast) -> Concern:
    concern = raised(cast, found(cast))
    first(cast.consultant.sign(), concern, "yes", "", cast.consultant.staff)
    return concern


def known_on(html: str, began: str) -> str:
    """What the script takes for kept: after a refusal what the page that was sent knew, else what stands in the form."""
    told = re.search(r'data-draft-known="([^"]*)"', html)
    return unescape(told[1]) if told else began


@pytest.mark.parametrize("form", ["concerns:raise", "concerns:ask_sparring", "concerns:add"])
def test_a_draft_that_was_resumed_and_refused_once_ends_when_it_is_sent(cast: Cast, form: str) -> None:
    """Met by a stranger: begun, gone on with, sent without one answer, put right, sent; and it still stood there as not sent."""
    concern = raised(cast, found(cast))
    client, page = cast.client("ssp_teacher"), reverse(form, args=[concern.pk] if form == "concerns:add" else [])
    name = {"concerns:raise": "text", "concerns:ask_sparring": "question", "concerns:add": "text"}[form]
    url = draft_url(opened(client, page))
    key = url.rstrip("/").rpartition("/")[2]
    saved(client, url, **{name: HALF, "_tab": "1"})
    resumed = urlencode({name: HALF})
    refused = client.post(page, {name: "", "_draft": key, "_tab": "3", "_base": resumed, "_was": "2"})
    assert refused.status_code == 422
    more = f"{HALF} det sker tit."
    known = known_on(refused.content.decode(), urlencode({name: more}))
    saved(client, url, **{name: more, "_tab": "4", "_base": known, "_was": "3"})
    again = client.post(page, {name: "", "_draft": key, "_tab": "4", "_base": urlencode({name: more}), "_was": "3"})
    known = known_on(again.content.decode(), urlencode({name: ""}))
    assert known == urlencode({name: more}), "refused twice is no dead end either"
    cast.ssp_teacher.sign()
    assert not queries.others(queries.draft(cast.ssp_teacher.sign(), key)), "nobody has typed in another window"
    discard(cast.ssp_teacher.sign(), key, tab="5", base=dict(QueryDict(known).lists()), was="4")
    assert not Draft.objects.exists()


def test_a_draft_keeps_what_was_changed_and_the_page_writes_the_rest_anew(cast: Cast) -> None:
    """Met at a door: a draft put an older text back over the newer one, and what the teacher had added was not sent."""
    concern = answered_yes(cast)
    client, page = cast.client("consultant"), reverse("notifying:send", args=[concern.pk])
    url, old = draft_url(opened(client, page)), "Vera Ottosen, 7.b, Skolen ved Mosen\n\nEr ked af det hver mandag"
    began = urlencode({"text": old, "sent_to": ""})
    saved(client, url, text=old, sent_to="Modtagelsen", _began=began, _tab="1")
    add_to(cast.ssp_teacher.sign(), concern=concern, text="Hun er bange for sin storebror", key=uuid4())
    again = opened(client, page)
    assert "Hun er bange for sin storebror" in box(again, "text")
    assert 'value="Modtagelsen"' in again
    assert "Din kladde er ældre" not in again.split("<template")[0]  # the words wait there for the page's script
    saved(client, url, text=f"{old} Rettet af mig", sent_to="Modtagelsen", _tab="2", _was="1")
    both = opened(client, page)
    assert "Rettet af mig" in box(both, "text")
    assert "Hun er bange for sin storebror" not in box(both, "text")
    told = both.split("Din kladde er ældre")[1].split("<textarea")[0]
    assert "Hun er bange for sin storebror" in told


def test_nothing_is_ticked_by_a_draft_beside_an_answer_that_stands(cast: Cast) -> None:
    """Met at a door: "Svaret er gemt", and the form to change it had "Nej, fordi …" ticked by an earlier window."""
    concern = raised(cast, found(cast))
    client, page = cast.client("consultant"), reverse("concerns:at_door", args=[concern.pk])
    url = re.search(r'id="first-form"[^>]*data-draft-url="([^"]+)"', opened(client, page))[1]  # type: ignore[index]
    choices = {"_chosen": "first-answer first-notifier"}
    saved(client, url, **{"first-answer": "no", "first-because": HALF, "_tab": "1", **choices})
    shown = opened(client, page)
    assert re.search(r'value="no"[^>]*checked', shown), "nobody has answered yet: what was begun stands there"
    key = url.rstrip("/").rpartition("/")[2]
    cast.consultant.sign()
    version = str(Assessment.objects.get(concern=concern).version)
    sent = {"first-answer": "yes", "first-notifier": str(cast.consultant.staff.pk), "first-version": version}
    address = reverse("concerns:answer_first", args=[concern.pk])
    assert client.post(address, sent | {"_draft": key, "_tab": "2", "_base": "", **choices}).status_code == 303
    cast.consultant.sign()
    assert queries.values(queries.draft(cast.consultant.sign(), key)) == {"first-because": [HALF]}
    after = opened(client, page)
    assert HALF in after
    form = after.split('id="first-form"')[1].split("</form>")[0]
    assert "data-draft-here" in form
    assert not re.search(r'name="first-answer"[^>]*checked', form)
    saved(client, url, **{"first-answer": "no", "first-because": HALF, "_tab": "3", **choices})
    form = opened(client, page).split('id="first-form"')[1].split("</form>")[0]
    assert not re.search(r'name="first-answer"[^>]*checked', form)


def test_a_field_that_was_emptied_stays_empty_and_the_version_is_the_pages_own() -> None:
    form = NoteForm(prefix="note", initial={"text": "Fra før"})
    drafts.restore(form, drafts.Typed({"note-text": [""]}, {"note-text": ["Fra før"]}))
    assert form.initial["text"] == ""
    form = NoteForm(prefix="note", initial={"text": "Fra før"})
    drafts.restore(form, drafts.Typed({"note-text": ["Fra\r\nfør"]}, {"note-text": ["Fra\nfør"]}))
    assert form.initial["text"] == "Fra før", "unchanged: what the page writes now stands there"
    form = CloseForm(initial={"version": 7})
    drafts.restore(form, drafts.Typed({"version": ["6"]}, {"version": ["6"]}))
    assert form.initial["version"] == 7
