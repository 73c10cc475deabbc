"""What the preview says of an answer before it is chosen: what the child was called, who has the same name, that no line comes of it."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from samspil.concerns.queries.preview import preview
from samspil.concerns.tests.made import keep, receive, row
from samspil.people.actions import correct, find_or_create
from samspil.people.queries import Child
from tests.cast import Cast


def test_a_name_like_one_that_the_child_had_is_not_said_to_be_that(cast: Cast) -> None:
    actor = cast.consultant.sign()
    born = date(2011, 5, 12)
    known = find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Vera Gammelgaard", born))
    correct(actor, person_id=known.pk, was="Vera Gammelgaard", name="Ida Nytnavn", birth_date=born)
    said = {}
    for name in ("Vera Gammelgaard", "Vera Gammelgård", "Vera Sofie Gammelgaard"):
        key = keep(cast, cast.consultant.sign(), row(5, name, birth_date=born, text="tyveri"))
        said[name] = cast.client("consultant").get(reverse("concerns:preview", args=[key])).content.decode()
    assert [name for name, page in said.items() if "barnet hed sådan før" in page] == [
        "Vera Gammelgaard",
        "Vera Gammelgård",
    ]
    assert "navnet ligner et, som barnet havde før" in said["Vera Sofie Gammelgaard"]


def test_a_name_alone_that_waits_for_the_same_meeting_is_asked_about(cast: Cast) -> None:
    vera = receive(
        cast, cast.consultant.sign(), row(2, "Øjvind Straße-Sø", birth_date=date(2011, 5, 12), text="vold")
    ).entries.get()
    key = keep(
        cast, cast.consultant.sign(), row(2, "Øjvind Strasse-Sø", text="tyveri"), row(3, "Øjvind Sø", text="tyveri")
    )
    line, other = preview(cast.consultant.sign(), key).lines
    assert (line.default, [one.person.pk for one in line.candidates]) == (None, [vera.subject])
    assert (other.default, other.candidates) == ("create", ())
    page = cast.client("consultant").get(reverse("concerns:preview", args=[key])).content.decode()
    assert "samme navn, og her er ingen fødselsdato oplyst" in page
    receive(cast, cast.consultant.sign(), row(2, "Lise Uden Dato", text="vold"))
    dated = keep(cast, cast.consultant.sign(), row(2, "LISE UDEN DATO", birth_date=date(2011, 5, 12), text="tyveri"))
    assert preview(cast.consultant.sign(), dated).lines[0].default is None
    assert (
        "kun den ene har en"
        in cast.client("consultant").get(reverse("concerns:preview", args=[dated])).content.decode()
    )
    born = row(2, "Øjvind Strasse-Sø", birth_date=date(2012, 5, 12), text="tyveri")
    assert preview(cast.consultant.sign(), keep(cast, cast.consultant.sign(), born)).lines[0].candidates == ()


def test_one_name_in_two_spellings_without_a_birth_date_is_asked_about_within_a_list(cast: Cast) -> None:
    key = keep(cast, cast.consultant.sign(), row(2, "Otto Prøve", text="vold"), row(3, "OTTO PROEVE", text="tyveri"))
    first, second = preview(cast.consultant.sign(), key).lines
    assert (first.default, second.default, second.alike) == ("create", None, (0,))


def test_an_answer_of_which_no_line_comes_says_so(cast: Cast) -> None:
    told = {"text": "tyveri", "date": date(2026, 11, 20), "place": "Torvet"}
    receive(cast, cast.consultant.sign(), row(2, "Vera Ottosen", birth_date=date(2011, 5, 12), **told))
    pages = []
    for deed in (told, told | {"text": "hærværk"}):
        key = keep(cast, cast.consultant.sign(), row(2, "Vera Otosen", birth_date=date(2011, 5, 12), **deed))
        pages.append(cast.client("consultant").get(reverse("concerns:preview", args=[key])).content.decode())
    same, other = pages
    assert "samme hændelse, som en tidligere liste fortæller: der kommer ingen ny linje" in same
    assert "der kommer ingen ny linje" not in other
    assert "navnet ligner" in other
