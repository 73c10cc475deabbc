"""The questions of a round."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.concerns.rounds.models import Outcome, Sign
from samspil.web.forms import ShortText


class RoundForm(forms.Form):
    """Which class, what is noticed, what comes of it. No free text in which a child could be named."""

    group = ShortText(
        label=_("Which class or group?"), max_length=40, help_text=_("Such as 7.b. Never a child’s name.")
    )
    signs = forms.MultipleChoiceField(
        label=_("What do you notice?"), choices=Sign.choices, widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Tick what you say yes to."),
    )  # fmt: skip
    outcome = forms.ChoiceField(label=_("What comes of it?"), choices=Outcome.choices, widget=forms.RadioSelect)
    mark_optional = False
