"""Forms of a joint assessment. They validate; the actions write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.concerns.joint.queries import Askable
from samspil.concerns.joint.states import Party, Trigger
from samspil.web.forms import DateField, IdempotencyKey, LongText, in_groups


class BeginForm(forms.Form):
    """What set it off, who the three are, and what they assess. Nothing is chosen beforehand."""

    trigger = forms.ChoiceField(label=_("What has set it off?"), choices=Trigger.choices, widget=forms.RadioSelect)
    teacher = forms.ChoiceField(label=Party.TEACHER.label)
    consultant = forms.ChoiceField(label=Party.CONSULTANT.label)
    school = forms.ChoiceField(label=Party.SCHOOL.label)
    without_because = LongText(
        label=_("Why do you go on without them?"),
        rows=2,
        help_text=_("It stands on the assessment; everybody asked reads it."),
    )
    question = LongText(
        label=_("What are you to assess together?"),
        rows=5,
        help_text=_("The three read this, and nothing else of the concern. Write only what they need."),
    )
    answer_by = DateField(
        label=_("Answer by"), help_text=_("After that day it can end without an answer that never comes.")
    )
    idempotency_key = IdempotencyKey()
    mark_optional = False

    def __init__(self, *args: Any, people: Mapping[str, Sequence[Askable]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {party: {str(each.staff.pk): each.staff for each in those} for party, those in people.items()}
        self.lacks = [Party(party).label for party, those in people.items() if not those]
        if not self.lacks:
            del self.fields["without_because"]
        for party, those in people.items():
            if not those:
                del self.fields[party]
                continue
            self.fields[party].choices = in_groups(
                ((each.unit, each.staff.pk, f"{each.staff.name}, {each.unit}") for each in those),
                first=[("", _("Choose"))],
            )

    def asked(self) -> dict[str, Any]:
        """For the action."""
        data = self.cleaned_data
        return {
            "without_because": data.get("without_because", ""),
            "trigger": data["trigger"], "question": data["question"], "answer_by": data["answer_by"], "key": data["idempotency_key"],
            "parties": {party: those.get(data.get(party, "")) for party, those in self.people.items()},
        }  # fmt: skip


class AnswerForm(forms.Form):
    """What one of the three thinks."""

    text = LongText(label=_("What do you think should be done?"), rows=5)


class ConcludeForm(forms.Form):
    """Which measures follow."""

    measures = LongText(label=_("What do you do now, and who does it?"), rows=4)


class EndWithoutForm(ConcludeForm):
    """Which measures follow, and why it ends without all three answers."""

    missing_because = LongText(label=_("Why does it end without the answer?"), rows=3)
    field_order = ("missing_because", "measures")
