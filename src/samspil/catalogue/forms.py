"""Searching the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """Words, and a level of the municipality's own model."""

    mark_optional = False
    ord = forms.CharField(label=_("Search"), required=False, max_length=100)
    niveau = forms.ChoiceField(label=_("Level"), required=False)

    def __init__(self, *args: Any, levels: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = [("", _("All levels")), *levels.items()]
        self.fields["niveau"] = forms.ChoiceField(label=_("Level"), required=False, choices=choices)
