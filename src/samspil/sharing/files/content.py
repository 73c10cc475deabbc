"""What a file is, by its content and never by its name; and a picture without what its camera wrote into it.

Only kinds that people hand in, and that nothing runs by opening: pictures, PDF, and documents without macros.
"""

from __future__ import annotations

import unicodedata
import warnings
import zipfile
from dataclasses import dataclass
from io import BytesIO

import pi_heif
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from samspil.lib import cpr
from samspil.lib.refusals import Refused

LONGEST_NAME = 120
MOST_PIXELS = 60_000_000  # a picture of a good telephone; more is made to fill a memory
JPEG = ("image/jpeg", "jpg", "jpeg")
# The picture of an iPhone is kept as JPEG: what can be opened at the door, and in a court file years later.
PICTURES = {"JPEG": JPEG, "PNG": ("image/png", "png"), "WEBP": ("image/webp", "webp"), "HEIF": JPEG}
IPHONE = {b"heic", b"heix", b"heim", b"heis", b"mif1"}  # brands of single pictures; bursts and films have others
FILMS = (
    b"\x1a\x45\xdf\xa3",  # Matroska, WebM
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",  # Windows Media
    b"FLV\x01", b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3",
    b"ID3", b"\xff\xfb", b"\xff\xf1", b"OggS", b"#!AMR", b"fLaC",  # sound is handled as film is
)  # fmt: skip
UNREADABLE = (
    UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError, RuntimeError,
)  # fmt: skip
FILM_NAMES = (
    ".mov",
    ".mp4",
    ".m4v",
    ".avi",
    ".mkv",
    ".webm",
    ".wmv",
    ".3gp",
    ".mp3",
    ".m4a",
    ".wav",
    ".aac",
    ".ogg",
    ".amr",
)
FILM_BOXES = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}  # of QuickTime before it had a type
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

pi_heif.register_heif_opener(thumbnails=False)


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
    if _is_picture(data):
        kind, data = _plain_picture(data)
    elif data.startswith(b"%PDF-"):
        kind = PDF
    elif data.startswith(b"PK\x03\x04"):
        kind = _document(data)
    else:
        raise Refused(sentence_for_film() if is_film(data) or is_called_a_film(name) else _other_kind())
    return Recognised(_named(name, kind), kind[0], data)


def is_film(first: bytes) -> bool:
    """Whether the file that begins with these bytes is a film or a recording of sound."""
    if first[4:8] == b"ftyp":
        return first[8:12] not in IPHONE and first[8:12] != b"avif"
    riff = first[:4] == b"RIFF" and first[8:12] in {b"AVI ", b"WAVE"}
    return riff or first[4:8] in FILM_BOXES or first.startswith(FILMS)


def is_called_a_film(name: str) -> bool:
    """Whether a file that cannot be told by its content is called as a film or a recording is."""
    return name.lower().endswith(FILM_NAMES)


def sentence_for_film() -> str:
    """What to do with a film or a recording instead of attaching it."""
    return _(
        "A film or a recording cannot be attached. Write what it shows, who has it, and where it can be seen. Do not send "
        "it on. If it shows something criminal, ring the police on 114 before you do anything with it."
    )


def _is_picture(data: bytes) -> bool:
    iphone = data[4:8] == b"ftyp" and data[8:12] in IPHONE
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return iphone or webp or data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))


def _other_kind() -> str:
    return _(
        "This file cannot be attached: by its content it is no picture (JPEG, PNG, WebP, HEIC), PDF or document (Word, Excel, "
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
        if format_ == "HEIF":
            format_, upright = "JPEG", upright.convert("RGB")
        better = {} if format_ == "PNG" else {"quality": 90}
        upright.save(drawn, format_, icc_profile=colours, **better)
    except UNREADABLE as error:
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
    """The name that the file came with, without folders, CPR numbers and signs that change what is read, ending as its
    content does. A name has no field of its own for a number, and stands wherever the file is listed.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(each for each in last if unicodedata.category(each)[0] != "C" and each not in '"<>:|?*')
    stem, dot, ending = plain.rpartition(".")
    if not dot or ending.lower() not in kind[1:]:
        stem, ending = plain, kind[1]
    if cpr.found_in(spaced := stem.replace("_", " ")):
        stem = cpr.cut_from(spaced, _("[CPR number left out]"))
    stem = stem.strip(" .")[:LONGEST_NAME] or _("file")
    return f"{stem}.{ending.lower()}"
