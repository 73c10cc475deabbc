"""What is wrong with a profile, told at the field of the form that it came from."""

from __future__ import annotations

from django import forms

from samspil.organisations.profile import ProfileErrors


def tell_errors(form: forms.Form, errors: ProfileErrors) -> None:
    """Each fault at the field whose name its path ends with, else above the form with the place where it stands."""
    for error in errors.errors:
        field = error.path.rsplit(".", 1)[-1].partition("[")[0]
        sentence = f"{error.message} {error.remedy}".strip()
        if field in form.fields:
            form.add_error(field, sentence)
        else:
            form.add_error(None, f"{error.path}: {sentence}" if error.path else sentence)
