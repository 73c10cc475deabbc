"""A long list of known children: what is sure stands folded, what a person must judge stands open and first."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from samspil.concerns.models import ListEntry
from samspil.concerns.queries import preview
from samspil.concerns.tests.made import AYA, JONAS, VERA, keep, receive, row
from samspil.people.actions import find_or_create
from samspil.people.queries import Child
from tests.cast import Cast


def page_of(cast: Cast, key: Any) -> str:
    return str(cast.client("consultant").get(reverse("concerns:preview", args=[key])).content.decode())


def test_children_known_by_their_number_stand_folded_and_doubtful_ones_open_first(cast: Cast) -> None:
    actor = cast.consultant.sign()
    for name, number in (("Jonas Holm", JONAS), ("Aya Ali", AYA)):
        find_or_create(actor, owner_audience=cast.forum.door_id, child=Child(name, cpr=number))
    find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Vera Ottosen", date(2011, 5, 12)))
    key = keep(
        cast,
        actor,
        row(2, "Jonas Holm", JONAS, role="suspected"),
        row(3, "Aya Ali", AYA, role="suspected"),
        row(4, "Vera Ottosen", VERA, role="suspected"),
    )
    page = page_of(cast, key)
    fold = page.index("2 børn er kendt på CPR-nummeret")
    folded = page[page.rindex("<details", 0, fold) : page.index("</details>", fold)]
    assert folded.startswith('<details class="fold known">')
    assert "Jonas Holm" in folded
    assert "Aya Ali" in folded
    assert "Vera" not in folded
    assert page.index("Vera Ottosen") < fold
    answer = cast.client("consultant").post(reverse("concerns:preview", args=[key]), {"line-2": "create"})
    assert answer.status_code == 303, "what is folded needs no choice"


def test_a_number_that_goes_with_quite_another_name_is_not_folded(cast: Cast) -> None:
    actor = cast.consultant.sign()
    find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Jonas Holm", cpr=JONAS))
    page = page_of(cast, keep(cast, actor, row(2, "Petra Lund", JONAS, role="suspected")))
    assert "kendt på CPR-nummeret" not in page
    assert "Petra Lund" in page


def test_somebody_whose_name_nobody_knows_is_not_identified(cast: Cast) -> None:
    actor = cast.consultant.sign()
    key = keep(cast, actor, row(2, None, role="suspected", text="Set ved stationen"))
    assert "ikke identificeret" in page_of(cast, key).lower()
    cast.client("consultant").post(reverse("concerns:preview", args=[key]), {})
    cast.consultant.sign()
    entry = ListEntry.objects.get()
    assert entry.name == ""
    assert entry.subject is None


def test_a_number_that_came_later_the_same_week_is_no_other_child(cast: Cast) -> None:
    actor = cast.consultant.sign()
    born = date(2011, 5, 12)
    receive(cast, actor, row(2, "Vera Ottosen", birth_date=born, role="suspected", text="Set ved stationen"))
    again = row(2, "Vera Ottosen", VERA, role="suspected", text="Set ved stationen igen")
    seen = preview(actor, keep(cast, actor, again))
    (line,) = seen.lines
    assert line.difference.changed is not None
    assert line.difference.changed.text == "Set ved stationen"
    assert seen.gone == ()


def test_who_has_just_received_a_list_is_told_what_became_of_it_and_not_that_somebody_else_did(cast: Cast) -> None:
    key = keep(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA, role="suspected"))
    client = cast.client("consultant")
    answer = client.post(reverse("concerns:preview", args=[key]), {"line-0": "create"})
    page = client.get(answer.headers["Location"]).content.decode()
    assert "1 linje er modtaget og venter på mødet." in page
    assert "Intet tages med to gange" not in page
