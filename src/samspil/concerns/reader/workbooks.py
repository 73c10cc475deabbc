"""Workbooks: xlsx, xls and ods, sheet by sheet, with the row numbers that the person sees and what is hidden there."""

import io
from collections.abc import Callable, Iterator
from typing import Literal

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from samspil.concerns.reader.archives import WorkbookKind
from samspil.concerns.reader.marks import Marks
from samspil.concerns.reader.ods_marks import OdsBook, marks_of_ods
from samspil.concerns.reader.sentences import NotAList, Reason
from samspil.concerns.reader.table import MOST_CELLS, MOST_ROWS, Cell, Table, TableRow, is_empty
from samspil.concerns.reader.xls_marks import XlsBook, marks_of_xls
from samspil.concerns.reader.xlsx_marks import XlsxBook, marks_of_xlsx

Book = XlsxBook | OdsBook | XlsBook
MARKS: dict[str, Callable[[bytes], Book]] = {"xlsx": marks_of_xlsx, "ods": marks_of_ods, "xls": marks_of_xls}

# Merged areas are looked at for at most so many rows in all, so that a file of nothing but merges stays cheap.
_MOST_MERGED_ROWS = 100_000

# calamine's panics arrive as pyo3's PanicException, which is no Exception and cannot be imported.
_PANIC = "PanicException"


def sheets(data: bytes, kind: WorkbookKind | Literal["xls"]) -> Iterator[Table]:
    """Yield the sheets of a workbook in its own order, each with its rows that are not empty; hidden ones too.

    Raises NotAList for a workbook that cannot be opened, and for a sheet that cannot be read when it is asked for.
    """
    workbook = _opened(data)
    book: Book = MARKS[kind](data)
    for index, about in enumerate(workbook.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        marks = book.sheets.get(about.name, Marks())
        yield Table(
            rows=_rows(workbook, index, marks),
            sheet=about.name,
            hidden_sheet=about.visible != SheetVisibleEnum.Visible,
            hidden_rows=frozenset(marks.hidden_rows),
            hidden_columns=frozenset(marks.hidden_columns),
            starts_1904=book.starts_1904,
            comments=marks.comments,
        )


def _opened(data: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise NotAList(Reason.PROTECTED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise NotAList(Reason.DAMAGED) from error
    except BaseException as error:
        raise _unless_panic(error) from error


def _rows(workbook: CalamineWorkbook, index: int, marks: Marks) -> list[TableRow]:
    try:
        sheet = workbook.get_sheet_by_index(index)
        return _filled_rows(sheet, marks)
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise NotAList(Reason.DAMAGED) from error
    except NotAList:
        raise
    except BaseException as error:
        raise _unless_panic(error) from error


def _unless_panic(error: BaseException) -> BaseException:
    return NotAList(Reason.DAMAGED) if type(error).__name__ == _PANIC else error


def _filled_rows(sheet: CalamineSheet, marks: Marks) -> list[TableRow]:
    with_faults = marks.rows_of_faults()
    below = 0
    rows: list[TableRow] = []
    if sheet.start is not None and sheet.end is not None:
        below = sheet.end[0] + 1
        if below > MOST_ROWS:
            raise NotAList(Reason.TOO_MANY_ROWS)
        if sheet.height * sheet.width > MOST_CELLS:
            raise NotAList(Reason.TOO_WIDE)
        before: list[Cell] = [None] * sheet.start[1]
        rows = [
            TableRow(number, [*before, *cells])
            for number, cells in enumerate(sheet.iter_rows(), start=1)
            if number in with_faults or not all(is_empty(cell) for cell in cells)
        ]
    # Below the last value there may be formulas without one: to the parser the sheet has ended.
    rows += [TableRow(number, []) for number in sorted(with_faults) if below < number <= MOST_ROWS]
    marks.apply(rows)
    rows = [row for row in rows if not all(is_empty(cell) for cell in row.cells)]
    _fill_merged(rows, sheet)
    return rows


def _fill_merged(rows: list[TableRow], sheet: CalamineSheet) -> None:
    """Write a value merged over several rows into each of them: the name stands once, beside three charges."""
    by_number = {row.number: row.cells for row in rows}
    left = _MOST_MERGED_ROWS
    for (top, column), (bottom, _right) in sheet.merged_cell_ranges or ():
        above = by_number.get(top + 1)
        if bottom <= top or above is None or column >= len(above) or is_empty(above[column]):
            continue
        left -= bottom - top
        if left < 0:
            return
        for number in range(top + 2, bottom + 2):
            below = by_number.get(number)
            if below is not None and column < len(below) and is_empty(below[column]):
                below[column] = above[column]
