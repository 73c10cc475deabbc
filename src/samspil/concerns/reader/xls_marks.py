"""What is hidden, struck out or without value in a workbook of before 2007, read from its records (BIFF8).

Only what [MS-XLS] says of ROW, COLINFO, FONT, XF, DATEMODE, BOUNDSHEET, SST, NOTE with its OBJ and TXO, and the cells' own
records is used.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from samspil.concerns.reader.compounds import stream_of
from samspil.concerns.reader.marks import MOST_COLUMNS, MOST_COMMENTS, Marks, Runs
from samspil.concerns.reader.xls_texts import struck_texts

_BOF, _EOF, _BOUNDSHEET, _DATEMODE, _FONT, _XF = 0x809, 0x0A, 0x85, 0x22, 0x31, 0xE0
_ROW, _COLINFO, _BOOLERR, _FORMULA, _MULRK = 0x208, 0x7D, 0x205, 0x06, 0xBD
_NOTE, _OBJ, _TXO, _CONTINUE = 0x1C, 0x5D, 0x1B6, 0x3C
_SST, _LABELSST = 0xFC, 0xFD
_CELLS = frozenset((0x27E, 0x203, _LABELSST, 0x204, 0xD6, _BOOLERR, _FORMULA))
_ROW_IS_HIDDEN, _COLUMN_IS_HIDDEN, _FONT_IS_STRUCK = 0x20, 0x01, 0x08
_ERROR_RESULT = 2
_BIFF8 = 0x0600


@dataclass
class XlsBook:
    """The marks of each sheet by its name, and whether bare numbers count days from 1904."""

    sheets: dict[str, Marks] = field(default_factory=dict)
    starts_1904: bool = False
    fonts: list[bool] = field(default_factory=list)
    styles: list[int] = field(default_factory=list)
    begins: dict[int, str] = field(default_factory=dict)
    texts: dict[int, Runs] = field(default_factory=dict)  # the shared texts with words that are struck out

    def is_struck(self, style: int) -> bool:
        """Whether a cell of this style is struck out."""
        return style < len(self.styles) and self.font_strikes(self.styles[style])

    def font_strikes(self, font: int) -> bool:
        """Whether a font strikes out. The fifth does not exist: it is number four's successor."""
        font -= font > 4
        return font < len(self.fonts) and self.fonts[font]


def marks_of_xls(data: bytes) -> XlsBook:
    """Read the marks of every sheet. What is older, damaged or cannot be followed has none: the values decide then."""
    book = XlsBook()
    try:
        stream = stream_of(data, ("Workbook", "Book"))
        if stream[:2] != struct.pack("<H", _BOF) or struct.unpack_from("<H", stream, 4)[0] != _BIFF8:
            return book
        _read_globals(stream, book)
        for begin, name in book.begins.items():
            book.sheets[name] = _read_sheet(stream, begin, book)
    except (struct.error, IndexError, UnicodeDecodeError):
        return book
    return book


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream, up to its end; charts inside a sheet have substreams of their own."""
    depth = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        place += 4
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 1:
            yield kind, stream[place : place + length]
        if depth <= 0:
            return
        place += length


def _read_globals(stream: bytes, book: XlsBook) -> None:
    shared: list[bytes] = []
    before = 0
    for kind, body in _records(stream, 0):
        if kind == _SST or (kind == _CONTINUE and before == _SST):
            shared.append(body)
        before = _SST if kind == _CONTINUE and before == _SST else kind
        if kind == _DATEMODE:
            book.starts_1904 = struct.unpack_from("<H", body)[0] == 1
        elif kind == _FONT:
            book.fonts.append(bool(struct.unpack_from("<H", body, 2)[0] & _FONT_IS_STRUCK))
        elif kind == _XF:
            book.styles.append(struct.unpack_from("<H", body)[0])
        elif kind == _BOUNDSHEET:
            begin, _state, _sort, letters, is_wide = struct.unpack_from("<IBBBB", body)
            written = body[8 : 8 + letters * (2 if is_wide else 1)]
            book.begins[begin] = written.decode("utf-16-le" if is_wide else "latin-1")
    if shared and any(book.fonts):
        with suppress(struct.error, IndexError):
            book.texts = struck_texts(shared, book.font_strikes)


def _read_sheet(stream: bytes, begin: int, book: XlsBook) -> Marks:
    marks = Marks()
    texts = _Texts()
    for kind, body in _records(stream, begin):
        if kind == _ROW:
            row, height, flags = struct.unpack_from("<H4xH4xH", body)
            if flags & _ROW_IS_HIDDEN or height & 0x7FFF == 0:
                marks.hidden_rows.add(row + 1)
        elif kind == _COLINFO:
            first, last, width, _style, flags = struct.unpack_from("<5H", body)
            if flags & _COLUMN_IS_HIDDEN or width == 0:
                marks.hidden_columns.update(range(first, min(last + 1, MOST_COLUMNS)))
        elif kind == _MULRK:
            row, first = struct.unpack_from("<HH", body)
            for step in range((len(body) - 6) // 6):
                if book.is_struck(struct.unpack_from("<H", body, 4 + 6 * step)[0]):
                    marks.struck.add((row + 1, first + step))
        elif kind in _CELLS:
            _read_cell(kind, body, book, marks)
        elif kind == _NOTE:
            row, column, _flags, drawn = struct.unpack_from("<4H", body)
            if len(marks.comments) < MOST_COMMENTS:
                marks.comments[row + 1, column] = texts.of.get(drawn, "")
        texts.read(kind, body)
    return marks


@dataclass
class _Texts:
    """The texts of what is drawn on a sheet, by the number that a NOTE names."""

    of: dict[int, str] = field(default_factory=dict)
    drawn: int = 0
    letters: int = 0  # that a TXO announced and the CONTINUE after it holds

    def read(self, kind: int, body: bytes) -> None:
        if kind == _OBJ:
            self.drawn = struct.unpack_from("<H", body, 6)[0]
        elif kind == _TXO:
            self.letters = struct.unpack_from("<H", body, 10)[0]
            self.of[self.drawn] = ""
        elif kind == _CONTINUE and self.letters and body:
            is_wide = body[0] & 1
            written = body[1 : 1 + self.letters * (2 if is_wide else 1)]
            part = written.decode("utf-16-le" if is_wide else "latin-1", "replace")
            self.of[self.drawn] += part
            self.letters -= len(part)
        elif kind != _CONTINUE:
            self.letters = 0


def _read_cell(kind: int, body: bytes, book: XlsBook, marks: Marks) -> None:
    row, column, style = struct.unpack_from("<3H", body)
    place = (row + 1, column)
    if book.is_struck(style):
        marks.struck.add(place)
    if kind == _LABELSST and book.texts and (runs := book.texts.get(struct.unpack_from("<I", body, 6)[0])):
        if runs.are_struck:
            marks.struck.add(place)
        elif words := runs.partly_struck:
            marks.partly_struck[place] = words
    if kind == _BOOLERR and body[7]:
        marks.errors.add(place)
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == _ERROR_RESULT:
        marks.errors.add(place)
