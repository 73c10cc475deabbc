"""Searching the registers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.web.forms import DateField, ShortText


class DocumentSearchForm(forms.Form):
    """Words, and an age: which strategies hold for somebody of that age (UNG-05)."""

    mark_optional = False
    ord = forms.CharField(label=_("Search"), required=False, max_length=100)
    alder = forms.IntegerField(label=_("Covers the age"), required=False, min_value=0, max_value=120)


class RenewalForm(forms.Form):
    """When a document was written anew, adopted and published; what is still to come is left empty."""

    written_on = DateField(label=_("When was it written or revised?"), past=True)
    adopted_on = DateField(
        label=_("When was it adopted?"), past=True, required=False, help_text=_("Leave it empty until it is.")
    )
    adopted_by = ShortText(label=_("Who adopted it?"), max_length=200, required=False)
    published_on = DateField(
        label=_("When was it published?"), past=True, required=False, help_text=_("Leave it empty until it is.")
    )
    link = ShortText(
        label=_("Where can it be read?"),
        max_length=400,
        required=False,
        help_text=_("An address that begins with https://."),
    )
    mark_optional = False


class GoalSearchForm(forms.Form):
    """Words."""

    mark_optional = False
    ord = forms.CharField(label=_("Search"), required=False, max_length=100)
