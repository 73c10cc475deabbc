"""The fields of every form that takes files: each file has its answer, whatever came of the form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from samspil.lib.refusals import Refused
from samspil.sharing.files import policies
from samspil.sharing.files.content import is_called_a_film, is_film, recognise, sentence_for_film
from samspil.sharing.files.receiving import LARGEST_FORM, NotReceived
from samspil.sharing.models import File

MOST_FILES = 5


class FileInput(forms.ClearableFileInput):
    """A choice of files. A browser empties it when a form comes back, so the files that were chosen are named below it."""

    template_name = "files/file_input.html"

    @staticmethod
    def refused_before(data: Any, name: str) -> str:
        """Why the page took a file off before anything was sent, in its own words; empty where it took none off."""
        return str(data.get(f"{name}-refused") or "")[:500]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        chosen = value if isinstance(value, list | tuple) else [value]
        names = [file.name for file in chosen if file]
        told = {"chosen": names, "film": sentence_for_film(), "large": too_large(), "largest": File.LARGEST}
        return super().get_context(name, None, attrs) | told


class FilesInput(FileInput):
    """A choice of several files."""

    allow_multiple_selected = True


class _Chosen(forms.FileField):
    """Draws a form that comes back with the files that were chosen; Django would draw it as if there had been none."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data


class FileField(_Chosen):
    """One file. What is too large to have come in is refused here, under the name of the file."""

    widget = FileInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        if isinstance(data, NotReceived):
            raise forms.ValidationError(not_received(data))
        return super().clean(data, initial)


class FilesField(_Chosen):
    """Up to five files. Where one of them did not come in, all that are unfit are told of at once; what else is unfit,
    the action finds by the content (`actions.attach_all`).
    """

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                _("You have chosen %(chosen)s files. Choose at most %(most)s, and write where the others are.")
                % {"chosen": len(files), "most": MOST_FILES}
            )
        if any(isinstance(file, NotReceived) or not file.size or is_called_a_film(file.name or "") for file in files):
            unfit = [sentence for file in files if (sentence := _unfit(file))]
            if unfit:
                raise forms.ValidationError(unfit)
        return [super(FilesField, self).clean(file, initial) for file in files]


def too_large() -> str:
    """What to do with a file that is larger than one may be."""
    try:
        policies.check_size(File.LARGEST + 1)
    except Refused as refused:
        return refused.sentence
    raise AssertionError("there is no largest file")


def not_received(file: NotReceived) -> str:
    """Why this file is not here, and what to do instead."""
    if is_film(file.first) or is_called_a_film(file.name or ""):
        return f"{file.name}: {sentence_for_film()}"
    try:
        policies.check_size(file.size or 0)
    except Refused as refused:
        return f"{file.name}: {refused.sentence}"
    return _("%(name)s: the files are larger than %(most)d MB together. Send fewer of them.") % {
        "name": file.name,
        "most": LARGEST_FORM // policies.MEGABYTE,
    }


def _unfit(file: Any) -> str:
    if isinstance(file, NotReceived):
        return not_received(file)
    try:
        policies.check_size(file.size or 0)
        recognise(file.name, file.read())
    except Refused as refused:
        return f"{file.name}: {refused.sentence}"
    finally:
        file.seek(0)
    return ""
