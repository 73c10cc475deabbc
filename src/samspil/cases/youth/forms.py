"""What is typed of a youth effort; validates and never writes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.cases.youth import policies
from samspil.cases.youth.actions import Eligibility, Stand
from samspil.cases.youth.models import Community, NeedFor, SupportDegree
from samspil.web.forms import DateField, IdempotencyKey, LongText, ShortText, Version

INSIDE = (("outside", _("No, stands outside")), ("inside", _("Yes, takes part")))
UNKNOWN = ("unknown", _("We do not know"))


def _asks(community: Community, label: Any, *more: tuple[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=(*INSIDE, *more),
        widget=forms.RadioSelect,
        error_messages={"required": policies.NOT_STATED[community]},
    )


def _since() -> DateField:
    return DateField(label=_("Since when?"), required=False, help_text=_("Leave it empty for the day of the start."))


class YouthForm(forms.Form):
    """The need, its degree, and whether the young person stands outside."""

    need_for = forms.ChoiceField(
        label=_("What does the young person need support for?"),
        choices=NeedFor.choices,
        widget=forms.RadioSelect,
        error_messages={"required": policies.NO_NEED_FOR},
    )
    need = LongText(
        label=_("Which support does the young person need?"),
        rows=4,
        help_text=_("In your own words, and as the young person sees it."),
        error_messages={"required": policies.NO_NEED},
    )
    degree = forms.ChoiceField(
        label=_("How much support is needed?"),
        choices=SupportDegree.choices,
        widget=forms.RadioSelect,
        help_text=_("You choose it; nothing is calculated. It can be raised and lowered later."),
        error_messages={"required": policies.NO_DEGREE},
    )
    education = _asks(Community.EDUCATION, _("Does the young person take part in the community of an education?"))
    education_since = _since()
    work = _asks(Community.WORK, _("Does the young person take part in a community at work?"))
    work_since = _since()
    civil = _asks(
        Community.CIVIL, _("Does the young person take part in an association or in voluntary work?"), UNKNOWN
    )
    civil_since = _since()
    outside_age = ShortText(
        label=_("The young person is not from 13 to 30 years old. Why is the youth effort right all the same?"),
        max_length=300,
        required=False,
    )
    assessed_on = DateField(
        label=_("When was that assessed?"), required=False, help_text=_("Leave it empty for today.")
    )
    started_on = DateField(label=_("When does it start?"), required=False, help_text=_("Leave it empty for today."))
    idempotency_key = IdempotencyKey()

    def __init__(self, *args: Any, outside_age: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not outside_age:
            self.fields["outside_age"].widget = forms.HiddenInput()

    def eligibility(self) -> Eligibility:
        """What was typed; what nobody knows is not there."""
        typed = self.cleaned_data
        return Eligibility(
            typed["need_for"],
            typed["need"],
            typed["degree"],
            {
                one.value: Stand(typed[one.value] == "inside", typed[f"{one.value}_since"])
                for one in Community
                if typed[one.value] != UNKNOWN[0]
            },
            typed["assessed_on"],
        )


class DegreeForm(forms.Form):
    """More or less support, from when and why."""

    degree = forms.ChoiceField(
        label=_("How much support is needed?"),
        choices=SupportDegree.choices,
        widget=forms.RadioSelect,
        error_messages={"required": policies.NO_DEGREE},
    )
    since = DateField(label=_("From when?"), required=False, help_text=_("Leave it empty for today."))
    reason = LongText(label=_("Why?"), rows=3, error_messages={"required": policies.NO_REASON})
    idempotency_key = IdempotencyKey()


class CommunityForm(forms.Form):
    """Into a community, or out of it."""

    community = forms.ChoiceField(label=_("Which community?"), choices=Community.choices, widget=forms.RadioSelect)
    inside = forms.ChoiceField(
        label=_("What has happened?"),
        choices=(("inside", _("The young person has come in")), ("outside", _("The young person stands outside"))),
        widget=forms.RadioSelect,
    )
    since = DateField(label=_("From when?"), required=False, help_text=_("Leave it empty for today."))
    which = ShortText(
        label=_("Which education, work or association?"),
        max_length=200,
        required=False,
        help_text=_("Such as the handball club, or a job in a shop."),
    )
    idempotency_key = IdempotencyKey()


class TakeBackForm(forms.Form):
    """It was a mistake."""

    version = Version()


class EndYouthForm(forms.Form):
    """Why it ends."""

    reason = LongText(label=_("Why does it end?"), rows=3, error_messages={"required": policies.NO_REASON})
    ended_on = DateField(label=_("When did it end?"), required=False, help_text=_("Leave it empty for today."))
    version = Version()
