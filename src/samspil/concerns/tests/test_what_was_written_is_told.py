"""What stands in a file and is not taken as it stands is told where its row is: an unknown name, a wrong number, another word for a role,
the hidden rows of a further sheet.
"""

from __future__ import annotations

import io
import json
import re
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from openpyxl.styles import Font

from samspil.concerns.lists.lines import Line, line_from_json
from samspil.concerns.models import ListEntry, PoliceList
from samspil.concerns.reader import ListReading
from samspil.concerns.reader.parsing import parse
from samspil.concerns.tests.test_left_out_page import after, kept, names, page_of
from samspil.sharing.models import Draft
from tests.cast import Cast
from tests.clock import today


def of_text(text: str) -> ListReading:
    return parse(text.encode(), today=today())


def row_page(cast: Cast, address: str, index: int) -> str:
    key = address.rstrip("/").rsplit("/", 1)[-1]
    return page_of(cast.client("consultant").get(reverse("concerns:row", args=[key, index])))


# --- a name that nobody knows ---------------------------------------------------------------------------------------
def test_the_words_for_somebody_unknown_stand_in_the_row_and_on_its_page(cast: Cast) -> None:
    read = of_text("Navn;Rolle;Forhold\nukendt dreng;vidne;så det\nN.N.;mistænkt;vold\n")
    address = kept(cast, read)
    page = page_of(cast.client("consultant").get(address))
    assert "ikke identificeret (»ukendt dreng«)" in page
    assert "ikke identificeret (»N.N.«)" in page
    assert "På listen står »ukendt dreng«." in row_page(cast, address, 0)
    assert cast.client("consultant").post(address, {}).status_code == 303
    cast.consultant.sign()
    assert set(ListEntry.objects.values_list("name", flat=True)) == {""}, "it is nobody's name"


def test_rows_of_a_part_tell_the_words_for_somebody_unknown_too(cast: Cast) -> None:
    page = page_of(cast.client("consultant").get(kept(cast, parse(two_sheets(), today=today()))))
    assert "Række 5 på arket »To«: ikke identificeret (»ukendt pige«)" in page


# --- what is no number ----------------------------------------------------------------------------------------------
WRONG = "Navn;CPR-nr.;Forhold\nBo Rask;720511-422;tyveri\nAda Rask;værge;tyveri\nPia Rask;720511-4222 / 640310-4111;tyveri\n"


def test_what_is_no_number_is_quoted_and_stands_in_the_field_of_the_number(cast: Cast) -> None:
    address = kept(cast, of_text(WRONG))
    page = page_of(cast.client("consultant").get(address))
    for written in ("720511-xxx", "værge"):
        assert f"er ikke et CPR-nummer: »{written}«" in page
    assert 'name="cpr" value="720511-422"' in row_page(cast, address, 0)
    beside = row_page(cast, address, 1)
    assert "er ikke et CPR-nummer: »værge«" in beside
    assert 'value="værge"' not in beside, "what cannot be a number with a slip in it would only be refused"


def test_whole_numbers_among_words_are_shown_nowhere_and_no_slip_lies_open(cast: Cast) -> None:
    address = kept(cast, of_text(WRONG))
    pages = [page_of(cast.client("consultant").get(address)), *(row_page(cast, address, index) for index in range(3))]
    assert not any(re.search(r"4222|4111", page) for page in pages)
    cast.consultant.sign()
    lying = json.dumps([draft.data for draft in Draft.objects.all()])
    assert "720511-422" not in lying
    assert "4222" not in lying


def test_a_slip_is_put_right_on_the_row_s_page(cast: Cast) -> None:
    address = kept(cast, of_text(WRONG))
    client, key = cast.client("consultant"), address.rstrip("/").rsplit("/", 1)[-1]
    at_row = reverse("concerns:row", args=[key, 0])
    assert client.post(at_row, {"name": "Bo Rask", "cpr": "720511-422"}).status_code == 422
    assert client.post(at_row, {"name": "Bo Rask", "cpr": "720511-4222"}).status_code == 303
    page = page_of(client.get(address))
    assert "»720511-xxx«" not in page
    assert "Der blev læst 720511-xxxx" in row_page(cast, address, 0)


def test_a_line_that_is_kept_comes_back_whole() -> None:
    line = Line(row=2, name_told="ukendt dreng", role_told="tiltalt", number_told="værge på Ærø")
    assert line_from_json(json.loads(json.dumps(line.as_json()))) == line


# --- other words for a role -----------------------------------------------------------------------------------------
def test_the_words_of_the_list_for_a_role_are_quoted(cast: Cast) -> None:
    born = today().replace(year=today().year - 17, day=1)
    young = today().replace(year=today().year - 13, day=1)
    read = of_text(
        f"Navn;Født;Rolle;Dato\nBo Rask;{born:%d-%m-%Y};tiltalt;20-11-2026\nAda Rask;{young:%d-%m-%Y};tiltalt;20-11-2026\n"
    )
    address = kept(cast, read)
    page = page_of(cast.client("consultant").get(address))
    assert "Sigtet (»tiltalt«)" in page
    assert "på listen står »tiltalt«; under 15 år skrives det som »Mistænkt (under 15)«" in page
    key = address.rstrip("/").rsplit("/", 1)[-1]
    client = cast.client("consultant")
    client.post(reverse("concerns:row", args=[key, 0]), {"name": "Bo Rask", "role": "witness"})
    assert "Vidne (»tiltalt«)" not in page_of(client.get(address)), (
        "a role that a person has written is no word of the list"
    )


# --- what a further sheet leaves out --------------------------------------------------------------------------------
def two_sheets() -> bytes:
    workbook = openpyxl.Workbook()
    for sheet, who in ((workbook.worksheets[0], "Et"), (workbook.create_sheet("To"), "To")):
        rows: list[list[Any]] = [
            ["Navn", "Forhold", "Note"], [f"Synlig {who}sen", "tyveri"], [f"Gemt {who}sen", "vold"],
            [f"Slettet {who}sen", "brand"], ["ukendt pige", "hærværk"], [f"NB: {who}sen må ikke vide det"],
        ]  # fmt: skip
        for row in rows:
            sheet.append(row)
        sheet["C2"] = f"kun os {who}"
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["C"].hidden = True
        for cell in sheet[4]:
            cell.font = Font(strike=True)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def test_hidden_and_struck_rows_and_remarks_of_a_further_sheet_are_named_and_offered(cast: Cast) -> None:
    address, client = kept(cast, parse(two_sheets(), today=today())), cast.client("consultant")
    page = page_of(client.get(address))
    for said in (
        "2 rækker er skjult, for eksempel af et filter, på arket »To«", "Række 3 på arket »To«: Gemt Tosen, vold",
        "Række 4 på arket »To«: Slettet Tosen, brand", "Række 6 på arket »To«: NB: Tosen må ikke vide det",
        "har mere i de skjulte kolonner »Note«, og det er ikke taget med: »kun os To«",
    ):  # fmt: skip
        assert said in page
    parts = dict(re.findall(r'<h3>([^<]*)</h3>.*?name="take" value="([^"]*)"', page))
    (hidden,) = (key for title, key in parts.items() if "skjult" in title and "»To«" in title)
    page = after(client, address, {"take": hidden})
    assert "Gemt Tosen" in page[page.index("Taget med af dig") :]
    (remark,) = (key for title, key in parts.items() if "bemærkning" in title and "»To«" in title)
    after(client, address, {f"taken-{hidden}": "1", "take": remark})
    assert client.post(address, {f"taken-{hidden}": "1", f"taken-{remark}": "1"}).status_code == 303
    assert "Gemt Tosen" in names(cast)
    assert "Gemt Etsen" not in names(cast)
    assert PoliceList.objects.get().note == "NB: Tosen må ikke vide det"


@pytest.mark.parametrize("heading", ["Farve", None])
def test_a_hidden_column_that_is_not_read_is_said_to_be_hidden(heading: str | None) -> None:
    workbook = openpyxl.Workbook()
    for row in (["Navn", "Forhold", heading], ["Bo Rask", "tyveri", "blå"]):
        workbook.worksheets[0].append(row)
    workbook.worksheets[0].column_dimensions["C"].hidden = True
    file = io.BytesIO()
    workbook.save(file)
    (note,) = parse(file.getvalue(), today=today()).notes
    assert "blå" in note
    assert "skjult" in note
