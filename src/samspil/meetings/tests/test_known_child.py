"""A name read aloud for a child whom the forum knows: asked first, one child when somebody says so, and headed by the child's own name."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from samspil.concerns.models import ListEntry
from samspil.meetings.actions import identifying, joining
from samspil.meetings.actions.preparing import Placement, place
from samspil.meetings.models import Decision, Item
from samspil.meetings.queries import agenda_of, known_to
from samspil.meetings.states import ItemState
from samspil.meetings.tests.steps import BORN, Table, approved, decided, opened, placed, planned
from samspil.people.models import Person
from tests import clock
from tests.cast import Cast


def text(cast: Cast, who: str, address: str) -> str:
    answer = cast.client(who).get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


@pytest.fixture
def earlier(cast: Cast) -> Table:
    """A meeting at which support was decided for Ali Omar."""
    table = opened(placed(cast, "Ali Omar", meeting=planned(cast, days=0)))
    decided(table, table.items[0], "support", cast.social_worker)
    return approved(table)


def next_meeting(cast: Cast, earlier: Table, *, follow_up: bool) -> Table:
    """The forum's next meeting in progress, with the follow-up on its agenda or without."""
    meeting = planned(cast, days=0)
    table = placed(cast, "Jonas Holm", meeting=meeting)
    if follow_up:
        first = earlier.items[0]
        item = Placement("Ali Omar", "follow_up", subject=first.subject, birth_date=BORN, from_item_id=first.pk)
        table.items += place(
            cast.consultant.sign(), meeting=meeting, placements=[item], necessity="valg af indsats"
        )  # fmt: skip
    return opened(table)


def age(table: Table) -> int:
    day = table.meeting.starts_at
    return day.year - BORN.year - ((day.month, day.day) < (BORN.month, BORN.day))


def read_aloud(cast: Cast, table: Table, line: str) -> tuple[Item, list[dict[str, Any]]]:
    answer = cast.client("consultant").post(
        f"/moeder/{table.meeting.pk}/skriv/", {"line": line, "idempotency_key": uuid4()}, headers={"Line": "1"}
    )
    assert answer.status_code == 200
    cast.consultant.sign()
    return table.fresh(Item.objects.filter(meeting=table.meeting).latest("pk")), answer.json()["same"]


@pytest.mark.parametrize("off", [0, 1])
def test_a_follow_up_on_the_agenda_is_asked_about_and_yes_makes_one_item(cast: Cast, earlier: Table, off: int) -> None:
    """An age that is read aloud is easily a year off."""
    table = next_meeting(cast, earlier, follow_up=True)
    follow_up = table.items[1]
    typed, (asked,) = read_aloud(cast, table, f"Ali {age(table) + off} m, slog ved hallen")
    assert asked["name"] == "Ali Omar"
    made = typed.subject
    answer = cast.client("consultant").post(asked["yes"]["address"], asked["yes"]["fields"], headers={"Line": "1"})
    assert answer.json() == {"told": "Ali Omar: ét punkt nu"}
    cast.consultant.sign()
    (kept,) = Item.objects.filter(meeting=table.meeting, state=ItemState.WAITING, subject=earlier.items[0].subject)
    assert (kept.pk, kept.label, kept.also) == (follow_up.pk, "Ali Omar", [typed.entry_id])
    assert not Person.objects.filter(pk=made).exists()
    shown = text(cast, "police_officer", f"/moeder/punkt/{kept.pk}/")
    assert "læst op som »Ali«" in shown
    assert "slog ved hallen" in shown


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("Ali", True),
        ("Ali Omer 14", True),
        ("Ali Omar 17", True),
        ("Ali Omer 17", False),
        ("Ali Omar 10", False),
        ("Bo Krogh", False),
    ],
)
def test_a_child_of_an_earlier_meeting_is_asked_about(cast: Cast, earlier: Table, line: str, *, asks: bool) -> None:
    table = next_meeting(cast, earlier, follow_up=False)
    typed, asked = read_aloud(cast, table, line.replace("14", str(age(table))))
    assert [one["name"] for one in asked] == (["Ali Omar"] if asks else [])
    question = "Er det Ali Omar, som I besluttede noget om"
    assert (question in text(cast, "consultant", f"/moeder/punkt/{typed.pk}/")) is asks
    assert question not in text(cast, "police_officer", f"/moeder/punkt/{typed.pk}/")
    cast.consultant.sign()
    assert typed.subject != earlier.items[0].subject, "nobody has said so"


def test_yes_heads_the_item_by_the_childs_name_and_no_gives_the_typed_one_back(cast: Cast, earlier: Table) -> None:
    table = next_meeting(cast, earlier, follow_up=False)
    typed, (asked,) = read_aloud(cast, table, "Ali Omer, løb fra stedet")
    made, known = typed.subject, earlier.items[0].subject
    answer = cast.client("consultant").post(asked["yes"]["address"], asked["yes"]["fields"])
    assert answer.headers["Location"] == f"/moeder/punkt/{typed.pk}/"
    cast.consultant.sign()
    item = table.fresh(typed)
    assert (item.subject, item.label, item.birth_date) == (known, "Ali Omar", BORN)
    assert ListEntry.objects.get(pk=typed.entry_id).name == "Ali Omer"
    assert not Person.objects.filter(pk=made).exists()
    assert "læst op som »Ali Omer«" in text(cast, "police_officer", f"/moeder/punkt/{item.pk}/")
    cast.consultant.sign()
    apart = identifying.match(cast.consultant.sign(), item=item, version=item.version, person_id=None)
    assert (apart.label, apart.birth_date) == ("Ali Omer", None)
    assert apart.subject != known


def test_what_is_corrected_on_the_line_does_not_take_the_childs_name_away(cast: Cast, earlier: Table) -> None:
    table = next_meeting(cast, earlier, follow_up=False)
    typed, (asked,) = read_aloud(cast, table, "Ali Omer")
    cast.client("consultant").post(asked["yes"]["address"], asked["yes"]["fields"])
    cast.consultant.sign()
    ListEntry.objects.filter(pk=typed.entry_id).update(name="Ali Omeer", role="victim")
    item = table.fresh(typed)
    assert (item.label, item.birth_date, item.role) == ("Ali Omar", BORN, "victim")


def test_who_was_decided_about_here_already_is_asked_about_and_stays_one_child(cast: Cast, earlier: Table) -> None:
    table = next_meeting(cast, earlier, follow_up=True)
    decided(table, table.items[1], "continue")
    typed, (asked,) = read_aloud(cast, table, "Ali Omar")
    assert asked["yes"]["address"] == f"/moeder/punkt/{typed.pk}/hvem/"
    cast.client("consultant").post(asked["yes"]["address"], asked["yes"]["fields"])
    cast.consultant.sign()
    assert table.fresh(typed).subject == earlier.items[0].subject


@pytest.mark.covers("BRO-60", verb="item.matched")
def test_who_turns_out_to_be_a_known_adult_waits_for_the_adults_meeting(cast: Cast) -> None:
    first = opened(
        placed(
            cast,
            "Ali Omar",
            born=BORN.replace(year=clock.today().year - 19),
            meeting=planned(cast, days=0, blocks=("18_plus",)),
        )
    )
    decided(first, first.items[0], "support", cast.social_worker)
    approved(first)
    adults = planned(cast, days=7, blocks=("under_18", "18_plus"))
    table = opened(placed(cast, "Jonas Holm", meeting=planned(cast, days=0)))
    typed, (asked,) = read_aloud(cast, table, "Ali Omar")
    answer = cast.client("consultant").post(asked["yes"]["address"], asked["yes"]["fields"])
    assert answer.headers["Location"] == f"/moeder/{table.meeting.pk}/bord/"
    cast.consultant.sign()
    assert table.fresh(typed).state == ItemState.MOVED
    assert Item.objects.get(meeting=adults).label == "Ali Omar"


def test_nobody_is_asked_about_at_an_item_of_whom_one_knows(cast: Cast, earlier: Table) -> None:
    table = next_meeting(cast, earlier, follow_up=True)
    cast.consultant.sign()
    for item in table.items:
        assert known_to(table.fresh(item), agenda_of(table.meeting).rows) == []
    assert Decision.objects.filter(subject=earlier.items[0].subject).exists()


def test_joined_the_heading_is_the_known_childs_whichever_item_stays(cast: Cast, earlier: Table) -> None:
    """Something was told at the name that was read aloud, so its item stays."""
    table = next_meeting(cast, earlier, follow_up=True)
    typed, _asked = read_aloud(cast, table, "Ali Omer")
    client = cast.client("social_worker")
    told = {"text": "Kommer ikke i skole", "necessity": "valg af indsats", "idempotency_key": uuid4()}
    assert client.post(f"/moeder/punkt/{typed.pk}/del/", told).status_code == 303
    kept = joining.join(cast.consultant.sign(), item=table.fresh(typed), other=table.fresh(table.items[1]))
    assert (kept.pk, kept.label, kept.birth_date) == (typed.pk, "Ali Omar", BORN)
