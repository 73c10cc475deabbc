"""Forms of the child's and the network's part; they validate and never write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.cases.voices.models import Reply, Statement, Whose
from samspil.web.forms import DateField, IdempotencyKey, LongText, ShortText

TOOK_PART = (("yes", _("Took part")), ("no", _("Has not taken part")))


class VoiceForm(forms.Form):
    whose = forms.ChoiceField(label=_("Whose part is it?"), choices=Whose.choices, widget=forms.RadioSelect)
    took_part = forms.ChoiceField(label=_("Did they take part?"), choices=TOOK_PART, widget=forms.RadioSelect)
    persons = ShortText(
        label=_("Who of the family and network?"),
        max_length=300,
        required=False,
        help_text=_("A parent, a grandparent, a coach. Leave it empty for the child alone."),
    )
    text = LongText(
        label=_("How did they take part, and what did they say? Or why not?"),
        rows=5,
        help_text=_("Their own words, where they said any."),
    )
    on = DateField(label=_("When?"), required=False, help_text=_("Leave it empty for today."))
    idempotency_key = IdempotencyKey()


class ExperienceForm(forms.Form):
    """Three sentences, read by a child. Each may be skipped."""

    whose = forms.ChoiceField(label=_("Who answers?"), choices=Whose.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for statement in Statement:
            self.fields[statement.value] = forms.ChoiceField(
                label=statement.label, choices=Reply.choices, widget=forms.RadioSelect, required=False
            )

    def replies(self) -> dict[str, str]:
        """What was answered; what was skipped is not there."""
        return {each.value: self.cleaned_data[each.value] for each in Statement if self.cleaned_data[each.value]}
