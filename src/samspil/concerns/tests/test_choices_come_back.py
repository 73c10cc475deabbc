"""Who looks at a single row while choosing, and comes back, finds every choice as it was: sent as the page's script sends it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from samspil.concerns import actions
from samspil.concerns.models import ListEntry
from samspil.concerns.queries.preview import choices_key
from samspil.concerns.reader.result import Part
from samspil.concerns.tests.made import AYA, JONAS, VERA, keep, reading, row
from samspil.people.actions import find_or_create
from samspil.people.queries import Child
from tests.cast import Cast
from tests.clock import today

THEFT = {"place": "Stationen", "date": date(2026, 11, 18), "text": "Tog en cykel"}


def sent(key: UUID, **said: Any) -> dict[str, Any]:
    """What a browser sends: the page's script names the draft of the form and marks the page."""
    return {"_draft": choices_key(key), "_sent": "123", "_tab": "456", "_base": "", **said}


def text_of(client: Any, address: str) -> str:
    return re.sub(r"\s+", " ", client.get(address).content.decode())


@pytest.mark.parametrize("way", ["saved", "cancelled"])
@pytest.mark.parametrize("place", ["a row", "a new row"])
def test_choices_come_back_from_a_row_saved_or_not(cast: Cast, way: str, place: str) -> None:
    doubtful = replace(row(4, "Aya Ali", AYA), date_choices=(date(2026, 11, 12), date(2026, 12, 11)))
    key = keep(
        cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA, **THEFT), row(3, "Jonas Holm", JONAS, **THEFT), doubtful,
        row(5, "Mvh Karen"),
    )  # fmt: skip
    client, address = cast.client("consultant"), reverse("concerns:preview", args=[key])
    chosen = {
        "skip": ["3"], "date-2": "2026-11-12", "event-0": "on", "event_text-0": "En cykel forsvandt",
        "edit": "3" if place == "a row" else "4",
    }  # fmt: skip
    at_row = client.post(address, sent(key, **chosen)).headers["Location"]
    if way == "saved":
        assert client.post(at_row, {"name": "Mvh Karen Holt"}).status_code == 303
    page = text_of(client, address)
    assert re.search(r'name="skip" value="3" checked', page)
    assert re.search(r'name="date-2" value="2026-11-12"[^>]* checked', page)
    assert "En cykel forsvandt" in page
    client.post(address, sent(key, **{name: said for name, said in chosen.items() if name != "edit"}))
    cast.consultant.sign()
    assert "Mvh Karen" not in set(ListEntry.objects.values_list("name", flat=True))
    assert ListEntry.objects.filter(name="Aya Ali", happened_on=date(2026, 11, 12)).exists()


def test_a_part_that_was_taken_stays_taken_when_a_row_of_it_is_saved(cast: Cast) -> None:
    hidden = Part("hidden", "", (row(3, "Jonas Holm", JONAS),))
    read = replace(reading(row(2, "Vera Ottosen", VERA)), asides=(hidden,))
    key = actions.keep_reading(
        cast.consultant.sign(), forum=cast.forum, giver=cast.units["local_police"], meets_on=None, reading=read
    )
    client, address = cast.client("consultant"), reverse("concerns:preview", args=[key])
    client.post(address, sent(key, take="hidden-0"))
    page = text_of(client, address)
    assert "Taget med" in page
    assert "Taget med" in text_of(client, address), "also for who leaves the page and comes back"
    (field,) = re.findall(r'name="(taken[^"]*)" value="([^"]*)"', page)
    at_row = client.post(address, sent(key, edit="1", **{field[0]: field[1]})).headers["Location"]
    client.post(at_row, {"name": "Jonas Holm Lund"})
    page = text_of(client, address)
    assert page.index("Taget med") < page.index("Jonas Holm Lund")
    assert "Udeladt, medmindre" not in page


def test_what_is_proposed_for_a_part_that_is_taken_is_chosen_on_the_page(cast: Cast) -> None:
    young = row(3, "Bo Lille", birth_date=today().replace(year=today().year - 8, day=1))
    known = row(2, "Vera Otosen", birth_date=date(2011, 5, 12))
    find_or_create(
        cast.consultant.sign(), owner_audience=cast.forum.door_id, child=Child("Vera Ottosen", date(2011, 5, 12))
    )
    key = actions.keep_reading(
        cast.consultant.sign(), forum=cast.forum, giver=cast.units["local_police"], meets_on=None,
        reading=replace(reading(known), asides=(Part("hidden", "", (young,)),)),
    )  # fmt: skip
    client, address = cast.client("consultant"), reverse("concerns:preview", args=[key])
    answer = client.post(address, sent(key, take="hidden-0", **{"line-0": "create"}))
    assert (answer.status_code, answer.headers["Location"]) == (303, address), "the window's copy of the old page goes"
    assert answer.cookies["samspil_sent"].value == "123"
    page = text_of(client, address)
    assert re.search(r'name="line-0" value="create"[^>]* checked', page)
    assert re.search(r'name="line-1" value="skip"[^>]* checked', page)


def test_an_answer_that_is_not_offered_any_more_leaves_what_is_proposed(cast: Cast) -> None:
    young = row(2, "Bo Lille", birth_date=today().replace(year=today().year - 8, day=1))
    key = keep(cast, cast.consultant.sign(), young)
    client, address = cast.client("consultant"), reverse("concerns:preview", args=[key])
    client.post(address, sent(key, look="1", **{"line-0": "pick-999"}))
    assert re.search(r'name="line-0" value="skip"[^>]* checked', text_of(client, address))


def test_a_day_that_was_chosen_stands_in_the_row_and_one_that_was_not_is_still_asked_for(cast: Cast) -> None:
    days = (date(2026, 11, 12), date(2026, 12, 11))
    key = keep(cast, cast.consultant.sign(), *(replace(row(n, f"Aya {n}"), date_choices=days) for n in (2, 3)))
    client, address = cast.client("consultant"), reverse("concerns:preview", args=[key])
    at_row = client.post(address, sent(key, **{"date-0": "2026-11-12", "edit": "0"})).headers["Location"]
    assert "12.11.2026" in client.get(at_row).content.decode()
    for index in (0, 1):
        at_row = reverse("concerns:row", args=[key, index])
        client.post(at_row, {"name": "Aya Ali", "happened_on": "12.11.2026" if index == 0 else ""})
    page = text_of(client, address)
    assert 'name="date-0"' not in page
    assert 'name="date-1"' in page


def test_words_of_an_event_that_is_none_any_more_are_told_and_given_back(cast: Cast) -> None:
    key = keep(
        cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA, **THEFT), row(3, "Jonas Holm", JONAS, **THEFT)
    )
    client, address = cast.client("consultant"), reverse("concerns:preview", args=[key])
    words = {"event-0": "on", "event_text-0": "En cykel forsvandt ved toget"}
    at_row = client.post(address, sent(key, edit="1", **words)).headers["Location"]
    other = {"name": "Jonas Holm", "happened_on": "18.11.2026", "place": "Torvet", "text": "Tog en cykel"}
    client.post(at_row, other)
    page = text_of(client, address)
    assert "Ord om en hændelse, der ikke er det mere" in page
    hidden = dict(re.findall(r'<input type="text" name="([^"]+)" value="([^"]+)" autocomplete="off" hidden>', page))
    assert hidden["event-0"] == "on"
    words = {"event_text-0": "En cykel forsvandt ved toget", **hidden}
    at_row = client.post(address, sent(key, edit="1", **words)).headers["Location"]
    client.post(at_row, other | {"place": "Stationen"})
    page = text_of(client, address)
    assert "Ord om en hændelse, der ikke er det mere" not in page
    assert "De ord, du skrev før, står her igen." in page
    assert re.search(r'name="event_text-0"[^>]*>\s*En cykel forsvandt ved toget', page)
    assert re.search(r'name="event-0"[^>]* checked', page)


def test_words_that_look_like_a_name_can_be_confirmed_where_they_were_written(cast: Cast) -> None:
    rows = (row(2, "Vera Holm", VERA, **THEFT), row(3, "Jonas Lund", JONAS, **THEFT))
    key = keep(cast, cast.consultant.sign(), *rows)
    client, address = cast.client("consultant"), reverse("concerns:preview", args=[key])
    assert "event_ok-0" not in text_of(client, address)
    words = {"event-0": "on", "event_text-0": "Tog en cykel ved Holm Station"}
    answer = client.post(address, sent(key, **words))
    page = re.sub(r"\s+", " ", answer.content.decode())
    assert (answer.status_code, "bekræft, at ordene ikke er navne her" in page) == (422, True)
    assert re.search(r'type="checkbox" name="event_ok-0"', page)
    assert client.post(address, sent(key, **words, **{"event_ok-0": "on"})).status_code == 303
