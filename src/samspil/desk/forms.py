"""The search form."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.desk.queries.searching import Wanted
from samspil.lib import cpr as numbers
from samspil.lib import dates as written
from samspil.lib.encodings import without_invisible
from samspil.web import dates

_YEAR = re.compile(r"(19|20)[0-9]{2}")


class SearchForm(forms.Form):
    """One child: name, and birth date or year; or the whole CPR number, in whichever field it is typed."""

    mark_optional = False
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_(
            "First name and surname also find a child whose birth date nobody has written. With the whole birth date the name "
            "need only be like, or one that the child had before."
        ),
    )
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
        if numbers.found_in(text):
            return None  # a CPR number: `clean` searches by it
        day = dates.parse(text, past=True) or _in_words_or_figures(text)
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
        for field in ("name", "born"):
            typed = without_invisible(str(self.data.get(field, "")))
            if number := next(iter(numbers.found_in(typed)), ""):
                cleaned["cpr"] = cleaned.get("cpr") or number
                cleaned[field] = numbers.cut_from(typed, " ").strip() if field == "name" else None
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


def _in_words_or_figures(text: str) -> date | None:
    """The birth date in 120212, 12022012, 12. februar 2012 or 120212-xxxx; None where it is none that has been."""
    today = timezone.localdate()
    try:
        day = numbers.birth_date_alone(text, today) or written.parse(text, today=today)
    except written.InvalidDate:
        return None
    return day if day <= today else None


class NoteSearchForm(forms.Form):
    """Words in notes."""

    mark_optional = False
    text = forms.CharField(label=_("Words in notes"), max_length=200)
    everywhere = forms.BooleanField(label=_("Also in cases that are not mine (at least two words)"), required=False)
