"""What is typed of one arena; validates and never writes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.cases.arenas.models import Status
from samspil.web.forms import IdempotencyKey, LongText, ShortText, Version


class ArenaForm(forms.Form):
    """The contact, how it goes, the plan, and a word for it that a person chooses."""

    contact = ShortText(
        label=_("Who is the contact there?"),
        max_length=200,
        required=False,
        help_text=_("A colleague, or a role: the class teacher, the coach, an aunt."),
    )
    text = LongText(label=_("How does it go there?"), rows=4, help_text=_("Also what goes well."))
    plan = LongText(label=_("What is planned there?"), rows=3, required=False)
    status = forms.ChoiceField(
        label=_("In one word?"), choices=Status.choices, widget=forms.RadioSelect, initial=Status.UNKNOWN
    )
    version = Version()
    idempotency_key = IdempotencyKey()
