"""No file is lost in silence: on every form of the product that takes files, each file has its answer."""

from __future__ import annotations

import re
import struct
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

import samspil
from samspil.concerns.door_forms import RaiseForm
from samspil.concerns.forms import UploadForm
from samspil.concerns.models import Concern
from samspil.concerns.tests.doors import FORM, SAID, found
from samspil.lib.refusals import Refused
from samspil.sharing.files import receiving
from samspil.sharing.files.content import MOST_PIXELS, recognise
from samspil.sharing.files.fields import FileField, FilesField
from samspil.sharing.models import Draft, File
from samspil.sharing.tests.pictures import IPHONE_PICTURE
from tests.cast import Cast, as_role

MEGABYTE = 1024 * 1024
PAPER = b"%PDF-1.7 a letter"
FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(100)
# Every form of the product that takes files: its page, its field, and what else it wants. A new one must be named here.
UPLOADS = {
    RaiseForm: ("concerns:raise", "attachments", FORM),
    UploadForm: ("concerns:upload", "file", {}),
}


def all_forms(of: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for one in of.__subclasses__():
        yield one
        yield from all_forms(one)


def named(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_form_holds_a_hundred_mebibytes_and_a_file_twenty_five(settings) -> None:
    """Nothing else of the product stops a form before: Django counts what is no file, and our own handler stands alone."""
    assert receiving.LARGEST_FORM == 100 * MEGABYTE
    assert File.LARGEST == 25 * MEGABYTE
    assert settings.FILE_UPLOAD_HANDLERS == ["samspil.sharing.files.receiving.Receiver"]
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES >= receiving.LARGEST_FORM // File.LARGEST


def test_pictures_of_iphones_are_read_by_the_library_without_an_encoder() -> None:
    """pillow-heif brings along a GPL encoder; pi-heif reads alone."""
    root = Path(samspil.__file__).parents[2]
    named = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    groups = [named["dependencies"], *named.get("optional-dependencies", {}).values()]
    wanted = {re.split(r"[^a-z0-9-]", line.lower())[0] for group in groups for line in group}
    assert "pi-heif" in wanted
    assert "pillow-heif" not in wanted
    for file in sorted((root / "requirements").glob("*.txt")):
        locked = {line.split("==")[0] for line in file.read_text("utf-8").splitlines() if "==" in line}
        assert ("pi-heif" in locked, "pillow-heif" in locked) == ("pillow" in locked, False), file.name


def text(answer) -> str:
    return str(answer.content.decode())


def send(cast: Cast, form: type, *files: SimpleUploadedFile, **more: str):
    page, field, said = UPLOADS[form]
    data = {**said, "idempotency_key": str(uuid4()), **more, field: list(files)}
    return cast.client("consultant" if form is UploadForm else "ssp_teacher").post(reverse(page), data)


def written() -> tuple[int, int, int]:
    with as_role("samspil_lock"):
        return Concern.objects.count(), File.objects.count(), Draft.objects.count()


def test_every_form_that_takes_files_is_tried_here_and_answers_for_each():
    taking = {
        form: [field for field in form.base_fields.values() if isinstance(field, forms.FileField)]
        for form in all_forms()
        if form.__module__.startswith("samspil.") and "tests" not in form.__module__
    }
    taking = {
        form: fields for form, fields in taking.items() if fields and not form.__module__.endswith("styleguide_content")
    }
    assert set(taking) == set(UPLOADS)
    assert all(isinstance(field, FileField | FilesField) for fields in taking.values() for field in fields)


@pytest.mark.parametrize("form", UPLOADS)
def test_a_file_larger_than_a_file_may_be_is_told_and_nothing_is_written(cast: Cast, form):
    found(cast)
    before = written()
    answer = send(cast, form, named("stor.pdf", PAPER + bytes(27 * MEGABYTE)))
    assert answer.status_code == 422
    assert "stor.pdf: Filen er større end 25 MB" in text(answer)
    assert "Ikke sendt endnu" in text(answer)
    assert written() == before


@pytest.mark.parametrize("form", UPLOADS)
def test_files_larger_than_a_form_may_be_are_told_one_by_one(cast: Cast, form, monkeypatch):
    found(cast)
    monkeypatch.setattr(receiving, "LARGEST_FORM", 3000)
    files = [named("et.pdf", PAPER + bytes(2000)), named("to.pdf", PAPER + bytes(2000))]
    if form is UploadForm:  # which takes one
        files = [named("et.pdf", PAPER + bytes(4000))]
    answer = send(cast, form, *files)
    assert answer.status_code == 422
    assert "et.pdf: Filerne fylder tilsammen mere end" in text(answer)
    if form is RaiseForm:
        assert "to.pdf: Filerne fylder tilsammen mere end" in text(answer)


@pytest.mark.parametrize("form", UPLOADS)
def test_a_film_says_what_to_do_instead_however_large_it_is(cast: Cast, form, monkeypatch):
    found(cast)
    before = written()
    monkeypatch.setattr(File, "LARGEST", 2000)
    answer = send(cast, form, named("film.mp4", FILM + bytes(3000)))
    assert answer.status_code == 422
    assert "film.mp4: En film eller en lydoptagelse kan ikke vedhæftes." in text(answer)
    assert "114" in text(answer)
    assert written() == before


def test_each_of_several_files_has_its_own_answer_and_what_was_typed_stays(cast: Cast, monkeypatch):
    found(cast)
    monkeypatch.setattr(File, "LARGEST", 2000)
    files = [
        named("brev.pdf", PAPER), named("film.mov", FILM), named("program.exe", b"MZ" + bytes(50)),
        named("stor.pdf", PAPER + bytes(3000)),
    ]  # fmt: skip
    page = text(send(cast, RaiseForm, *files))
    for words in ("film.mov: En film", "program.exe: Filen kan ikke vedhæftes", "stor.pdf: Filen er større"):
        assert words in page
    assert "brev.pdf:" not in page
    assert "<li>brev.pdf</li>" in page  # not sent either: it is chosen again
    assert SAID["text"] in page
    assert written()[:2] == (0, 0)


def test_all_that_the_action_refuses_is_told_at_once(cast: Cast):
    found(cast)
    page = text(send(cast, RaiseForm, named("film.mov", FILM), named("brev.pdf", PAPER), named("tom.pdf", b"x")))
    assert "film.mov: En film" in page
    assert "tom.pdf: Filen kan ikke vedhæftes" in page
    assert written()[:2] == (0, 0)


def test_files_chosen_on_a_form_that_comes_back_for_another_reason_are_named(cast: Cast):
    found(cast)
    page = text(send(cast, RaiseForm, named("brev.pdf", PAPER), text=""))
    assert "Ikke sendt endnu. Vælg den igen" in page
    assert "<li>brev.pdf</li>" in page
    assert written()[:2] == (0, 0)


def test_six_files_are_counted_to_who_chose_them(cast: Cast):
    found(cast)
    page = text(send(cast, RaiseForm, *(named(f"{number}.pdf", PAPER) for number in range(6))))
    assert "Du har valgt 6 filer. Vælg højst 5" in page
    assert written()[:2] == (0, 0)


def test_thirty_megabytes_in_three_files_arrive_and_the_receipt_names_each(cast: Cast):
    """A form of this size lost all its files, and the receipt said that it was received."""
    found(cast)
    sent = [named(f"side {number}.pdf", PAPER + bytes(10 * MEGABYTE)) for number in (1, 2, 3)]
    answer = send(cast, RaiseForm, *sent)
    assert answer.status_code == 303, text(answer)
    page = text(cast.client("ssp_teacher").get(answer["Location"]))
    for number in (1, 2, 3):
        assert f"side {number}.pdf: modtaget" in page
    with as_role("samspil_lock"):
        assert sorted(File.objects.values_list("size", flat=True)) == [len(PAPER) + 10 * MEGABYTE] * 3


def test_a_picture_of_an_iphone_comes_in_without_telephone_and_place(cast: Cast):
    found(cast)
    assert b"iPhone 15" in IPHONE_PICTURE
    answer = send(cast, RaiseForm, named("IMG_0001.HEIC", IPHONE_PICTURE))
    assert "IMG_0001.HEIC.jpg: modtaget" in text(cast.client("ssp_teacher").get(answer["Location"]))
    with as_role("samspil_lock"):
        kept = File.objects.get()
    assert kept.content_type == "image/jpeg"
    picture = Image.open(BytesIO(bytes(kept.data)))
    assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (64, 48), {})
    blue, red = picture.getpixel((5, 5)), picture.getpixel((50, 40))
    assert blue[2] > 150 > blue[0]
    assert red[0] > 150 > red[2]
    assert b"iPhone" not in bytes(kept.data)


def with_size(width: int, height: int) -> bytes:
    """The picture of an iPhone with another size in its header."""
    at = IPHONE_PICTURE.index(b"ispe") + 8
    return IPHONE_PICTURE[:at] + struct.pack(">II", width, height) + IPHONE_PICTURE[at + 8 :]


@pytest.mark.parametrize("data", [with_size(40_000, 40_000), with_size(8000, 8000), with_size(8, 8)])
def test_a_picture_that_would_fill_the_memory_or_lies_about_its_size_is_refused(data: bytes):
    assert MOST_PIXELS < 8000 * 8000
    with pytest.raises(Refused, match=r"for stort|beskadiget"):
        recognise("x.heic", data)


@pytest.mark.parametrize("length", [12, 30, 200, 500, len(IPHONE_PICTURE) - 1])
def test_half_a_picture_of_an_iphone_is_refused(length: int):
    with pytest.raises(Refused, match="beskadiget"):
        recognise("x.heic", IPHONE_PICTURE[:length])


@pytest.mark.parametrize(
    "first",
    [
        b"\0\0\0\x14ftypqt  ", b"\0\0\0\x1cftypisom", b"\0\0\0\x18ftyp3gp4", b"\0\0\0\x1cftypM4A ", b"\0\0\0\x08wide",
        b"\x1aE\xdf\xa3\x01", b"RIFF\0\0\0\0AVI LIST", b"RIFF\0\0\0\0WAVEfmt ", b"ID3\x04", b"OggS\0", b"#!AMR\n",
        b"\0\0\0\x18ftyphevc",
    ],
)  # fmt: skip
def test_films_and_recordings_are_known_by_their_content(first: bytes):
    with pytest.raises(Refused, match="film eller en lydoptagelse"):
        recognise("billede.jpg", first + bytes(64))


def test_what_did_not_come_cannot_be_read_as_if_it_were_empty():
    missing = receiving.NotReceived("stor.pdf", 99, b"%PDF", form_too_large=False)
    with pytest.raises(ValueError, match="not received"):
        missing.read()
    with pytest.raises(ValueError, match="not received"):
        missing.chunks()
    missing.close()
