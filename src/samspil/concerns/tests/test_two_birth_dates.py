"""A row whose CPR number and birth date disagree: both are shown, and a person chooses; and what stands below an empty heading."""

from __future__ import annotations

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
    page = page_of(cast.client("consultant").get(reverse("concerns:preview", args=[key])))
    assert BY_NUMBER not in page
    actions.receive_list(cast.consultant.sign(), key=key, choices=Choices())
    entry = ListEntry.objects.get()
    child = Person.objects.get(pk=entry.subject)
    assert (entry.birth_date, child.birth_date, child.cpr_hash is not None) == (born, born, has_number)


def test_a_row_that_is_not_there_has_no_birth_date_to_choose(cast: Cast) -> None:
    key, client = disagreeing(cast), cast.client("consultant")
    for answer in ("7-number", "x-number"):
        assert client.post(reverse("concerns:preview", args=[key]), {"born": answer}).status_code == 404


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
