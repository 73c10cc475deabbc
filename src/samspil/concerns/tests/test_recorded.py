"""Every page on which children are named leaves an event. That every verb does is walked in `tests/verbs`."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samspil.audit.models import Event
from samspil.concerns.models import Concern, ListEntry
from samspil.concerns.tests.made import JONAS, VERA, keep, receive, row
from samspil.concerns.tests.test_send import send
from samspil.sharing.models import Draft
from tests.cast import Cast, as_role


def entry() -> ListEntry:
    return ListEntry.objects.get()


@pytest.fixture
def scene(cast: Cast) -> Cast:
    receive(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA))
    send(cast)
    keep(cast, cast.consultant.sign(), row(3, "Jonas Holm", JONAS))
    return cast


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
