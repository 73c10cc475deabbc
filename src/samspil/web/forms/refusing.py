"""A domain's refusal, shown in the form that caused it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms

from samspil.lib.refusals import Refused


@contextmanager
def refusals_on(form: forms.BaseForm) -> Iterator[None]:
    """Turn a `Refused` from an action into an error of `form`, so that the page comes again with all that was typed.

    with refusals_on(form):
        actions.close(actor=..., concern=..., reason=form.cleaned_data["reason"])
        return redirect(...)
    return respond(request, "concerns/close.html", {"form": form}, status=422)
    """
    try:
        yield
    except Refused as refused:
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, refused.sentence)
