"""What is hidden, struck out or without value in an xlsx file, read from its XML."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from samspil.concerns.reader.marks import MOST_COLUMNS, MOST_COMMENTS, Marks, Place, Runs
from samspil.concerns.reader.table import PartlyStruck

_WORKBOOK = "xl/workbook.xml"
_TRUE = frozenset(("1", "true", "on"))


@dataclass
class XlsxBook:
    """The marks of each sheet by its name, and whether bare numbers count days from 1904."""

    sheets: dict[str, Marks] = field(default_factory=dict)
    starts_1904: bool = False


def marks_of_xlsx(data: bytes) -> XlsxBook:
    """Read the marks of every sheet. A part that is missing or cannot be read has none: the values decide then."""
    book = XlsxBook()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        struck_styles = _Styles.read(archive, names)
        texts = _Texts.read(archive, names)
        parts, book.starts_1904 = _sheets(archive, names)
        for name, part in parts.items():
            if part in names:
                book.sheets[name] = marks = _Sheet(struck_styles, texts).read(archive.read(part))
                marks.comments = _comments(archive, names, part)
    return book


def _parse(data: bytes, reader: object) -> None:
    """Feed the XML to `start`, `end` and `text` of a reader, as far as it has them; damage ends it silently."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = getattr(reader, "start", None)
    parser.EndElementHandler = getattr(reader, "end", None)
    parser.CharacterDataHandler = getattr(reader, "text", None)
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return


def _bare(name: str) -> str:
    return name.rpartition(":")[2]


def _sheets(archive: zipfile.ZipFile, names: set[str]) -> tuple[dict[str, str], bool]:
    """The part of the archive that holds each sheet, by the sheet's name; and the calendar."""
    book, links = _Workbook(), _Links()
    _parse(archive.read(_WORKBOOK), book)
    relations = "xl/_rels/workbook.xml.rels"
    if relations in names:
        _parse(archive.read(relations), links)
    parts = {name: links.targets.get(link, "") for name, link in book.sheets.items()}
    return parts, book.starts_1904


def _comments(archive: zipfile.ZipFile, names: set[str], sheet: str) -> dict[Place, str]:
    """What is written on cells. Excel keeps a conversation beside a plain copy of it: the conversation is read."""
    folder, _slash, name = sheet.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in names:
        return {}
    links = _Links(folder)
    _parse(archive.read(relations), links)
    read = _Comments()
    for kind in ("comments", "threadedComment"):  # in this order: the conversation goes before its copy
        for part in (part for link, part in links.targets.items() if links.kinds[link] == kind and part in names):
            read.begin()
            _parse(archive.read(part), read)
    return read.comments


class _Comments:
    """The texts of a part with comments, by the cell they stand on; several on one cell follow each other."""

    def __init__(self) -> None:
        self.comments: dict[Place, str] = {}
        self.begin()

    def begin(self) -> None:
        """Another part: what it says of a cell goes before what was read of it."""
        self.fresh: dict[Place, str] = {}
        self.place: Place | None = None
        self.written = ""
        self.in_text = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        bare = _bare(name)
        if bare in {"comment", "threadedComment"}:
            reference = attributes.get("ref", "")
            number = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            column = _column(reference)
            self.place = (int(number), column) if number.isdigit() and column is not None else None
            self.written = ""
        self.in_text = bare == "t" or (bare == "text" and self.place is not None)

    def text(self, written: str) -> None:
        if self.in_text:
            self.written += written

    def end(self, name: str) -> None:
        bare = _bare(name)
        if bare in {"t", "text"}:
            self.in_text = False
        if bare in {"comment", "threadedComment"} and self.place and len(self.comments) < MOST_COMMENTS:
            said = [self.fresh.get(self.place, ""), self.written.strip()]
            self.fresh[self.place] = self.comments[self.place] = " / ".join(filter(None, said))


class _Workbook:
    def __init__(self) -> None:
        self.sheets: dict[str, str] = {}
        self.starts_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if _bare(name) == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets[attributes.get("name", "")] = link
        elif _bare(name) == "workbookPr":
            self.starts_1904 = attributes.get("date1904", "") in _TRUE


class _Links:
    """Where the links of a part lead, and of which kind each is."""

    def __init__(self, folder: str = "xl") -> None:
        self.folder = folder
        self.targets: dict[str, str] = {}
        self.kinds: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        target, link = attributes.get("Target", ""), attributes.get("Id", "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{self.folder}/{target}")
        self.targets[link] = part
        self.kinds[link] = attributes.get("Type", "").rpartition("/")[2]


class _Styles:
    """Which cell styles strike out: those whose font does."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.fonts: list[bool] = []
        self.struck: set[int] = set()
        self.count = 0

    @classmethod
    def read(cls, archive: zipfile.ZipFile, names: set[str]) -> set[int]:
        styles = cls()
        if "xl/styles.xml" in names:
            _parse(archive.read("xl/styles.xml"), styles)
        return styles.struck

    def start(self, name: str, attributes: dict[str, str]) -> None:
        bare = _bare(name)
        above = self.path[-1] if self.path else ""
        self.path.append(bare)
        if bare == "font" and above == "fonts":
            self.fonts.append(False)
        elif bare == "strike" and self.path[-3:-1] == ["fonts", "font"]:
            self.fonts[-1] = _is_on(attributes)
        elif bare == "xf" and above == "cellXfs":
            font = attributes.get("fontId", "")
            if font.isdigit() and int(font) < len(self.fonts) and self.fonts[int(font)]:
                self.struck.add(self.count)
            self.count += 1

    def end(self, name: str) -> None:
        self.path.pop()


class _Runs(Runs):
    """The runs of one text, from its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.is_struck = False
        self.in_text = False

    def start(self, bare: str, attributes: dict[str, str]) -> None:
        if bare in {"r", "rPh"}:
            self.is_struck = False
        elif bare == "strike":
            self.is_struck = _is_on(attributes)
        self.in_text = bare == "t"

    def text(self, written: str) -> None:
        if self.in_text:
            self.add(written, is_struck=self.is_struck)

    def end(self) -> None:
        self.in_text = False


class _Texts:
    """Which shared texts are struck out letter by letter: all through, or some of their words."""

    def __init__(self) -> None:
        self.struck: set[str] = set()
        self.partly_struck: dict[str, PartlyStruck] = {}
        self.count = 0
        self.runs = _Runs()

    @classmethod
    def read(cls, archive: zipfile.ZipFile, names: set[str]) -> _Texts:
        texts = cls()
        data = archive.read("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in names else b""
        if b"strike" in data:
            _parse(data, texts)
        return texts

    @property
    def are_marked(self) -> bool:
        return bool(self.struck or self.partly_struck)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        bare = _bare(name)
        if bare == "si":
            self.runs = _Runs()
        self.runs.start(bare, attributes)

    def text(self, written: str) -> None:
        self.runs.text(written)

    def end(self, name: str) -> None:
        self.runs.end()
        if _bare(name) == "si":
            if self.runs.are_struck:
                self.struck.add(str(self.count))
            elif words := self.runs.partly_struck:
                self.partly_struck[str(self.count)] = words
            self.count += 1


class _Sheet:
    """Walks one sheet. Rows and cells may leave their address out: then they follow the one before."""

    def __init__(self, struck_styles: set[int], texts: _Texts) -> None:
        self.marks = Marks()
        self.styles = {str(style) for style in struck_styles}
        self.texts = texts
        self.has_runs = False  # some of the texts in the cells themselves are struck out
        self.runs: _Runs | None = None  # of the text that stands in the cell itself, while it is read
        self.row = 0
        self.column = -1
        self.kind = ""
        self.in_value = False
        self.value = ""

    def read(self, data: bytes) -> Marks:
        self.has_runs = b"strike" in data
        _parse(data, self if self.texts.are_marked or self.has_runs else _StartsAlone(self.start))
        return self.marks

    @property
    def place(self) -> Place:
        return self.row, self.column

    def start(self, name: str, attributes: dict[str, str]) -> None:
        bare = name.rpartition(":")[2] if ":" in name else name
        if bare == "c":
            # Most cells have nothing to tell; of a thousand rows each step counts.
            column = _column(attributes.get("r", ""))
            self.column = column = self.column + 1 if column is None else column
            self.kind = attributes.get("t", "n")
            if self.kind == "e":
                self.marks.errors.add((self.row, column))
            if self.styles and attributes.get("s", "0") in self.styles:
                self.marks.struck.add((self.row, column))
        elif bare == "v":
            self.in_value, self.value = True, ""
        elif bare == "is" and self.has_runs:
            self.runs = _Runs()
        elif self.runs is not None:
            self.runs.start(bare, attributes)
        elif bare == "f":
            # A text that a formula gave may be empty; anything else without a value was never worked out.
            if self.kind != "str":
                self.marks.formulas.add(self.place)
        elif bare == "row":
            written = attributes.get("r", "")
            self.row = int(written) if written.isdigit() else self.row + 1
            self.column = -1
            if attributes.get("hidden", "") in _TRUE or _is_zero(attributes.get("ht")):
                self.marks.hidden_rows.add(self.row)
        elif bare == "col":
            self._columns(attributes)

    def _columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden", "") not in _TRUE and not _is_zero(attributes.get("width")):
            return
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if first.isdigit() and last.isdigit():
            self.marks.hidden_columns.update(range(int(first) - 1, min(int(last), MOST_COLUMNS)))

    def text(self, written: str) -> None:
        if self.in_value:
            self.value += written
        elif self.runs is not None:
            self.runs.text(written)

    def end(self, name: str) -> None:
        bare = _bare(name)
        if self.runs is not None:
            self.runs.end()
        if bare == "v":
            self.in_value = False
            if self.kind == "s":
                self._mark(is_struck=self.value in self.texts.struck, words=self.texts.partly_struck.get(self.value))
        elif bare == "is" and self.runs is not None:
            self._mark(is_struck=self.runs.are_struck, words=self.runs.partly_struck)
            self.runs = None

    def _mark(self, *, is_struck: bool, words: PartlyStruck | None) -> None:
        if is_struck:
            self.marks.struck.add(self.place)
        elif words is not None:
            self.marks.partly_struck[self.place] = words


@dataclass(frozen=True)
class _StartsAlone:
    """A reader that is told of beginnings and of nothing else: most files need no more."""

    start: Callable[[str, dict[str, str]], None]


@lru_cache(maxsize=1024)
def _column_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _column(reference: str) -> int | None:
    """The column of an address such as AB12, from 0; None without one."""
    letters = reference.rstrip("0123456789")
    return _column_of(letters) if letters.isalpha() and letters.isascii() and letters.isupper() else None


def _is_on(attributes: dict[str, str]) -> bool:
    return attributes.get("val", "1") in _TRUE


def _is_zero(written: str | None) -> bool:
    try:
        return written is not None and float(written) == 0
    except ValueError:
        return False
