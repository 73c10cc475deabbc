"""A name read aloud that waits on a received list: asked about, and yes puts the list's line on the agenda as the item's own."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from samspil.concerns.models import ListEntry
from samspil.meetings.actions import identifying, joining
from samspil.meetings.models import Item
from samspil.meetings.queries import agenda_of, known_to, twice
from samspil.meetings.tests.steps import BORN, Table, decided, listed, opened, placed, planned
from samspil.people.models import Person
from tests import clock
from tests.cast import Cast

AGE = clock.today().year - BORN.year - ((clock.today().month, clock.today().day) < (BORN.month, BORN.day))


@pytest.fixture
def table(cast: Cast) -> Table:
    """A meeting in progress; Ida Rønne waits on a list that was received, and is on no agenda."""
    found = opened(placed(cast, "Jonas Holm", meeting=planned(cast, days=0)))
    listed(cast, "Ida Rønne", role="witness", text="Set ved hallen")
    return found


def read_aloud(table: Table, line: str, key: UUID | None = None) -> tuple[Item, dict[str, Any]]:
    answer = table.cast.client("consultant").post(
        f"/moeder/{table.meeting.pk}/skriv/", {"line": line, "idempotency_key": key or uuid4()}, headers={"Line": "1"}
    )
    assert answer.status_code == 200
    table.cast.consultant.sign()
    typed = ListEntry.objects.filter(row=None).latest("pk")
    return table.fresh(Item.objects.filter(entry=typed).latest("pk")), answer.json()


def text(cast: Cast, who: str, address: str) -> str:
    answer = cast.client(who).get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        (f"Ida Rønne {AGE} v", True),
        ("Ida Ronne", True),
        ("Ida Rønne 17", True),
        ("Ida Rønnes 17", False),
        ("Ida Rønne 10", False),
        ("Bo Krogh", False),
    ],
)
def test_who_waits_on_a_list_is_asked_about(cast: Cast, table: Table, line: str, *, asks: bool) -> None:
    typed, answer = read_aloud(table, line)
    assert [(one["name"], one["born"]) for one in answer["same"]] == (
        [("Ida Rønne", f"{AGE} år, fra den liste, der venter")] if asks else []
    )
    question = "Er det Ida Rønne fra den liste, der venter?"
    assert (question in text(cast, "consultant", f"/moeder/punkt/{typed.pk}/")) is asks
    assert question not in text(cast, "police_officer", f"/moeder/punkt/{typed.pk}/")


@pytest.mark.covers("BRO-54", verb="agenda.placed")
def test_yes_puts_the_line_on_the_agenda_as_the_items_own(cast: Cast, table: Table) -> None:
    key = uuid4()
    typed, answer = read_aloud(table, f"Ida Rønne {AGE} v", key)
    (asked,) = answer["same"]
    yes = cast.client("consultant").post(asked["yes"]["address"], asked["yes"]["fields"], headers={"Line": "1"})
    assert yes.json() == {"told": "Ida Rønne: ét punkt nu"}
    cast.consultant.sign()
    item, waited = table.fresh(typed), ListEntry.objects.get(row=1, name="Ida Rønne")
    assert (item.also, item.birth_date, item.subject, item.state) == ([waited.pk], BORN, waited.subject, "waiting")
    assert [row.item.label for row in agenda_of(table.meeting).rows if row.item] == ["Jonas Holm", "Ida Rønne"]
    assert "Set ved hallen" in text(cast, "police_officer", f"/moeder/punkt/{item.pk}/")
    again = cast.client("consultant").post(asked["yes"]["address"], asked["yes"]["fields"])
    assert again.headers["Location"] == f"/moeder/punkt/{item.pk}/"
    assert read_aloud(table, f"Ida Rønne {AGE} v", key)[1]["same"] == []
    cast.consultant.sign()
    apart = joining.part(cast.consultant.sign(), item=Item.objects.get(joined_to=item))
    assert (apart.entry_id, table.fresh(item).birth_date) == (waited.pk, None)


def test_a_line_that_a_colleague_has_placed_meanwhile_is_said_so(cast: Cast, table: Table) -> None:
    typed, answer = read_aloud(table, "Ida Rønne")
    (asked,) = answer["same"]
    cast.consultant.sign()
    waited = ListEntry.objects.get(row=1, name="Ida Rønne")
    form = {"chosen": f"entry-{waited.pk}", "named": "with", "necessity": "valg af indsats"}
    assert cast.client("colleague").post(f"/moeder/{table.meeting.pk}/placer/", form).status_code == 303
    late = cast.client("consultant").post(asked["yes"]["address"], asked["yes"]["fields"])
    assert late.status_code == 409
    assert "venter ikke længere" in late.content.decode()
    assert "</a> er måske samme barn" in text(cast, "consultant", f"/moeder/punkt/{typed.pk}/")


def test_who_is_an_adult_by_the_list_waits_for_their_meeting_with_it(cast: Cast) -> None:
    adults = planned(cast, days=7, blocks=("under_18", "18_plus"))
    table = opened(placed(cast, "Jonas Holm", meeting=planned(cast, days=0)))
    listed(cast, "Ida Rønne", born=BORN.replace(year=clock.today().year - 19))
    typed, answer = read_aloud(table, "Ida Rønne")
    (asked,) = answer["same"]
    yes = cast.client("consultant").post(asked["yes"]["address"], asked["yes"]["fields"])
    assert yes.headers["Location"] == f"/moeder/{table.meeting.pk}/bord/"
    cast.consultant.sign()
    assert table.fresh(typed).state == "moved"
    (row,) = agenda_of(adults).rows
    assert row.item
    assert len(row.item.also) == 1


def test_a_waiting_line_says_who_on_the_agenda_is_like_it(cast: Cast, table: Table) -> None:
    listed(cast, "Mads Lind")
    page = f"/moeder/{table.meeting.pk}/"
    assert "måske samme barn som" not in text(cast, "consultant", page)
    read_aloud(table, "Ida Ronne")
    shown = text(cast, "consultant", page)
    assert shown.count("måske samme barn som") == 1
    assert "måske samme barn som punkt 2. Ida Ronne" in shown
    refused = cast.client("consultant").post(f"{page}placer/", {"named": "with", "necessity": "valg af indsats"})
    assert refused.status_code == 422
    assert "måske samme barn som punkt 2. Ida Ronne" in " ".join(refused.content.decode().split())


# --- what has been answered is not asked again ----------------------------------------------------------------------------
def test_a_line_whose_question_was_answered_at_the_item_says_what_is_so(cast: Cast, table: Table) -> None:
    key = uuid4()
    typed, answer = read_aloud(table, "Jonas Holm", key)
    assert [one["name"] for one in answer["same"]] == ["Jonas Holm"]
    kept = joining.join(cast.consultant.sign(), item=table.fresh(typed), other=table.fresh(table.items[0]))
    assert kept.pk == table.items[0].pk
    said = {"told": "Det er ét punkt med Jonas Holm nu. Er det to, så skil dem ad dér.", "same": []}
    assert read_aloud(table, "Jonas Holm", key)[1] == said


def test_a_line_that_was_said_to_be_about_a_known_child_says_so(cast: Cast, table: Table) -> None:
    decided(table, table.items[0], "support", cast.social_worker)
    key = uuid4()
    typed, answer = read_aloud(table, "Jonas Holm", key)
    assert [one["name"] for one in answer["same"]] == ["Jonas Holm"]
    item = table.fresh(typed)
    identifying.match(cast.consultant.sign(), item=item, version=item.version, person_id=table.items[0].subject)
    told = read_aloud(table, "Jonas Holm", key)[1]
    assert told["same"] == []
    assert told["told"].startswith("Jonas Holm: kendt fra tidligere.")


def test_who_were_parted_are_not_asked_about_again(cast: Cast, table: Table) -> None:
    typed, _answer = read_aloud(table, "Jonas Holm")
    joining.join(cast.consultant.sign(), item=table.fresh(typed), other=table.fresh(table.items[0]))
    joining.part(cast.consultant.sign(), item=table.fresh(typed))
    for item in (typed, table.items[0]):
        assert "er måske samme barn" not in text(cast, "consultant", f"/moeder/punkt/{item.pk}/")
    cast.consultant.sign()
    assert twice(agenda_of(table.meeting).rows) == []
    decided(table, table.items[0], "support", cast.social_worker)
    cast.consultant.sign()
    assert known_to(table.fresh(typed), agenda_of(table.meeting).rows) == []
    third, _told = read_aloud(table, "Jonas Holm 14")
    assert third.pk not in {typed.pk, table.items[0].pk}
    assert ">Jonas Holm</a> er måske samme barn" in text(cast, "consultant", f"/moeder/punkt/{third.pk}/")
    assert Person.objects.filter(name="Jonas Holm").count() >= 2


def test_who_was_decided_about_here_is_asked_about_without_a_date(cast: Cast, table: Table) -> None:
    decided(table, table.items[0], "support", cast.social_worker)
    typed, _answer = read_aloud(table, "Jonas Holm")
    shown = text(cast, "consultant", f"/moeder/punkt/{typed.pk}/")
    assert "Er det Jonas Holm, som I har besluttet noget om på dette møde?" in shown
    assert "som I besluttede noget om" not in shown
