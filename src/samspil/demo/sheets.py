"""The waiting list as the police would send it: a workbook, a text file, and a sheet to read aloud."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from samspil.demo.lists import Line, Sheet
from samspil.lib.cpr import hyphenated

HEADERS = ("Navn", "CPR-nr.", "Født", "Bopæl", "Rolle", "Forhold", "Gerningssted", "Gerningsdato", "Journalnr.")
_WIDTHS = (28, 13, 12, 26, 12, 62, 26, 14, 16)
ROLES = {
    "charged": "Sigtet",
    "suspected": "Mistænkt",
    "convicted": "Dømt",
    "witness": "Vidne",
    "victim": "Forurettet",
    "other": "Antruffet",
}
ALOUD = "oplaesning.json"


@dataclass(frozen=True)
class Aloud:
    """One line as it is read aloud: the one, then when and where and what."""

    who: str
    role: str
    when: str
    what: str


def write_files(folder: Path, sheet: Sheet, corrected: Sheet) -> list[Path]:
    """Write the list in both shapes, the corrected one, and the sheet to read aloud; answers the files to download.

    Files of an earlier demo are taken away first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("ungeliste-uge-*"), *folder.glob(ALOUD)):
        old.unlink()
    stem = f"ungeliste-uge-{sheet.week:02}"
    files = {
        f"{stem}.xlsx": workbook(sheet),
        f"{stem}.csv": text_file(sheet),
        f"{stem}-rettet.xlsx": workbook(corrected),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    lines = [[line.who, line.role, line.when, line.what] for line in aloud(sheet)]
    read_aloud = {"week": sheet.week, "meets_on": sheet.meets_on.isoformat(), "lines": lines}
    (folder / ALOUD).write_text(json.dumps(read_aloud, ensure_ascii=False, indent=1), encoding="utf-8")
    return [folder / name for name in files]


def workbook(sheet: Sheet) -> bytes:
    """An xlsx file with title lines above the header, dates as dates and CPR numbers as text."""
    book = Workbook()
    page = book.active
    page.title = f"Uge {sheet.week}"
    page.append([f"Ungeliste uge {sheet.week}"])
    page.append(
        [f"Til mødet {sheet.meets_on:%d.%m.%Y}. Givet efter retsplejelovens § 115, stk. 1, nr. 1. Opdigtede personer."]
    )
    page.append([])
    page.append(list(HEADERS))
    for line in sheet.lines:
        page.append(_cells(line))
    page["A1"].font = Font(bold=True, size=14)
    for column, width in enumerate(_WIDTHS, 1):
        page.cell(4, column).font = Font(bold=True)
        page.column_dimensions[get_column_letter(column)].width = width
    for row in page.iter_rows(min_row=5, min_col=3, max_col=8):
        for cell in (row[0], row[5]):
            cell.number_format = "DD-MM-YYYY"
    into = BytesIO()
    book.save(into)
    return into.getvalue()


def text_file(sheet: Sheet) -> bytes:
    """A csv file as a Danish spreadsheet writes it: semicolons, and UTF-8 with the mark that Excel looks for."""
    into = StringIO(newline="")
    writer = csv.writer(into, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADERS)
    for line in sheet.lines:
        writer.writerow([f"{cell:%d-%m-%Y}" if isinstance(cell, date) else cell for cell in _cells(line)])
    return into.getvalue().encode("utf-8-sig")


def aloud(sheet: Sheet) -> Iterable[Aloud]:
    """The list as somebody reads it aloud: who, role, and a few words."""
    for line in sheet.lines:
        age = f", {line.child.age(sheet.meets_on)} år" if line.child else ""
        yield Aloud(
            (line.name or "ukendt") + age,
            ROLES[line.role].lower(),
            f"{line.day.day}.{line.day.month}.",
            f"{line.place}: {line.text}",
        )


def _cells(line: Line) -> list[str | date | None]:
    child = line.child
    number = hyphenated(child.cpr) if child and line.number else None
    born = child.born if child and not line.number else None
    address = None if child is None or child.protected else child.address
    return [line.name or None, number, born, address, ROLES[line.role], line.text, line.place, line.day, line.reference]
