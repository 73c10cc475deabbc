"""Text files: the encoding, then the records, cut at a delimiter."""

import re
from collections.abc import Iterator

from samspil.concerns.reader.sentences import NotAList, Reason
from samspil.concerns.reader.sniffing import refuse_markup
from samspil.concerns.reader.table import MOST_ROWS, TableRow
from samspil.lib.encodings import Decoded, NotText, decode

_SPACES = re.compile(" *")
DELIMITERS = (";", "\t", ",")

# Excel lets a cell hold 32,767 characters; a quotation mark that is open for longer was never closed.
_LONGEST_FIELD = 40_000
# After so many open quotation marks the file does not use them for quoting.
_MOST_OPEN_QUOTES = 50
# The rest of a line with more fields stays together in the last: it is prose, not a list.
_MOST_FIELDS = 1_000


def text_of(data: bytes) -> Decoded:
    """Return the text with line breaks as \\n. Raises NotAList when it is no text, is markup or has too many lines."""
    try:
        decoded = decode(data)
    except NotText as error:
        raise NotAList(Reason.NOT_TEXT) from error
    text = decoded.text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\ufeff\n\t ;,"):
        raise NotAList(Reason.TOO_MANY_ROWS if text.count("\n") > MOST_ROWS else Reason.EMPTY)
    refuse_markup(text)
    if text.count("\n") > MOST_ROWS:
        raise NotAList(Reason.TOO_MANY_ROWS)
    return Decoded(text, decoded.encoding)


def records(text: str, delimiter: str) -> Iterator[TableRow]:
    """Yield the records that are not empty, each with the line where it begins.

    Fields may be quoted and then hold delimiters, line breaks and doubled quotation marks. A mark that is never
    closed, or is closed in the middle of a field, is a plain character: one slip must not swallow the rest of the
    list. Cells that begin with = + - or @ are text like any other.
    """
    position, line, open_quotes = 0, 1, 0
    if text[:4].lower() == "sep=" and text[5:6] == "\n":
        position, line = 6, 2
    while position < len(text):
        end = _end_of_line(text, position)
        if text.find('"', position, end) < 0 or open_quotes > _MOST_OPEN_QUOTES:
            cells, after, opened = text[position:end].split(delimiter, _MOST_FIELDS), end, 0
        else:
            cells, after, opened = _quoted_record(text, position, delimiter)
            open_quotes += opened
        if any(cell and not cell.isspace() for cell in cells):
            yield TableRow(line, list(cells), opened > 0)
        line += text.count("\n", position, after + 1)
        position = after + 1


def _quoted_record(text: str, position: int, delimiter: str) -> tuple[list[str], int, int]:
    """The cells of a record, the place of the line break after it, and how many quotation marks stayed open."""
    cells: list[str] = []
    opened = 0
    end = _end_of_line(text, position)
    while True:
        quoted = _quoted_field(text, position, delimiter)
        if quoted is None:
            stop = text.find(delimiter, position, end)
            stop = end if stop < 0 else stop
            field = text[position:stop]
            opened += field.lstrip(" ").startswith('"') and field.count('"') % 2
        else:
            field, stop = quoted
            if stop > end:
                end = _end_of_line(text, stop)
        cells.append(field)
        if stop >= end or len(cells) > _MOST_FIELDS:
            return cells, end, opened
        position = stop + 1


def _quoted_field(text: str, position: int, delimiter: str) -> tuple[str, int] | None:
    """The value of a quoted field and the place after it, or None when the field is not quoted, or not well."""
    position = _after_spaces(text, position)
    if text[position : position + 1] != '"':
        return None
    begin = position + 1
    limit = begin + _LONGEST_FIELD
    place = text.find('"', begin, limit)
    while place >= 0 and text[place + 1 : place + 2] == '"':
        place = text.find('"', place + 2, limit)
    if place < 0:
        return None
    after = _after_spaces(text, place + 1)
    if text[after : after + 1] not in ("", "\n", delimiter):
        return None
    return text[begin:place].replace('""', '"'), after


def _after_spaces(text: str, position: int) -> int:
    match = _SPACES.match(text, position)
    return match.end() if match else position


def _end_of_line(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end
