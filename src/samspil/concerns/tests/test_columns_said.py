"""On the preview of a list a person says what a column is: it is read again, and what was chosen stays where the row is the same."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from samspil.concerns import actions
from samspil.concerns.actions import Choices
from samspil.concerns.models import ListEntry, PoliceList
from samspil.concerns.reader import HeadingsUnknown, read_list
from samspil.concerns.tests import list_files
from samspil.concerns.tests.made import AYA, JONAS, VERA, acts
from samspil.concerns.tests.test_left_out_page import after, page_of
from samspil.lib.refusals import Refused
from samspil.people.models import Person
from samspil.sharing.models import Draft
from tests.cast import Cast
from tests.clock import today

LIST = f"Navn;Kennummer;Hvor det var;Forhold\nVera Ottosen;{VERA};Torvet;tyveri\nAya Ali;{AYA};;hærværk\n"
AGAIN = {"columns": "1"}
NUMBER, PLACE = "column-1", "column-2"


def kept(cast: Cast, text: str = LIST) -> UUID:
    try:
        reading = read_list(text.encode(), "liste.csv")
    except HeadingsUnknown as unknown:
        reading = unknown.reading
    return actions.keep_reading(
        cast.consultant.sign(), forum=cast.forum, giver=cast.units["local_police"], meets_on=None, reading=reading
    )


def address(key: UUID) -> str:
    return reverse("concerns:preview", args=[key])


def draft_of(cast: Cast, key: UUID) -> dict[str, Any]:
    cast.consultant.sign()
    found: dict[str, Any] = Draft.objects.get(key=f"policelist:{key}").data["list"]
    return found


def entries(cast: Cast) -> list[tuple[str, date | None, str]]:
    cast.consultant.sign()
    return list(ListEntry.objects.order_by("row").values_list("name", "birth_date", "place"))


def test_a_column_is_offered_with_its_heading_and_cells(cast: Cast) -> None:
    page = page_of(cast.client("consultant").get(address(kept(cast))))
    assert "»Kennummer«: Kolonnen er" in page
    assert "»720511xxxx«" in page
    assert VERA not in page
    assert '<option value="cpr">CPR-nummer</option>' in page
    assert '<option value="surname">' not in page, "the name is read of another column"
    assert "Læs igen med det" in page


def test_what_is_said_is_read_told_and_received(cast: Cast) -> None:
    key, client = kept(cast), cast.client("consultant")
    page = after(client, address(key), {NUMBER: "cpr", PLACE: "place", **AGAIN})
    for words in (
        "Listen er læst igen.",
        "Kolonnen »Kennummer« er læst som CPR-nummer, fordi du har valgt det.",
        '<option value="cpr" selected>CPR-nummer</option>',
        "12.05.2011",
        "Torvet",
    ):
        assert words in page
    other = page_of(cast.client("consultant").get(address(key)))
    assert '<option value="cpr" selected>' in other, "in a second window, and after the page is loaded anew"
    answer = client.post(address(key), {NUMBER: "cpr", PLACE: "place"})
    received = page_of(client.get(answer.headers["Location"]))
    assert "Kolonnen »Hvor det var« er læst som Sted, fordi du har valgt det." in received
    assert entries(cast) == [("Vera Ottosen", date(2011, 5, 12), "Torvet"), ("Aya Ali", date(2012, 9, 9), "")]
    assert all(child.cpr_hash for child in Person.objects.all())
    assert acts("policelist.columns_said") == ["policelist.columns_said"]
    assert not Draft.objects.filter(key__startswith="policelist:").exists(), "the table goes with the rest of the draft"


def test_no_number_of_the_table_stands_in_the_draft(cast: Cast) -> None:
    key = kept(cast)
    actions.say_columns(cast.consultant.sign(), key=key, said={1: "cpr"})
    told = str(draft_of(cast, key))
    assert VERA not in told
    assert "Ottosen" in told
    assert "Kennummer" in told


def test_it_is_taken_back(cast: Cast) -> None:
    key, client = kept(cast), cast.client("consultant")
    before = draft_of(cast, key)
    after(client, address(key), {NUMBER: "cpr", **AGAIN})
    page = after(client, address(key), {NUMBER: "", **AGAIN})
    assert "fordi du har valgt det" not in page
    now = draft_of(cast, key)
    assert {name: now[name] for name in ("columns", "notes", "problems", "parts", "said", "open")} == {
        name: before[name] for name in ("columns", "notes", "problems", "parts", "said", "open")
    }
    client.post(address(key), {})
    assert [born for _name, born, _place in entries(cast)] == [None, None]


def test_what_was_chosen_stays_with_its_row(cast: Cast) -> None:
    key, client = kept(cast), cast.client("consultant")
    page = after(client, address(key), {NUMBER: "cpr", "skip": "1", **AGAIN})
    assert re.search(r'id="skip-1"[^>]* checked', page)
    assert not re.search(r'id="skip-0"[^>]* checked', page)
    assert "kan ikke vælges længere" not in page


def test_words_that_belong_to_no_event_any_more_are_given_back(cast: Cast) -> None:
    key = kept(
        cast,
        "Navn;Kennummer;Sted;Dato;Forhold\nVera Ottosen;1;Torvet;20-11-2026;tyveri\nAya Ali;2;Torvet;20-11-2026;tyveri\n",
    )
    client = cast.client("consultant")
    said = {"event-0": "on", "event_text-0": "De tog en cykel bag hallen.", "column-1": "reference", **AGAIN}
    page = after(client, address(key), said)
    assert "hører ikke længere til nogen hændelse: »De tog en cykel bag hallen.«" in page


def test_a_choice_that_cannot_be_made_any_more_is_told(cast: Cast) -> None:
    to_come = today() + timedelta(days=20)
    key = kept(cast, f"Navn;Rolle;Ses;Forhold\nVera Ottosen;vidne;{to_come:%d-%m-%Y};tyveri\nAya Ali;vidne;;tyveri\n")
    client = cast.client("consultant")
    page = after(client, address(key), {"column-2": "date", **AGAIN})
    assert 'name="date-0"' in page
    said = {"date-0": to_come.isoformat()}
    page = after(client, address(key), said | {"column-2": "date", "column-9": "", **AGAIN})
    assert "kan ikke vælges længere" not in page
    page = after(client, address(key), said | {"column-2": "", **AGAIN})
    assert "Række 2: det, du havde valgt, kan ikke vælges længere." in page


def test_a_row_that_a_person_corrected_keeps_their_words_and_gets_what_stood_nowhere(cast: Cast) -> None:
    key, client = kept(cast), cast.client("consultant")
    actions.correct_row(cast.consultant.sign(), key=key, index=0, name="Vera Ottesen", text="tyveri af cykel")
    page = after(client, address(key), {NUMBER: "cpr", **AGAIN})
    assert "Disse rækker har du rettet, så de står, som du har skrevet dem: 2." in page
    after(client, address(key), {NUMBER: "", **AGAIN})
    client.post(address(key), {})
    assert entries(cast)[0][:2] == ("Vera Ottesen", date(2011, 5, 12))


def test_a_row_written_by_hand_stays_in_its_place(cast: Cast) -> None:
    key, client = kept(cast), cast.client("consultant")
    actions.correct_row(cast.consultant.sign(), key=key, index=2, name="Jonas Holm", cpr=JONAS)
    after(client, address(key), {PLACE: "place", **AGAIN})
    client.post(address(key), {PLACE: "place"})
    assert {name for name, _born, _place in entries(cast)} == {"Vera Ottosen", "Aya Ali", "Jonas Holm"}


def test_a_row_of_which_only_that_column_says_something_comes_and_goes(cast: Cast) -> None:
    key = kept(cast, "Forhold;Rolle;Dato;Hvem\ntyveri;sigtet;20-11-2026;Vera Ottosen\n;;;Aya Ali\n")
    client = cast.client("consultant")
    page = after(client, address(key), {"column-3": "name", **AGAIN})
    assert "2 rækker er læst" in page
    assert "Linje 3: »Aya Ali«" not in page
    page = after(client, address(key), {"column-3": "", **AGAIN})
    assert "Én række er læst" in page
    assert "Linje 3: »Aya Ali«" in page, "it is told again that it stands there"
    after(client, address(key), {"column-3": "name", **AGAIN})
    client.post(address(key), {"column-3": "name"})
    assert [name for name, _born, _place in entries(cast)] == ["Vera Ottosen", "Aya Ali"]


def test_parts_of_the_file_stay_taken(cast: Cast) -> None:
    key = kept(cast, LIST + "Bemærk: husk at ringe til skolen i morgen;;;\n")
    client = cast.client("consultant")
    part = draft_of(cast, key)["parts"][0]["key"]
    after(client, address(key), {"take": part})
    page = after(client, address(key), {NUMBER: "cpr", f"taken-{part}": "1", **AGAIN})
    assert "Taget med af dig" in page
    client.post(address(key), {NUMBER: "cpr", f"taken-{part}": "1"})
    cast.consultant.sign()
    assert "husk at ringe" in PoliceList.objects.get().note


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({NUMBER: "cpr", PLACE: "cpr"}, "Kolonnerne »Kennummer« og »Hvor det var« kan ikke begge være det."),
        ({NUMBER: "name"}, "Det, du valgte, kan ikke vælges her længere."),
        ({"column-7": "cpr"}, "Kolonnen kan ikke læses som det."),
    ],
)
def test_what_a_column_cannot_be_is_refused(cast: Cast, said: dict[str, str], sentence: str) -> None:
    key = kept(cast)
    answer = cast.client("consultant").post(address(key), said | AGAIN)
    assert answer.status_code == 422
    assert sentence in page_of(answer)
    assert draft_of(cast, key)["said"] == {}


def test_what_was_said_and_not_read_yet_is_not_received_without_a_word(cast: Cast) -> None:
    key = kept(cast)
    answer = cast.client("consultant").post(address(key), {NUMBER: "cpr"})
    assert answer.status_code == 422
    assert "Du har valgt, hvad kolonnen »Kennummer« er, men listen er ikke læst igen med det." in page_of(answer)
    assert entries(cast) == []


def test_a_second_window_that_shows_the_list_as_it_was_does_not_receive_it(cast: Cast) -> None:
    key = kept(cast)
    mark = actions.look_at(cast.consultant.sign(), key=key).mark
    actions.say_columns(cast.consultant.sign(), key=key, said={1: "cpr"})
    with pytest.raises(Refused, match="Listen er læst igen, siden du åbnede siden"):
        actions.receive_list(cast.consultant.sign(), key=key, choices=Choices(mark=mark))


def test_nor_does_it_take_back_what_was_said_in_the_first(cast: Cast) -> None:
    key, client = kept(cast), cast.client("consultant")
    mark = actions.look_at(cast.consultant.sign(), key=key).mark
    after(client, address(key), {NUMBER: "cpr", PLACE: "", **AGAIN})
    answer = client.post(address(key), {NUMBER: "", PLACE: "place", "mark": mark, **AGAIN})
    assert answer.status_code == 422
    assert "Listen er læst igen, siden du åbnede siden" in page_of(answer)
    assert draft_of(cast, key)["said"] == {"1": "cpr"}


def test_read_again_after_it_was_received_it_leads_to_its_list(cast: Cast) -> None:
    key, client = kept(cast), cast.client("consultant")
    received = client.post(address(key), {}).headers["Location"]
    assert client.post(address(key), {NUMBER: "cpr", **AGAIN}).headers["Location"] == received


def test_a_further_sheet_that_was_taken_stays_as_it_was(cast: Cast) -> None:
    rows: list_files.Rows = [["Navn", "Forhold", "Kennummer"], ["Vera Ottosen", "tyveri", VERA]]
    other: list_files.Rows = [["Navn", "CPR", "Hår"], ["Jonas Holm", JONAS, "rødt"]]
    read = read_list(list_files.xlsx({"Liste": rows, "Strand": other}), "liste.xlsx")
    key = actions.keep_reading(
        cast.consultant.sign(), forum=cast.forum, giver=cast.units["local_police"], meets_on=None, reading=read
    )
    client = cast.client("consultant")
    (part,) = draft_of(cast, key)["parts"]
    after(client, address(key), {"take": part["key"]})
    taken = {f"taken-{part['key']}": "1", "column-2": "cpr"}
    page = after(client, address(key), taken | AGAIN)
    assert "»Hår«: Kolonnen er" not in page, "what cannot be said is not offered"
    assert "Arket »Strand«: kolonner, der ikke læses: »Hår«" in page
    client.post(address(key), taken)
    assert {(name, born) for name, born, _place in entries(cast)} == {
        ("Vera Ottosen", date(2011, 5, 12)), ("Jonas Holm", date(2010, 3, 4)),
    }  # fmt: skip


def test_a_list_of_which_no_heading_is_known_is_no_dead_end(cast: Cast) -> None:
    client = cast.client("consultant")
    upload = client.get(reverse("concerns:upload")).context["form"]
    said = {
        "target": upload.page.targets[0].code,
        "giver": str(cast.units["local_police"].pk),
        "pasted": f"Den unge hedder;Kennummer;Forhold\nVera Ottosen;{VERA};tyveri\nAya Ali;{AYA};hærværk\n",
    }
    answer = client.post(reverse("concerns:upload"), said)
    assert answer.status_code == 303
    at = answer.headers["Location"]
    page = page_of(client.get(at))
    assert "Vi har ikke fundet en linje med overskrifter, vi kender" in page
    assert '<option value="text" selected>' in page, "what a heading may say is proposed"
    refused = client.post(at, {"column-2": "text", **AGAIN})
    assert "Vælg også, i hvilken kolonne navnet eller CPR-nummeret står." in page_of(refused)
    columns = {"column-0": "name", "column-1": "cpr", "column-2": "text"}
    page = after(client, at, columns | AGAIN)
    assert "2 rækker er læst" in page
    assert "Vi har ikke fundet en linje med overskrifter" not in page
    client.post(at, columns)
    assert [name for name, _born, _place in entries(cast)] == ["Vera Ottosen", "Aya Ali"]
