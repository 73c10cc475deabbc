"""Any colleague tells in a moment that they saw something and stepped in, or did not; only numbers are kept."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from samspil.audit.models import Event
from samspil.concerns.onthespot import actions, queries
from samspil.lib.refusals import Refused
from tests.cast import Cast, as_role


def told(client: Client, times: int = 1, **said: str) -> int:
    typed = {"seen": "conflict", "did": "spoke", "times": times, "idempotency_key": str(uuid4())} | said
    return client.post(reverse("onthespot:tell"), typed).status_code


def figures(client: Client) -> list[tuple[bool, str, int, int]]:
    found = client.get(reverse("onthespot:figures")).context["figures"]
    return [(one.own, one.seen, one.stepped_in, one.times) for one in found]


@pytest.mark.covers("HAL-35", verb="onthespot.told", page="onthespot:figures")
def test_every_colleague_tells_and_whether_somebody_steps_in_every_time_is_measured(cast: Cast) -> None:
    quarrel, teacher, social = "Et skænderi eller slagsmål", cast.client("ssp_teacher"), cast.client("social_worker")
    for member in ("ssp_teacher", "social_worker", "consultant", "politician", "administrator"):
        client = cast.client(member)  # who answers a door and who does not
        assert reverse("onthespot:tell") in client.get("/").content.decode()
        form = client.get(reverse("onthespot:tell"))
        assert form.status_code == 200
        assert not {"who", "name", "text"} & set(form.context["form"].fields)

    key = str(uuid4())
    for _twice in range(2):  # sent twice is one count
        assert told(teacher, 3, idempotency_key=key) == 303
    assert told(teacher, did="nothing") == 303
    assert figures(teacher) == [(True, quarrel, 3, 4)]
    assert "greb ind 3 af 4 gange" in teacher.get(reverse("onthespot:figures")).content.decode()
    assert figures(social) == []  # four of another unit are too few
    assert told(social, 2, did="help") == 303
    assert told(teacher) == 303
    # The own unit stands by itself, so that it cannot be taken out of the others' number.
    assert figures(social) == [(True, quarrel, 2, 2), (False, quarrel, 4, 5)]
    assert figures(teacher) == [(True, quarrel, 4, 5)]
    assert figures(cast.client("politician")) == [(False, quarrel, 6, 7)]
    assert figures(cast.client("other_consultant")) == []

    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT * FROM public.onthespot_tally")
        assert {column.name for column in cursor.description} == {"id", "body", "unit", "since", "seen", "did", "count"}
        cursor.execute("SELECT * FROM public.onthespot_sent")
        assert {column.name for column in cursor.description} == {"key", "since"}
    cast.ssp_teacher.sign()
    events = Event.objects.filter(act="onthespot.told")
    assert {event.detail == {} and event.object_id is None for event in events} == {True}


def test_what_is_missing_is_asked_for_and_what_was_chosen_is_kept(cast: Cast) -> None:
    client = cast.client("ssp_teacher")
    again = client.post(reverse("onthespot:tell"), {"seen": "drugs", "times": "200", "idempotency_key": str(uuid4())})
    assert again.status_code == 422
    assert set(again.context["form"].errors) == {"did", "times"}
    page = again.content.decode()
    assert 'value="drugs"' in page
    assert 'value="200"' in page
    assert figures(client) == []


def test_nobody_counts_for_another_unit_or_reads_the_rows(cast: Cast) -> None:
    given = {"seen": "conflict", "did": "spoke", "times": 1, "key": uuid4()}
    with pytest.raises(Refused, match="selv arbejder"):
        actions.tell(cast.social_worker.sign(), unit=cast.units["school"], **given)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        actions.tell(cast.social_worker.sign(), unit=cast.units["family"], **given | {"seen": "jonas"})  # type: ignore[arg-type]
    assert queries.figures() == []
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM onthespot_tally")
