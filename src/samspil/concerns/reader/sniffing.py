"""What kind of file it is, from its first bytes. The name is not asked: lists arrive as .xls that are web pages."""

import re

from samspil.concerns.reader.sentences import NotAList, Reason

_SOMETHING_ELSE = (
    (b"%PDF", Reason.PDF),
    (b"\x89PNG\r\n", Reason.IMAGE),
    (b"\xff\xd8\xff", Reason.IMAGE),
    (b"GIF87a", Reason.IMAGE),
    (b"GIF89a", Reason.IMAGE),
    (b"II*\x00", Reason.IMAGE),
    (b"MM\x00*", Reason.IMAGE),
    (b"\x00\x00\x00\x18ftyphei", Reason.IMAGE),
    (b"\x00\x00\x00\x1cftyphei", Reason.IMAGE),
    (b"\x00\x00\x00$ftyphei", Reason.IMAGE),
    (b"{\\rtf", Reason.RICH_TEXT),
    (b"PK\x05\x06", Reason.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Reason.ARCHIVE),
    (b"Rar!\x1a\x07", Reason.ARCHIVE),
    (b"\x1f\x8b", Reason.ARCHIVE),
    (b"BZh", Reason.ARCHIVE),
    (b"\xfd7zXZ\x00", Reason.ARCHIVE),
    # Excel 2 to 5 wrote their records bare, without the compound file around them.
    (b"\x09\x00\x04\x00", Reason.OTHER_WORKBOOK),
    (b"\x09\x02\x06\x00", Reason.OTHER_WORKBOOK),
    (b"\x09\x04\x06\x00", Reason.OTHER_WORKBOOK),
    (b"\x09\x08\x08\x00", Reason.OTHER_WORKBOOK),
    (b"\x09\x08\x10\x00", Reason.OTHER_WORKBOOK),
)

_WEB_PAGE_TAGS = ("<!doctype html", "<html", "<head", "<body", "<meta", "<style", "<table", "<div")
_XML_TAG = re.compile(r"<\?xml|<[a-z][\w:.-]*[\s/>]")
_MAIL_FIELDS = ("received:", "return-path:", "message-id:", "mime-version:", "from:", "to:", "subject:", "date:")
_MAIL_FIELDS_SEEN = 3
_BEGINNING = 4096


def refuse_something_else(data: bytes) -> None:
    """Raise NotAList when the first bytes are those of a file that holds no list."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise NotAList(Reason.IMAGE)
    for beginning, reason in _SOMETHING_ELSE:
        if data.startswith(beginning):
            raise NotAList(reason)


def refuse_markup(text: str) -> None:
    """Raise NotAList when a text is a web page, XML or a saved mail: cutting them at commas would invent children."""
    beginning = text[:_BEGINNING].lstrip().lower()
    if beginning.startswith("<"):
        if any(tag in beginning for tag in _WEB_PAGE_TAGS):
            raise NotAList(Reason.WEB_PAGE)
        if _XML_TAG.match(beginning):
            raise NotAList(Reason.XML)
    lines = beginning.split("\n")
    if sum(any(line.startswith(field) for line in lines) for field in _MAIL_FIELDS) >= _MAIL_FIELDS_SEEN:
        raise NotAList(Reason.MAIL)
