"""Whether the parents may be talked with. It validates; the actions write."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.web.forms import IdempotencyKey, LongText

NO, YES = "no", "yes"


class ParentsForm(forms.Form):
    may = forms.ChoiceField(
        label=_("May the parents be talked with now?"),
        choices=[(NO, _("No, not yet: it may be somebody in the home or the family")), (YES, _("Yes"))],
        widget=forms.RadioSelect,
    )
    because = LongText(label=_("Why?"), rows=3, max_length=4000)
    idempotency_key = IdempotencyKey()
