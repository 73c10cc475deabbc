"""The preview counts what is taken, and says where the words of one event are not alike; a known child's age stands on the list."""

from __future__ import annotations

import re
from datetime import date

from django.urls import reverse

from samspil.concerns.actions import Choices
from samspil.concerns.queries.preview import choices_key
from samspil.concerns.tests.made import AYA, JONAS, VERA, keep, receive, row
from samspil.people.actions import find_or_create
from samspil.people.queries import Child
from samspil.sharing.drafts import actions as drafts
from tests.cast import Cast

THERE = {"place": "Torvet", "date": date(2026, 11, 20)}
UNLIKE = "Teksterne er ikke helt ens"


def read(cast: Cast, address: str) -> str:
    return re.sub(r"\s+", " ", cast.client("consultant").get(address).content.decode())


def test_a_row_that_is_left_out_is_not_counted_among_those_that_are_taken(cast: Cast) -> None:
    rows = (row(2, "Vera Ottosen", VERA), row(3, "Jonas Holm", JONAS), row(4, "Aya Ali", AYA))
    key = keep(cast, cast.consultant.sign(), *rows)
    address = reverse("concerns:preview", args=[key])
    assert ">3 rækker tages med, som de er</h2>" in read(cast, address)
    drafts.save(cast.consultant.sign(), key=choices_key(key), data={"values": {"skip": ["1", "2"]}})
    page = read(cast, address)
    assert ">Én række tages med, som den er</h2>" in page
    assert 'data-one="Én række tages med, som den er" data-many="# rækker tages med, som de er"' in page


def test_two_texts_of_one_event_that_are_like_and_not_alike_are_said_to_differ(cast: Cast) -> None:
    for words, said in (("hærværk på lågen", True), ("Hærværk", False)):
        rows = (row(2, "Vera Ottosen", VERA, text="hærværk", **THERE), row(3, "Aya Ali", AYA, text=words, **THERE))
        page = read(cast, reverse("concerns:preview", args=[keep(cast, cast.consultant.sign(), *rows)]))
        assert (UNLIKE in page) == said
        assert (f"»{words}«" in page) == said


def test_a_line_without_an_age_has_that_of_the_child_it_is_said_to_be_about(cast: Cast) -> None:
    actor = cast.consultant.sign()
    known = find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Storm Østerby", date(2011, 1, 25)))
    chosen = Choices({0: f"pick-{known.pk}"})
    received = receive(cast, actor, row(2, "Storm Oesterby", **THERE), row(3, "Ida Lund", **THERE), choices=chosen)
    page = read(cast, reverse("concerns:list", args=[received.pk]))
    storm, ida = (page[page.index(f'<th scope="row">{name}') :].split("</tr>")[0] for name in ("Storm Oesterby", "Ida"))
    assert "Storm Østerby</a>" in storm
    assert re.search(r'data-label="Alder"> 1[45] </td>', storm)
    assert 'data-label="Alder"> ved vi ikke </td>' in ida
