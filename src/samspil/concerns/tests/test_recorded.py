"""Every verb leaves an event and stands or falls with it; so does every page on which children are named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.urls import reverse

from samspil.access.actor import Actor
from samspil.audit.models import Event
from samspil.concerns import actions
from samspil.concerns.models import Concern, ListEntry
from samspil.concerns.tests.made import JONAS, VERA, keep, receive, row
from samspil.concerns.tests.test_send import send
from samspil.sharing.models import Draft
from tests.cast import Cast, as_role

Verb = Callable[[Cast, Actor], Any]


def entry() -> ListEntry:
    return ListEntry.objects.get()


def correct(cast: Cast, actor: Actor) -> None:
    actions.correct(actor, entry=entry(), version=1, name="Vera Otto", birth_date=None, role=None, text="")


def rematch(cast: Cast, actor: Actor) -> None:
    actions.rematch(actor, entry=entry(), version=1, person_id=None)


def read_file(cast: Cast, actor: Actor) -> None:
    keep(cast, actor, row(9, "Jonas Holm", JONAS))


def forget(cast: Cast, actor: Actor) -> None:
    actions.forget_reading(actor, key=UUID(Draft.objects.get().key.removeprefix("policelist:")))


def close(cast: Cast, actor: Actor) -> None:
    concern = Concern.objects.get()
    actions.become(actor, concern=concern, state="closed", version=concern.version)


VERBS: dict[str, tuple[str, Verb]] = {
    "listentry.corrected": ("speaking", correct),
    "listentry.rematched": ("matching", rematch),
    "policelist.read": ("receiving", read_file),
    "policelist.forgotten": ("receiving", forget),
    "concern.moved": ("sending", close),
}


def state() -> tuple[Any, ...]:
    rows = [list(model.objects.order_by("pk").values()) for model in (ListEntry, Concern)]
    return (*rows, sorted(Draft.objects.values_list("key", flat=True)))


@pytest.fixture
def scene(cast: Cast) -> Cast:
    receive(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA))
    send(cast)
    keep(cast, cast.consultant.sign(), row(3, "Jonas Holm", JONAS))
    return cast


@pytest.mark.parametrize("act", VERBS)
def test_each_verb_is_recorded(scene, act):
    actor = scene.consultant.sign()
    before = state()
    VERBS[act][1](scene, actor)
    assert state() != before
    with as_role("samspil_lock"):
        event = Event.objects.filter(act=act).order_by("pk").last()
        assert event is not None
        assert event.principal == actor.principal_id


@pytest.mark.parametrize("act", VERBS)
def test_each_verb_falls_with_its_record(scene, act, monkeypatch):
    def fails(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    module, verb = VERBS[act]
    actor = scene.consultant.sign()
    before = state()
    monkeypatch.setattr(f"samspil.concerns.actions.{module}.record", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        verb(scene, actor)
    assert state() == before


@pytest.mark.parametrize(
    ("page", "model", "act"),
    [
        ("concern", Concern, "concern.read"),
        ("receipt", Concern, "concern.read"),
        ("match", ListEntry, "listentry.opened"),
        ("correct", ListEntry, "listentry.opened"),
        ("list", None, "policelist.opened"),
        ("waiting", None, "concern.listed"),
        ("preview", None, "policelist.previewed"),
    ],
)
def test_each_page_with_names_is_recorded_as_a_reading(scene, page, model, act):
    scene.consultant.sign()
    arguments = {
        "list": [entry().police_list_id],
        "waiting": [],
        "preview": [Draft.objects.get().key.removeprefix("policelist:")],
    }
    known = arguments.get(page) if model is None else [model.objects.get().pk]
    assert scene.client("consultant").get(reverse(f"concerns:{page}", args=known)).status_code == 200
    with as_role("samspil_lock"):
        event = Event.objects.order_by("pk").last()
        assert event is not None
        assert (event.act, event.principal) == (act, scene.consultant.principal_id)
        assert (event.subject_key is not None) == (page in {"match", "correct"})
