"""What waits for an agenda: who a line is about as the child is known here, which of its lines one removes, and what is not printed."""

from __future__ import annotations

import re
from datetime import date

from samspil.concerns.actions import Choices
from samspil.concerns.tests.made import receive, row
from samspil.meetings.tests.steps import placed, planned
from samspil.people.actions import find_or_create
from samspil.people.queries import Child
from tests.cast import Cast

DAY = date(2026, 11, 20)


def read(cast: Cast, address: str) -> str:
    return re.sub(r"\s+", " ", cast.client("consultant").get(address).content.decode())


def test_a_child_that_waits_has_the_name_and_age_by_which_it_is_known(cast: Cast) -> None:
    actor = cast.consultant.sign()
    known = find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Storm Østerby", date(2011, 1, 25)))
    receive(cast, actor, row(2, "Storm Oesterby"), row(3, "Ida Lund"), choices=Choices({0: f"pick-{known.pk}"}))
    page = read(cast, f"/moeder/{planned(cast).pk}/")
    assert re.search(r"Storm Oesterby · kendt her som Storm Østerby · 1[45] år", page)
    assert re.search(r"Ida Lund (?!· kendt)", page)


def test_of_two_lines_about_one_child_each_says_which_one_is_removed(cast: Cast) -> None:
    actor = cast.consultant.sign()
    born = date(2011, 5, 12)
    rows = (
        row(2, "Mie Holm", birth_date=born, text="hærværk", place="Torvet", date=DAY),
        row(3, "Mie Holm", birth_date=born, text="tyveri", place="Hallen", date=DAY),
        row(4, "Ida Lund", text="slagsmål", place="Søen", date=DAY),
    )
    receive(cast, actor, *rows)
    page = read(cast, f"/moeder/{planned(cast).pk}/")
    assert "Fjern linjen: 20.11.2026 · Torvet · hærværk<span" in page
    assert "Fjern linjen: 20.11.2026 · Hallen · tyveri<span" in page
    assert "slagsmål" not in page, "of one line nothing is to be told apart"


def test_the_screen_says_that_an_agenda_with_names_is_not_printed(cast: Cast) -> None:
    empty = planned(cast)
    said = '<p class="quiet"> Dagsordenen nævner flere børn ved navn, så den udskrives ikke.'
    assert said not in read(cast, f"/moeder/{empty.pk}/")
    table = placed(cast, "Amela Delić", "Jonas Holm")
    assert said in read(cast, f"/moeder/{table.meeting.pk}/")
