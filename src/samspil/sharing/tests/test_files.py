"""Files: found by content, under the lock of the row that they hang on, and always a download."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from io import BytesIO
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from samspil.audit.models import Event
from samspil.concerns.models import Concern
from samspil.lib.refusals import NotVisible, Refused
from samspil.sharing.actions import delete, disclose, hand_over, withdraw
from samspil.sharing.files import actions, queries
from samspil.sharing.models import BasisVersion, File, Scanned
from tests.cast import Cast, as_role

pytestmark = pytest.mark.wheel

PAPER = b"%PDF-1.7 a letter"


def concern(cast: Cast, member: str = "ssp_teacher", **more: Any) -> Concern:
    one = cast.members[member]
    one.sign()
    return Concern.objects.create(
        owner_audience_id=one.unit.audience_id, forum_id=cast.forum.pk, about="child", who="Alma Krogh",
        text="Kommer ikke i skole", source="school", sender_id=one.staff.pk, sender_unit_id=one.unit.pk, **more,
    )  # fmt: skip


def attached(cast: Cast, to: Concern, member: str = "ssp_teacher", name: str = "brev.pdf", data: bytes = PAPER) -> File:
    return actions.attach(cast.members[member].sign(), to=to, name=name, data=data)


def seen(cast: Cast, member: str, of: Concern) -> list[str]:
    cast.members[member].sign()
    return [file.name for file in queries.files_of(of)]


def basis() -> int:
    return int(
        BasisVersion.objects.filter(status="confirmed", valid_to=None).order_by("pk").values_list("pk", flat=True)[0]
    )


def test_a_file_is_a_row_of_those_who_keep_what_it_hangs_on(cast: Cast) -> None:
    told = concern(cast, subject=17, origin="police", retention_kind="concern")
    file = attached(cast, told)
    assert (file.name, file.content_type, file.size, file.scanned) == ("brev.pdf", "application/pdf", 17, "unscanned")
    assert bytes(file.sha256) == hashlib.sha256(PAPER).digest()
    assert (file.subject, file.origin, file.retention_kind) == (17, "police", "concern")
    assert seen(cast, "ssp_teacher", told) == ["brev.pdf"]
    for other in ("colleague", "administrator", "protection_officer", "outsider", "other_consultant"):
        assert seen(cast, other, told) == []
        with pytest.raises(NotVisible):
            actions.read(cast.members[other].sign(), file_id=file.pk)


def test_attaching_and_reading_are_recorded_without_a_name(cast: Cast) -> None:
    file = attached(cast, concern(cast))
    read = actions.read(cast.ssp_teacher.sign(), file_id=file.pk)
    assert bytes(read.data) == PAPER
    events = Event.objects.filter(object_table="sharing_file", object_id=file.pk).order_by("pk")
    assert [event.act for event in events] == ["file.attached", "file.read"]
    assert "brev" not in str([event.detail for event in events])


def test_a_file_goes_where_its_row_goes(cast: Cast) -> None:
    told = concern(cast)
    attached(cast, told)
    school = cast.ssp_teacher.unit.audience_id
    hand_over(
        cast.ssp_teacher.sign(), "concerns_concern", [told.pk], cast.forum.door_id, [school], basis(), "valg af indsats"
    )
    assert seen(cast, "consultant", told) == seen(cast, "ssp_teacher", told) == ["brev.pdf"]
    assert seen(cast, "police_officer", told) == []
    (given,) = disclose(
        cast.consultant.sign(),
        "concerns_concern",
        [told.pk],
        [cast.police_officer.unit.audience_id],
        basis(),
        "sikkerhed",
    )
    assert seen(cast, "police_officer", told) == ["brev.pdf"]
    withdraw(cast.consultant.sign(), given)
    assert seen(cast, "police_officer", told) == []
    assert seen(cast, "consultant", told) == ["brev.pdf"]


def test_a_file_that_comes_later_is_not_given_by_itself(cast: Cast) -> None:
    told = concern(cast, "consultant")
    first = attached(cast, told, "consultant", "første.pdf")
    police, family = cast.police_officer.unit.audience_id, cast.social_worker.unit.audience_id
    disclose(cast.consultant.sign(), "concerns_concern", [told.pk], [police], basis(), "sikkerhed")
    attached(cast, told, "consultant", "anden.pdf")
    assert seen(cast, "police_officer", told) == [first.name]
    disclose(cast.consultant.sign(), "concerns_concern", [told.pk], [family], basis(), "sikkerhed")
    assert seen(cast, "police_officer", told) == [first.name]
    assert seen(cast, "social_worker", told) == ["første.pdf", "anden.pdf"]


def test_who_received_a_row_attaches_nothing_to_it(cast: Cast) -> None:
    told = concern(cast, "consultant")
    police = cast.police_officer
    disclose(cast.consultant.sign(), "concerns_concern", [told.pk], [police.unit.audience_id], basis(), "sikkerhed")
    with pytest.raises(Refused, match="Kun de, der har sagen"):
        attached(cast, told, "police_officer")
    # Nor past the product, in SQL; nor to a table that carries no files, nor to a row that is not there.
    for owner, table, row in (
        (police.unit.audience_id, "concerns_concern", told.pk), (police.unit.audience_id, "sharing_draft", told.pk),
        (police.unit.audience_id, "concerns_concern", -1), (told.owner_audience_id, "concerns_concern", told.pk),
    ):  # fmt: skip
        police.sign()
        with pytest.raises(DatabaseError, match=r"attached by those who keep|row-level security"), transaction.atomic():
            File.objects.create(
                owner_audience_id=owner, parent_table=table, parent_id=row, name="x", content_type="x", size=1,
                data=b"x", sha256=hashlib.sha256(b"x").digest(),
            )  # fmt: skip


@pytest.mark.parametrize(
    "change", ["name = 'y'", "data = 'y'", "content_type = 'text/html'", "shut_away = false", "parent_id = 1"]
)
def test_what_came_stays_as_it_came(cast: Cast, change: str) -> None:
    file = attached(cast, concern(cast))
    with pytest.raises(DatabaseError, match="a file stays as it came"), transaction.atomic():
        connection.cursor().execute(f"UPDATE sharing_file SET {change} WHERE id = %s", [file.pk])


def test_a_file_shut_away_is_opened_by_nobody_and_seen_by_its_keeper_alone(cast: Cast) -> None:
    told = concern(cast, "consultant")
    file = attached(cast, told, "consultant")
    police = cast.police_officer.unit.audience_id
    disclose(cast.consultant.sign(), "concerns_concern", [told.pk], [police], basis(), "sikkerhed")
    with pytest.raises(Refused):
        actions.shut_away(cast.police_officer.sign(), file_id=file.pk)
    actions.shut_away(cast.consultant.sign(), file_id=file.pk)
    assert Event.objects.filter(act="file.shut_away", object_id=file.pk).count() == 1
    assert seen(cast, "police_officer", told) == []
    assert seen(cast, "colleague", told) == ["brev.pdf"]
    with pytest.raises(Refused):
        actions.read(cast.colleague.sign(), file_id=file.pk)
    # Whoever is given the concern from now on is not given that file.
    family = cast.social_worker.unit.audience_id
    disclose(cast.consultant.sign(), "concerns_concern", [told.pk], [family], basis(), "sikkerhed")
    assert seen(cast, "social_worker", told) == []
    hand_over(cast.consultant.sign(), "concerns_concern", [told.pk], cast.forum.door_id, [police], basis(), "valg")
    assert seen(cast, "police_officer", told) == []
    assert seen(cast, "consultant", told) == ["brev.pdf"]


def test_a_file_ends_with_its_row_unless_it_is_held(cast: Cast) -> None:
    told = concern(cast, "consultant", retention_kind="no_follow_up")
    file = attached(cast, told, "consultant")
    with as_role("samspil_lock") as cursor:
        cursor.execute("UPDATE sharing_file SET hold = true WHERE id = %s", [file.pk])
    with pytest.raises(Refused):
        delete(cast.consultant.sign(), "concerns_concern", [told.pk], "no_follow_up")
    with as_role("samspil_lock") as cursor:
        cursor.execute("UPDATE sharing_file SET hold = false WHERE id = %s", [file.pk])
    delete(cast.consultant.sign(), "concerns_concern", [told.pk], "no_follow_up")
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT count(*) FROM sharing_file")
        assert cursor.fetchone() == (0,)


# --- what a file is -----------------------------------------------------------------------------------------------------
def picture(format_: str, **more: Any) -> bytes:
    image, drawn = Image.new("RGB", (40, 20), "white"), BytesIO()
    image.paste("black", (0, 0, 20, 20))  # black at the left
    image.save(drawn, format_, **more)
    return drawn.getvalue()


def camera() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    exif[0x010F] = "Telefonmager"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (55.0, 38.0, 51.5)
    return exif


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_a_picture_loses_where_when_and_with_what_it_was_taken(cast: Cast, format_: str) -> None:
    words = PngInfo()
    words.add_text("Comment", "Telefonmager")
    more = {"PNG": {"pnginfo": words}, "JPEG": {"comment": b"Telefonmager"}, "WEBP": {}}[format_]
    data = picture(format_, exif=camera(), **more)
    assert b"Telefonmager" in data
    assert Image.open(BytesIO(data)).getexif().get_ifd(0x8825)
    file = attached(cast, concern(cast), data=data, name="foto." + format_.lower())
    kept = Image.open(BytesIO(file.data))
    assert b"Telefonmager" not in file.data
    assert not dict(kept.getexif())
    assert not {"exif", "xmp", "comment", "Comment"} & set(kept.info)
    assert (kept.format, kept.size) == (format_, (40, 20))
    assert kept.convert("L").getpixel((35, 10)) < 60  # turned as the camera said: black at the right


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ferie.jpg", b"MZ\x90\x00\x03" + b"\x00" * 60),  # a Windows program
        ("ferie.jpg", b"\x7fELF\x02\x01\x01"),
        ("ferie.pdf", b"#!/bin/sh\nrm -rf /\n"),
        ("side.html", b"<!doctype html><script>alert(1)</script>"),
        ("tegning.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("gammel.doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 60),
    ],
)
def test_a_program_or_page_is_refused_whatever_its_name(cast: Cast, name: str, data: bytes) -> None:
    with pytest.raises(Refused, match=r"Filen kan ikke vedhæftes.*Gem den som PDF"):
        attached(cast, concern(cast), name=name, data=data)


def test_a_damaged_or_monstrous_picture_is_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it
    whole = picture("PNG")
    for data in (b"\xff\xd8\xff\xe0 no picture", whole[:60]):
        with pytest.raises(Refused, match="beskadiget"):
            attached(cast, concern(cast), data=data, name="foto.jpg")
    bomb = bytearray(whole)
    bomb[16:24] = (20_000).to_bytes(4, "big") + (20_000).to_bytes(4, "big")
    bomb[29:33] = zlib.crc32(bytes(bomb[12:29])).to_bytes(4, "big")
    with pytest.raises(Refused):
        attached(cast, concern(cast), data=bytes(bomb), name="foto.png")
    monkeypatch.setattr("samspil.sharing.files.content.MOST_PIXELS", 100)
    with pytest.raises(Refused, match="for stort"):
        attached(cast, concern(cast), data=whole, name="foto.png")


def archive(**parts: bytes) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as zipped:
        for name, content in parts.items():
            zipped.writestr(name.replace("__", "/"), content)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "type_", "ending"),
    [
        (archive(**{"[Content_Types].xml": b"", "word__document.xml": b""}), "wordprocessingml.document", "docx"),
        (archive(**{"[Content_Types].xml": b"", "xl__workbook.xml": b""}), "spreadsheetml.sheet", "xlsx"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.text"), "opendocument.text", "odt"),
    ],
)
def test_a_document_is_known_by_what_is_in_it(cast: Cast, data: bytes, type_: str, ending: str) -> None:
    file = attached(cast, concern(cast), name="billede.jpg", data=data)
    assert file.content_type.endswith(type_)
    assert file.name == "billede.jpg." + ending


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (archive(**{"[Content_Types].xml": b"", "word__document.xml": b"", "word__vbaProject.bin": b""}), "makroer"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.text", Basic__Standard=b""), "makroer"),
        (archive(setup=b""), "kan ikke vedhæftes"),
        (archive(**{"[Content_Types].xml": b""}), "kan ikke vedhæftes"),
        (b"PK\x03\x04 no archive", "beskadiget"),
    ],
)
def test_an_archive_that_is_no_plain_document_is_refused(cast: Cast, data: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        attached(cast, concern(cast), name="brev.docx", data=data)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\x\\brev.PDF", "brev.pdf"),
        ("Jonas Holm 720511-4222.pdf", "Jonas Holm [CPR-nummer udeladt].pdf"),
        ("skema_7205114222_v2.pdf", "skema [CPR-nummer udeladt] v2.pdf"),
        ("7205\u200b11-4222.pdf", "[CPR-nummer udeladt].pdf"),
        ("20-12-2025 møde.pdf", "20-12-2025 møde.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("brev\u202efdp.exe", "brevfdp.exe.pdf"),
        ("\r\nSet-Cookie: a.pdf", "Set-Cookie a.pdf"),
        ("   .pdf", "fil.pdf"),
        ("æ" * 300 + ".pdf", "æ" * 120 + ".pdf"),
    ],
)
def test_a_name_carries_no_folder_and_no_hidden_sign(cast: Cast, given: str, kept: str) -> None:
    assert attached(cast, concern(cast), name=given).name == kept


def test_nothing_and_too_much_are_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="tom"):
        attached(cast, concern(cast), data=b"")
    with pytest.raises(Refused, match="25 MB"):
        attached(cast, concern(cast), data=b"%PDF-" + b"x" * File.LARGEST)
    largest = b"%PDF-" + b"x" * (File.LARGEST - 5)
    assert attached(cast, concern(cast), data=largest).size == File.LARGEST


def test_the_database_refuses_bytes_that_are_not_what_was_announced(cast: Cast) -> None:
    told = concern(cast)
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        File.objects.create(
            owner_audience_id=told.owner_audience_id, parent_table="concerns_concern", parent_id=told.pk, name="x",
            content_type="x", size=1, data=b"x", sha256=b"y", scanned=Scanned.CLEAN,
        )  # fmt: skip
    assert isinstance(error.value.__cause__, psycopg.errors.CheckViolation)


# --- over HTTP ------------------------------------------------------------------------------------------------------------
def test_a_file_is_downloaded_and_never_shown(cast: Cast) -> None:
    file = attached(cast, concern(cast), name="brev om ærø.pdf")
    answer = cast.client("ssp_teacher").get(reverse("files:read", args=[file.pk]))
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == PAPER
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "%C3%A6r%C3%B8.pdf" in answer["Content-Disposition"]
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Type"] == "application/pdf"
    assert cast.client("outsider").get(reverse("files:read", args=[file.pk])).status_code == 404
    assert cast.client("ssp_teacher").get(reverse("files:read", args=[0])).status_code == 404
