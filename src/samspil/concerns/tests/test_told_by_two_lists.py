"""What two lists tell: removed on one, it stays through the other or goes, as somebody says; and what a list without new lines says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse

from samspil.concerns import actions
from samspil.concerns.actions import Choices
from samspil.concerns.models import ListEntry, PoliceList
from samspil.concerns.tests.made import AYA, JONAS, VERA, receive, row
from samspil.concerns.tests.test_left_out_page import page_of
from tests.cast import Cast

ALMA, BODIL, CARLA = (row(number, name, cpr, text="tyveri", date=date(2026, 11, 20), place="Torvet") for number, name, cpr in (
    (2, "Vera Ottosen", VERA), (3, "Jonas Holm", JONAS), (4, "Aya Ali", AYA)
))  # fmt: skip


def shown(cast: Cast, name: str, number: int) -> str:
    return page_of(cast.client("consultant").get(reverse(f"concerns:{name}", args=[number])))


def two_lists(cast: Cast) -> tuple[PoliceList, PoliceList, ListEntry]:
    """A list, one that tells the same and more, and the line that both tell."""
    first = receive(cast, cast.consultant.sign(), ALMA)
    second = receive(cast, cast.consultant.sign(), ALMA, BODIL)
    return first, second, ListEntry.objects.get(police_list=first)


def removed(cast: Cast, entry: ListEntry, **said: Any) -> Any:
    return cast.client("consultant").post(reverse("concerns:remove", args=[entry.pk]), {"because": "withdrawn", **said})


def standing(cast: Cast, received: PoliceList) -> list[str]:
    cast.consultant.sign()
    lines = ListEntry.objects.filter(police_list=received, removed_at__isnull=True)
    return sorted(lines.values_list("name", flat=True))


def test_the_child_stays_through_the_other_list(cast: Cast) -> None:
    first, second, entry = two_lists(cast)
    assert reverse("concerns:list", args=[second.pk]) in shown(cast, "remove", entry.pk)
    assert removed(cast, entry).status_code == 422, "a person says what becomes of the other list's row"
    assert removed(cast, entry, keeps_told="yes").status_code == 303
    assert standing(cast, first) == []
    assert standing(cast, second) == ["Jonas Holm", "Vera Ottosen"]
    kept = ListEntry.objects.get(police_list=second, name="Vera Ottosen")
    assert (kept.subject, kept.text, kept.row) == (entry.subject, "tyveri", 2)
    page = shown(cast, "list", second.pk)
    assert "2 linjer er modtaget" in page
    assert "tidligere liste siger" not in page, "its row is a line of its own now"


def test_the_child_goes_from_both_and_the_other_list_says_so(cast: Cast) -> None:
    first, second, entry = two_lists(cast)
    assert removed(cast, entry, keeps_told="no").status_code == 303
    assert standing(cast, second) == ["Jonas Holm"]
    told = shown(cast, "list", second.pk).split("Fortalt af den her liste og fjernet på en anden")[1]
    assert "Vera Ottosen" in told
    assert reverse("concerns:list", args=[first.pk]) in told


def test_a_line_that_one_list_tells_asks_nothing_more(cast: Cast) -> None:
    _first, second, _entry = two_lists(cast)
    alone = ListEntry.objects.get(police_list=second)
    assert 'name="keeps_told"' not in shown(cast, "remove", alone.pk)
    assert removed(cast, alone).status_code == 303


def test_a_list_that_is_taken_back_leaves_what_another_tells_and_a_third_follows(cast: Cast) -> None:
    first, second, entry = two_lists(cast)
    third = receive(cast, cast.consultant.sign(), ALMA, CARLA)
    asked = shown(cast, "remove_list", first.pk)
    assert reverse("concerns:list", args=[second.pk]) in asked
    actions.remove_list(cast.consultant.sign(), list_id=first.pk, because="mistake")
    assert standing(cast, second) == ["Jonas Holm", "Vera Ottosen"]
    kept = ListEntry.objects.get(police_list=second, name="Vera Ottosen")
    assert reverse("concerns:list", args=[third.pk]) in shown(cast, "remove", kept.pk), (
        "the third tells what the second tells"
    )
    assert entry.pk != kept.pk


def test_a_list_that_was_taken_back_tells_nothing_more_until_it_is_put_back(cast: Cast) -> None:
    _first, second, entry = two_lists(cast)
    actions.remove_list(cast.consultant.sign(), list_id=second.pk, because="mistake")
    assert 'name="keeps_told"' not in shown(cast, "remove", entry.pk)
    actions.restore_list(cast.consultant.sign(), list_id=second.pk)
    assert 'name="keeps_told"' in shown(cast, "remove", entry.pk)


def test_a_row_that_corrected_the_line_is_counted_as_a_correction_still(cast: Cast) -> None:
    receive(cast, cast.consultant.sign(), ALMA, BODIL)
    second = receive(cast, cast.consultant.sign(), replace(ALMA, role="witness"), BODIL)
    assert (second.corrected, second.known) == (1, 1)
    corrected = ListEntry.objects.get(row=2)
    actions.remove_lines(cast.consultant.sign(), entries=[corrected], because="mistake", keeps_told=True)
    second.refresh_from_db()
    assert (second.corrected, second.known) == (1, 1)
    assert ListEntry.objects.get(police_list=second).role == "witness"


def test_a_list_of_rows_that_were_left_out_says_that_they_stand_nowhere(cast: Cast) -> None:
    received = receive(cast, cast.consultant.sign(), ALMA, choices=Choices({0: "skip"}))
    page = shown(cast, "list", received.pk)
    assert "Alle rækker blev udeladt" in page
    assert "står på de linjer, der blev modtaget før" not in page


def test_a_list_whose_line_before_was_removed_says_that_it_stands_nowhere(cast: Cast) -> None:
    first = receive(cast, cast.consultant.sign(), ALMA)
    second = receive(cast, cast.consultant.sign(), ALMA, BODIL, choices=Choices({1: "skip"}))
    page = shown(cast, "list", second.pk)
    assert "Det, de rækker fortæller, der ikke blev udeladt, står på de linjer" in page
    actions.remove_lines(cast.consultant.sign(), entries=list(first.entries.all()), because="mistake")
    page = shown(cast, "list", second.pk)
    assert "står ikke på nogen linje" in page
    assert "der blev modtaget før" not in page


def test_a_line_that_stands_twice_on_one_list_is_not_said_to_stand_on_an_earlier_one(cast: Cast) -> None:
    received = receive(cast, cast.consultant.sign(), ALMA, replace(BODIL, cpr=None, birth_date=None))
    one, other = received.entries.order_by("row")
    actions.rematch(cast.consultant.sign(), entry=other, version=other.version, person_id=one.subject)
    page = shown(cast, "list", received.pk)
    assert "ord for ord to gange på den her liste" in page
    assert "Står på den her liste i forvejen" in page
    assert "tidligere liste" not in page


def test_what_was_corrected_alike_in_two_lines_of_a_child_is_told_once(cast: Cast) -> None:
    for day in (date(2026, 11, 19), date(2026, 11, 20)):
        receive(cast, cast.consultant.sign(), replace(ALMA, date=day, place=f"Torvet {day:%d}"), choices=Choices())
    renamed = replace(ALMA, name="Vera Nytnavn", date=date(2026, 11, 20), place="Torvet 20")
    received = receive(cast, cast.consultant.sign(), renamed, choices=Choices({0: "update-renamed"}))
    page = shown(cast, "list", received.pk)
    assert len(re.findall(r"Navn: Vera Ottosen → Vera Nytnavn", page)) == 1
    assert page.count("Det samme på en anden linje") == 1
