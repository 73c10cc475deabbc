"""The queue of a door can be worked: searched, narrowed, taken several at once; who leads sees what is late now."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from samspil.concerns.actions import assessing
from samspil.concerns.models import Assessment, Concern, Holding
from samspil.concerns.tests.doors import at, found, leader, raised
from samspil.concerns.tests.test_assess import first
from tests import clock
from tests.cast import Cast

TUESDAY = at("2026-11-24T10:20")


def queue(cast: Cast, member: str = "consultant", **wanted: str) -> str:
    return cast.client(member).get(reverse("concerns:queue"), wanted).content.decode()


def test_forty_three_stand_twenty_a_page_with_first_words_and_age(cast: Cast):
    with clock.at(TUESDAY):
        door = found(cast)
        for number in range(43):
            raised(
                cast,
                door,
                about="trend",
                who=f"Sag {number:02d}",
                text="Der ryges hver dag ved den store hæk bag hallen",
            )
    with clock.at(TUESDAY + timedelta(hours=3)):
        pages = [queue(cast, side=str(side)) for side in (1, 2, 3)]
        assert [page.count('class="panel"') for page in pages] == [20, 20, 3]
        assert "Der ryges hver dag" in pages[0]
        assert "3 timer gammel" in pages[0].replace("\xa0", " ")
        narrowed = queue(cast, q="sag 07")
        assert "Sag 07" in narrowed
        assert "Sag 08" not in narrowed
        assert "1 bekymring passer" in narrowed
        assert "Ingen bekymring passer" in queue(cast, q="findes ikke")


def test_mine_nobodys_and_what_is_late(cast: Cast):
    with clock.at(TUESDAY):
        door = found(cast)
        one, other = (raised(cast, door, about="trend", who=who) for who in ("Den ene", "Den anden"))
        assessing.take(cast.consultant.sign(), concern=one)
        mine, nobodys = queue(cast, vis="mine"), queue(cast, vis="nobodys")
        assert "Den ene" in mine
        assert "Den anden" not in mine
        assert "Den anden" in nobodys
        assert "Den ene" not in nobodys
        assert "Den ene" not in queue(cast, "colleague", vis="mine")
        assert "Ingen bekymring passer" in queue(cast, vis="late")
    with clock.at(TUESDAY + timedelta(hours=30)):
        late = queue(cast, vis="late")
        assert "Den anden" in late
        assert "Den ene" not in late  # somebody has acted
    assert other.pk


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
    assert "Du har nu 2 bekymringer" in page
    assert f"{child.who}:" in page
    cast.consultant.sign()
    taken = Holding.objects.filter(period__upper_inf=True, footing="taken").values_list("concern_id", flat=True)
    assert set(taken) == {one.pk for one in ready[:2]}
    assert Concern.objects.get(pk=ready[2].pk).state == "new"
    assert "Vælg de bekymringer" in taken_by(cast, [])
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
