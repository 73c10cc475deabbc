"""What is told of an intervention; there is no field in which a name could stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.concerns.onthespot.models import Did, Seen
from samspil.organisations.models import Unit
from samspil.web.forms import IdempotencyKey


class TellForm(forms.Form):
    """Three questions, two of them one press each. The unit is asked of who works in several."""

    seen = forms.ChoiceField(label=_("What did you see or hear?"), choices=Seen.choices, widget=forms.RadioSelect)
    did = forms.ChoiceField(label=_("What did you do?"), choices=Did.choices, widget=forms.RadioSelect)
    times = forms.IntegerField(label=_("How many times today?"), min_value=1, max_value=20, initial=1)
    unit = forms.TypedChoiceField(label=_("For which of your units?"), coerce=int)
    idempotency_key = IdempotencyKey()

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.pk: unit for unit in units}
        self.fields["unit"].choices = [(unit.pk, unit.name) for unit in units]
        if len(units) == 1:
            del self.fields["unit"]

    def chosen_unit(self) -> Unit:
        """The unit that was chosen, or the only one."""
        return self.units[self.cleaned_data["unit"]] if "unit" in self.fields else next(iter(self.units.values()))
