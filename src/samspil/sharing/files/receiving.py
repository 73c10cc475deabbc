"""How files come in with a form: in memory, never on the disk, and never lost without a word.

Django's own handler in memory takes part in nothing when the form is larger than it holds, and then the form arrives
without its files. This one takes every file; of one that is too large it keeps the name, the size and the first bytes,
so that the page can answer for it. Every field for files is `samspil.sharing.files.fields.FileField` or `FilesField`.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, NoReturn

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from samspil.sharing.models import File

LARGEST_FORM = 100 * 1024 * 1024  # all files of one form together
FIRST = 64  # bytes; enough to tell a film from a document


class NotReceived(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs alone
    """A file that was sent and is not here: it, or the whole form, was too large."""

    def __init__(self, name: str, size: int, first: bytes, *, form_too_large: bool) -> None:
        super().__init__(BytesIO(), name, None, size)
        self.first, self.form_too_large = first, form_too_large

    def read(self, *_: Any) -> NoReturn:
        """Its bytes are gone: whoever reads them has not asked whether it came."""
        raise ValueError("this file was not received")

    def chunks(self, chunk_size: int | None = None) -> NoReturn:
        raise ValueError("this file was not received")


class Receiver(FileUploadHandler):
    """Holds each file of a form in memory, up to the largest file and the largest form."""

    form_too_large = False

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None  # noqa: N803  as Django names it
    ) -> None:  # fmt: skip
        """The form is told to be too large before any of it is read."""
        self.form_too_large = content_length > LARGEST_FORM

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.held, self.first, self.too_large = BytesIO(), b"", self.form_too_large

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if len(self.first) < FIRST:
            self.first += raw_data[: FIRST - len(self.first)]
        if start + len(raw_data) > File.LARGEST and not self.too_large:
            self.held, self.too_large = BytesIO(), True
        if not self.too_large:
            self.held.write(raw_data)

    def file_complete(self, file_size: int) -> NotReceived | InMemoryUploadedFile:
        name = self.file_name or ""
        if self.too_large:
            return NotReceived(name, file_size, self.first, form_too_large=self.form_too_large)
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held, self.field_name, name, self.content_type, file_size, self.charset, self.content_type_extra
        )
