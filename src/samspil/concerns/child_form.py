"""The form that says whom a concern is about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.lib import cpr as numbers
from samspil.people.queries import Child, Match
from samspil.web import dates
from samspil.web.forms import DateField, ShortText


class NumberForm(forms.Form):
    """A form with the fields `cpr` and `birth_date` of one child."""

    def clean_cpr(self) -> str:
        text = self.cleaned_data["cpr"].strip()
        try:
            return numbers.parse(text) if text else ""
        except numbers.InvalidCpr:
            raise forms.ValidationError(_("A CPR number has ten digits and begins with a date.")) from None

    def is_born_as_numbered(self, data: dict[str, Any]) -> bool:
        """Whether the birth date is that of the number, where both are written; else it is said at the birth date."""
        number = data.get("cpr")
        suits = not number or data.get("birth_date") in {None, numbers.birth_date(number)}
        if not suits:
            self.add_error("birth_date", _("The birth date is not that of the CPR number. Correct one of them."))
        return suits


class ChildForm(NumberForm):
    """Whom the concern is about, as the door knows them."""

    name = ShortText(beside_number=True, label=_("Name"), max_length=200)
    birth_date = DateField(
        label=_("Birth date"), born=True, required=False, help_text=_("With it, records that you can see are found.")
    )
    cpr = forms.CharField(label=_("CPR number"), max_length=20, required=False)
    same = forms.TypedChoiceField(
        label=_("Is it one of these?"), coerce=int, required=False, empty_value=None, widget=forms.RadioSelect
    )
    sure = forms.CharField(widget=forms.HiddenInput, required=False)  # the child that was shown before it is saved
    nobody = forms.BooleanField(label=_("It is not known after all whom it is about"), required=False)
    mark_optional = False

    def __init__(self, *args: Any, is_named: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer: list[Match] = []
        self.shown = ""
        del self.fields["same"]
        if not is_named:
            del self.fields["nobody"]
        elif self.is_bound and self.data.get(self.add_prefix("nobody")):
            self.fields["name"].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.is_born_as_numbered(data)
        return data

    @property
    def child(self) -> Child:
        """The child as it is written."""
        return Child(self.cleaned_data["name"], self.cleaned_data["birth_date"], self.cleaned_data["cpr"] or None)

    def shows(self) -> bool:
        """Whether the child is shown before it is saved: it has not been seen as it is written now."""
        told = self.child
        born = dates.short(told.birth_date) if told.birth_date else ""
        self.shown = ", ".join(filter(None, [told.name, born, numbers.hyphenated(told.cpr) if told.cpr else ""]))
        if self.cleaned_data["sure"] == self.shown:
            return False
        again: Any = self.data.copy()  # type: ignore[attr-defined]  # what was posted
        again[self.add_prefix("sure")] = self.shown
        self.data = again
        return True

    def offers(self, found: list[Match]) -> None:
        """Records that may be the same child; the person chooses one, or a new record."""
        self.offer = found
        self.fields["same"] = forms.TypedChoiceField(
            label=_("Is it one of these?"),
            coerce=int,
            widget=forms.RadioSelect,
            choices=[(match.person.pk, _known(match)) for match in found] + [(NEW, _("No, make a new record"))],
        )


NEW = 0


def _known(match: Match) -> str:
    born = dates.short(match.person.birth_date) if match.person.birth_date else ""
    return ", ".join(filter(None, [match.person.name, born]))
