"""A zip file is looked over before anything opens it: what it is, how large it becomes, how many rows it has."""

import io
import re
import zipfile
import zlib
from typing import Literal

from samspil.concerns.reader.sentences import NotAList, Reason
from samspil.concerns.reader.table import MOST_ROWS

WorkbookKind = Literal["xlsx", "ods"]

BEGINNING = b"PK\x03\x04"

# A list of 20,000 rows takes some 12 MB of XML; the reader's memory is measured by this.
MOST_UNPACKED = 40 * 1024 * 1024
MOST_MEMBERS = 2_000

_CHUNK = 256 * 1024
_LONGEST_TAG = 32
_SHEET_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_ODS_ROW = re.compile(rb"<(?:\w+:)?table-row[\s/>]")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError, RuntimeError)


def workbook_kind(data: bytes) -> WorkbookKind:
    """Tell which workbook a zip file is, having seen that it may be opened.

    Raises NotAList when it is something else, protected, damaged, unpacks to too much or has too many rows. Every
    member is unpacked here, in pieces, so that one that lies about its size is found before a parser trusts it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive)
            kind = _kind(archive)
            _check_members(archive, kind)
            return kind
    except _BROKEN as error:
        raise NotAList(Reason.DAMAGED) from error


def _check_directory(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise NotAList(Reason.SWOLLEN)
    if any(member.flag_bits & 1 for member in members):
        raise NotAList(Reason.PROTECTED)
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise NotAList(Reason.DAMAGED)


def _kind(archive: zipfile.ZipFile) -> WorkbookKind:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise NotAList(Reason.BINARY_WORKBOOK)
    if "content.xml" in names and "mimetype" in names:
        return _open_document(archive)
    for folder, reason in (
        ("word/", Reason.DOCUMENT),
        ("ppt/", Reason.PRESENTATION),
        ("Index/", Reason.OTHER_WORKBOOK),
    ):
        if any(name.startswith(folder) for name in names):
            raise NotAList(reason)
    if "[Content_Types].xml" in names:
        # An Office file whose workbook stands elsewhere than where Excel, LibreOffice and others put it.
        raise NotAList(Reason.OTHER_WORKBOOK)
    raise NotAList(Reason.ARCHIVE)


def _open_document(archive: zipfile.ZipFile) -> WorkbookKind:
    kind = archive.read("mimetype").decode("ascii", "replace").strip()
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise NotAList(Reason.PROTECTED)
    if kind.startswith("application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if kind.startswith("application/vnd.oasis.opendocument.presentation"):
        raise NotAList(Reason.PRESENTATION)
    raise NotAList(Reason.DOCUMENT)


def _check_members(archive: zipfile.ZipFile, kind: WorkbookKind) -> None:
    rows = 0
    for member in archive.infolist():
        tag = _row_tag(member.filename, kind)
        rest = b""
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                if tag:
                    window = rest + chunk
                    rows += sum(1 for match in tag.finditer(window) if match.end() > len(rest))
                    rest = window[-_LONGEST_TAG:]
        if rows > MOST_ROWS:
            raise NotAList(Reason.TOO_MANY_ROWS)


def _row_tag(name: str, kind: WorkbookKind) -> re.Pattern[bytes] | None:
    if kind == "xlsx":
        return _SHEET_ROW if name.startswith("xl/worksheets/") else None
    return _ODS_ROW if name == "content.xml" else None
