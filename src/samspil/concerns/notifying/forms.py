"""Forms of a notification. They validate; the actions write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.concerns.models import FirstAnswer
from samspil.organisations.models import Staff
from samspil.responsibility.forms import choose
from samspil.responsibility.notes import called
from samspil.web.forms import DateField, IdempotencyKey, LongText, ShortText, Version

NOBODY = ("", _("Choose"))
OTHERWISE = [(FirstAnswer.NO, FirstAnswer.NO.label), (FirstAnswer.UNSURE, FirstAnswer.UNSURE.label)]


class _WithPeople(forms.Form):
    """A form in which one of several colleagues is chosen; nobody is chosen beforehand."""

    def offer(self, name: str, people: Sequence[Staff]) -> None:
        self.people = {str(each.pk): each for each in people}
        self.fields[name].choices = [NOBODY, *((key, called(each)) for key, each in self.people.items())]

    def chosen(self, name: str) -> Staff | None:
        return self.people.get(self.cleaned_data.get(name, ""))


class FirstForm(_WithPeople):
    """Can this be a statutory notification? A yes says who sends it."""

    answer = forms.ChoiceField(
        label=_("Can this be a statutory notification?"),
        choices=[(FirstAnswer.YES, _("Yes, it is to be sent")), *OTHERWISE],
        widget=forms.RadioSelect,
    )
    notifier = forms.ChoiceField(
        label=_("If yes: who sends it?"),
        required=False,
        help_text=_("The duty is a person's own. Nothing is sent from here, and the clock runs until it is sent."),
    )
    because = LongText(
        label=_("Why not, or what have you agreed on the telephone?"), rows=2, required=False, max_length=4000
    )
    version = Version()
    mark_optional = False

    def __init__(
        self, *args: Any, people: Sequence[Staff], is_answered: bool = False, is_sent: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_answered = is_answered  # no draft ticks an answer beside the one that stands
        self.offer("notifier", people)
        if is_sent:  # nobody is asked to send what is sent
            del self.fields["notifier"]
            choose(self, "answer").choices = [(FirstAnswer.YES, _("Yes, and it is sent")), *OTHERWISE]

    def answered(self) -> dict[str, Any]:
        """For the action."""
        return self.cleaned_data | {"notifier": self.chosen("notifier")}


class AssignForm(_WithPeople):
    """Somebody else sends it."""

    notifier = forms.ChoiceField(label=_("Who sends it?"))

    def __init__(self, *args: Any, people: Sequence[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("notifier", people)


class ClockField(forms.TimeField):
    """A time of the day as people write it: 14.30, 14:30, 1430, kl. 14.30."""

    default_error_messages = {"invalid": _("Write the time with hours and minutes, for example 14.30.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = forms.TimeInput(attrs={"inputmode": "text", "autocomplete": "off"}, format="%H.%M")
        super().__init__(input_formats=["%H.%M", "%H:%M", "%H%M"], **kwargs)

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, str):
            value = value.strip().lower().removeprefix("kl").strip(" .")
        told: time | None = super().to_python(value)
        return told


class SentForm(_WithPeople):
    """It is sent: by whom, when, to whom."""

    staff = forms.ChoiceField(label=_("Who sent it?"))
    day = DateField(label=_("Which day was it sent?"), past=True)
    clock = ClockField(label=_("At what time?"), help_text=_("For example 14.30"))
    sent_to = ShortText(label=_("To whom?"), max_length=200, help_text=_("The unit that receives it."))
    reference = ShortText(
        label=_("Its number there (you may skip this)"), required=False, max_length=100,
        help_text=_("The number that the receiver gave it."),
    )  # fmt: skip
    text = LongText(
        label=_("The text that went along"), rows=6, help_text=_("Correct it, if you wrote something else.")
    )
    idempotency_key = IdempotencyKey()
    mark_optional = False

    def __init__(self, *args: Any, people: Sequence[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("staff", people)

    def sent(self) -> dict[str, Any]:
        """For the action."""
        data = self.cleaned_data
        clock: time = data["clock"]
        return {
            "staff": self.chosen("staff"),
            "sent_at": timezone.make_aware(datetime.combine(data["day"], clock)),
            "sent_to": data["sent_to"], "reference": data["reference"], "text": data["text"],
            "key": data["idempotency_key"],
        }  # fmt: skip
