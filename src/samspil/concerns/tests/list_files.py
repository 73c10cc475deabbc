"""Writes lists as files, the way the programs do that people use: csv, xlsx, xls and ods."""

import codecs
import csv
import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Literal

import openpyxl
import xlwt
from odf.namespaces import OFFICENS
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

Value = str | int | float | datetime.date | datetime.datetime | None
Rows = Sequence[Sequence[Value]]

_MARKS = {"utf-8-sig": b"", "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
_XLS_DAY = xlwt.easyxf(num_format_str="DD-MM-YYYY")
_XLS_MINUTE = xlwt.easyxf(num_format_str="DD-MM-YYYY HH:MM")


def text_file(
    rows: Rows, *, encoding: str = "utf-8", delimiter: str = ";", line_break: str = "\r\n", quote_all: bool = False
) -> bytes:
    """A csv file; UTF-16 with its byte order mark, "utf-8-sig" with that of UTF-8."""
    text = io.StringIO()
    quoting: Literal[0, 1] = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_break, quoting=quoting)
    for row in rows:
        if row:
            writer.writerow([_in_text(value, line_break) for value in row])
        else:
            text.write(line_break)
    return _MARKS.get(encoding, b"") + text.getvalue().encode(encoding)


def _in_text(value: Value, line_break: str) -> Value:
    if value is None:
        return ""
    # A file with bare carriage returns has them inside its fields too.
    return value.replace("\n", "\r") if isinstance(value, str) and line_break == "\r" else value


def xlsx(sheets: Mapping[str, Rows], *, hidden: Sequence[str] = (), merged: Sequence[str] = ()) -> bytes:
    """An Excel workbook; text that begins with = stays text."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    cell = sheet.cell(number, column, value)
                    if isinstance(value, str):
                        cell.data_type = "s"
        if name in hidden:
            sheet.sheet_state = "hidden"
    for area in merged:
        workbook.worksheets[0].merge_cells(area)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def xls(sheets: Mapping[str, Rows], *, merged: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """An Excel workbook of before 2007."""
    return xls_bytes(xls_workbook(sheets, merged=merged))


def xls_workbook(sheets: Mapping[str, Rows], *, merged: Sequence[tuple[int, int, int, int]] = ()) -> xlwt.Workbook:
    """The same, before it is saved."""
    workbook = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = workbook.add_sheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, datetime.datetime):
                    sheet.write(number, column, value, _XLS_MINUTE)
                elif isinstance(value, datetime.date):
                    sheet.write(number, column, value, _XLS_DAY)
                elif value is not None:
                    sheet.write(number, column, value)
        for area in merged:
            sheet.merge(*area)
    return workbook


def xls_bytes(workbook: xlwt.Workbook) -> bytes:
    """The file of a workbook."""
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def ods(sheets: Mapping[str, Rows], *, trailing_empty_rows: int = 0) -> bytes:
    """A LibreOffice workbook; LibreOffice writes the empty rows to the end of the sheet as one repeated row."""
    document = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        table = Table(name=name)
        for row in rows:
            line = TableRow()
            for value in row:
                line.addElement(_ods_cell(value))
            table.addElement(line)
        if trailing_empty_rows:
            line = TableRow(numberrowsrepeated=trailing_empty_rows)
            line.addElement(TableCell(numbercolumnsrepeated=16384))
            table.addElement(line)
        document.spreadsheet.addElement(table)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _ods_cell(value: Value) -> TableCell:
    if value is None:
        return TableCell()
    if isinstance(value, datetime.date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat())
    elif isinstance(value, str):
        cell = TableCell(valuetype="string")
        for line in value.split("\n"):
            cell.addElement(P(text=line))
        return cell
    else:
        cell = TableCell(valuetype="float")
        cell.setAttrNS(OFFICENS, "value", repr(value))
    cell.addElement(P(text=str(value)))
    return cell


def changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A workbook with one of its parts changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for member in before.namelist():
            contents = before.read(member)
            if member == name:
                assert old in contents
                contents = contents.replace(old, new)
            after.writestr(member, contents)
    return file.getvalue()


def with_parts(data: bytes, parts: Mapping[str, str]) -> bytes:
    """A workbook with some of its parts put in the place of those it had, or beside them."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for member in before.namelist():
            if member not in parts:
                after.writestr(member, before.read(member))
        for name, written in parts.items():
            after.writestr(name, written)
    return file.getvalue()
