"""Forms of leaving."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.cases.leaving.queries import LeftLine
from samspil.organisations.models import Staff
from samspil.responsibility.forms import choose
from samspil.responsibility.notes import called
from samspil.web.forms import LongText


class ShareForm(forms.Form):
    """What is passed on, and to whom."""

    what = forms.MultipleChoiceField(
        label=_("What is passed on?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick what is to be passed on."),
            "invalid_choice": _(
                "Some of it lies here no more: somebody has just shared it out. Look at the list, and choose again."
            ),
        },
    )
    to = forms.TypedChoiceField(label=_("To whom?"), coerce=int)
    mark_optional = False

    def __init__(
        self,
        *args: Any,
        lines: Iterable[LeftLine],
        colleagues: Iterable[Staff],
        beside: str = "",
        gone: str = "",
        **kwargs: Any,
    ) -> None:
        """`beside` names the field of the page in which the colleague was chosen, where it is that of one group; `gone` says who has been
        given it meanwhile.
        """
        super().__init__(*args, **kwargs)
        if beside:
            self.fields["to"].widget.attrs["id"] = beside
            self.fields["to"].label = _("All of it to")  # as the page calls it there
        self.gone = gone
        self.colleagues = {one.pk: one for one in colleagues}
        what = self.fields["what"]
        assert isinstance(what, forms.MultipleChoiceField)
        if gone:
            what.error_messages |= {"required": gone, "invalid_choice": gone}
        what.choices = [(line.key, line.text) for line in lines]  # the page draws them, pile by pile
        choose(self, "to").choices = [("", "–"), *((one.pk, called(one)) for one in self.colleagues.values())]

    def clean(self) -> dict[str, Any]:
        """What somebody else has just been given is the one thing to say: for whom it was meant is no mistake of the reader."""
        if self.gone and "what" in self.errors:
            self.errors.pop("to", None)
        return super().clean() or self.cleaned_data

    def chosen(self) -> Staff:
        """Who takes it."""
        return self.colleagues[self.cleaned_data["to"]]


class ChoiceForm(forms.Form):
    """What those say who had chosen another adult."""

    words = LongText(
        label=_("What do they say?"), rows=3, max_length=2000,
        help_text=_("Write it in their own words. It stands with the case."),
    )  # fmt: skip


class GiveBackForm(forms.Form):
    """Why it is given back."""

    reason = LongText(label=_("Why do you give it back?"), rows=3, max_length=2000)

    def __init__(self, *args: Any, help_text: str, **kwargs: Any) -> None:
        """`help_text` says with what the reason stands."""
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = help_text
