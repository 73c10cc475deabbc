"""What is typed of a reference; validates and never writes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.cases.references.models import Status
from samspil.web.forms import IdempotencyKey, ShortText, Version


class ReferenceForm(forms.Form):
    """Where it is, how it is found there, how it stands. No description: that is kept over there."""

    system = ShortText(label=_("System"), max_length=100, help_text=_("For example DUBU, or the school’s own."))
    number = ShortText(label=_("Number or reference there"), max_length=100, help_text=_("Never a CPR number."))
    what = ShortText(
        label=_("What sort of effort?"),
        max_length=120,
        required=False,
        help_text=_("A few words. Do not copy from the case."),
    )
    status = forms.ChoiceField(label=_("How does it stand?"), choices=Status.choices, initial=Status.UNKNOWN)
    link = forms.CharField(
        label=_("Link"), max_length=400, required=False, help_text=_("Opens it for who may see it there.")
    )
    idempotency_key = IdempotencyKey()


class ChangeForm(ReferenceForm):
    """The same, for a reference that stands."""

    version = Version()
