"""What a list says beside its plain cells: comments, columns without a heading, times of day, ages, days that are no day yet."""

from __future__ import annotations

import datetime
import io
import struct
import zipfile
from typing import Any

import openpyxl
import pytest
from odf.dc import Creator
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.comments import Comment

from samspil.concerns.reader import ListReading
from samspil.concerns.reader.parsing import parse
from samspil.concerns.reader.sentences import ROLES
from samspil.concerns.reader.xls_marks import XlsBook, _read_sheet
from samspil.concerns.states import ListRole
from samspil.concerns.tests import list_files

TODAY = datetime.date(2026, 11, 29)
HEADER = ["Navn", "CPR-nr.", "Gerningsdato", "Rolle", "Forhold"]
VERA = ["Vera Prøve", "620309-4234", datetime.date(2026, 11, 20), "vidne", "tyveri"]


def read(data: bytes) -> ListReading:
    return parse(data, today=TODAY)


def listed(*rows: list[Any], header: list[Any] = HEADER) -> ListReading:
    return read(list_files.xlsx({"Liste": [header, *rows]}))


def messages(reading: ListReading) -> list[str]:
    return [problem.message for problem in reading.problems]


def with_comment(written: str, cell: str = "A2") -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in (HEADER, VERA):
        sheet.append(row)
    sheet[cell].comment = Comment(written, "Politiet")
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


# --- comments -------------------------------------------------------------------------------------------------------
def test_a_comment_on_a_cell_is_told_and_a_number_in_it_is_not() -> None:
    assert read(with_comment("Obs: anonym adresse")).notes == ("Række 2, »Navn«, kommentar: »Obs: anonym adresse«",)
    (note,) = read(with_comment("se 630410-4345")).notes
    assert note == "Række 2, »Navn«, kommentar: »se [CPR-nummer udeladt]«"


def test_a_conversation_on_a_cell_goes_before_its_copy() -> None:
    data = with_comment("[Kommentartråd] Din version af Excel ... Obs: anonym adresse")
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name.endswith("_rels/sheet1.xml.rels"):
                link = (
                    b'<Relationship Id="rId99" Target="../threadedComments/threadedComment1.xml" '
                    b'Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"/></Relationships>'
                )
                part = part.replace(b"</Relationships>", link)
            after.writestr(name, part)
        after.writestr(
            "xl/threadedComments/threadedComment1.xml",
            '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
            '<threadedComment ref="A2" id="1"><text>Obs: anonym adresse</text></threadedComment>'
            '<threadedComment ref="A2" id="2"><text>Ja</text></threadedComment></ThreadedComments>',
        )
    assert read(file.getvalue()).notes == ("Række 2, »Navn«, kommentar: »Obs: anonym adresse / Ja«",)


def test_a_comment_in_an_open_document_is_told() -> None:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Liste")
    for row in (HEADER[:2], ["Vera Prøve", "620309-4234"]):
        line = TableRow()
        for value in row:
            cell = TableCell(valuetype="string")
            if value == "Vera Prøve":
                said = Annotation()
                said.addElement(Creator(text="Politiet"))
                said.addElement(P(text="Obs: anonym"))
                said.addElement(P(text="adresse"))
                cell.addElement(said)
            cell.addElement(P(text=value))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    file = io.BytesIO()
    document.save(file)
    reading = read(file.getvalue())
    assert reading.notes == ("Række 2, »Navn«, kommentar: »Obs: anonym adresse«",)
    assert reading.rows[0].name == "Vera Prøve"


@pytest.mark.parametrize("wide", [False, True])
def test_a_comment_in_a_workbook_of_before_2007_is_told(*, wide: bool) -> None:
    written = "Obs: anonym adresse"
    encoded = written.encode("utf-16-le" if wide else "latin-1")
    half = len(encoded) // 2 // 2 * 2
    records = [
        (0x809, struct.pack("<HH", 0x600, 0x10)),
        (0x5D, struct.pack("<4H", 0x15, 0x12, 0x19, 7)),
        (0x1B6, struct.pack("<10x4H", len(written), 8, 0, 0)),
        (0x3C, bytes([wide]) + encoded[:half]),
        (0x3C, bytes([wide]) + encoded[half:]),
        (0x3C, struct.pack("<HHI", 0, 0, 0)),
        (0x1C, struct.pack("<4H", 1, 0, 0, 7)),
        (0x1C, struct.pack("<4H", 2, 0, 0, 8)),
        (0x0A, b""),
    ]
    stream = b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)
    assert _read_sheet(stream, 0, XlsBook()).comments == {(2, 0): written, (3, 0): ""}


# --- columns without a heading --------------------------------------------------------------------------------------
def test_a_column_without_a_heading_is_told_with_what_stands_there() -> None:
    (note,) = listed([*VERA, "bor hos sin far"], header=HEADER).notes
    assert note == "Kolonne F har ingen overskrift. Der står »bor hos sin far« (række 2)."
    many = listed(*[[*VERA, None, f"ord {number}"] for number in range(5)]).notes
    assert " ".join(many) == (
        "Kolonne G har ingen overskrift. Der står »ord 0« (række 2), »ord 1« (række 3), »ord 2« (række 4), "
        "og noget i 2 rækker til."
    )
    assert "620309" not in str(listed([*VERA, "620309-4234"]).notes)


def test_a_column_without_a_heading_in_a_text_file_is_told_too() -> None:
    (note,) = read(b"Navn;;Rolle\nVera Lund;hos sin far;vidne\n").notes
    assert note == "Kolonne B har ingen overskrift. Der står »hos sin far« (linje 2)."


# --- times of day and ages ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "time"),
    [
        (datetime.datetime(2026, 11, 25, 23, 30), datetime.time(23, 30)),
        (datetime.datetime(2026, 11, 25, 0, 0), None),
        (datetime.date(2026, 11, 25), None),
        ("25-11-2026 23:30", datetime.time(23, 30)),
        ("25.11.2026 23.30", datetime.time(23, 30)),
        ("25/11-26 kl. 8", datetime.time(8)),
        ("25. november 2026 kl. 08.05-09.00", datetime.time(8, 5)),
        ("2026-11-25 00:00", None),
        ("25.11.2026", None),
    ],
)
def test_the_time_of_day_beside_a_date_is_kept(written: Any, time: datetime.time | None) -> None:
    (row,) = listed(["Vera Prøve", None, written, "vidne", "tyveri"]).rows
    assert (row.date, row.time) == (datetime.date(2026, 11, 25), time)


@pytest.mark.parametrize("written", ["23:30", "kl. 23.30", datetime.time(23, 30)])
def test_the_time_of_day_in_a_column_of_its_own_is_kept(written: Any) -> None:
    reading = listed(["Vera", "25-11-2026", written], header=["Navn", "Dato", "Kl."])
    assert (reading.rows[0].date, reading.rows[0].time) == (datetime.date(2026, 11, 25), datetime.time(23, 30))
    beside = listed(["Vera", "25-11-2026", written], header=["Navn", "Dato", "Tidspunkt"])
    assert (beside.rows[0].date, beside.rows[0].time, beside.unread) == (
        datetime.date(2026, 11, 25), datetime.time(23, 30), (),
    )  # fmt: skip


def test_what_is_no_time_of_day_is_told() -> None:
    reading = listed(["Vera", "25-11-2026", "om natten"], header=["Navn", "Dato", "Kl."])
    assert messages(reading) == [
        "Række 2, »Kl.« er ikke et klokkeslæt: »om natten«. Skriv timer og minutter, for eksempel 23.30."
    ]


@pytest.mark.parametrize(("written", "age"), [(14, 14), ("14", 14), ("14 år", 14), (14.0, 14), (None, None)])
def test_an_age_is_read(written: Any, age: int | None) -> None:
    reading = listed(["Vera Prøve", written], header=["Navn", "Alder"])
    assert (reading.rows[0].age, reading.unread, reading.problems) == (age, (), ())


def test_what_is_no_age_is_told_where_there_is_no_birth_date() -> None:
    assert messages(listed(["Vera Prøve", "ca. 12"], header=["Navn", "Alder"])) == [
        "Række 2, »Alder« er ikke en alder: »ca. 12«. Skriv hele år, eller skriv fødselsdatoen."
    ]
    assert messages(listed(["Vera Prøve", "ca. 12", "02-03-2012"], header=["Navn", "Alder", "Født"])) == []


# --- days that must be asked about ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "choices", "why"),
    [
        ("24.11", [datetime.date(2026, 11, 24)], "har intet år"),
        ("24/11", [datetime.date(2026, 11, 24)], "har intet år"),
        ("d. 24. november", [datetime.date(2026, 11, 24)], "har intet år"),
        ("24.12", [datetime.date(2025, 12, 24)], "har intet år"),
        ("24-11-1926", [datetime.date(2026, 11, 24), datetime.date(1926, 11, 24)], "kan ikke læses sikkert"),
        (datetime.date(1926, 11, 24), [datetime.date(2026, 11, 24), datetime.date(1926, 11, 24)], "kan ikke læses"),
        ("24-11-2016", [datetime.date(2016, 11, 24)], "kan ikke læses sikkert"),
        ("4-1-2027", [datetime.date(2027, 1, 4)], "kan ikke læses sikkert"),
    ],
)
def test_a_day_that_is_not_sure_is_asked_about(written: Any, choices: list[datetime.date], why: str) -> None:
    reading = listed(["Vera Prøve", None, written, "vidne", "tyveri"])
    assert (reading.rows[0].date, list(reading.rows[0].date_choices)) == (None, choices)
    (message,) = messages(reading)
    assert why in message


@pytest.mark.parametrize("written", ["20.11", "20.11."])
def test_a_day_without_a_year_is_no_time_of_day(written: str) -> None:
    assert listed(["Vera Prøve", None, written, "vidne", "tyveri"]).rows[0].time is None
    assert listed(["Vera Prøve", None, "20-11-2026 23.11", "vidne", "tyveri"]).rows[0].time == datetime.time(23, 11)


def test_a_time_of_day_is_no_day_without_a_year() -> None:
    assert "klokkeslæt uden dato" in messages(listed(["Vera Prøve", None, "23:30", "vidne", "x"]))[0]


# --- roles ----------------------------------------------------------------------------------------------------------
def test_a_role_with_a_question_mark_is_told() -> None:
    reading = listed(["Vera Prøve", None, None, "Vidne?", "x"])
    assert reading.rows[0].role == "witness"
    assert messages(reading) == [
        "Række 2, »Rolle« er skrevet med spørgsmålstegn: »Vidne?«. Den er læst som »Vidne«; ret den, hvis den er usikker."
    ]


def test_the_roles_are_called_what_the_pages_call_them() -> None:
    assert {role.value: str(role.label) for role in ListRole} == ROLES


def test_what_was_taken_out_of_a_name_is_told() -> None:
    name, number, *rest = VERA
    without = ["Navn", *HEADER[2:]]
    moved = listed([f"{name} {number}", "", *rest], ["Ida\u2060 Prøve", "640511-4456", *rest])
    assert [row.name for row in moved.rows] == ["Vera Prøve", "Ida Prøve"]
    assert moved.rows[0].cpr == number.replace("-", "")
    assert moved.told == (
        "CPR-nummeret stod i feltet med navnet og er flyttet til sit eget felt: Række 2.",
        "Tegn, som man ikke kan se, er taget ud af navnet: Række 3.",
    )
    assert listed(VERA).told == ()
    assert "flyttet" in messages(listed([f"{name} {number}", *rest], header=without))[0]


def test_a_line_above_the_headings_is_told_whole() -> None:
    basis = "Videregives efter retsplejelovens § 115, stk. 1, nr. 2, til brug for SSP-samarbejdet i kommunen. Opdigtede navne."
    reading = read(list_files.xlsx({"Liste": [[basis], HEADER, VERA]}))
    assert any(basis in note for note in reading.notes)


def test_a_day_of_last_year_is_asked_about_for_the_year_may_be_a_slip() -> None:
    reading = parse(b"Navn;Dato\nBo Rask;3/11-25\nAda Toft;3/11-24\n", today=datetime.date(2026, 11, 30))
    assert [row.date for row in reading.rows] == [None, None]
    assert reading.rows[0].date_choices == (datetime.date(2025, 11, 3), datetime.date(2026, 11, 3))
    assert reading.rows[1].date_choices == (datetime.date(2024, 11, 3),)
