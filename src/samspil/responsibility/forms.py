"""Forms that every handover has. They validate; the actions write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.responsibility.queries import Side
from samspil.responsibility.states import CHILD, PARENTS, Answer, Because, Suspicion
from samspil.web.forms import DateField, LongText


def choose(form: forms.Form, name: str) -> forms.ChoiceField:
    """The field of that name, as one whose choices are set."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    return field


class SuspicionField(forms.ChoiceField):
    """Whether somebody is suspected of violence: nothing is chosen in advance."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            label=_("Is somebody suspected of violence against the child, or of honour-related control?"),
            help_text=_(
                "Somebody in the home or the family, or you do not know: the parents are not asked. Somebody else: they "
                "are told, not asked."
            ),
            choices=Suspicion.choices,
            widget=forms.RadioSelect,
            **more,
        )


class ReplyForm(forms.Form):
    """What a party answers to a handover."""

    answer = forms.ChoiceField(label=_("Answer"), widget=forms.RadioSelect)
    because = forms.ChoiceField(label=_("If not asked: why?"), choices=[("", "–"), *Because.choices], required=False)
    first_try = DateField(label=_("First day you tried"), required=False)
    second_try = DateField(label=_("Second day you tried"), required=False)
    note = LongText(label=_("In their own words"), rows=2, required=False, max_length=2000)
    mark_optional = False

    def __init__(self, *args: Any, side: Side, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": side.party})
        answers = [Answer.AGREES, Answer.DISAGREES]
        if side.is_told:
            answers = [Answer.TOLD, Answer.NOT_TOLD]
            self.fields["note"].label = _("What were they told, or why are they not told?")
        elif side.party in {CHILD, PARENTS}:
            answers.append(Answer.NOT_ASKED)
        if Answer.NOT_ASKED not in answers:
            for name in ("because", "first_try", "second_try"):
                del self.fields[name]
        choose(self, "answer").choices = [(one.value, one.label) for one in answers]

    def said(self) -> dict[str, Any]:
        """What was answered, as the actions take it."""
        data = self.cleaned_data
        tries = [day for day in (data.get("first_try"), data.get("second_try")) if day]
        return {"answer": data["answer"], "because": data.get("because", ""), "tries": tries, "note": data["note"]}
