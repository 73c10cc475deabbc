"""The queue of concerns: a first question that is open holds one back; who leads sees what is late now. What all queues have in
common: `test_three_queues.py`.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

import pytest
from django.urls import reverse

from samspil.concerns.actions import assessing
from samspil.concerns.models import Assessment, Concern, Holding
from samspil.concerns.queries.figures import Figures
from samspil.concerns.tests.doors import at, found, leader, raised
from samspil.concerns.tests.test_assess import first
from samspil.organisations.models import Staff
from tests import clock
from tests.cast import Cast

TUESDAY = at("2026-11-24T10:20")


def taken_by(cast: Cast, numbers: list[int]) -> str:
    """Several taken at once; answers the page that comes."""
    client = cast.client("consultant")
    answer = client.post(reverse("concerns:take_several"), {"tag": [str(number) for number in numbers]})
    assert answer.status_code == 303
    return str(client.get(answer["Location"]).content.decode())


def test_several_are_taken_at_once_and_what_cannot_be_is_told(cast: Cast):
    door = found(cast)
    ready = [raised(cast, door, about="trend", who=f"Tendens {number}") for number in range(3)]
    child = raised(cast, door)  # its first question is open
    page = taken_by(cast, [one.pk for one in (*ready[:2], child)])
    assert "Du har taget 2." in page
    assert f"{child.who}:" in page
    cast.consultant.sign()
    taken = Holding.objects.filter(period__upper_inf=True, footing="taken").values_list("concern_id", flat=True)
    assert set(taken) == {one.pk for one in ready[:2]}
    assert Concern.objects.get(pk=ready[2].pk).state == "new"
    assert "Vælg dem, du tager" in taken_by(cast, [])
    for member in ("outsider", "social_worker", "other_consultant"):
        answer = cast.client(member).post(reverse("concerns:take_several"), {"tag": [str(ready[2].pk)]})
        assert answer.status_code == 404


def test_the_leader_sees_what_is_late_now_and_who_has_it_and_nobody_else_does(cast: Cast):
    with clock.at(TUESDAY):
        door = found(cast)
        leader(cast)
        raised(cast, door, about="trend", who="Lattergas")
    page = reverse("concerns:figures")
    with clock.at(TUESDAY + timedelta(hours=3)):
        assert "Forsinket nu" not in cast.client("leader").get(page).content.decode()
    with clock.at(TUESDAY + timedelta(hours=30)):
        late = cast.client("leader").get(page).content.decode()
        assert "Forsinket nu, og hvem der har det" in late
        assert cast.consultant.staff.name in late
        assert "Lattergas" not in late  # the page counts; the concern is opened by itself
        for member in ("consultant", "colleague"):
            assert "Forsinket nu" not in cast.client(member).get(page).content.decode()


def test_what_has_ended_is_counted_by_door_and_never_by_employee(cast: Cast):
    """Two colleagues have ended six: the figures are the door's, and name nobody; nothing in them is about a person."""
    door = found(cast)
    leader(cast)
    for number in range(6):
        concern = raised(cast, door, who=f"Barn {number}")
        who = cast.members["consultant" if number % 2 else "colleague"]
        first(who.sign(), concern)
        assessing.take(who.sign(), concern=Concern.objects.get(pk=concern.pk))
        version = Assessment.objects.get(concern=concern).version
        assessing.close(
            who.sign(), concern=Concern.objects.get(pk=concern.pk), version=version, outcome="help", reason="Aftalt"
        )
    everybody = set(Staff.objects.order_by("pk").values_list("name", flat=True))
    assert len(everybody) > 10
    for member in ("leader", "consultant"):
        page = cast.client(member).get(reverse("concerns:figures")).content.decode()
        past = page.split("<main")[1].split("</main>")[0]
        assert "<dt>Afsluttet</dt><dd>6</dd>" in past
        assert past.count("<dl>") == 1  # one for the door, and none for each who answers it
        assert [name for name in everybody if name in past] == []
    assert {field.name for field in fields(Figures)} == {
        "door",
        "since",
        "received",
        "reacted_share",
        "median_hours",
        "answered_in_time",
    }


@pytest.mark.parametrize("ended", [4, 5])
def test_response_times_count_what_has_ended(cast: Cast, ended: int):
    door = found(cast)
    for number in range(6):
        concern = raised(cast, door, who=f"Barn {number}")
        if number < ended:
            first(cast.consultant.sign(), concern)
            version = Assessment.objects.get(concern=concern).version
            assessing.close(
                cast.consultant.actor, concern=Concern.objects.get(pk=concern.pk), version=version, outcome="help",
                reason="Aftalt",
            )  # fmt: skip
    page = cast.client("consultant").get(reverse("concerns:figures")).content.decode()
    assert ("Færre end fem bekymringer" in page) is (ended < 5)
