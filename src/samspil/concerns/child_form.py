"""The form that says whom a concern is about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspil.access.cabinet import own_keys
from samspil.concerns.queries.naming import called
from samspil.lib import cpr as numbers
from samspil.people.models import Person
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
        if not is_named:  # then the sender's own words stand there, and typing replaces them
            self.fields["name"].widget.attrs["data-replace"] = ""
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

    def offers(self, found: list[Match], before: Person | None) -> None:
        """Records that may be the same child; the person chooses one, or a new record. Each says what becomes of what was written where
        the record says something else: on the record that stands (`before`) it is corrected, where the actor keeps it.
        """
        self.offer = found
        kept = own_keys()
        self.fields["same"] = forms.TypedChoiceField(
            label=_("Is it one of these?"),
            coerce=int,
            widget=forms.RadioSelect,
            choices=[
                (
                    match.person.pk,
                    _known(match.person, self.child, before, is_kept=match.person.owner_audience_id in kept),
                )
                for match in found
            ]
            + [(NEW, _("No, make a new record"))],
        )


NEW = 0


def _known(person: Person, told: Child, before: Person | None, *, is_kept: bool) -> str:
    born = told.birth_date or person.birth_date
    is_otherwise = told.name != person.name or born != person.birth_date
    lacks_number = bool(told.cpr) and person.cpr_hash is None
    said = {"child": called(person)}
    if not is_kept and (is_otherwise or lacks_number):
        said["who"] = person.owner_audience.name
        return (
            gettext(
                "%(child)s. The record is kept by %(who)s and stays as it is: what you have written here is not saved on it."
            )
            % said
        )
    if is_otherwise and before is not None and before.pk == person.pk:
        written = [told.name, dates.short(born) if born else ""]
        return gettext("%(child)s. It is the same child, and is corrected to %(written)s.") % (
            said | {"written": ", ".join(filter(None, written))}
        )
    if is_otherwise:
        return gettext("%(child)s. It is called so on, and what you have written otherwise is not saved.") % said
    return said["child"]
