"""Words, texts, a whole section as text, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.organisations.profile import ProfileErrors, part_of_file
from samspil.web.forms import LongText


class WordForm(forms.Form):
    """What one of the product's words is called here."""

    word = forms.CharField(
        label=_("The word here"), max_length=200, required=False, help_text=_("Left empty: the product's own word.")
    )
    plural = forms.CharField(label=_("Several of them"), max_length=200, required=False)
    meaning = LongText(label=_("What is meant by it"), rows=3, max_length=2000, required=False)


class TextsForm(forms.Form):
    """What the cooperation says about itself."""

    purpose = LongText(label=_("Purpose"), rows=5, max_length=2000)
    about = LongText(
        label=_("About the cooperation"), rows=5, max_length=2000, required=False, help_text=_("On the public page.")
    )


class SectionForm(forms.Form):
    """A section of the profile as it stands in the file."""

    text = LongText(
        label=_("The section"),
        rows=30,
        max_length=400_000,
        help_text=_("As in the profile’s file. Indent with spaces."),
    )

    def __init__(self, *args: Any, section: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        try:
            self.document = part_of_file(text, self.section)
        except ProfileErrors as errors:
            lines = [self.line(error.line, error.message, error.remedy) for error in errors.errors]
            raise forms.ValidationError(lines) from errors
        if set(self.document.data) != {self.section}:
            raise forms.ValidationError(
                _("Begin with “%(section)s:” and write nothing beside it.") % {"section": self.section}
            )
        return text

    def tell(self, errors: ProfileErrors) -> None:
        """Each fault with its line in the text; one outside the section with the place where it stands."""
        paths = {_path(place): line for place, line in self.document.values.items()}
        for error in errors.errors:
            steps = [
                path
                for path in paths
                if path and (error.path == path or error.path.startswith((f"{path}.", f"{path}[")))
            ]
            if steps:
                self.add_error(
                    "text", self.line(paths[max(steps, key=len)], f"{error.path}: {error.message}", error.remedy)
                )
            else:
                self.add_error(None, f"{error.path}: {error.message} {error.remedy}")

    @staticmethod
    def line(number: int, message: str, remedy: str) -> str:
        """A fault as it is told beside the text."""
        return str(
            _("Line %(number)d: %(message)s %(remedy)s") % {"number": number, "message": message, "remedy": remedy}
        )


class ReasonForm(forms.Form):
    """Why the organisation is changed, for those who look back."""

    reason = LongText(
        label=_("Why is it changed?"),
        rows=2,
        max_length=500,
        help_text=_("For example: decided in the committee in May."),
    )


def _path(place: tuple[str | int, ...]) -> str:
    written = ""
    for step in place:
        written += f"[{step}]" if isinstance(step, int) else f".{step}" if written else step
    return written
