"""The day of whoever acts for a colleague shows what lies with that colleague."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse

from samspil.cases.leaving.tests.scenes import left_behind
from samspil.cases.models import Task
from samspil.cases.tests import stage
from samspil.concerns.actions import handing
from samspil.desk.tests.test_statements import statements
from tests.cast import Cast, as_role


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_day_of_who_acts_shows_the_things_themselves_and_asks_no_more_when_there_are_more(cast: Cast) -> None:
    case, _task = left_behind(cast)
    client = cast.client("colleague")
    shown = text(client.get("/"))
    assert "For Mette Kjær" in shown
    assert reverse("cases:case", args=[case.pk]) in shown
    assert "Ring til skolen" in shown
    assert "Ring til skolen" not in text(cast.client("outreach_worker").get("/"))
    few = statements(client, "/")
    with as_role("NONE"):
        tasks = Task.objects.filter(responsible=cast.consultant.staff)
        for number in range(14):
            one = tasks.order_by("pk")[0]
            one.pk, one._state.adding, one.text = None, True, f"Ring igen {number}"
            one.save(force_insert=True)
    many = statements(client, "/")
    assert len(many) == len(few)
    assert "6 flere" in text(client.get("/"))


def test_who_is_away_is_seen_on_the_day_of_the_deputy(cast: Cast) -> None:
    stage.task(cast)
    actor = cast.consultant.sign()
    until = actor.at + timedelta(days=3)
    handing.register_absence(
        actor, staff=cast.consultant.staff, since=actor.at, until=until, deputy=cast.outreach_worker.staff
    )
    assert "Ring til skolen" in text(cast.client("outreach_worker").get("/"))
    assert "Ring til skolen" not in text(cast.client("colleague").get("/"))
