"""The HTTP kit: layout, components, form renderer, errors, htmx. It knows nothing of the domains."""

from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

GONE = _("What you chose cannot be chosen here any more. Choose again among those that stand here now.")


class WebConfig(AppConfig):
    name = "samspil.web"
    label = "web"
    verbose_name = "HTTP kit"

    def ready(self) -> None:
        """What cannot be chosen any more is never told by the code that was sent: nobody knows it."""
        forms.ChoiceField.default_error_messages["invalid_choice"] = GONE
        for several in (forms.MultipleChoiceField, forms.TypedMultipleChoiceField):
            several.default_error_messages["invalid_choice"] = GONE
