"""The queues of concerns, of enquiries and of anonymous questions are worked alike: searched, narrowed by who has what, taken
several at once, twenty a page, with when each came.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from samspil.access.actor import Actor, now, sign
from samspil.concerns.enquiries.models import Enquiry
from samspil.concerns.enquiries.tests.callers import enquired
from samspil.concerns.models import Holding
from samspil.concerns.public import actions as public
from samspil.concerns.public.models import Question
from samspil.concerns.public.tests.places import opened, place
from samspil.concerns.tests.doors import at, raised
from samspil.organisations.models import ConcernDoor, Staff
from tests import clock
from tests.cast import Cast

TUESDAY = at("2026-11-24T10:20")


def _concern(cast: Cast, number: int) -> int:
    door = ConcernDoor.objects.get(key="nord")
    return int(raised(cast, door, about="trend", who="Hallen", text=f"Sag {number:02d} ved den store hæk").pk)


def _enquiry(cast: Cast, number: int) -> int:
    return int(enquired(cast, f"Sag {number:02d} ved den store hæk", nonce=f"n{number}").pk)


def _question(cast: Cast, number: int) -> int:
    said = {"question": f"Sag {number:02d} ved den store hæk", "theme": "home", "age_band": "untold"}
    public.ask(place(cast), nonce=f"n{number}", **said)
    cast.consultant.sign()
    return int(Question.objects.get(question=said["question"]).pk)


def _concerns_of(member: Any) -> set[int]:
    held = Holding.objects.filter(period__upper_inf=True, footing="taken", staff=member.staff)
    return set(held.values_list("concern_id", flat=True))


def _enquiries_of(member: Any) -> set[int]:
    return set(Enquiry.objects.filter(assigned_to=member.staff).values_list("pk", flat=True))


def _questions_of(member: Any) -> set[int]:
    return set(Question.objects.filter(taken_by=member.staff).values_list("pk", flat=True))


@dataclass(frozen=True)
class Kind:
    """One of the three: its pages, how one comes, what somebody has, and whether what nobody has taken lies with the first at the door."""

    page: str
    take: str
    comes: Callable[[Cast, int], int]
    of: Callable[[Any], set[int]]
    has_first: bool = False


KINDS = {
    "concerns": Kind("concerns:queue", "concerns:take_several", _concern, _concerns_of, has_first=True),
    "enquiries": Kind("enquiries:queue", "enquiries:take_several", _enquiry, _enquiries_of),
    "questions": Kind("counselling:questions", "counselling:take_several", _question, _questions_of),
}


@pytest.fixture(params=KINDS)
def kind(request: Any, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kind]:
    """At the north's door, which two consultants answer, and which takes questions too."""
    monkeypatch.setattr(public.limits, "allows", lambda *_told: True)
    with clock.at(TUESDAY):
        opened(cast)
        sign(Actor(cast.body.installer_id, now()))
        takes = ["concern", "sparring", "enquiry", "question"]
        ConcernDoor.objects.filter(key="nord").update(takes=takes, district=None)
        ConcernDoor.objects.filter(key="alle").update(takes=[])
        yield KINDS[request.param]


def seen(cast: Cast, kind: Kind, member: str = "consultant", **wanted: str) -> str:
    page = cast.client(member).get(reverse(kind.page), wanted)
    assert page.status_code == 200
    return str(page.content.decode()).replace("\xa0", " ")


def take(cast: Cast, kind: Kind, numbers: list[int], member: str = "consultant") -> str:
    client = cast.client(member)
    answer = client.post(reverse(kind.take), {"tag": [str(number) for number in numbers]})
    assert answer.status_code == 303, answer.status_code
    return str(client.get(answer["Location"]).content.decode())


def test_forty_three_stand_twenty_a_page_with_first_words_and_when_they_came(cast: Cast, kind: Kind):
    for number in range(43):
        kind.comes(cast, number)
    with clock.at(TUESDAY + timedelta(hours=3)):
        pages = [seen(cast, kind, side=str(side)) for side in (1, 2, 3)]
        assert [page.count("ved den store hæk") > 0 for page in pages] == [True] * 3
        assert [page.count('name="tag"') for page in pages] == [20, 20, 3]
        assert "Side 2 af 3" in pages[1]
        assert re.search(r"[23] timer\S* .*gammel|Modtaget [\d.]+ (kl\.|mellem kl\.)", pages[0])
        assert seen(cast, kind, side="99").count('name="tag"') == 3  # the last there is
        assert seen(cast, kind, side="x").count('name="tag"') == 20


def test_each_word_must_stand_in_it(cast: Cast, kind: Kind):
    for number in range(3):
        kind.comes(cast, number)
    narrowed = seen(cast, kind, q="HÆK 01")
    assert "Sag 01" in narrowed
    assert "Sag 02" not in narrowed
    assert "1 passer." in narrowed
    assert "Intet passer" in seen(cast, kind, q="findes ikke")


def test_mine_nobodys_and_others(cast: Cast, kind: Kind):
    numbers = [kind.comes(cast, number) for number in range(3)]
    take(cast, kind, numbers[:1])
    take(cast, kind, numbers[1:2], "colleague")
    # the filter and the card agree: of a concern that nobody has taken the card says that the first at the door has it
    first = {2} if kind.has_first else set()
    for member, show, stands in (
        ("consultant", "mine", {0} | first),
        ("consultant", "others", {1}),
        ("consultant", "nobodys", {2}),
        ("colleague", "mine", {1}),
        ("colleague", "others", {0} | first),
    ):
        page = seen(cast, kind, member, vis=show)
        assert {number for number in range(3) if f"Sag 0{number}" in page} == stands, (member, show)
        assert f"{len(stands)} passer." in page, (member, show)
    assert all(f"Sag 0{number}" in seen(cast, kind) for number in range(3))


def test_what_is_late(cast: Cast, kind: Kind):
    kind.comes(cast, 1)
    assert "Intet passer" in seen(cast, kind, vis="late")
    with clock.at(TUESDAY + timedelta(days=20)):
        assert "Sag 01" in seen(cast, kind, vis="late")


def test_several_are_taken_at_once_and_what_cannot_be_is_told(cast: Cast, kind: Kind):
    numbers = [kind.comes(cast, number) for number in range(4)]
    take(cast, kind, numbers[:1], "colleague")
    page = take(cast, kind, [*numbers[:3], numbers[2]])
    assert "Du har taget 2." in page
    assert "Line Østergaard" in page
    cast.consultant.sign()
    assert kind.of(cast.consultant) == set(numbers[1:3])
    assert kind.of(cast.colleague) == set(numbers[:1])
    assert "Vælg dem, du tager" in take(cast, kind, [])
    for member in ("outsider", "social_worker", "other_consultant"):
        answer = cast.client(member).post(reverse(kind.take), {"tag": [str(numbers[3])]})
        assert answer.status_code == 404, member
    assert cast.client("consultant").post(reverse(kind.take), {"tag": ["x"]}).status_code == 404


@pytest.mark.parametrize("kind", ["enquiries", "questions"], indirect=True)
def test_what_a_leaver_had_is_nobodys(cast: Cast, kind: Kind):
    number = kind.comes(cast, 1)
    take(cast, kind, [number], "colleague")
    assert "Intet passer" in seen(cast, kind, vis="nobodys")
    sign(Actor(cast.body.installer_id, now()))
    Staff.objects.filter(pk=cast.colleague.staff.pk).update(ended_at=now())
    assert "Sag 01" in seen(cast, kind, vis="nobodys")
    take(cast, kind, [number])
    cast.consultant.sign()
    assert kind.of(cast.consultant) == {number}
