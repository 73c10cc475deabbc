"""What a file is, by its content and never by its name; and a picture without what its camera wrote into it.

Only kinds that people hand in, and that nothing runs by opening: pictures, PDF, and documents without macros.
"""

from __future__ import annotations

import unicodedata
import warnings
import zipfile
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from samspil.lib.refusals import Refused

LONGEST_NAME = 120
MOST_PIXELS = 60_000_000  # a picture of a good telephone; more is made to fill a memory
PICTURES = {"JPEG": ("image/jpeg", "jpg", "jpeg"), "PNG": ("image/png", "png"), "WEBP": ("image/webp", "webp")}
PDF = ("application/pdf", "pdf")
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
OFFICE = {
    "word/document.xml": (_OFFICE + "wordprocessingml.document", "docx"),
    "xl/workbook.xml": (_OFFICE + "spreadsheetml.sheet", "xlsx"),
    "ppt/presentation.xml": (_OFFICE + "presentationml.presentation", "pptx"),
}
OPEN_DOCUMENTS = {
    _OPEN + "text": (_OPEN + "text", "odt"),
    _OPEN + "spreadsheet": (_OPEN + "spreadsheet", "ods"),
    _OPEN + "presentation": (_OPEN + "presentation", "odp"),
}


@dataclass(frozen=True)
class Recognised:
    """A file that may come in: under this name, of this type, with these bytes."""

    name: str
    content_type: str
    data: bytes


def recognise(name: str, data: bytes) -> Recognised:
    """The file as it is kept. Raises Refused with a sentence for what cannot be taken.

    Where a picture was taken, when, and with whose telephone is taken out of it: a shared picture must not tell an address
    that is protected, or where a child was met.
    """
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        kind, data = _plain_picture(data)
    elif data.startswith(b"%PDF-"):
        kind = PDF
    elif data.startswith(b"PK\x03\x04"):
        kind = _document(data)
    else:
        raise Refused(_other_kind())
    return Recognised(_named(name, kind), kind[0], data)


def _other_kind() -> str:
    return _(
        "This file cannot be attached: by its content it is no picture (JPEG, PNG, WebP), PDF or document (Word, Excel, "
        "PowerPoint, OpenDocument). Save it as a PDF, and attach that."
    )


def _plain_picture(data: bytes) -> tuple[tuple[str, ...], bytes]:
    """The picture's points alone, turned upright."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # asked below, before anything is unpacked
            picture = Image.open(BytesIO(data), formats=list(PICTURES))
        if picture.width * picture.height > MOST_PIXELS:
            raise Refused(_("This picture is too large. Make it smaller, and attach it again."))
        format_, colours = str(picture.format), picture.info.get("icc_profile")
        # WeasyPrint lets half pictures pass, for the whole process; half a picture must not come in as a whole one.
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        upright = ImageOps.exif_transpose(picture)
        upright.info = {}
        drawn = BytesIO()
        better = {} if format_ == "PNG" else {"quality": 90}
        upright.save(drawn, format_, icc_profile=colours, **better)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise Refused(
            _("This picture is damaged and cannot be attached. Open it, save it anew, and try again.")
        ) from error
    return PICTURES[format_], drawn.getvalue()


def _document(data: bytes) -> tuple[str, ...]:
    """Which office document the archive is; macros are programs, and stay outside."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = {part.filename: part for part in archive.infolist()}
            named = parts.get("mimetype")
            said = archive.read(named).decode("ascii", "replace") if named and named.file_size < 200 else ""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError) as error:
        raise Refused(
            _("This document is damaged and cannot be attached. Open it, save it anew, and try again.")
        ) from error
    if any(part.endswith("vbaProject.bin") or part.startswith("Basic/") for part in parts):
        raise Refused(
            _("This document holds macros, which are programs. Save it without macros or as a PDF, and attach that.")
        )
    if "[Content_Types].xml" in parts:
        for part, kind in OFFICE.items():
            if part in parts:
                return kind
    if said in OPEN_DOCUMENTS:
        return OPEN_DOCUMENTS[said]
    raise Refused(_other_kind())


def _named(name: str, kind: tuple[str, ...]) -> str:
    """The name that the file came with, without folders and signs that change what is read, ending as its content does."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(each for each in last if unicodedata.category(each)[0] != "C" and each not in '"<>:|?*')
    stem, dot, ending = plain.rpartition(".")
    if not dot or ending.lower() not in kind[1:]:
        stem, ending = plain, kind[1]
    stem = stem.strip(" .")[:LONGEST_NAME] or _("file")
    return f"{stem}.{ending.lower()}"
