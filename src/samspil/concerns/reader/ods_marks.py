"""What is hidden, struck out or without value in an OpenDocument sheet, read from its XML."""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat

from samspil.concerns.reader.marks import MOST_COLUMNS, MOST_COMMENTS, MOST_REPEATED, Marks, Place, Runs

_HIDDEN = frozenset(("collapse", "filter"))
_BETWEEN_WORDS = {"text:p": "\n", "text:line-break": "\n", "text:s": " ", "text:tab": " "}
_IN_TEXT = frozenset((*_BETWEEN_WORDS, "text:span"))
_CELLS = frozenset(("table:table-cell", "table:covered-table-cell"))


class OdsBook:
    """Walks content.xml once; `sheets` holds the marks of each sheet by its name."""

    def __init__(self) -> None:
        self.sheets: dict[str, Marks] = {}
        self.starts_1904 = False
        self.reads_words = False  # where some words of a cell may be struck out
        self._struck_styles: set[str] = set()
        self._style = ""
        self._marks = Marks()
        self._row = self._rows = self._column = self._columns = 0
        self._defaults: list[str] = []  # the style of each column, for cells that name none
        self._row_style = ""
        self._cell_begins = 0
        self._said: list[str] | None = None  # the paragraphs of a comment, while one is read
        self._in_paragraph = False
        self._runs = Runs()
        self._places: set[Place] = set()  # of the cell that is read
        self._spans: list[bool] = []  # whether each of the spans that are open strikes out
        self._has_paragraph = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _CELLS:
            self._cell_begins = self._column
            self._cell(attributes)
        elif name == "office:annotation":
            self._said = []
        elif name == "text:p" and self._said is not None:
            self._said.append("")
            self._in_paragraph = True
        elif name in _IN_TEXT:
            self._in_text(name, attributes)
        elif name == "table:table-row":
            self._row += self._rows
            self._rows, self._column = _count(attributes, "table:number-rows-repeated"), 0
            self._row_style = attributes.get("table:default-cell-style-name", "")
            if attributes.get("table:visibility") in _HIDDEN:
                self._marks.hidden_rows.update(self._numbers())
        elif name == "table:table-column":
            self._columns_of(attributes)
        elif name == "table:table":
            self._marks = self.sheets.setdefault(attributes.get("table:name", ""), Marks())
            self._row, self._rows, self._columns, self._defaults = 1, 0, 0, []
        elif name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:text-properties":
            if _strikes(attributes):
                self._struck_styles.add(self._style)
        elif name == "table:null-date":
            self.starts_1904 = attributes.get("table:date-value", "").startswith("1904")

    def text(self, written: str) -> None:
        if self._in_paragraph and self._said:
            self._said[-1] += written
        elif self._said is None and self._places:
            self._runs.add(written, is_struck=any(self._spans))

    def _in_text(self, name: str, attributes: dict[str, str]) -> None:
        """A paragraph, a span or spaces in the text of a cell."""
        if name == "text:span":
            self._spans.append(attributes.get("text:style-name", "") in self._struck_styles)
        elif name == "text:p" and not self._has_paragraph:
            self._has_paragraph = True
        else:
            self._runs.add(_BETWEEN_WORDS.get(name, " "), is_struck=any(self._spans))

    def end(self, name: str) -> None:
        if name == "text:span" and self._spans:
            self._spans.pop()
        elif name in _CELLS:
            if self._runs.are_struck:
                self._marks.struck |= self._places
            elif words := self._runs.partly_struck:
                self._marks.partly_struck.update(dict.fromkeys(self._places, words))
            self._places = set()
        elif name == "text:p":
            self._in_paragraph = False
        elif name == "office:annotation" and self._said is not None:
            if len(self._marks.comments) < MOST_COMMENTS:
                self._marks.comments[self._row, self._cell_begins] = " ".join(filter(None, self._said))
            self._said = None

    def _numbers(self) -> range:
        return range(self._row, self._row + min(self._rows, MOST_REPEATED))

    def _columns_of(self, attributes: dict[str, str]) -> None:
        first = self._columns
        self._columns += _count(attributes, "table:number-columns-repeated")
        columns = range(first, min(self._columns, MOST_COLUMNS))
        self._defaults += [attributes.get("table:default-cell-style-name", "") for _column in columns]
        if attributes.get("table:visibility") in _HIDDEN:
            self._marks.hidden_columns.update(columns)

    def _cell(self, attributes: dict[str, str]) -> None:
        first = self._column
        self._column += _count(attributes, "table:number-columns-repeated")
        self._runs, self._spans, self._has_paragraph = Runs(), [], False
        columns = range(first, min(self._column, MOST_COLUMNS)) if self.reads_words else ()
        self._places = {(number, column) for column in columns for number in self._numbers()}
        formula = "table:formula" in attributes and "office:value-type" not in attributes
        error = attributes.get("calcext:value-type") == "error"
        for column in range(first, min(self._column, MOST_COLUMNS)):
            default = self._defaults[column] if column < len(self._defaults) else ""
            style = attributes.get("table:style-name") or self._row_style or default
            if not (formula or error or style in self._struck_styles):
                continue
            places = {(number, column) for number in self._numbers()}
            if style in self._struck_styles:
                self._marks.struck |= places
            if formula:
                self._marks.formulas |= places
            if error:
                self._marks.errors |= places


def marks_of_ods(data: bytes) -> OdsBook:
    """Read the marks of every sheet. What cannot be read has none: the values decide then."""
    book = OdsBook()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = book.start
        content = archive.read("content.xml")
        book.reads_words = b"line-through" in content and b"<text:span" in content
        # Most files have none, and of a thousand rows each step counts.
        if b"<office:annotation" in content or book.reads_words:
            parser.EndElementHandler, parser.CharacterDataHandler = book.end, book.text
        try:
            parser.Parse(content, True)
        except expat.ExpatError:
            return book
    return book


def _count(attributes: dict[str, str], name: str) -> int:
    written = attributes.get(name, "1")
    return int(written) if written.isdigit() and len(written) < 10 else 1


def _strikes(attributes: dict[str, str]) -> bool:
    return any(attributes.get(f"style:text-line-through-{what}", "none") != "none" for what in ("style", "type"))
