"""The search form."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samspil.desk.queries.searching import Wanted
from samspil.lib import cpr as numbers
from samspil.web import dates

_YEAR = re.compile(r"(19|20)[0-9]{2}")


class SearchForm(forms.Form):
    """One child: name, and birth date or year; or the whole CPR number."""

    mark_optional = False
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    born = forms.CharField(
        label=_("Birth date or year"), max_length=20, required=False, help_text=_("For example 24.11.2011, or 2011.")
    )
    cpr = forms.CharField(label=_("or the whole CPR number"), max_length=20, required=False)

    def clean_born(self) -> date | int | None:
        text = self.cleaned_data["born"].strip()
        if not text:
            return None
        if _YEAR.fullmatch(text):
            return int(text)
        day = dates.parse(text, past=True)
        if day is None:
            raise ValidationError(_("Write a date such as 24.11.2011, or a year such as 2011."))
        return day

    def clean_cpr(self) -> str:
        text = self.cleaned_data["cpr"].strip()
        try:
            return numbers.parse(text) if text else ""
        except numbers.InvalidCpr:
            raise ValidationError(_("A CPR number has ten digits and begins with a date.")) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (self.wanted.cpr or self.wanted.attributes):
            raise ValidationError(_("Write a name, a birth date or a CPR number. A name needs two letters at least."))
        return cleaned

    @property
    def wanted(self) -> Wanted:
        """What is searched for, once the form is valid."""
        born = self.cleaned_data.get("born")
        return Wanted(
            name=self.cleaned_data.get("name", ""),
            birth_date=born if isinstance(born, date) else None,
            year=born if isinstance(born, int) else None,
            cpr=self.cleaned_data.get("cpr", ""),
        )


class NoteSearchForm(forms.Form):
    """Words in notes."""

    mark_optional = False
    text = forms.CharField(label=_("Words in notes"), max_length=200)
    everywhere = forms.BooleanField(label=_("Also in cases that are not mine (at least two words)"), required=False)
