"""Words that are struck out inside a cell are left out and told; those beside them stand."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TextProperties
from odf.table import Table, TableCell, TableRow
from odf.text import P, S, Span
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from samspil.concerns.reader.parsing import parse
from samspil.concerns.tests import list_files

TODAY = datetime.date(2026, 11, 29)
Words = list[str]  # those in ~ are struck out
ROWS: list[list[Words]] = [
    [["Navn"], ["CPR-nr."], ["Forhold"], ["Skole"]],
    [["Bo ", "~Omar ", "Prøve"], ["620213-4222"], ["tyveri ", "~og voldtægt"], ["Søskolen ", "~Byskolen"]],
    [["Ida Prøve"], ["640511-4456"], ["~vold"], ["Søskolen"]],
]


def xlsx() -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in ROWS:
        sheet.append(
            [
                CellRichText(
                    *(TextBlock(InlineFont(strike=True), one[1:]) if one.startswith("~") else one for one in words)
                )
                for words in row
            ]
        )
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def xlsx_shared() -> bytes:
    """As Excel writes it: the texts lie in a part of their own."""
    data = xlsx()
    texts, cells = "", ""
    for place, words in enumerate(words for row in ROWS for words in row):
        column = place % 4
        runs = (
            f'<r>{"<rPr><strike/></rPr>" if one.startswith("~") else ""}<t xml:space="preserve">{one.lstrip("~")}</t></r>'
            for one in words
        )
        texts += f"<si>{''.join(runs)}</si>"
        cells += f'{"<row>" if not column else ""}<c t="s"><v>{place}</v></c>{"</row>" if column == 3 else ""}'
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return list_files.with_parts(
        data,
        {
            "xl/worksheets/sheet1.xml": f"<worksheet {space}><sheetData>{cells}</sheetData></worksheet>",
            "xl/sharedStrings.xml": f"<sst {space}>{texts}</sst>",
        },
    )


def ods() -> bytes:
    document = OpenDocumentSpreadsheet()
    struck = Style(name="T1", family="text")
    struck.addElement(TextProperties(textlinethroughstyle="solid"))
    document.automaticstyles.addElement(struck)
    table = Table(name="Liste")
    for row in ROWS:
        line = TableRow()
        for words in row:
            cell, paragraph = TableCell(valuetype="string"), P()
            for one in words:
                standing = Span(text=one.rstrip()) if not one.startswith("~") else Span(stylename=struck, text=one[1:])
                paragraph.addElement(standing)
                if one.endswith(" ") and not one.startswith("~"):
                    paragraph.addElement(S())
            cell.addElement(paragraph)
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def xls() -> bytes:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Liste")
    struck = xlwt.easyfont("struck_out on")
    for place, row in enumerate(ROWS):
        for column, words in enumerate(row):
            runs = [(one[1:], struck) if one.startswith("~") else one for one in words]
            sheet.write_rich_text(place, column, runs)
    return list_files.xls_bytes(workbook)


@pytest.mark.parametrize("write", [xlsx, xlsx_shared, ods, xls])
def test_words_that_are_struck_out_in_a_cell_are_left_out_and_told(write: Callable[[], bytes]) -> None:
    reading = parse(write(), today=TODAY)
    assert [(row.name, row.text) for row in reading.rows] == [("Bo Prøve", "tyveri"), ("Ida Prøve", None)]
    assert [problem.message for problem in reading.problems] == [
        "Række 2, »Navn« har ord, der er streget over i regnearket: »Omar«. De er ikke læst; skriv dem selv, hvis de gælder.",
        "Række 2, »Forhold« har ord, der er streget over i regnearket: »og voldtægt«. De er ikke læst; skriv dem selv, hvis de gælder.",
        "Række 3, »Forhold« er streget over i regnearket: »vold«. Det er ikke læst; skriv det selv, hvis det gælder.",
    ]
    assert reading.notes == (
        "I kolonnen »Skole«, som ikke læses, står »Søskolen (streget over: Byskolen)« (række 2), »Søskolen« (række 3).",
    )


def test_a_workbook_with_more_texts_than_one_record_holds_keeps_its_struck_words() -> None:
    """The texts of an old workbook go on in further records, in the middle of a word too."""
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Liste")
    struck = xlwt.easyfont("struck_out on")
    for column, heading in enumerate(("Navn", "Forhold")):
        sheet.write(0, column, heading)
    for place in range(1, 40):
        sheet.write(place, 0, f"Bo Prøve {'abcdefghij'[place % 10]}")
        sheet.write_rich_text(
            place, 1, [f"{place} " + "tyveri åæø " * 60, ("× voldtægt" if place % 2 else "voldtægt", struck)]
        )
    reading = parse(list_files.xls_bytes(workbook), today=TODAY)
    assert len(reading.rows) == len(reading.problems) == 39
    assert not any("voldtægt" in (row.text or "") for row in reading.rows)
    assert all("voldtægt« " not in problem.message and "voldtægt«" in problem.message for problem in reading.problems)


def test_letters_encoded_twice_are_mended_in_struck_words_too() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["Navn", "Forhold"])
    twice = "voldtægt".encode().decode("cp1252")
    sheet.append(
        [
            "Bo Prøve",
            CellRichText("tyveri på gade".encode().decode("cp1252"), TextBlock(InlineFont(strike=True), twice)),
        ]
    )
    file = io.BytesIO()
    workbook.save(file)
    reading = parse(file.getvalue(), today=TODAY)
    assert reading.rows[0].text == "tyveri på gade"
    assert "»voldtægt«" in reading.problems[0].message
