"""The one question. There is no field in which a name could stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.organisations.models import ConcernDoor

UNKNOWN = "unknown"


class DoorForm(forms.Form):
    """Nothing is chosen beforehand; whoever does not know says so."""

    door = forms.ChoiceField(label=_("Whom would you contact if you needed sparring?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, doors: Sequence[ConcernDoor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["door"].choices = [
            *((str(door.pk), door.name) for door in doors),
            (UNKNOWN, _("I do not know")),
        ]

    def chosen(self) -> int | None:
        """The number of the door; None for who does not know."""
        said = self.cleaned_data["door"]
        return None if said == UNKNOWN else int(said)
