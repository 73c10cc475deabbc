"""The question whether somebody is in danger, alike on every form by which something comes to a door."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

AT_ONCE = _(
    "Ring 112 first. Those who answer here are told at once, also at night, and again every quarter of an hour until one of "
    "them acts. The mail does not say what you have written."
)


class DangerField(forms.BooleanField):
    """A mark of the sender; nothing is chosen beforehand. What follows from it stands beside it, before anything is sent."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Somebody is in danger now"))
        kwargs.setdefault("help_text", AT_ONCE)
        super().__init__(required=False, **kwargs)
