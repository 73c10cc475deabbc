"""What stands in a file and is no plain row: hidden, struck out, on another sheet, in doubt. It is told, never dropped."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TextProperties
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from samspil.concerns.reader import ListReading, read_list
from samspil.concerns.reader.parsing import parse
from samspil.concerns.tests import list_files

TODAY = date(2026, 11, 29)
HEADER = ["Navn", "CPR-nr.", "Gerningsdato", "Forhold"]
VERA = ["Vera Prøve", "620309-4234", date(2026, 11, 20), "tyveri"]
OTTO = ["Otto Prøve", "630410-4345", date(2026, 11, 20), "tyveri"]
IDA = ["Ida Prøve", "640511-4456", date(2026, 11, 20), "tyveri"]


def read(data: bytes) -> ListReading:
    return parse(data, today=TODAY)


def book(*rows: list[Any]) -> tuple[openpyxl.Workbook, Any]:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Liste"
    for row in (HEADER, *rows):
        sheet.append(row)
    return workbook, sheet


def saved(workbook: openpyxl.Workbook | xlwt.Workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def names(reading: ListReading) -> list[str | None]:
    return [row.name for row in reading.rows]


def left_out(reading: ListReading) -> dict[str, list[str | None]]:
    return {part.kind: [row.name for row in part.rows] for part in reading.asides}


def xlsx_marked() -> bytes:
    workbook, sheet = book([*VERA, "kun til os"], [*OTTO, None], [*IDA, None])
    sheet["E1"] = "Bemærkninger"
    sheet.auto_filter.ref = "A1:E4"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["E"].hidden = True
    for cell in sheet[4]:
        cell.font = Font(strike=True)
    return saved(workbook)


def xls_marked() -> bytes:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Liste")
    struck = xlwt.easyxf("font: struck_out on")
    for place, row in enumerate([[*HEADER, "Bemærkninger"], [*VERA, "kun til os"], OTTO, IDA]):
        for column, value in enumerate(row):
            written = f"{value:%d-%m-%Y}" if isinstance(value, date) else value
            sheet.write(place, column, written, struck if place == 3 else xlwt.Style.default_style)
    sheet.row(2).hidden = True
    sheet.col(4).hidden = True
    return saved(workbook)


def ods_marked() -> bytes:
    document = OpenDocumentSpreadsheet()
    struck = Style(name="struck", family="table-cell")
    struck.addElement(TextProperties(textlinethroughstyle="solid"))
    document.automaticstyles.addElement(struck)
    table = Table(name="Liste")
    table.addElement(TableColumn(numbercolumnsrepeated=4))
    table.addElement(TableColumn(visibility="collapse"))
    for place, row in enumerate([[*HEADER, "Bemærkninger"], [*VERA, "kun til os"], OTTO, IDA]):
        line = TableRow(**({"visibility": "filter"} if place == 2 else {}))
        for value in row:
            cell = TableCell(valuetype="string", **({"stylename": struck} if place == 3 else {}))
            cell.addElement(P(text=f"{value:%d-%m-%Y}" if isinstance(value, date) else value))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    return saved(document)


@pytest.mark.parametrize("marked", [xlsx_marked, xls_marked, ods_marked])
def test_hidden_and_struck_rows_and_hidden_columns_are_left_out_and_offered(marked):
    reading = read(marked())
    assert names(reading) == ["Vera Prøve"]
    assert reading.rows[0].text == "tyveri", "the hidden remark does not follow"
    assert left_out(reading) == {"hidden": ["Otto Prøve"], "struck": ["Ida Prøve"], "columns": ["Vera Prøve"]}
    hidden, struck, columns = reading.asides
    assert hidden.rows[0].cpr == "6304104345"
    assert struck.rows[0].cpr == "6405114456"
    assert columns.name == "»Bemærkninger«"
    assert columns.rows[0].text == "tyveri\nkun til os"
    assert reading.problems == ()


def test_the_child_process_answers_the_same_and_the_json_tells_each_row_that_is_left_out():
    data = xlsx_marked()
    assert read_list(data, "liste.xlsx", today=TODAY) == read(data)
    assert [problem["message"] for problem in read(data).as_json()["problems"]] == [
        "Række 3 er skjult i regnearket og er ikke taget med.",
        "Række 4 er streget over og er ikke taget med.",
        "Række 2 har mere i de skjulte kolonner »Bemærkninger« og er ikke taget med.",
    ]


def test_names_in_a_hidden_column_are_read_and_that_is_said():
    workbook, sheet = book(VERA)
    for letter in "AB":
        sheet.column_dimensions[letter].hidden = True
    reading = read(saved(workbook))
    assert names(reading) == ["Vera Prøve"]
    assert reading.told == ("De skjulte kolonner »Navn«, »CPR-nr.« er læst, fordi navnene står i dem.",)


def test_other_sheets_are_offered_hidden_ones_too_and_one_without_headings_is_noted():
    sheets = {
        "Liste": [HEADER, VERA],
        "Strand": [HEADER, OTTO],
        "Gammel": [HEADER, IDA],
        "Noter": [["husk", "kaffe"], ["og", "kage"]],
    }
    reading = read(list_files.xlsx(sheets, hidden=("Gammel",)))
    assert names(reading) == ["Vera Prøve"]
    assert [(part.kind, part.name, part.rows[0].name) for part in reading.asides] == [
        ("sheet", "Strand", "Otto Prøve"),
        ("hidden_sheet", "Gammel", "Ida Prøve"),
    ]
    assert reading.notes == (
        "Arket »Noter« har 2 rækker, men ingen overskrifter, vi kender. Der står »husk · kaffe« (række 1), »og · kage« (række 2).",
    )


@pytest.mark.parametrize("between", [[None], []])
def test_a_second_table_beside_the_first_is_offered_as_a_sheet_of_its_own(between: list[None]) -> None:
    """Met by a stranger: the children to the right were nowhere, and their birth dates and deeds stood with those to the left."""
    right = ["Navn", "Født", "Forhold"]
    rows = [
        [*HEADER, *between, *right],
        [*VERA, *between, "Otto Prøve", date(2010, 4, 3), "vold"],
        [None] * (len(HEADER) + len(between)) + ["Ida Prøve", date(2011, 5, 4), "hærværk"],
    ]
    reading = read(list_files.xlsx({"Liste": rows}))
    assert [(row.name, row.birth_date, row.text) for row in reading.rows] == [
        ("Vera Prøve", date(2009, 3, 2), "tyveri"),
    ]  # fmt: skip
    (part,) = reading.asides
    assert (part.kind, part.name) == ("sheet", "Liste, tabellen til højre")
    assert [(row.name, row.birth_date, row.text) for row in part.rows] == [
        ("Otto Prøve", date(2010, 4, 3), "vold"), ("Ida Prøve", date(2011, 5, 4), "hærværk"),
    ]  # fmt: skip
    assert (reading.notes, reading.problems) == ((), ())


def test_a_column_without_heading_between_two_others_makes_no_second_table() -> None:
    reading = read(
        list_files.xlsx(
            {
                "Liste": [
                    ["Navn", "CPR-nr.", None, "Forhold", "Navn på skole"],
                    [*VERA[:2], "x", "tyveri", "Prøveskolen"],
                ]
            }
        )
    )
    assert (names(reading), reading.asides) == (["Vera Prøve"], ())


def test_lines_above_and_below_the_list_are_told():
    foot = "Listen er udarbejdet af Prøvepolitiet d. 27/11 og er fortrolig."
    rows = [["Ungeliste, uge 48"], HEADER, VERA, ["I alt", 1], [foot], [None, None, None, "Side 1 af 1"], HEADER]
    reading = read(list_files.xlsx({"Liste": rows}))
    assert names(reading) == ["Vera Prøve"]
    assert left_out(reading) == {"remark": ["I alt, 1", foot, "Side 1 af 1"]}
    assert reading.notes == ("Række 1: »Ungeliste, uge 48«", "Række 7: overskrifterne igen")


def test_a_row_in_a_column_without_a_known_heading_is_noted_without_a_number():
    rows = [[*HEADER, "Farve"], [*VERA, "blå"], [None, None, None, None, "se også 640511-4456"]]
    assert read(list_files.xlsx({"Liste": rows})).notes == (
        "Række 3: »se også [CPR-nummer udeladt]«",
        "I kolonnen »Farve«, som ikke læses, står »blå« (række 2).",
    )


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("A2", '="Vera"&" Prøve"', "Række 2, »Navn« er en formel uden gemt værdi. Åbn filen i regnearket, gem den"),
        ("C2", "#REF!", "Række 2, »Gerningsdato« viser en fejl i regnearket"),
        ("B2", "#I/T", "Række 2, »CPR-nr.« viser en fejl i regnearket"),
    ],
)
def test_a_cell_that_shows_no_value_is_a_problem(column, value, message):
    workbook, sheet = book(VERA)
    sheet[column] = value
    problems = [problem.message for problem in read(saved(workbook)).problems]
    assert len(problems) == 1
    assert problems[0].startswith(message)


def test_a_formula_that_gives_an_empty_text_is_simply_empty():
    workbook, sheet = book(VERA)
    sheet["D2"] = '=""'
    data = list_files.changed(saved(workbook), "xl/worksheets/sheet1.xml", b'<c r="D2">', b'<c r="D2" t="str">')
    assert read(data).problems == ()


@pytest.mark.parametrize(
    ("written", "choices"),
    [
        ("11/12/2026", (date(2026, 11, 12), date(2026, 12, 11))),
        (date(2026, 12, 11), (date(2026, 11, 12), date(2026, 12, 11))),
        ("24-12-2026", (date(2026, 12, 24),)),
        ("11/25/2026", (date(2026, 11, 25),)),
        ("20-11-2026", ()),
    ],
)
def test_a_date_in_the_future_or_the_other_way_round_is_asked_about(written, choices):
    (row,) = read(list_files.xlsx({"Liste": [HEADER, [*VERA[:2], written, "tyveri"]]})).rows
    assert row.date_choices == choices
    assert row.date == (None if choices else date(2026, 11, 20))


def test_one_date_with_the_month_first_makes_the_others_of_its_column_doubtful():
    rows = [HEADER, [*VERA[:2], "11/25/2026", ""], [*OTTO[:2], "03/04/2026", ""], [*IDA[:2], "20-11-2026", ""]]
    american, doubtful, clear = read(list_files.text_file(rows)).rows
    assert american.date_choices == (date(2026, 11, 25),)
    assert doubtful.date_choices == (date(2026, 4, 3), date(2026, 3, 4))
    assert (clear.date, clear.date_choices) == (date(2026, 11, 20), ())


@pytest.mark.parametrize("codec", ["cp1252", "cp850", "mac-roman"])
def test_letters_that_were_encoded_twice_are_mended_and_that_is_said(codec):
    text = "Navn;Rolle\nÅse Øster-Ærø;mistænkt\n"
    reading = read(text.encode().decode(codec, "replace").encode())
    assert names(reading) == ["Åse Øster-Ærø"]
    assert reading.rows[0].role == "suspected"
    assert reading.told == ("Bogstaver, der var kodet forkert, er rettet: Åse, Øster, Ærø, mistænkt.",)


def test_characters_that_nobody_sees_are_cut_from_names_and_numbers():
    row = ["Vera Pr\u2060øve\u200b", "6203\u00ad09\u200d-4234", "20-11-2026", "tyveri"]
    (read_row,) = read(list_files.xlsx({"Liste": [HEADER, row]})).rows
    assert (read_row.name, read_row.cpr) == ("Vera Prøve", "6203094234")


def test_bare_days_of_the_1904_calendar_are_the_right_days():
    workbook, sheet = book(VERA)
    workbook.epoch = CALENDAR_MAC_1904
    sheet["C2"] = (date(2026, 11, 20) - date(1904, 1, 1)).days
    sheet["C2"].number_format = "General"
    assert read(saved(workbook)).rows[0].date == date(2026, 11, 20)


@pytest.mark.parametrize("written", ["02-03-2009", "620309", "620309-xxxx", "020309-0000", date(2009, 3, 2)])
def test_a_birth_date_in_the_column_of_numbers_is_used(written):
    reading = read(list_files.xlsx({"Liste": [HEADER, ["Vera Prøve", written, None, ""]]}))
    assert (reading.rows[0].cpr, reading.rows[0].birth_date) == (None, date(2009, 3, 2))
    assert [problem.message for problem in reading.problems] == [
        "Række 2, »CPR-nr.« er en fødselsdato og ikke et helt CPR-nummer. Den er læst som fødselsdato."
    ]


def test_a_row_with_a_number_and_no_name_is_told():
    reading = read(list_files.xlsx({"Liste": [HEADER, ["", *VERA[1:]]]}))
    assert [problem.message for problem in reading.problems] == [
        "Række 2 har intet navn. Se efter, hvem den handler om, eller spring den over."
    ]


def test_a_number_in_a_name_is_moved_to_its_field_and_one_in_the_text_is_taken_out_and_told():
    rows = [HEADER, ["Vera Prøve 620309-4234", "", None, "sammen med Otto, 630410-4345"]]
    reading = read(list_files.xlsx({"Liste": rows}))
    (row,) = reading.rows
    assert (row.name, row.cpr, row.birth_date) == ("Vera Prøve", "6203094234", date(2009, 3, 2))
    assert row.text == "sammen med Otto, [CPR-nummer udeladt]"
    assert [problem.column for problem in reading.problems] == ["text"]
    assert "6304104345" not in str(reading)
    assert "630410-4345" not in str(reading)


def test_another_number_in_the_name_than_in_its_column_is_asked_about():
    reading = read(list_files.xlsx({"Liste": [HEADER, ["Vera Prøve 630410-4345", *VERA[1:]]]}))
    assert (reading.rows[0].name, reading.rows[0].cpr) == ("Vera Prøve", "6203094234")
    assert [problem.column for problem in reading.problems] == ["name"]


SIGNED = """{head}
{rows}

{signature}
"""


@pytest.mark.parametrize("mark", ["\t", ";", ","])
@pytest.mark.parametrize("first", ["Navn", "Dato"])
@pytest.mark.parametrize(
    "signature",
    [
        ["Mvh Karen Holt, tlf. 12 34 56 78"],
        ["Med venlig hilsen", "", "Karen Holt", "Politiassistent", "Tlf. 12345678"],
        ["Venlig hilsen", "Karen Holt; Lokalpolitiet"],
        ["Tlf. 12345678", "karen@politi.example"],
    ],
)
def test_the_signature_of_a_pasted_mail_is_left_out_and_told(mark: str, first: str, signature: list[str]) -> None:
    head = ["Navn", "Født", "Dato"] if first == "Navn" else ["Dato", "Født", "Navn"]
    rows = [["Vera Ottosen", "12.05.2011", "18.11.2026"], ["Jonas Holm", "04.03.2010", "18.11.2026"]]
    lines = [mark.join(one if first == "Navn" else one[::-1]) for one in rows]
    text = SIGNED.format(head=mark.join(head), rows="\n".join(lines), signature="\n".join(signature))
    reading = read_list(text.encode(), "indsat.txt")
    assert [one.name for one in reading.rows] == ["Vera Ottosen", "Jonas Holm"]
    (part,) = reading.asides
    assert (part.kind, len(part.rows)) == ("remark", len([line for line in signature if line]))
    told = " ".join(one.name or "" for one in part.rows)
    assert all(word.strip(",;") in told for word in " ".join(signature).split())


def test_a_child_below_a_greeting_is_no_signature() -> None:
    text = "Navn\tFødt\nMvh Karen\t\nVera Ottosen\t12.05.2011\nHilsen Holm\t04.03.2010\nBo Lind\t\n"
    reading = read_list(text.encode(), "indsat.txt")
    assert [one.name for one in reading.rows] == ["Mvh Karen", "Vera Ottosen", "Hilsen Holm", "Bo Lind"]
