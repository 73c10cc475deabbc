"""Malformed lists, each with the sentence that a person reads. All through the child process."""

import io
import random
import struct
import zipfile

import pytest
from xlwt.CompoundDoc import XlsDoc

from samspil.concerns.reader import NotAList, read_list
from samspil.concerns.reader.sentences import Reason
from samspil.concerns.tests import list_files
from samspil.concerns.tests.list_files import Rows

LIST: Rows = [["Navn", "CPR-nr.", "Rolle"], ["Åse Toft", "611012-4321", "sigtet"], ["Bo Rask", "620912-5321", "vidne"]]


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def repacked(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A zip file with one member changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {member.filename: archive.read(member) for member in archive.infolist()}
    assert old in members[name]
    return zipped({**members, name: members[name].replace(old, new)})


def compound(*streams: str) -> bytes:
    """The old Office container as far as its directory: enough to tell a letter from a workbook."""
    entries = b"".join(name.encode("utf-16-le").ljust(128, b"\x00") for name in ("Root Entry", *streams))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00") + entries.ljust(2048, b"\x00")


def protected_xls() -> bytes:
    """An .xls with a FILEPASS record after its first: Excel asks for the password before it reads on."""
    stream = list_files.xls_workbook({"Ark1": LIST}).get_biff_data()
    first = 4 + struct.unpack_from("<H", stream, 2)[0]
    filepass = struct.pack("<HHHHH", 0x2F, 6, 0, 0x1234, 0x5678)
    file = io.BytesIO()
    XlsDoc().save(file, stream[:first] + filepass + stream[first:])
    return file.getvalue()


def protected_ods() -> bytes:
    end = b"</manifest:manifest>"
    entry = b'<manifest:file-entry manifest:full-path="a.xml"><manifest:encryption-data/></manifest:file-entry>'
    return repacked(list_files.ods({"Ark1": LIST}), "META-INF/manifest.xml", end, entry + end)


def protected_zip() -> bytes:
    data = bytearray(zipped({"xl/workbook.xml": b"<workbook/>"}))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    return bytes(data)


def swollen_xlsx() -> bytes:
    return repacked(
        list_files.xlsx({"Ark1": LIST}),
        "xl/worksheets/sheet1.xml",
        b"</sheetData>",
        b" " * 60_000_000 + b"</sheetData>",
    )


def lying_xlsx() -> bytes:
    """A zip bomb whose directory says that it is small."""
    data = swollen_xlsx()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    return data.replace(struct.pack("<L", size), struct.pack("<L", 3000))


def million_empty_rows_xlsx() -> bytes:
    rows = b"".join(b'<row r="%d"/>' % number for number in range(10, 1_000_010))
    return repacked(
        list_files.xlsx({"Ark1": LIST}), "xl/worksheets/sheet1.xml", b"</sheetData>", rows + b"</sheetData>"
    )


def far_corner_xlsx() -> bytes:
    return repacked(
        list_files.xlsx({"Ark1": [*LIST, ["hjørne"]]}), "xl/worksheets/sheet1.xml", b'<c r="A4"', b'<c r="XFD1048576"'
    )


PDF = "Filen er en PDF. Bed afsenderen om listen som regneark (.xlsx) eller som tekst (.csv)."
IMAGE = "Filen er et billede. Bed afsenderen om listen som regneark (.xlsx), eller skriv navnene af."
DOCUMENT = "Filen er et tekstdokument. Kopiér tabellen over i et regneark, og gem det som .xlsx."
PRESENTATION = "Filen er en præsentation. Kopiér tabellen over i et regneark, og gem det som .xlsx."
MAIL = "Filen er en gemt mail. Åbn mailen, gem det vedhæftede regneark, og vælg det i stedet."
WEB_PAGE = "Filen er en webside, også selv om den hedder .xls. Åbn den i et regneark, og gem den som .xlsx."
PROTECTED = "Filen er beskyttet med adgangskode. Fjern adgangskoden i regnearket, gem igen, og vælg filen på ny."
SWOLLEN = "Filen bliver alt for stor, når den pakkes ud. Kopiér listen over i et nyt, tomt regneark, og prøv igen."
DAMAGED = "Filen er beskadiget og kan ikke åbnes. Bed afsenderen om at sende den igen."
MANY_ROWS = "Filen har mere end 20.000 rækker. Kopiér listen over i et nyt, tomt regneark, og prøv igen."
NOT_TEXT = "Filen er hverken regneark eller tekst. Bed afsenderen om listen som .xlsx eller .csv."
NO_HEADER = (
    "Vi kan ikke finde rækken med overskrifter. Skriv over listen, hvad kolonnerne er, "
    "for eksempel »Navn«, »CPR-nr.«, »Dato« og »Rolle«."
)
NO_ROWS = "Der er overskrifter, men ingen rækker under dem. Se efter, om det er den rigtige fil."
EMPTY = "Filen er tom. Bed afsenderen om at sende listen igen."
HEAVY = "Filen kræver for meget hukommelse. Kopiér listen over i et nyt, tomt regneark, og prøv igen."

MALFORMED = {
    "nothing": (bytes, EMPTY),
    "blank lines": (lambda: b"\r\n ; ;\r\n", EMPTY),
    "empty workbook": (lambda: list_files.xlsx({"Ark1": []}), EMPTY),
    "eleven megabytes": (
        lambda: b"Navn;CPR\n" + b"x" * 11_000_000,
        "Filen fylder mere end 10 MB. Gem arket med listen alene i en ny fil, og prøv igen.",
    ),
    "pdf": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", PDF),
    "png": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(40), IMAGE),
    "photo": (lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(40), IMAGE),
    "docx": (lambda: zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}), DOCUMENT),
    "doc": (lambda: compound("WordDocument"), DOCUMENT),
    "odt": (
        lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office/>"}),
        DOCUMENT,
    ),
    "pptx": (lambda: zipped({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"}), PRESENTATION),
    "outlook mail": (lambda: compound("__substg1.0_0037001F"), MAIL),
    "mail": (lambda: b"From: a@example.org\r\nTo: b@example.org\r\nSubject: Listen\r\n\r\nNavn;CPR\r\nBo;\r\n", MAIL),
    "rtf": (
        lambda: b"{\\rtf1\\ansi Navn}",
        "Filen er et RTF-dokument. Kopiér tabellen over i et regneark, og gem det som .xlsx.",
    ),
    "web page called xls": (lambda: b"<html><table><tr><td>Navn</td><td>CPR</td></tr></table></html>", WEB_PAGE),
    "web page in utf-16": (lambda: "\n<table><tr><td>Navn</td></tr></table>".encode("utf-16"), WEB_PAGE),
    "xml": (
        lambda: b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook><Navn/></Workbook>',
        "Filen er XML. Åbn den i et regneark, og gem den som .xlsx.",
    ),
    "zip": (
        lambda: zipped({"liste.csv": b"Navn;CPR\nBo;\n"}),
        "Filen er en pakket mappe. Pak den ud, og vælg selve listen.",
    ),
    "xlsb": (
        lambda: zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\x83\x01"}),
        "Filen er et binært regneark (.xlsb). Åbn den i Excel, og gem den som .xlsx.",
    ),
    "numbers": (
        lambda: zipped({"Index/Document.iwa": b"\x00", "preview.jpg": b"\xff"}),
        "Filen er et regneark af en slags, vi ikke læser. Gem det som .xlsx, .ods eller .csv.",
    ),
    "protected xlsx": (lambda: compound("EncryptionInfo", "EncryptedPackage"), PROTECTED),
    "protected xls": (protected_xls, PROTECTED),
    "protected ods": (protected_ods, PROTECTED),
    "protected zip": (protected_zip, PROTECTED),
    "zip bomb": (swollen_xlsx, SWOLLEN),
    "zip bomb that lies": (lying_xlsx, DAMAGED),
    "half an xlsx": (lambda: list_files.xlsx({"Ark1": LIST})[:3000], DAMAGED),
    "half an xls": (lambda: list_files.xls({"Ark1": LIST})[:2000], DAMAGED),
    "a million empty rows in xlsx": (million_empty_rows_xlsx, MANY_ROWS),
    "a million empty lines": (lambda: b"Navn;CPR\nBo Rask;620912-5321\n" + b";\n" * 1_000_000, MANY_ROWS),
    "a million blank lines": (lambda: b"\n" * 1_000_000, MANY_ROWS),
    "a cell in the last corner": (far_corner_xlsx, HEAVY),
    "too many columns": (
        lambda: list_files.xlsx({"Ark1": [*LIST, *([["x"]] * 70), [None] * 15_000 + ["y"]]}),
        "Arket har for mange kolonner. Kopiér listen over i et nyt, tomt regneark, og prøv igen.",
    ),
    "random bytes": (lambda: random.Random(7).randbytes(5_000_000), NOT_TEXT),
    "a program": (lambda: b"\x7fELF\x02\x01\x01" + bytes(200), NOT_TEXT),
    "another old office file": (lambda: compound("VisioDocument"), NOT_TEXT),
    "prose": (lambda: bytes("Kære kollega, her er listen, som aftalt.\nVenlig hilsen, Åse\n", "utf-8"), NO_HEADER),
    "rows without headers": (lambda: list_files.text_file(LIST[1:]), NO_HEADER),
    "only a guide": (lambda: list_files.xls({"Vejledning": [["Skriv fulde navn"], ["og dato"]]}), NO_HEADER),
    "headers alone": (lambda: list_files.text_file(LIST[:1]), NO_ROWS),
    "headers alone in ods": (lambda: list_files.ods({"Ark1": LIST[:1]}, trailing_empty_rows=1_048_000), NO_ROWS),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_list_gets_its_sentence_and_is_not_called_slow(name):
    make, sentence = MALFORMED[name]
    with pytest.raises(NotAList) as refusal:
        read_list(make(), "liste.xls")
    assert refusal.value.sentence == sentence


def test_there_are_twenty_different_sentences():
    assert len({sentence for _make, sentence in MALFORMED.values()}) >= 20


def test_each_sentence_is_one_and_plain():
    for reason in Reason:
        assert reason.value.endswith(".")
        assert "\n" not in reason.value


@pytest.mark.parametrize("name", ["liste.xlsx", "LISTE.XLSX", "liste.ods"])
def test_what_is_called_a_workbook_and_is_none_is_damaged(name):
    """Its beginning is gone: nobody looks for a row of headings in it."""
    torn = b"".join(bytes([65 + number % 26]) + b" ordene er revet over\r\n" for number in range(200))
    with pytest.raises(NotAList) as refusal:
        read_list(torn, name)
    assert refusal.value.code == "damaged"
    with pytest.raises(NotAList) as refusal:
        read_list(torn, "liste.csv")
    assert refusal.value.code == "no_header"
    with pytest.raises(NotAList) as refusal:
        read_list(list_files.xlsx({"Ark1": [["Vejr", "Vind"], ["Regn", "Vest"]]}), name)
    assert refusal.value.code == "no_header", "a whole workbook says what it lacks"


def test_digits_of_another_script_are_digits_in_a_list():
    rows = [["Navn", "CPR-nr.", "Rolle"], ["Åse Toft", "６１１０１２-４３２１", "sigtet"]]
    told = [
        read_list(list_files.xlsx({"Ark1": rows}), "liste.xlsx"),
        read_list("\n".join(map(";".join, rows)).encode(), "liste.csv"),
    ]
    assert [[row.cpr for row in reading.rows] for reading in told] == [["6110124321"], ["6110124321"]]
