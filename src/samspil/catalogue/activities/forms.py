"""What is typed of an activity; validates and never writes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samspil.catalogue.activities.models import Band, Gender, State
from samspil.catalogue.activities.queries import cell
from samspil.lib.naming import traces
from samspil.web.forms import DateField, IdempotencyKey, LongText, ShortText, Version

_WHOLE = re.compile(r"\d{1,3}([. ]\d{3})+|\d+")
DEAREST, MOST = 9_999_999, 9_999


class WholeNumber(forms.Field):
    """A whole number as Danes write it: 1500, 1.500, 1 500 kr. (Django's own field would read 1.500 as one and a half.)"""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Write a whole number, for example 1.500.")}

    def __init__(self, *, most: int = MOST, size: int = 8, **kwargs: Any) -> None:
        self.most = most
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": size})
        super().__init__(**{"widget": widget, **kwargs})

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or not (text := str(value).strip()):
            return None
        text = re.sub(r"(,(00|-)|,-)?\s*(kr\.?|kroner)?$", "", text, flags=re.IGNORECASE).strip()
        if not _WHOLE.fullmatch(text) or not text.isascii():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        number = int(re.sub(r"[. ]", "", text))
        if number > self.most:
            raise ValidationError(_("Write a smaller number."), code="invalid")
        return number


class NamelessForm(forms.Form):
    """A form whose texts name nobody. `sure` is shown once it has been asked for."""

    sure = forms.BooleanField(
        label=_("Yes, it is no child and no citizen – save it all the same"), required=False, widget=forms.HiddenInput
    )
    nameless: Sequence[str] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name != "sure"), "sure"])
        if self.data.get("sure") == "on":
            self.fields["sure"].widget = forms.CheckboxInput()

    def add_error(self, field: str | None, error: Any) -> None:
        """The form comes back: where something in it looks like a name, with the tick."""
        if any(traces(str(self.data.get(name, ""))).doubtful for name in self.nameless):
            self.fields["sure"].widget = forms.CheckboxInput()
        super().add_error(field, error)


class PlanForm(NamelessForm):
    """What, where, when, and what it may cost."""

    title = ShortText(label=_("What do you do?"), max_length=120, help_text=_("Such as football in the hall."))
    place = ShortText(label=_("Where?"), max_length=120)
    day = DateField(label=_("Which day?"))
    intervention_id = forms.TypedChoiceField(
        label=_("Does it belong to an intervention?"), required=False, coerce=int, empty_value=None
    )
    planned_cost = WholeNumber(label=_("What may it cost, in kroner?"), most=DEAREST, required=False)
    idempotency_key = IdempotencyKey()
    nameless = ("title", "place")

    def __init__(self, *args: Any, interventions: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["intervention_id"]
        field.choices = [("", "–"), *interventions]
        if not interventions:
            field.widget = forms.HiddenInput()


class ChangeForm(PlanForm):
    """The same, for one that stands."""

    version = Version()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["idempotency_key"]


class WriteUpForm(NamelessForm):
    """How it went. Every number may be left open."""

    outcome = forms.ChoiceField(
        label=_("Was it held?"),
        choices=[(State.HELD, _("Yes, it was held")), (State.NOT_HELD, _("No, it was not held"))],
        widget=forms.RadioSelect,
    )
    why_not = ShortText(label=_("If not: why?"), max_length=200, required=False)
    participants = WholeNumber(
        label=_("How many took part?"), required=False, help_text=_("Leave it empty if nobody has counted.")
    )
    cost = WholeNumber(label=_("What did it cost, in kroner?"), most=DEAREST, required=False)
    went = LongText(
        label=_("How did it go?"), rows=2, max_length=1000, required=False, help_text=_("A line or two. Name nobody.")
    )
    version = Version()
    nameless = ("why_not", "went")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for band in Band:
            for gender in Gender:
                label = f"{band.label}, {gender.label}"
                self.fields[_name(band, gender)] = WholeNumber(label=label, required=False, size=len(str(MOST)))

    @property
    def genders(self) -> list[str]:
        return [str(gender.label) for gender in Gender]

    @property
    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The numbers by age, one for each gender."""
        return [(str(band.label), [self[_name(band, gender)] for gender in Gender]) for band in Band]

    def told(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        every = [(band, gender) for band in Band for gender in Gender]
        heads = {cell(*pair): data[_name(*pair)] for pair in every if data[_name(*pair)] is not None}
        names = ("version", "why_not", "participants", "cost", "went", "sure")
        return {name: data[name] for name in names} | {"held": data["outcome"] == State.HELD, "heads": heads}


def heads_as_typed(heads: dict[str, int]) -> dict[str, int | None]:
    """The numbers that stand, under the names of the form's fields."""
    return {_name(band, gender): heads.get(cell(band, gender)) for band in Band for gender in Gender}


def _name(band: Band, gender: Gender) -> str:
    return f"heads_{band.value}_{gender.value}"


class IntoClubForm(NamelessForm):
    """How many, when, and what sort of club."""

    number = WholeNumber(label=_("How many young people came into a club?"), most=999)
    club = ShortText(
        label=_("What sort of club?"), max_length=120, help_text=_("Such as a football club. Never who came.")
    )
    day = DateField(label=_("Which day?"))
    idempotency_key = IdempotencyKey()
    nameless = ("club",)


class CorrectForm(IntoClubForm):
    """A count that was wrong."""

    version = Version()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["idempotency_key"]
        self.fields["number"].help_text = _("Write 0 if nobody came: then it counts no more.")
