"""What is typed about something that travels. No text names anybody (`meetings.nameless`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.meetings.models import Meeting
from samspil.meetings.nameless import NamelessForm
from samspil.meetings.passages.queries import Addressee
from samspil.meetings.passages.states import Direction, Kind
from samspil.organisations.models import Staff
from samspil.organisations.queries import OfferedUnit
from samspil.web import dates
from samspil.web.forms import DateField, IdempotencyKey, LongText, ShortText, in_groups


class SendForm(NamelessForm):
    """To whom, what, and until when an answer is asked for."""

    to = forms.MultipleChoiceField(
        label=_("Who receives it?"), widget=forms.CheckboxSelectMultiple, required=False
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Or a unit that carries it out"), required=False)
    outside = ShortText(
        label=_("Or somebody else, by name"),
        max_length=200,
        required=False,
        help_text=_("A committee, the council: whoever reads no Samspil. You write down the answer when it comes."),
    )
    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect)
    title = ShortText(label=_("In one line"), max_length=200)
    text = LongText(
        label=_("What the receiver needs to know"),
        rows=6,
        max_length=8000,
        help_text=_("Write it anew for the receiver: your discussion stays with you. Name no child and no citizen."),
    )
    proposal = LongText(label=_("What you propose or recommend"), rows=3, max_length=4000, required=False)
    background = LongText(label=_("Background"), rows=3, max_length=8000, required=False)
    annex = LongText(label=_("Annexes, one a line"), rows=2, max_length=2000, required=False)
    answer_by = DateField(label=_("Answer by"), required=False)
    idempotency_key = IdempotencyKey()

    def __init__(
        self,
        *args: Any,
        addressees: Sequence[Addressee],
        units: Sequence[OfferedUnit],
        kinds: Sequence[Kind],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._addressees = {one.value: one for one in addressees}
        self._units = {str(one.unit.pk): one.unit for one in units}
        self.fields["to"].choices = [(value, self._words(one)) for value, one in self._addressees.items()]
        if not addressees:
            del self.fields["to"]
        self.fields["unit"].choices = in_groups((one.group, str(one.unit.pk), one.unit.name) for one in units)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]

    @staticmethod
    def _words(one: Addressee) -> str:
        words = f"{Direction(one.direction).label}: {one.name}"
        return f"{words} – {one.what}" if one.what else words

    def receivers(self) -> list[Addressee]:
        """Everybody who was chosen."""
        data = self.cleaned_data
        chosen = [self._addressees[value] for value in data.get("to", [])]
        if unit := self._units.get(data["unit"]):
            chosen.append(Addressee(Direction.DOWN, unit.name, unit_id=unit.pk))
        if outside := data["outside"].strip():
            chosen.append(Addressee(Direction.UP, outside, text=outside))
        return chosen

    def texts(self) -> dict[str, Any]:
        """What an action takes."""
        names = ("kind", "title", "text", "proposal", "background", "annex", "answer_by", "sure")
        return {name: self.cleaned_data[name] for name in names}


class AnswerForm(NamelessForm):
    """The receiver's answer."""

    text = LongText(
        label=_("Answer"), rows=4, max_length=8000, help_text=_("The sender reads it. Name no child and no citizen.")
    )


class OutcomeForm(NamelessForm):
    """What was done."""

    text = LongText(
        label=_("What was done?"),
        rows=4,
        max_length=8000,
        help_text=_("The sender reads it. Name no child and no citizen."),
    )


class TaskForm(NamelessForm):
    """A colleague of the unit is to do it."""

    text = LongText(label=_("What is to be done?"), rows=3, max_length=2000)
    responsible = forms.ChoiceField(label=_("Who does it?"))
    due_on = DateField(label=_("Done by"), required=False)
    idempotency_key = IdempotencyKey()

    def __init__(self, *args: Any, colleagues: Sequence[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._colleagues = {str(one.pk): one for one in colleagues}
        self.fields["responsible"].choices = [("", "–"), *((pk, one.name) for pk, one in self._colleagues.items())]

    def clean_responsible(self) -> Staff:
        return self._colleagues[self.cleaned_data["responsible"]]


class PlaceForm(forms.Form):
    """At which meeting it is taken up."""

    meeting = forms.ChoiceField(label=_("At which meeting?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, meetings: Sequence[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._meetings = {str(one.pk): one for one in meetings}
        choices = [(pk, dates.long(timezone.localdate(one.starts_at))) for pk, one in self._meetings.items()]
        self.fields["meeting"].choices = choices

    def clean_meeting(self) -> Meeting:
        return self._meetings[self.cleaned_data["meeting"]]
