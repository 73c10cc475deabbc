"""What is typed of an early sign, and which signs somebody looks for; validates and never writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.catalogue.activities.forms import NamelessForm
from samspil.concerns.door_forms import NONE_CHOSEN
from samspil.concerns.queue_forms import is_number
from samspil.concerns.signs.queries import OWN, SignFilter
from samspil.concerns.signs.states import SignTheme
from samspil.concerns.states import Arena
from samspil.lib.naming import traces
from samspil.organisations.models import District
from samspil.web.forms import DateField, IdempotencyKey, LongText, ShortText


class SignForm(NamelessForm):
    """What, where, about what, when. Nothing that routes is chosen beforehand."""

    text = LongText(
        label=_("What have you seen?"),
        rows=4,
        max_length=4000,
        help_text=_("In plain words, and without names: “four boys of about 13”."),
    )
    district_id = forms.TypedChoiceField(label=_("Which district?"), required=False, coerce=int, empty_value=None)
    place = ShortText(
        label=_("Which place?"), max_length=120, required=False, help_text=_("Such as the station or the skate park.")
    )
    theme = forms.ChoiceField(label=_("What is it about?"), choices=[NONE_CHOSEN, *SignTheme.choices])
    arena = forms.ChoiceField(label=_("Where did you notice it?"), choices=[NONE_CHOSEN, *Arena.choices])
    seen_on = DateField(label=_("When?"), past=True, near=True)
    idempotency_key = IdempotencyKey()
    mark_optional = False
    nameless = ("text", "place")

    def __init__(self, *args: Any, districts: Sequence[District], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district_id"].choices = [NONE_CHOSEN, *((one.pk, one.name) for one in districts)]
        if not districts:
            del self.fields["district_id"]

    def add_error(self, field: str | None, error: Any) -> None:
        """A name that is asked about comes back with the tick; a number is refused and has none."""
        said = str(self.data.get(field or "", ""))
        if field in self.nameless and said.strip() and not traces(said).numbers:
            self.fields["sure"].widget = forms.CheckboxInput()
        super().add_error(field, error)


class SignFilterForm(forms.Form):
    """Which signs somebody looks for."""

    omraade = forms.TypedChoiceField(label=_("District"), required=False, coerce=int, empty_value=None)
    sted = ShortText(label=_("Place"), required=False, max_length=120)
    tema = forms.ChoiceField(label=_("Theme"), required=False, choices=[("", _("All themes")), *SignTheme.choices])
    vis = forms.ChoiceField(
        label=_("Show"), required=False, choices=[("", _("The whole unit's")), (OWN, _("What I have noted"))]
    )
    mark_optional = False

    def __init__(self, *args: Any, districts: Sequence[District], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["omraade"].choices = [("", _("All districts")), *((one.pk, one.name) for one in districts)]
        if not districts:
            del self.fields["omraade"]

    def wanted(self) -> SignFilter:
        """As far as it can be understood."""
        self.is_valid()
        said, page = self.cleaned_data, str(self.data.get("side", ""))
        return SignFilter(
            said.get("omraade"), said.get("sted", ""), said.get("tema", ""), said.get("vis") == OWN,
            page if is_number(page) else "1",
        )  # fmt: skip
