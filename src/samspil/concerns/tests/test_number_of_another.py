"""A row whose CPR number is that of one child, and that was paired with the line of a namesake; and twins in one choice."""

from __future__ import annotations

import re
from datetime import date

from django.urls import reverse

from samspil.concerns import actions
from samspil.concerns.actions import Choices
from samspil.concerns.models import ListEntry
from samspil.concerns.tests.made import VERA, keep, receive, row
from samspil.concerns.tests.test_left_out_page import page_of
from samspil.people.actions import find_or_create
from samspil.people.models import Person
from samspil.people.queries import Child
from tests.cast import Cast

BORN, DAY = date(2011, 5, 12), date(2026, 11, 20)
TOLD = {"text": "tyveri", "date": DAY, "place": "Torvet", "birth_date": BORN}


def known_beside_a_namesake(cast: Cast) -> tuple[Person, ListEntry]:
    """The child with the number, and the line of a namesake without one."""
    child = find_or_create(
        cast.consultant.sign(), owner_audience=cast.forum.door_id, child=Child("Vera Prøve", cpr=VERA)
    )
    first = receive(cast, cast.consultant.sign(), row(2, "Vera Prøve", **TOLD), choices=Choices({0: "create"}))
    entry = ListEntry.objects.get(police_list=first)
    assert entry.subject != child.pk
    return child, entry


def test_the_child_who_has_the_number_is_offered_and_the_line_from_before_becomes_its_own(cast: Cast) -> None:
    child, entry = known_beside_a_namesake(cast)
    namesake = entry.subject
    address = reverse("concerns:preview", args=[keep(cast, cast.consultant.sign(), row(2, "Vera Prøve", VERA, **TOLD))])
    client = cast.client("consultant")
    page = page_of(client.get(address))
    assert "Vera Prøve, 12.05.2011, 15 år" in page
    assert f'value="pick-{child.pk}"' in page
    assert reverse("concerns:match", args=[entry.pk]) in page
    assert not re.search(r'value="(update|again)"', page), "the number cannot stand on the namesake's record"
    assert client.post(address, {"line-0": f"update-for-{child.pk}"}).status_code == 303
    cast.consultant.sign()
    entry.refresh_from_db()
    assert entry.subject == child.pk
    assert ListEntry.objects.count() == 1
    assert not Person.objects.filter(pk=namesake).exists(), "a record that nothing is about is not kept"


def test_another_event_of_the_child_who_has_the_number_is_a_line_beside_it(cast: Cast) -> None:
    child, entry = known_beside_a_namesake(cast)
    key = keep(cast, cast.consultant.sign(), row(2, "Vera Prøve", VERA, **TOLD))
    received = actions.receive_list(cast.consultant.sign(), key=key, choices=Choices({0: f"pick-{child.pk}"}))
    assert ListEntry.objects.get(police_list=received).subject == child.pk
    entry.refresh_from_db()
    assert entry.subject not in {None, child.pk}


def test_twins_in_one_choice_are_told_apart(cast: Cast) -> None:
    for number in (VERA, None):
        child = Child("Vera Prøve", BORN, number)
        find_or_create(cast.consultant.sign(), owner_audience=cast.forum.door_id, child=child)
    key = keep(cast, cast.consultant.sign(), row(2, "Vera Prøve", **TOLD))
    page = page_of(cast.client("consultant").get(reverse("concerns:preview", args=[key])))
    labels = re.findall(r"Vera Prøve, 12.05.2011, 15 år[^<]*: samme navn og fødselsdato", page)
    assert len(labels) == len(set(labels)) == 2, labels
    assert any("har CPR-nummer" in label for label in labels)
