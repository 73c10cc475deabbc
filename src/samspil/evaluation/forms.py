"""Searching the registers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DocumentSearchForm(forms.Form):
    """Words, and an age: which strategies hold for somebody of that age (UNG-05)."""

    mark_optional = False
    ord = forms.CharField(label=_("Search"), required=False, max_length=100)
    alder = forms.IntegerField(label=_("Covers the age"), required=False, min_value=0, max_value=120)


class GoalSearchForm(forms.Form):
    """Words."""

    mark_optional = False
    ord = forms.CharField(label=_("Search"), required=False, max_length=100)
