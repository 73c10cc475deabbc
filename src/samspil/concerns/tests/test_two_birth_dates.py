"""A row whose CPR number and birth date disagree: both are shown, and a person chooses; and what stands below an empty heading."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from samspil.concerns import actions
from samspil.concerns.actions import Choices
from samspil.concerns.models import ListEntry
from samspil.concerns.tests.made import JONAS, VERA, keep, reading, row
from samspil.concerns.tests.test_left_out_page import page_of
from samspil.lib.refusals import Refused
from samspil.people.models import Person
from tests.cast import Cast
from tests.clock import today

TOLD = date(2012, 6, 5)
BY_NUMBER, BY_LIST = "12.05.2011, som CPR-nummeret siger", "05.06.2012: CPR-nummeret er forkert og udelades"


def disagreeing(cast: Cast) -> UUID:
    return keep(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA, birth_date=TOLD))


def chosen(cast: Cast, key: UUID, which: str) -> Any:
    return cast.client("consultant").post(reverse("concerns:preview", args=[key]), {"born": f"0-{which}"})


def test_both_dates_are_shown_and_nothing_is_received_before_one_is_chosen(cast: Cast) -> None:
    key = disagreeing(cast)
    page = page_of(cast.client("consultant").get(reverse("concerns:preview", args=[key])))
    assert BY_NUMBER in page
    assert BY_LIST in page
    with pytest.raises(Refused):
        actions.receive_list(cast.consultant.sign(), key=key, choices=Choices())
    actions.receive_list(cast.consultant.sign(), key=key, choices=Choices({0: "skip"}))
    assert not ListEntry.objects.exists()


@pytest.mark.parametrize(("which", "born", "has_number"), [("number", date(2011, 5, 12), True), ("list", TOLD, False)])
def test_the_date_that_is_chosen_is_the_child_s(cast: Cast, which: str, born: date, has_number: bool) -> None:
    key = disagreeing(cast)
    assert chosen(cast, key, which).status_code == 303
    client, address = cast.client("consultant"), reverse("concerns:preview", args=[key])
    assert client.post(address, {"born-0": which}).status_code == 303
    cast.consultant.sign()
    entry = ListEntry.objects.get()
    child = Person.objects.get(pk=entry.subject)
    assert (entry.birth_date, child.birth_date, child.cpr_hash is not None) == (born, born, has_number)


def test_what_was_chosen_between_the_two_is_seen_and_can_be_changed(cast: Cast) -> None:
    key = disagreeing(cast)
    client, address = cast.client("consultant"), reverse("concerns:preview", args=[key])
    for which, words, other in (("list", BY_LIST, "number"), ("number", BY_NUMBER, "list")):
        chosen(cast, key, which)
        page = page_of(client.get(address))
        assert f"Valgt af dig: Født {words}" in page
        assert f'name="born-0" value="{which}"' in page
        assert f'value="0-{other}"' in page
        assert f'value="0-{which}"' not in page
    at_row = reverse("concerns:row", args=[key, 0])
    assert 'value="12.05.2011"' in page_of(client.get(at_row))
    chosen(cast, key, "list")
    page = page_of(client.get(at_row))
    assert 'value="05.06.2012"' in page
    assert re.search(r'name="no_number"[^>]* checked', page)
    assert "Der blev læst 720511-xxxx" in page, "the number that is left out stays to be seen"


def test_a_birth_date_that_was_not_offered_is_no_choice(cast: Cast) -> None:
    key, client = disagreeing(cast), cast.client("consultant")
    address = reverse("concerns:preview", args=[key])
    for answer in ("7-number", "x-number", "0-other"):
        client.post(address, {"born": answer})
    assert "Valgt af dig" not in page_of(client.get(address))
    assert client.post(address, {"born-0": "other"}).status_code == 422


def test_rows_that_wait_for_an_answer_are_not_said_to_be_taken_and_all_are_asked_at_once(cast: Cast) -> None:
    key = keep(
        cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA, birth_date=TOLD), row(3, "Jonas Holm", JONAS, text="så Vera"),
    )  # fmt: skip
    client, address = cast.client("consultant"), reverse("concerns:preview", args=[key])
    page = page_of(client.get(address))
    assert "2 rækker, der venter på dit svar ovenfor" in page
    assert "tages med" not in page
    refused = page_of(client.post(address, {}))
    assert "Række 2: vælg, hvilken af de to fødselsdatoer der er rigtig" in refused
    assert "Række 3: beskrivelsen nævner Vera" in refused
    assert "Der er 2 ting at rette" in refused


def test_the_heading_of_events_is_not_seen_when_their_rows_are_left_out(cast: Cast) -> None:
    def page(*born: date) -> str:
        told = {"text": "tyveri", "date": date(2026, 11, 20), "place": "Torvet"}
        rows = [row(number, f"Barn {'AB'[number]}", birth_date=day, **told) for number, day in enumerate(born)]
        key = keep(cast, cast.consultant.sign(), *rows)
        return page_of(cast.client("consultant").get(reverse("concerns:preview", args=[key])))

    young = today().replace(year=today().year - 5, day=1)
    assert "data-events hidden" in page(young, young), (
        "both are below the forum's age, and left out unless somebody takes them"
    )
    seen = page(date(2011, 5, 12), date(2010, 3, 4))
    assert "data-events>" in seen


def test_lists_that_are_begun_are_told_apart_by_their_files(cast: Cast) -> None:
    for name, number in (("uge 48.csv", VERA), ("uge 49.csv", JONAS)):
        actions.keep_reading(
            cast.consultant.sign(), forum=cast.forum, giver=cast.units["local_police"], meets_on=None,
            reading=reading(row(2, "Vera Ottosen", number)), file=name,
        )  # fmt: skip
    page = page_of(cast.client("consultant").get(reverse("concerns:waiting")))
    for name in ("uge 48.csv", "uge 49.csv"):
        assert f"{name}, {cast.units['local_police'].name}" in page
    assert "uge 48.csv" not in page_of(cast.client("colleague").get(reverse("concerns:waiting")))
