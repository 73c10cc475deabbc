"""What is typed of a specific effort; validates and never writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.cases.efforts import policies
from samspil.cases.efforts.actions import Start
from samspil.catalogue.activities.forms import NamelessForm
from samspil.web.forms import DateField, IdempotencyKey, LongText, ShortText, Version


class StartForm(forms.Form):
    """What is done for the child, and what that rests on."""

    situation = LongText(
        label=_("How do you assess the situation?"),
        rows=4,
        help_text=_("What has happened, and what is it about? Your own words."),
        error_messages={"required": policies.NO_SITUATION},
    )
    resources = LongText(
        label=_("Which resources are there?"),
        rows=4,
        help_text=_("What works, what they are good at, and who around them can help."),
        error_messages={"required": policies.NO_RESOURCES},
    )
    assessed_on = DateField(
        label=_("When was that assessed?"), required=False, help_text=_("Leave it empty for today.")
    )
    intervention_id = forms.TypedChoiceField(
        label=_("Is it an intervention of the catalogue?"), required=False, coerce=int, empty_value=None
    )
    what = ShortText(
        label=_("What is done?"),
        max_length=200,
        required=False,
        help_text=_("In a few words. Leave it empty where the name of the intervention says it."),
    )
    started_on = DateField(label=_("When does it start?"), required=False, help_text=_("Leave it empty for today."))
    idempotency_key = IdempotencyKey()

    def __init__(self, *args: Any, interventions: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["intervention_id"]
        field.choices = [("", "–"), *interventions]
        if not interventions:
            field.widget = forms.HiddenInput()
            self.fields["what"].help_text = _("In a few words.")

    def start(self) -> Start:
        """What was typed."""
        names = ("situation", "resources", "what", "intervention_id", "assessed_on", "started_on")
        return Start(**{name: self.cleaned_data[name] for name in names})


class GroupForm(StartForm, NamelessForm):
    """The same for a group; its name comes first, and nobody is named."""

    group = ShortText(
        label=_("What is the group called?"),
        max_length=80,
        help_text=_("What people call it, such as the boys at the square. Never a child’s name."),
        error_messages={"required": policies.NO_GROUP},
    )
    field_order = ("group",)
    nameless = ("group", "what", "situation", "resources")


class EndForm(forms.Form):
    """What came of it."""

    outcome = LongText(label=_("What came of it?"), rows=4, error_messages={"required": policies.NO_OUTCOME})
    ended_on = DateField(label=_("When did it end?"), required=False, help_text=_("Leave it empty for today."))
    version = Version()
