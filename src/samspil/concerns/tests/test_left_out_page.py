"""The preview of a list with parts that are left out: told, not looked up, taken by a press, and left again."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from samspil.concerns import actions
from samspil.concerns.models import ListEntry
from samspil.concerns.reader import ListReading, ListRow, Problem
from samspil.concerns.reader.parsing import parse
from samspil.concerns.reader.result import Part
from samspil.concerns.tests import list_files
from samspil.concerns.tests.made import AYA, JONAS, VERA, reading, row
from samspil.people.actions import find_or_create
from samspil.people.models import Person
from samspil.people.queries import Child
from tests.cast import Cast
from tests.clock import today


def with_parts(*parts: Part, rows: tuple[ListRow, ...] = (), notes: tuple[str, ...] = ()) -> ListReading:
    plain = reading(*(rows or (row(2, "Vera Ottosen", VERA, text="tyveri"),)))
    return ListReading(plain.encoding, "Liste", plain.columns, plain.rows, (), notes=notes, asides=parts)


def kept(cast: Cast, read: ListReading) -> str:
    key: UUID = actions.keep_reading(
        cast.consultant.sign(), forum=cast.forum, giver=cast.units["local_police"], meets_on=None, reading=read
    )
    return reverse("concerns:preview", args=[key])


def page_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def after(client: Any, address: str, said: dict[str, str]) -> str:
    """The page to which a press leads back."""
    return page_of(client.get(client.post(address, said).headers["Location"]))


def names(cast: Cast) -> list[str]:
    cast.consultant.sign()
    return list(ListEntry.objects.order_by("name").values_list("name", flat=True))


HIDDEN = Part(
    "hidden", "", (row(3, "Jonas Holm", JONAS, text="slagsmål"),), (Problem(3, "role", "Række 3 har en rolle."),)
)
STRAND = Part("sheet", "Strand", (row(2, "Aya Ali", AYA, text="hærværk"),))


def test_what_is_left_out_is_told_and_not_received(cast: Cast) -> None:
    find_or_create(cast.consultant.sign(), owner_audience=cast.forum.door_id, child=Child("Jonas Holm", cpr=JONAS))
    address = kept(cast, with_parts(HIDDEN, STRAND, notes=("Række 1: »Ungeliste«",)))
    client = cast.client("consultant")
    page = page_of(client.get(address))
    assert "1 række er skjult, for eksempel af et filter" in page
    assert "Række 3: Jonas Holm" in page
    assert "1 række på arket »Strand«" in page
    assert "Række 1: »Ungeliste«" in page
    assert "Række 3 har en rolle." not in page, "what is the matter in a row is told when the row is taken"
    assert "kendt på CPR-nummeret" not in page, "nobody in a part is looked up before it is taken"
    assert client.post(address, {}).status_code == 303
    assert names(cast) == ["Vera Ottosen"]


def test_columns_that_are_not_read_and_what_was_read_otherwise_stand_on_the_page(cast: Cast) -> None:
    rows = [["Navn", "CPR-nr.", "Farve", "Skostørrelse", "Alder"], ["Vera Ottosen", VERA, "blå", 38, "ca. 14"]]
    read = parse(list_files.xlsx({"Liste": rows}), today=today())
    page = page_of(cast.client("consultant").get(kept(cast, read)))
    told = page[page.index("Står i filen, men er ikke på listen") :].split("</section>")[0]
    assert "Disse kolonner læses ikke: Farve, Skostørrelse" in told
    assert "Alderen er ikke et helt antal år" in page
    one = parse(list_files.xlsx({"Liste": [row[:3] for row in rows]}), today=today())
    assert "Denne kolonne læses ikke: Farve" in page_of(cast.client("consultant").get(kept(cast, one)))


def test_a_part_is_taken_and_left_again_and_what_was_typed_stays(cast: Cast) -> None:
    find_or_create(cast.consultant.sign(), owner_audience=cast.forum.door_id, child=Child("Jonas Holm", cpr=JONAS))
    address = kept(cast, with_parts(HIDDEN, STRAND))
    client = cast.client("consultant")
    part = re.search(r'name="take" value="(hidden[^"]*)"', page_of(client.get(address)))
    assert part is not None
    taken = after(client, address, {"take": part[1], "skip": "0"})
    assert f'name="taken-{part[1]}"' in taken
    assert "Et barn er kendt på CPR-nummeret" in taken
    assert "Række 3 har en rolle." in taken
    assert re.search(r'name="skip" value="0" checked', taken)
    left = after(client, address, {"taken": part[1], "leave": part[1], "skip": "0"})
    assert 'name="taken' not in left
    assert re.search(r'name="skip" value="0" checked', left)
    assert names(cast) == [], "looking at it anew receives nothing"
    assert client.post(address, {"taken": part[1], "skip": "0"}).status_code == 303
    assert names(cast) == ["Jonas Holm"]


def test_hidden_columns_are_read_when_they_are_taken(cast: Cast) -> None:
    hidden = Part("columns", "»Bemærkninger«", (row(2, "Vera Ottosen", VERA, text="tyveri\nkun til os"),))
    client = cast.client("consultant")
    address = kept(cast, with_parts(hidden))
    page = page_of(client.get(address))
    assert "Skjulte kolonner: »Bemærkninger«" in page
    assert client.post(address, {"taken": "columns"}).status_code == 303
    cast.consultant.sign()
    assert ListEntry.objects.get().text == "tyveri\nkun til os"


def test_a_part_that_was_never_there_takes_nothing(cast: Cast) -> None:
    address = kept(cast, with_parts(HIDDEN))
    assert cast.client("consultant").post(address, {"taken": "sheet-7"}).status_code == 303
    assert names(cast) == ["Vera Ottosen"]


def test_a_day_in_doubt_is_asked_about_and_what_is_answered_is_received(cast: Cast) -> None:
    past, future = today() - timedelta(days=9), today() + timedelta(days=20)
    doubtful = row(2, "Vera Ottosen", VERA, text="tyveri", date_choices=(past, future))
    address = kept(cast, with_parts(rows=(doubtful,)))
    client = cast.client("consultant")
    page = page_of(client.get(address))
    assert "Hvilken dag skete det?" in page
    assert "(den har ikke været endnu)" in page
    refused = client.post(address, {})
    assert refused.status_code == 422
    assert "Række 2: skriv, hvilken dag det skete." in page_of(refused)
    assert client.post(address, {"date-0": "2001-01-01"}).status_code == 422, "a day that was not offered"
    assert client.post(address, {"date-0": past.isoformat()}).status_code == 303
    cast.consultant.sign()
    assert ListEntry.objects.get().happened_on == past


def test_a_day_that_is_not_known_stays_empty_and_a_row_left_out_needs_none(cast: Cast) -> None:
    doubtful = [
        row(number, name, cpr, date_choices=(today() + timedelta(days=20),))
        for number, name, cpr in ((2, "Vera Ottosen", VERA), (3, "Jonas Holm", JONAS))
    ]
    address = kept(cast, with_parts(rows=tuple(doubtful)))
    assert cast.client("consultant").post(address, {"date-0": "none", "skip": "1"}).status_code == 303
    cast.consultant.sign()
    assert [(entry.name, entry.happened_on) for entry in ListEntry.objects.all()] == [("Vera Ottosen", None)]


BORN = date(2009, 3, 2)


def test_like_names_of_one_birth_date_are_asked_about_within_the_list_too(cast: Cast) -> None:
    cast.consultant.sign()
    rows = tuple(
        row(number, name, birth_date=BORN, text=f"Set {number} gange")
        for number, name in enumerate(["Vera Prøve", "Vera Proeve", "Vera Sofie Prøve", "Otto Prøve"], start=2)
    )
    address = kept(cast, with_parts(rows=rows))
    client = cast.client("consultant")
    page = page_of(client.get(address))
    assert page.count("Samme barn som i række 2: Vera Prøve") == 2, "not for Otto, who may be her twin"
    assert client.post(address, {}).status_code == 422
    left_out = client.post(address, {"skip": "0", "line-1": "same-0", "line-2": "create"})
    assert left_out.status_code == 422
    assert "Række 2 er udeladt" in page_of(left_out)
    assert client.post(address, {"line-1": "same-0", "line-2": "create"}).status_code == 303
    cast.consultant.sign()
    subjects = {entry.name: entry.subject for entry in ListEntry.objects.all()}
    assert subjects["Vera Proeve"] == subjects["Vera Prøve"]
    assert len(set(subjects.values())) == 3


def test_a_known_child_with_a_like_name_is_offered_and_a_later_number_is_kept(cast: Cast) -> None:
    actor = cast.consultant.sign()
    known = find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Vera Otosen", date(2011, 5, 12)))
    address = kept(cast, with_parts())
    client = cast.client("consultant")
    page = page_of(client.get(address))
    assert "samme fødselsdato, og navnet ligner" in page
    assert client.post(address, {"line-0": f"pick-{known.pk}"}).status_code == 303
    cast.consultant.sign()
    assert ListEntry.objects.get().subject == known.pk
    again = find_or_create(
        cast.consultant.sign(), owner_audience=cast.forum.door_id, child=Child("V. Ottosen", cpr=VERA)
    )
    assert again.pk == known.pk, "the number that the list brought is on the record now"


def test_a_late_number_that_stands_on_another_record_is_refused_at_its_line(cast: Cast) -> None:
    actor, door = cast.consultant.sign(), cast.forum.door_id
    find_or_create(actor, owner_audience=door, child=Child("Vera Ottosen", cpr=VERA))
    other = find_or_create(actor, owner_audience=door, child=Child("Vera K. Ottosen", date(2011, 5, 12)))
    client = cast.client("consultant")
    address = kept(cast, with_parts())
    refused = client.post(address, {"line-0": f"pick-{other.pk}"})
    assert refused.status_code == 422
    assert "CPR-nummeret står allerede på et andet barn hos jer." in page_of(refused)
    assert names(cast) == []


def test_a_new_name_with_a_known_number_asks_and_may_become_the_records_name(cast: Cast) -> None:
    actor = cast.consultant.sign()
    known = find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Vera Prøve", cpr=VERA))
    address = kept(cast, with_parts(rows=(row(2, "Vera Nytnavn", VERA),)))
    client = cast.client("consultant")
    assert "har fået navnet i rækken" in page_of(client.get(address))
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"line-0": f"rename-{known.pk}"}).status_code == 303
    cast.consultant.sign()
    assert ListEntry.objects.get().subject == known.pk
    assert Person.objects.get(pk=known.pk).name == "Vera Nytnavn"


def test_a_number_follows_its_line_to_the_child_who_is_chosen_by_hand(cast: Cast) -> None:
    door = cast.forum.door_id
    known = find_or_create(cast.consultant.sign(), owner_audience=door, child=Child("Vera Holm", date(2011, 5, 12)))
    address = kept(cast, with_parts())
    assert cast.client("consultant").post(address, {}).status_code == 303
    actor = cast.consultant.sign()
    entry = ListEntry.objects.select_related("police_list").get()
    actions.rematch(actor, entry=entry, version=entry.version, person_id=known.pk)
    again = find_or_create(actor, owner_audience=door, child=Child("V. Ottosen", cpr=VERA))
    assert again.pk == known.pk
