"""Two colleagues receive one list at the same time: who comes second reads which of their answers are not what stands now."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from samspil.concerns import actions
from samspil.concerns.actions import Choices, EventChoice
from samspil.concerns.models import ListEntry, PoliceList
from samspil.concerns.queries.preview import choices_key
from samspil.concerns.tests.made import keep, row
from samspil.people.actions import find_or_create
from samspil.people.models import Person
from samspil.people.queries import Child
from samspil.sharing.drafts import actions as drafts
from tests.cast import Cast

BORN, DAY = date(2010, 3, 4), date(2026, 11, 20)
ROWS = (
    row(4, "Jonas Ågård", birth_date=BORN, text="hærværk", place="Torvet", date=DAY),
    row(5, "Mie Ørsløv", birth_date=date(2011, 5, 12), text="hærværk", place="Torvet", date=DAY),
)


@pytest.fixture
def known(cast: Cast) -> Person:
    child = Child("Jonas Aagaard", BORN)
    return find_or_create(cast.consultant.sign(), owner_audience=cast.forum.door_id, child=child)


def first_receives(cast: Cast, choices: Choices, *rows: Any) -> PoliceList:
    actor = cast.consultant.sign()
    return actions.receive_list(actor, key=keep(cast, actor, *rows), choices=choices)


def second_reads(cast: Cast, *rows: Any) -> UUID:
    return keep(cast, cast.colleague.sign(), *rows)


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", page)


def press(cast: Cast, key: UUID, said: dict[str, Any]) -> str:
    """What the colleague reads who presses "Receive the list"."""
    client = cast.client("colleague")
    answer = client.post(reverse("concerns:preview", args=[key]), said)
    if answer.status_code == 303:
        answer = client.get(answer.headers["Location"])
    return plain(answer.content.decode())


def link_to(received: PoliceList, number: int) -> str:
    entry = ListEntry.objects.get(police_list=received, row=number)
    return f'href="{reverse("concerns:list", args=[received.pk])}#line-{entry.pk}"'


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("create", "pick", "Række 4: Du svarede, at det er Jonas Aagaard, 04.03.2010. Nu står den som et nyt barn: Jonas Ågård."),
        ("pick", "create", "Række 4: Du svarede, at det er et barn, I ikke har mødt. Nu står den som Jonas Aagaard, 04.03.2010."),
        ("create", "skip", "Række 4: Du udelod den. Nu står den på listen: Jonas Ågård."),
        ("pick", "rename", "Række 4: Du svarede, at Jonas Aagaard, 04.03.2010 nu hedder Jonas Ågård. Det er ikke skrevet."),
        ("create", "create", ""),
        ("pick", "pick", ""),
    ],
)  # fmt: skip
def test_who_comes_second_reads_which_answers_stand_otherwise(
    cast: Cast, known: Person, first: str, second: str, told: str
) -> None:
    said = {"pick": f"pick-{known.pk}", "rename": f"rename-{known.pk}"}
    key = second_reads(cast, ROWS[0])
    received = first_receives(cast, Choices({0: said.get(first, first)}), ROWS[0])
    page = press(cast, key, {"line-0": said.get(second, second)})
    assert "Mette Kjær modtog listen for et øjeblik siden" in page
    assert ("er ikke det, der står nu" in page) == bool(told)
    assert not told or told in page
    cast.colleague.sign()
    entry = ListEntry.objects.get(police_list=received)
    assert (link_to(received, 4) in page) == bool(told)
    assert f'id="line-{entry.pk}"' in page


def test_where_only_some_rows_stand_the_page_says_it_and_so_does_the_receipt(cast: Cast, known: Person) -> None:
    key = second_reads(cast, *ROWS)
    received = first_receives(cast, Choices({0: "create"}), ROWS[0])
    told = "Række 4: Du svarede, at det er Jonas Aagaard, 04.03.2010. Nu står den som et nyt barn: Jonas Ågård."
    address = reverse("concerns:preview", args=[key])
    page = press(cast, key, {"line-0": f"pick-{known.pk}", "mark": "another"})
    assert "Én række står allerede på ugens liste" in page
    cast.colleague.sign()
    assert told in page
    assert link_to(received, 4) in page
    along = dict(re.findall(r'name="(said-\d+)" value="([^"]+)"', page))
    assert along == {"said-0": f"pick-{known.pk}"}, "the answer goes along until the list is received"
    assert told in press(cast, key, along)
    assert ListEntry.objects.count() == 2
    assert cast.client("colleague").get(address).status_code == 303


def test_what_was_answered_and_left_is_told_when_the_page_is_opened_again(cast: Cast, known: Person) -> None:
    key = second_reads(cast, *ROWS)
    kept = {"line-0": [f"pick-{known.pk}"]}
    drafts.save(cast.colleague.sign(), key=choices_key(key), data={"values": kept})
    address = reverse("concerns:preview", args=[key])
    assert "er ikke det, der står nu" not in cast.client("colleague").get(address).content.decode()
    first_receives(cast, Choices({0: "create"}), ROWS[0])
    page = plain(cast.client("colleague").get(address).content.decode())
    assert "Du svarede, at det er Jonas Aagaard, 04.03.2010. Nu står den som et nyt barn: Jonas Ågård." in page


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("create", "same-0", "Du svarede, at det er samme barn som Række 4. Nu står de som to børn."),
        ("same-0", "create", "Du svarede, at det er et barn for sig. Nu står det som samme barn som Række 4."),
    ],
)
def test_rows_said_to_be_one_child_and_not_are_told(cast: Cast, first: str, second: str, told: str) -> None:
    rows = (ROWS[0], row(5, "Jonas Aagård", birth_date=BORN, text="tyveri", place="Stationen", date=DAY))
    key = second_reads(cast, *rows)
    received = first_receives(cast, Choices({1: first}), *rows)
    page = press(cast, key, {"line-1": second})
    cast.colleague.sign()
    assert f"Række 5: {told}" in page
    assert link_to(received, 5) in page


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ({"0": EventChoice("En rude blev smadret")}, {"event-0": "on", "event_text-0": "Lågen blev sparket ind"},
         "Du skrev »Lågen blev sparket ind«. Nu står der: »En rude blev smadret«."),
        ({}, {"event-0": "on", "event_text-0": "Lågen blev sparket ind"},
         "Du tog dem som én hændelse og skrev »Lågen blev sparket ind«. Nu står de hver med sine egne ord."),
        ({"0": EventChoice("En rude blev smadret")}, {"event_text-0": "hærværk"},
         "Du tog dem ikke som én hændelse. Nu står de som én: »En rude blev smadret«."),
        ({"0": EventChoice("En rude blev smadret")}, {"event-0": "on", "event_text-0": "En rude blev smadret"}, ""),
    ],
)  # fmt: skip
def test_the_words_of_an_event_are_not_lost(
    cast: Cast, first: dict[str, EventChoice], second: dict[str, str], told: str
) -> None:
    key = second_reads(cast, *ROWS)
    received = first_receives(cast, Choices(events=first), *ROWS)
    page = press(cast, key, second)
    assert ("er ikke det, der står nu" in page) == bool(told)
    assert not told or f"Række 4, Række 5: {told}" in page
    cast.colleague.sign()
    assert (link_to(received, 4) in page) == bool(told)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("update", "again", "Du svarede, at det er en ny hændelse. Nu er linjen fra før rettet med den."),
        ("again", "update", "Du svarede, at den retter linjen fra før. Nu står den som en linje for sig."),
        ("again", "again", ""),
        ("update", "update", ""),
    ],
)
def test_a_line_from_before_that_was_corrected_or_not_is_told(cast: Cast, first: str, second: str, told: str) -> None:
    before = row(2, "Jonas Ågård", birth_date=BORN, text="noget andet", place="Torvet", date=DAY)
    first_receives(cast, Choices(), before)
    key = second_reads(cast, ROWS[0])
    first_receives(cast, Choices({0: first}), ROWS[0])
    page = press(cast, key, {"line-0": second})
    assert ("er ikke det, der står nu" in page) == bool(told)
    assert not told or f"Række 4: {told}" in page


def test_a_row_that_may_change_the_line_of_who_came_first_says_what_was_answered_of_it(
    cast: Cast, known: Person
) -> None:
    """The colleague's row says something else than the line that is there now, so it is asked again."""
    key = second_reads(cast, row(4, "Jonas Ågård", birth_date=BORN, text="tyveri", place="Torvet", date=DAY))
    first_receives(cast, Choices({0: "create"}), ROWS[0])
    page = press(cast, key, {"line-0": f"pick-{known.pk}", "mark": "another"})
    assert 'value="update"' in page
    assert "Række 4: Du svarede, at det er Jonas Aagaard, 04.03.2010. Nu står den som et nyt barn: Jonas Ågård." in page
