"""How and when one wants mail."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.sharing.notices.models import How


class ChoiceForm(forms.Form):
    """Digest and quiet hours."""

    how = forms.ChoiceField(label=_("When do you want mail?"), choices=How.choices, widget=forms.RadioSelect)
    quiet_from = forms.TimeField(label=_("Quiet from"), help_text=_("Such as 17:00."), widget=forms.TextInput)
    quiet_to = forms.TimeField(label=_("Quiet until"), help_text=_("Such as 07:00."), widget=forms.TextInput)
    quiet_weekends = forms.BooleanField(label=_("Quiet in weekends"), required=False)
    mark_optional = False
